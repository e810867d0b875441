package view

import (
	"fmt"
	"strconv"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Period is a document of agreements.period: one distribution of an agreement.
type Period struct {
	ID          string              `json:"id"`
	Agreement   string              `json:"agreement"`
	Initiative  string              `json:"initiative"`
	Version     int                 `json:"version"`
	Clause      string              `json:"clause"` // key
	Number      int                 `json:"number"`
	From        string              `json:"from"`
	To          string              `json:"to"`
	Currency    string              `json:"currency"`
	Holder      string              `json:"holder"`
	Reader      string              `json:"reader,omitempty"`
	Unit        string              `json:"unit,omitempty"`
	Reserve     string              `json:"reserve,omitempty"`
	Portions    []PortionOf         `json:"portions"`
	Parties     []string            `json:"parties"`
	State       string              `json:"state"` // stating, reading, distributed
	ContestBy   *agreements.Instant `json:"contestBy,omitempty"`
	Worths      []WorthSaid         `json:"worths"`
	Distributed *agreements.Instant `json:"distributedAt,omitempty"`
	CreatedAt   agreements.Instant  `json:"createdAt"`
	UpdatedAt   agreements.Instant  `json:"updatedAt"`
}

// PortionOf is a fixed part and how it is shared.
type PortionOf struct {
	Key     string   `json:"key"`
	Share   string   `json:"share"`
	Seats   []string `json:"seats"`
	By      string   `json:"by,omitempty"`
	Formula string   `json:"formula,omitempty"`
}

// WorthSaid is what some parties say that groups are worth.
type WorthSaid struct {
	Digest  string             `json:"digest"`
	Groups  []agreements.Worth `json:"groups"`
	Seats   []string           `json:"seats"` // who has adopted it
	Adopted bool               `json:"adopted"`
}

// Row implements [project.Document].
func (p Period) Row() project.Row {
	return project.Row{Parent: p.Agreement, Sort: p.From + " " + fmt.Sprintf("%06d", p.Number), Audience: "table:" + p.Initiative}
}

func periodOf() project.View {
	return project.Of(project.View{Table: "period", Version: 1, Audience: Table}, thePeriod, applyPeriod)
}

func valueLines() project.View {
	return project.Of(project.View{Table: "value_line", Version: 1, Audience: Table}, theLines, applyLine)
}

func distributions() project.View {
	return project.Of(project.View{Table: "distribution", Version: 1, Audience: Table}, theDistribution, applyDistribution)
}

// decode reads the events of both kinds of aggregates of the stream.
func decode(name string, data []byte) (record.Event, error) {
	if read, known := agreements.PeriodDecoders[name]; known {
		return read(data)
	}
	return project.Decoding(agreements.Decoders)(name, data)
}

// allDue are the moments that aggregates of the stream wait for.
func allDue(e project.Event) []project.Due {
	return append(append(due(e), keepingDue(e)...), periodDue(e)...)
}

func thePeriod(e project.Event) []string {
	switch e.Event.(type) {
	case agreements.PeriodOpened, agreements.StatementPublished, agreements.CharacteristicAdopted, agreements.Distributed, agreements.LinesStated:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyPeriod(id string, p *Period, e project.Event) *Period {
	at := agreements.InstantOf(e.At())
	if o, ok := e.Event.(agreements.PeriodOpened); ok {
		p = &Period{
			ID: id, Agreement: o.Agreement, Initiative: o.Initiative, Version: o.Version, Clause: o.Clause, Number: o.Number,
			From: o.From, To: o.To, Currency: o.Currency, Holder: o.Holder, Reader: o.Reader, Unit: o.Unit, Reserve: o.Reserve,
			Portions: []PortionOf{}, Parties: o.Parties, State: "stating", Worths: []WorthSaid{}, CreatedAt: at,
		}
		for _, part := range o.Portions {
			p.Portions = append(p.Portions, PortionOf(part))
		}
	}
	if p == nil {
		return nil
	}
	switch e := e.Event.(type) {
	case agreements.StatementPublished:
		p.State, p.ContestBy = "reading", &e.ContestBy
	case agreements.CharacteristicAdopted:
		p.adopt(e)
	case agreements.Distributed:
		p.State = "distributed"
		if p.Distributed == nil {
			p.Distributed = &at
		}
	}
	p.UpdatedAt = at
	return p
}

// adopt moves a party's yes from what it said before to what it says now.
func (p *Period) adopt(e agreements.CharacteristicAdopted) {
	if e.Groups != nil {
		p.Worths = append(p.Worths, WorthSaid{Digest: e.Digest, Groups: e.Groups, Seats: []string{}})
	}
	for i := range p.Worths {
		w, seats := &p.Worths[i], []string{}
		for _, seat := range w.Seats {
			if seat != e.Seat {
				seats = append(seats, seat)
			}
		}
		if w.Digest == e.Digest {
			seats = append(seats, e.Seat)
		}
		w.Seats = seats
		if e.Whole {
			w.Adopted = w.Digest == e.Digest
		}
	}
}

// Line is a document of agreements.value_line.
type Line struct {
	ID         string             `json:"id"`
	Period     string             `json:"period"`
	Initiative string             `json:"initiative"`
	Kind       string             `json:"kind"`
	Text       string             `json:"text"`
	Amount     agreements.Money   `json:"amount"`
	Source     string             `json:"source"`
	By         string             `json:"by,omitempty"`
	Replaces   string             `json:"replaces,omitempty"`
	ReplacedBy string             `json:"replacedBy,omitempty"`
	Reason     string             `json:"reason,omitempty"`
	Readings   []Reading          `json:"readings"`
	Proposals  []Taken            `json:"proposals"`
	Settled    *Taken             `json:"settled,omitempty"`
	State      string             `json:"state"` // stated, confirmed, contested, settled, replaced
	Order      string             `json:"order"`
	CreatedAt  agreements.Instant `json:"createdAt"`
}

// Reading is what a seat said to a line.
type Reading struct {
	Seat    string             `json:"seat"`
	Person  string             `json:"person"`
	Verdict string             `json:"verdict"`
	Reason  string             `json:"reason,omitempty"`
	At      agreements.Instant `json:"at"`
}

// Taken is for what somebody takes a contested line.
type Taken struct {
	Seat   string             `json:"seat"`
	Person string             `json:"person"`
	Amount agreements.Money   `json:"amount"`
	How    string             `json:"how"`
	At     agreements.Instant `json:"at"`
}

// Row implements [project.Document].
func (l Line) Row() project.Row {
	return project.Row{Parent: l.Period, Sort: l.Order, Audience: "table:" + l.Initiative}
}

func theLines(e project.Event) (ids []string) {
	switch e := e.Event.(type) {
	case agreements.LinesStated:
		for _, l := range e.Lines {
			ids = append(ids, l.Line)
			if l.Replaces != "" {
				ids = append(ids, l.Replaces)
			}
		}
	case agreements.LineRead:
		return []string{e.Line}
	case agreements.LineSettlementProposed:
		return []string{e.Line}
	case agreements.LineSettled:
		return []string{e.Line}
	}
	return ids
}

func applyLine(id string, l *Line, e project.Event) *Line {
	at := agreements.InstantOf(e.At())
	if s, ok := e.Event.(agreements.LinesStated); ok {
		return stated(id, l, s, e, at)
	}
	if l == nil {
		return nil
	}
	amount := func(minor string) agreements.Money {
		return agreements.Money{Minor: minor, Currency: l.Amount.Currency}
	}
	switch e := e.Event.(type) {
	case agreements.LineRead:
		l.Readings = append(l.Readings, Reading{Seat: e.Seat, Person: e.Person, Verdict: e.Verdict, Reason: e.Reason, At: at})
		if l.State != "contested" {
			l.State = e.Verdict
		}
	case agreements.LineSettlementProposed:
		l.Proposals = append(l.Proposals, Taken{Seat: e.Seat, Person: e.Person, Amount: amount(e.Minor), How: e.How, At: at})
	case agreements.LineSettled:
		l.State, l.Settled = "settled", &Taken{Seat: e.Seat, Person: e.Person, Amount: amount(e.Minor), How: e.How, At: at}
	}
	return l
}

func stated(id string, l *Line, s agreements.LinesStated, e project.Event, at agreements.Instant) *Line {
	for i, line := range s.Lines {
		switch id {
		case line.Line:
			return &Line{
				ID: id, Period: e.Commit.Aggregate, Initiative: s.Initiative, Kind: line.Kind, Text: line.Text,
				Amount: agreements.Money{Minor: line.Minor, Currency: s.Currency}, Source: line.Source, By: line.By, Replaces: line.Replaces, Reason: line.Reason,
				Readings: []Reading{}, Proposals: []Taken{}, State: "stated", Order: fmt.Sprintf("%08d %04d", e.Commit.Version, i), CreatedAt: at,
			}
		case line.Replaces:
			if l != nil {
				l.State, l.ReplacedBy = "replaced", line.Line
			}
			return l
		}
	}
	return l
}

// Distribution is a document of agreements.distribution: one round, by portion.
type Distribution struct {
	ID         string               `json:"id"`
	Period     string               `json:"period"`
	Agreement  string               `json:"agreement"`
	Initiative string               `json:"initiative"`
	Round      int                  `json:"round"`
	Pot        agreements.Money     `json:"pot"`
	Held       agreements.Money     `json:"held"`
	Deficit    *agreements.Money    `json:"deficit,omitempty"`
	Portions   []GivenTo            `json:"portions"`
	Fairness   *agreements.Fairness `json:"fairness,omitempty"`
	At         agreements.Instant   `json:"at"`
}

// GivenTo is what falls on a portion.
type GivenTo struct {
	Portion string           `json:"portion"`
	Amount  agreements.Money `json:"amount"`
}

// Row implements [project.Document].
func (d Distribution) Row() project.Row {
	return project.Row{Parent: d.Period, Sort: place(d.Round), Audience: "table:" + d.Initiative}
}

func theDistribution(e project.Event) []string {
	if d, ok := e.Event.(agreements.Distributed); ok {
		return []string{record.NewID("dst", e.Commit.Aggregate, strconv.Itoa(d.Round))}
	}
	return nil
}

func applyDistribution(id string, _ *Distribution, e project.Event) *Distribution {
	d, ok := e.Event.(agreements.Distributed)
	if !ok {
		return nil
	}
	amount := func(minor string) agreements.Money { return agreements.Money{Minor: minor, Currency: d.Currency} }
	doc := &Distribution{
		ID: id, Period: e.Commit.Aggregate, Agreement: d.Agreement, Initiative: d.Initiative, Round: d.Round,
		Pot: amount(d.Pot), Held: amount(d.Held), Portions: []GivenTo{}, Fairness: d.Fairness, At: agreements.InstantOf(e.At()),
	}
	if d.Deficit != "" {
		deficit := amount(d.Deficit)
		doc.Deficit = &deficit
	}
	for _, g := range d.Portions {
		doc.Portions = append(doc.Portions, GivenTo{Portion: g.Portion, Amount: amount(g.Minor)})
	}
	return doc
}

// ContestDue names the moment at which what nobody contests is shared.
const ContestDue = "contest"

func periodDue(e project.Event) []project.Due {
	row := project.Due{Aggregate: e.Commit.Aggregate, What: ContestDue}
	switch e := e.Event.(type) {
	case agreements.StatementPublished:
		row.At = e.ContestBy.Time
	case agreements.Distributed:
	default:
		return nil
	}
	return []project.Due{row}
}
