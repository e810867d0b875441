package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
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

var redline = once[negotiation.TextAmended, Redline]{func(ev negotiation.TextAmended, _ project.Event) string { return ev.Amendment.Amendment }, projectRedline}

func redlines() project.View {
	return project.Of(project.View{Table: "redline", Version: 1, Audience: atTable}, redline.touches, redline.project)
}

func projectRedline(key string, ev negotiation.TextAmended, e project.Event) *Redline {
	return &Redline{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Seat: ev.Seat,
		Supporters: append([]string{}, ev.By...), Term: ev.Term, Before: ev.Before, After: ev.After, Reason: ev.Reason, At: at(e),
	}
}
