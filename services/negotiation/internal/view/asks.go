package view

import (
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Ask is an owed answer, as everybody at the table sees it.
type Ask struct {
	ID          string                `json:"id"`
	Initiative  string                `json:"initiative"`
	Negotiation string                `json:"negotiation,omitempty"`
	Kind        negotiation.AskKind   `json:"kind"`
	From        negotiation.Origin    `json:"from"`
	By          string                `json:"by,omitempty"`
	To          negotiation.Addressee `json:"to"`
	Text        string                `json:"text"`
	Purpose     string                `json:"purpose,omitempty"`
	Term        string                `json:"term,omitempty"`
	Status      string                `json:"status"` // open, answered, confirmed, contested, withdrawn
	RaisedAt    negotiation.Instant   `json:"raisedAt"`
	Due         negotiation.Instant   `json:"due"`
	Overdue     bool                  `json:"overdue"`
	Answers     []Answer              `json:"answers"`
	Withdrawn   string                `json:"withdrawn,omitempty"` // why
}

// Answer is what was said to an ask. Of one for named readers everybody sees
// who they are; the words are in its annex.
type Answer struct {
	Number   int                    `json:"number"`
	Seat     string                 `json:"seat,omitempty"`
	By       string                 `json:"by,omitempty"`
	How      negotiation.AnswerKind `json:"how"`
	Text     string                 `json:"text,omitempty"`
	Term     string                 `json:"term,omitempty"`
	Document *negotiation.File      `json:"document,omitempty"`
	Readers  []negotiation.Reader   `json:"readers"`
	At       negotiation.Instant    `json:"at"`
	Contest  string                 `json:"contest,omitempty"` // why it is none
}

// Row implements [project.Document].
func (d *Ask) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: instant(d.RaisedAt), Audience: "table:" + d.Initiative}
}

func asks() project.View {
	return project.Of(project.View{Table: "ask", Version: 1, Audience: atTable}, touchesAsk, projectAsk)
}

