package view

import (
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Objection is a document of deliberation_sealed.objection: one that is being
// read back before the close. Its author and its reader have one each; nobody
// else knows of it until the ballot unfolds.
type Objection struct {
	ID     string `json:"id"`
	Ballot string `json:"ballot"`
	Author string `json:"author"`
	To     string `json:"to"` // whose copy it is
	deliberation.BallotObjection
}

// Row implements [project.Document].
func (o *Objection) Row() project.Row {
	return project.Row{Parent: o.Ballot, Sort: o.Author, Audience: o.To}
}

const (
	authors = "author"
	readers = "reader"
)

func objectionID(ballot, author, copy string) string {
	return record.NewID("obj", ballot, author, copy)
}

func theObjection(e project.Event) []string {
	both := func(ballot, author string) []string {
		return []string{objectionID(ballot, author, authors), objectionID(ballot, author, readers)}
	}
	switch ev := e.Event.(type) {
	case deliberation.BallotCast:
		if ev.Openness != deliberation.SecretVotes {
			return both(ev.Ballot, ev.Vote.Person)
		}
	case deliberation.ObjectionReadBack:
		return both(ev.Ballot, ev.Person)
	case deliberation.ReadingAnswered:
		return both(ev.Ballot, ev.Person)
	case deliberation.BallotBoxClosed:
		var keys []string
		for _, author := range ev.Objections {
			keys = append(keys, both(ev.Ballot, author)...)
		}
		return keys
	}
	return nil
}

func applyObjection(id string, o *Objection, e project.Event) *Objection {
	switch ev := e.Event.(type) {
	case deliberation.BallotCast:
		said := ev.Vote.Objection
		if said == nil || said.Heard == "" {
			return nil
		}
		o = &Objection{ID: id, Ballot: ev.Ballot, Author: ev.Vote.Person, To: Voice(ev.Vote.Person), BallotObjection: *said}
		if id == objectionID(ev.Ballot, ev.Vote.Person, readers) {
			o.To = Voice(said.Reader)
		}
	case deliberation.BallotBoxClosed:
		return nil // it unfolds, for all to read
	case deliberation.ObjectionReadBack:
		o.Heard, o.Reading = deliberation.WasReadBack, ev.Words
	case deliberation.ReadingAnswered:
		o.Heard, o.Instead = deliberation.Confirmed, ev.Instead
		if ev.Instead != "" {
			o.Heard = deliberation.Corrected
		}
	}
	return o
}

// Lending is a document of deliberation_sealed.lending: a vote that is lent.
// Both have one each; nobody else knows.
type Lending struct {
	ID           string               `json:"id"`
	Organization string               `json:"organization"`
	From         string               `json:"from"`
	To           string               `json:"to"`
	For          string               `json:"for"` // whose copy it is
	Negotiation  string               `json:"negotiation,omitempty"`
	Term         string               `json:"term,omitempty"`
	Since        deliberation.Instant `json:"since"`
}

// Row implements [project.Document].
func (l *Lending) Row() project.Row {
	return project.Row{Parent: l.For, Sort: sortable(record.Instant(l.Since)), Audience: "person:" + l.For}
}

const (
	lenders  = "lender"
	carriers = "carrier"
)

func lendingID(e deliberation.VoteLent, copy string) string {
	return record.NewID("len", e.Organization, e.From, e.Scope.Negotiation, e.Scope.Term, copy)
}

func theLending(e project.Event) []string {
	if ev, lent := e.Event.(deliberation.VoteLent); lent {
		return []string{lendingID(ev, lenders), lendingID(ev, carriers)}
	}
	return nil
}

func applyLending(id string, _ *Lending, e project.Event) *Lending {
	ev := e.Event.(deliberation.VoteLent)
	if ev.To == "" {
		return nil
	}
	l := &Lending{
		ID: id, Organization: ev.Organization, From: ev.From, To: ev.To, For: ev.From,
		Negotiation: ev.Scope.Negotiation, Term: ev.Scope.Term, Since: ev.At,
	}
	if id == lendingID(ev, carriers) {
		l.For = ev.To
	}
	return l
}
