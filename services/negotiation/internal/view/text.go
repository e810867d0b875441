package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	bonds "parley.example/services/internal/rules/terms"
)

// WorkingText is the package that all work on. It binds nobody.
type WorkingText struct {
	ID          string                `json:"id"`
	Initiative  string                `json:"initiative"`
	Negotiation string                `json:"negotiation"`
	Package     string                `json:"package,omitempty"` // from which it began
	Values      []negotiation.Setting `json:"values"`
	Redlines    int                   `json:"redlines"` // that were accepted
	ChangedAt   *negotiation.Instant  `json:"changedAt,omitempty"`
}

// Row implements [project.Document].
func (d *WorkingText) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.ID, Audience: "table:" + d.Initiative}
}

func workingTexts() project.View {
	return project.Of(project.View{Table: "working_text", Version: 1, Audience: atTable}, touchesText, projectText)
}

func touchesText(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.TextTaken, negotiation.TextAmended:
		return one(WorkingTextID(e.Commit.Aggregate))
	}
	return nil
}

func projectText(key string, d *WorkingText, e project.Event) *WorkingText {
	now := at(e)
	switch ev := e.Event.(type) {
	case negotiation.TextTaken:
		d = &WorkingText{
			ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Package: ev.Package,
			Values: append([]negotiation.Setting{}, ev.Values...), ChangedAt: &now,
		}
	case negotiation.TextAmended:
		d.Redlines, d.ChangedAt = ev.Number, &now
		d.set(negotiation.Setting{Term: ev.Term, Version: ev.Version, Value: ev.After})
	}
	return d
}

func (d *WorkingText) set(s negotiation.Setting) {
	for i := range d.Values {
		if d.Values[i].Term == s.Term {
			d.Values[i] = s
			return
		}
	}
	d.Values = append(d.Values, s)
}

// Redline is one accepted change of the text: who, when, what it was before and
// is after.
type Redline struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Number      int                 `json:"number"`
	Seat        string              `json:"seat"`
	Supporters  []string            `json:"supporters"`
	Term        string              `json:"term"`
	Before      *negotiation.Value  `json:"before,omitempty"`
	After       negotiation.Value   `json:"after"`
	Reason      string              `json:"reason"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Redline) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func redlines() project.View {
	return project.Of(project.View{Table: "redline", Version: 1, Audience: atTable}, touchesRedline, projectRedline)
}

func touchesRedline(e project.Event) []string {
	if ev, is := e.Event.(negotiation.TextAmended); is {
		return one(ev.Amendment.Amendment)
	}
	return nil
}

func projectRedline(key string, d *Redline, e project.Event) *Redline {
	ev, is := e.Event.(negotiation.TextAmended)
	if !is {
		return d
	}
	return &Redline{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Seat: ev.Seat,
		Supporters: append([]string{}, ev.By...), Term: ev.Term, Before: ev.Before, After: ev.After, Reason: ev.Reason, At: at(e),
	}
}

// Constraint binds terms together.
type Constraint struct {
	ID          string `json:"id"`
	Initiative  string `json:"initiative"`
	Negotiation string `json:"negotiation"`
	Number      int    `json:"number"`
	negotiation.Constraint
	Terms []string             `json:"terms"`
	Never []negotiation.TermIs `json:"never"`
}

// Row implements [project.Document].
func (d *Constraint) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func constraints() project.View {
	return project.Of(project.View{Table: "constraint", Version: 1, Audience: atTable}, touchesConstraint, projectConstraint)
}

func touchesConstraint(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.ConstraintAdded:
		return one(ev.Constraint.Constraint)
	case negotiation.ConstraintLifted:
		return one(ev.Constraint)
	}
	return nil
}

func projectConstraint(key string, _ *Constraint, e project.Event) *Constraint {
	ev, added := e.Event.(negotiation.ConstraintAdded)
	if !added {
		return nil
	}
	d := &Constraint{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Constraint: ev.Constraint,
		Terms: append([]string{}, bonds.Bound(ev.Constraint)...), Never: append([]negotiation.TermIs{}, ev.Never...),
	}
	d.Constraint.Never = nil
	return d
}

// Session is a meeting that was called.
type Session struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Number      int                 `json:"number"`
	Title       string              `json:"title"`
	At          negotiation.Instant `json:"at"`
	Minutes     int                 `json:"minutes"`
	Place       string              `json:"place,omitempty"`
	Terms       []string            `json:"terms"`
	Reason      string              `json:"reason"`
}

// Row implements [project.Document].
func (d *Session) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func sessions() project.View {
	return project.Of(project.View{Table: "session", Version: 1, Audience: atTable}, touchesSession, projectSession)
}

func touchesSession(e project.Event) []string {
	if ev, is := e.Event.(negotiation.SessionCalled); is {
		return one(ev.Session.Session)
	}
	return nil
}

func projectSession(key string, d *Session, e project.Event) *Session {
	ev, is := e.Event.(negotiation.SessionCalled)
	if !is {
		return d
	}
	return &Session{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Title: ev.Title, At: ev.Session.At,
		Minutes: ev.Minutes, Place: ev.Place, Terms: append([]string{}, ev.Terms...), Reason: ev.Reason,
	}
}

// Brief is what a seat finds that has come when the talks were under way.
type Brief struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	Seat        string              `json:"seat"`
	From        negotiation.Instant `json:"from"`
	Stands      []string            `json:"stands"`
	Open        []string            `json:"open"`
	Decided     []string            `json:"decided"` // decisions
	Motions     []string            `json:"motions"`
	Deciding    string              `json:"deciding,omitempty"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Brief) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "table:" + d.Initiative}
}

func briefs() project.View {
	return project.Of(project.View{Table: "brief", Version: 1, Audience: atTable}, touchesBrief, projectBrief)
}

func touchesBrief(e project.Event) []string {
	if ev, is := e.Event.(negotiation.LateSeated); is {
		return one(ev.Brief)
	}
	return nil
}

func projectBrief(key string, d *Brief, e project.Event) *Brief {
	ev, is := e.Event.(negotiation.LateSeated)
	if !is {
		return d
	}
	d = &Brief{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Place: place(e.Commit.Version), Seat: ev.Seat, From: ev.From,
		Stands: ev.Stands, Open: ev.Open, Decided: []string{}, Motions: ev.Motions, Deciding: ev.Deciding, At: at(e),
	}
	for _, decided := range ev.Decided {
		d.Decided = append(d.Decided, decided.Decision)
	}
	return d
}

// ClosingWord is what a seat says when the talks have failed.
type ClosingWord struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	Seat        string              `json:"seat"`
	Text        string              `json:"text"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *ClosingWord) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "table:" + d.Initiative}
}

func closingWords() project.View {
	return project.Of(project.View{Table: "closing_word", Version: 1, Audience: atTable}, touchesClosingWord, projectClosingWord)
}

func touchesClosingWord(e project.Event) []string {
	if _, is := e.Event.(negotiation.ClosingWord); is {
		return one(record.NewID("clw", e.Commit.Aggregate, place(e.Commit.Version)))
	}
	return nil
}

func projectClosingWord(key string, d *ClosingWord, e project.Event) *ClosingWord {
	ev, is := e.Event.(negotiation.ClosingWord)
	if !is {
		return d
	}
	return &ClosingWord{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Place: place(e.Commit.Version), Seat: ev.Seat, Text: ev.Text, At: at(e),
	}
}