func touchesAsk(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.AskRaised, negotiation.AskAnswered, negotiation.AskConfirmed, negotiation.AskContested, negotiation.AskWithdrawn, negotiation.AskOverdue:
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectAsk(key string, d *Ask, e project.Event) *Ask {
	switch ev := e.Event.(type) {
	case negotiation.AskRaised:
		d = &Ask{
			ID: key, Initiative: ev.Initiative, Negotiation: ev.Negotiation, Kind: ev.Kind, From: ev.From, By: author(e), To: ev.To,
			Text: ev.Text, Purpose: ev.Purpose, Status: "open", RaisedAt: at(e), Due: ev.Due, Answers: []Answer{},
		}
		if ev.About != nil && ev.About.Kind == "term" {
			d.Term = ev.About.ID
		}
	case negotiation.AskAnswered:
		a := Answer{ev.Number, ev.Seat, author(e), ev.How, ev.Text, ev.Term, ev.Document, ev.Readers, at(e), ""}
		if a.Readers == nil {
			a.Readers = []negotiation.Reader{}
		}
		d.Answers, d.Status, d.Overdue = append(d.Answers, a), "answered", false
	case negotiation.AskConfirmed:
		d.Status = "confirmed"
	case negotiation.AskContested:
		d.Status, d.Due = "contested", ev.Due
		d.Answers[len(d.Answers)-1].Contest = ev.Reason
	case negotiation.AskWithdrawn:
		d.Status, d.Withdrawn, d.Overdue = "withdrawn", ev.Reason, false
	case negotiation.AskOverdue:
		d.Overdue = true
	}
	return d
}

// Annex is an answer for one of its readers.
type Annex struct {
	ID       string                 `json:"id"`
	Ask      string                 `json:"ask"`
	Reader   string                 `json:"reader"` // an audience
	Number   int                    `json:"number"`
	Seat     string                 `json:"seat"`
	How      negotiation.AnswerKind `json:"how"`
	Text     string                 `json:"text,omitempty"`
	Document *negotiation.File      `json:"document,omitempty"`
	At       negotiation.Instant    `json:"at"`
}

// Row implements [project.Document].
func (d *Annex) Row() project.Row {
	return project.Row{Parent: d.Ask, Sort: place(d.Number), Audience: d.Reader}
}

func annexes() project.View {
	return project.Of(project.View{Table: "annex", Version: 1, Audience: toReader}, touchesAnnex, projectAnnex)
}

// toReader is the audience of what has one document for each of its readers:
// so that who else reads it, or how many, is nothing that a document tells.
const toReader = "{reader}"

// audienceOf is the audience of a reader.
func audienceOf(r negotiation.Reader) string {
	if r.Person != "" {
		return "person:" + r.Person
	}
	return "seat:" + r.Seat
}

// annexReaders are who read an annex: those that it names, and who wrote it.
func annexReaders(ev negotiation.AnnexLaid) []negotiation.Reader {
	own := negotiation.Reader{Seat: ev.Seat}
	all := []negotiation.Reader{own}
	for _, r := range ev.Readers {
		if r != own {
			all = append(all, r)
		}
	}
	return all
}

func annexID(ev negotiation.AnnexLaid, r negotiation.Reader) string {
	return record.NewID("anx", ev.Ask, strconv.Itoa(ev.Number), audienceOf(r))
}

func touchesAnnex(e project.Event) []string {
	ev, laid := e.Event.(negotiation.AnnexLaid)
	if !laid {
		return nil
	}
	var ids []string
	for _, r := range annexReaders(ev) {
		ids = append(ids, annexID(ev, r))
	}
	return ids
}

func projectAnnex(key string, d *Annex, e project.Event) *Annex {
	ev, laid := e.Event.(negotiation.AnnexLaid)
	if !laid {
		return d
	}
	for _, r := range annexReaders(ev) {
		if annexID(ev, r) == key {
			return &Annex{key, ev.Ask, audienceOf(r), ev.Number, ev.Seat, ev.How, ev.Text, ev.Document, at(e)}
		}
	}
	return d
}

// Duty is how the asks stand that one seat or organization owes answers to:
// three numbers, never one.
type Duty struct {
	ID           string `json:"id"`
	Initiative   string `json:"initiative"`
	Seat         string `json:"seat,omitempty"`
	Organization string `json:"organization,omitempty"`
	negotiation.AskNumbers
}

// Row implements [project.Document].
func (d *Duty) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: d.Seat + d.Organization, Audience: "table:" + d.Initiative}
}

func duties() project.View {
	return project.Of(project.View{Table: "duty", Version: 1, Audience: atTable, Internal: true}, touchesDuty, projectDuty)
}

// owed names who owes the answer that an event is about.
func owed(e project.Event) (initiative string, to negotiation.Addressee) {
	switch ev := e.Event.(type) {
	case negotiation.AskRaised:
		return ev.Initiative, ev.To
	case negotiation.AskAnswered:
		return ev.Initiative, ev.To
	case negotiation.AskConfirmed:
		return ev.Initiative, ev.To
	case negotiation.AskContested:
		return ev.Initiative, ev.To
	case negotiation.AskWithdrawn:
		return ev.Initiative, ev.To
	}
	return "", to
}

func touchesDuty(e project.Event) []string {
	if initiative, to := owed(e); initiative != "" {
		return one(record.NewID("dut", initiative, to.Seat, to.Organization))
	}
	return nil
}

func projectDuty(key string, d *Duty, e project.Event) *Duty {
	initiative, to := owed(e)
	if d == nil {
		d = &Duty{ID: key, Initiative: initiative, Seat: to.Seat, Organization: to.Organization}
	}
	switch ev := e.Event.(type) {
	case negotiation.AskRaised:
		d.Raised++
	case negotiation.AskAnswered:
		if ev.Number == 1 {
			d.Answered++
		} else {
			d.Contested-- // there is another answer now
		}
	case negotiation.AskConfirmed:
		d.Confirmed++
	case negotiation.AskContested:
		d.Contested++
	case negotiation.AskWithdrawn:
		d.Raised--
		if ev.Answered || ev.Contested {
			d.Answered--
		}
		if ev.Contested {
			d.Contested--
		}
	}
	return d
}
