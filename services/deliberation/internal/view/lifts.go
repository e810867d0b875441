package view

import (
	"fmt"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Lift is a document of deliberation.lift, listed by statement: which words of
// it a term answers, and what their author says to that.
type Lift struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Statement    string         `json:"statement"`
	From         int            `json:"from"`
	To           int            `json:"to"`
	Words        string         `json:"words"`
	Negotiation  string         `json:"negotiation"`
	Term         string         `json:"term"`
	By           string         `json:"by"`
	ByFor        string         `json:"byFor,omitempty"`
	LiftedAt     record.Instant `json:"liftedAt"`
	Contested    string         `json:"contested,omitempty"` // what its author says
	Readers      string         `json:"readers"`
}

// Row implements [project.Document].
func (l *Lift) Row() project.Row {
	return project.Row{Parent: l.Statement, Sort: sortable(l.LiftedAt), Audience: l.Readers}
}

// LiftOfTerm is the same, listed by term.
type LiftOfTerm struct{ Lift }

// Row implements [project.Document].
func (l *LiftOfTerm) Row() project.Row {
	return project.Row{Parent: l.Term, Sort: sortable(l.LiftedAt), Audience: l.Readers}
}

func theLift(e project.Event) []string {
	switch event := e.Event.(type) {
	case deliberation.StatementLifted:
		return []string{event.Lift}
	case deliberation.LiftContested:
		return []string{event.Lift}
	}
	return nil
}

func applyLift(id string, l *Lift, e project.Event) *Lift {
	switch event := e.Event.(type) {
	case deliberation.StatementLifted:
		l = &Lift{
			ID: id, Conversation: e.Commit.Aggregate, Statement: event.Statement, From: event.From, To: event.To, Words: event.Words,
			Negotiation: event.Negotiation, Term: event.Term, By: event.By, ByFor: event.For, LiftedAt: record.InstantOf(e.At()), Readers: event.Readers,
		}
	case deliberation.LiftContested:
		if l != nil {
			l.Contested = event.Reason
		}
	}
	return l
}

func applyLiftOfTerm(id string, l *LiftOfTerm, e project.Event) *LiftOfTerm {
	var before *Lift
	if l != nil {
		before = &l.Lift
	}
	if after := applyLift(id, before, e); after != nil {
		return &LiftOfTerm{*after}
	}
	return nil
}

// Raised is a document of deliberation.raised: a statement that is owed an
// answer.
type Raised struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Initiative   string         `json:"initiative"`
	Statement    string         `json:"statement"`
	Reason       string         `json:"reason"`
	Groups       []int          `json:"groups"`
	People       int            `json:"people"`
	Analysis     string         `json:"analysis"`
	RaisedAt     record.Instant `json:"raisedAt"`
	Place        string         `json:"place"`
	Readers      string         `json:"readers"`
}

// Row implements [project.Document].
func (r *Raised) Row() project.Row {
	return project.Row{Parent: r.Conversation, Sort: r.Place, Audience: r.Readers}
}

func theRaised(e project.Event) []string {
	if event, raised := e.Event.(deliberation.AskRaised); raised {
		return []string{record.NewID("rsd", event.Statement)}
	}
	return nil
}

func applyRaised(id string, _ *Raised, e project.Event) *Raised {
	event := e.Event.(deliberation.AskRaised)
	r := &Raised{
		ID: id, Conversation: e.Commit.Aggregate, Initiative: event.Initiative, Statement: event.Statement, Reason: event.Reason,
		Groups: event.Groups, People: event.People, Analysis: event.Analysis, RaisedAt: record.InstantOf(e.At()),
		Place: fmt.Sprintf("%010d.%03d", e.Commit.Version, e.Index), Readers: event.Readers,
	}
	if r.Groups == nil {
		r.Groups = []int{}
	}
	return r
}
