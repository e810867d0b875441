package view

import (
	"sync"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Payout is what one payee gets of one round. Two see it, in a document each:
// the payee, and the team of the seat that pays.
type Payout struct {
	ID          string              `json:"id"`
	Payout      string              `json:"payout"` // its name within the roll
	Period      string              `json:"period"`
	Agreement   string              `json:"agreement"`
	Initiative  string              `json:"initiative"`
	Portion     string              `json:"portion"`
	From        string              `json:"from"`
	To          string              `json:"to"`
	Holder      string              `json:"holder"`
	Payee       string              `json:"payee"`
	Kind        string              `json:"kind"`
	Name        string              `json:"name,omitempty"`
	Contributed string              `json:"contributed,omitempty"`
	Unit        string              `json:"unit,omitempty"`
	Amount      agreements.Money    `json:"amount"`
	State       string              `json:"state"` // owed, paid, confirmed, disputed
	PaidOn      string              `json:"paidOn,omitempty"`
	Note        string              `json:"note,omitempty"`
	Reason      string              `json:"reason,omitempty"`
	Reads       string              `json:"reads"` // audience
	List        string              `json:"list"`
	CreatedAt   agreements.Instant  `json:"createdAt"`
	AnsweredAt  *agreements.Instant `json:"answeredAt,omitempty"`
}

// Row implements [project.Document].
func (p Payout) Row() project.Row {
	return project.Row{Parent: p.List, Sort: p.From + " " + p.Period + " " + p.Portion + " " + p.Payout, Audience: p.Reads}
}

func payouts() project.View {
	return project.Of(project.View{Table: "payout", Version: 1, Audience: "{reads}"}, payees("pay"), payoutFor("pay"))
}

func payables() project.View {
	return project.Of(project.View{Table: "payable", Version: 1, Audience: "seat:{holder}"}, payees("pbl"), payoutFor("pbl"))
}

func payees(prefix string) func(project.Event) []string {
	return func(e project.Event) (ids []string) {
		id := func(payout string) { ids = append(ids, record.NewID(prefix, e.Commit.Aggregate, payout)) }
		switch e := e.Event.(type) {
		case agreements.PayoutsMade:
			for _, p := range e.Payouts {
				id(p.Payout)
			}
		case agreements.PaymentsMarked:
			for _, p := range e.Payouts {
				id(p)
			}
		case agreements.PaymentAnswered:
			id(e.Payout)
		}
		return ids
	}
}

func payoutFor(prefix string) func(string, *Payout, project.Event) *Payout {
	m := &payoutsOf{prefix: prefix}
	return func(id string, p *Payout, e project.Event) *Payout {
		at := agreements.InstantOf(e.At())
		if made, ok := e.Event.(agreements.PayoutsMade); ok {
			return paidOut(prefix, id, made.Of, m.find(id, made, e), at)
		}
		if p == nil {
			return nil
		}
		switch e := e.Event.(type) {
		case agreements.PaymentsMarked:
			p.State, p.PaidOn, p.Note = "paid", e.On, e.Note
		case agreements.PaymentAnswered:
			p.State, p.Reason, p.AnsweredAt = e.Verdict, e.Reason, &at
		}
		return p
	}
}

// payoutsOf keeps the payouts of the last event by their ids: thousands come in
// one, and each is a document.
type payoutsOf struct {
	prefix string

	mu     sync.Mutex
	commit *record.Stored
	index  int
	byID   map[string]agreements.Payout
}

func (m *payoutsOf) find(id string, made agreements.PayoutsMade, e project.Event) agreements.Payout {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.commit != e.Commit || m.index != e.Index {
		m.commit, m.index, m.byID = e.Commit, e.Index, make(map[string]agreements.Payout, len(made.Payouts))
		for _, p := range made.Payouts {
			m.byID[record.NewID(m.prefix, e.Commit.Aggregate, p.Payout)] = p
		}
	}
	return m.byID[id]
}

func paidOut(prefix, id string, of agreements.RollOpened, p agreements.Payout, at agreements.Instant) *Payout {
	doc := &Payout{
		ID: id, Payout: p.Payout, Period: of.Period, Agreement: of.Agreement, Initiative: of.Initiative, Portion: of.Portion, From: of.From, To: of.To,
		Holder: of.Holder, Payee: p.Payee, Kind: p.Kind, Name: p.Name, Contributed: p.Amount, Unit: of.Unit,
		Amount: agreements.Money{Minor: p.Minor, Currency: of.Currency}, State: "owed", CreatedAt: at,
	}
	switch {
	case prefix == "pbl":
		doc.Reads, doc.List = "seat:"+of.Holder, of.Period
	case p.Kind == "person":
		doc.Reads, doc.List = "person:"+p.Payee, p.Payee
	case p.Kind == "seat":
		doc.Reads, doc.List = "seat:"+p.Payee, p.Payee
	default: // a key means something to the portion's first seat only
		seat := of.Seats[0]
		doc.Reads, doc.List = "seat:"+seat, seat
	}
	return doc
}
