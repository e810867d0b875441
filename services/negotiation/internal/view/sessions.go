package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

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

var session = once[negotiation.SessionCalled, Session]{func(ev negotiation.SessionCalled, _ project.Event) string { return ev.Session.Session }, projectSession}

func sessions() project.View {
	return project.Of(project.View{Table: "session", Version: 1, Audience: atTable}, session.touches, session.project)
}

func projectSession(key string, ev negotiation.SessionCalled, e project.Event) *Session {
	return &Session{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Title: ev.Title, At: ev.Session.At,
		Minutes: ev.Minutes, Place: ev.Place, Terms: append([]string{}, ev.Terms...), Reason: ev.Reason,
	}
}
