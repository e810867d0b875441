package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Message is said to all seats.
type Message struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Room        string              `json:"room"`
	Number      int                 `json:"number"`
	Seat        string              `json:"seat,omitempty"` // absent: the convener
	By          string              `json:"by"`
	Text        string              `json:"text"`
	PostedAt    negotiation.Instant `json:"postedAt"`
}

// Row implements [project.Document].
func (d *Message) Row() project.Row {
	return project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func messages() project.View {
	return project.Of(project.View{Table: "message", Version: 1, Audience: atTable}, touchesMessage, projectMessage)
}

func touchesMessage(e project.Event) []string {
	if ev, posted := e.Event.(negotiation.MessagePosted); posted {
		return one(ev.Message)
	}
	return nil
}

func projectMessage(key string, d *Message, e project.Event) *Message {
	if ev, posted := e.Event.(negotiation.MessagePosted); posted {
		return &Message{key, ev.Initiative, ev.Negotiation, e.Commit.Aggregate, ev.Number, ev.Seat, author(e), ev.Text, at(e)}
	}
	return d
}

// TeamMessage is said among those who act for one seat.
type TeamMessage struct {
	ID          string              `json:"id"`
	Negotiation string              `json:"negotiation"`
	Room        string              `json:"room"`
	Number      int                 `json:"number"`
	Seat        string              `json:"seat"`
	By          string              `json:"by"`
	Text        string              `json:"text"`
	PostedAt    negotiation.Instant `json:"postedAt"`
}

// Row implements [project.Document].
func (d *TeamMessage) Row() project.Row {
	return project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "seat:" + d.Seat}
}

func teamMessages() project.View {
	return project.Of(project.View{Table: "message", Version: 1, Audience: onSeat}, touchesTeamMessage, projectTeamMessage)
}

func touchesTeamMessage(e project.Event) []string {
	if ev, posted := e.Event.(negotiation.TeamMessagePosted); posted {
		return one(ev.Message)
	}
	return nil
}

func projectTeamMessage(key string, d *TeamMessage, e project.Event) *TeamMessage {
	if ev, posted := e.Event.(negotiation.TeamMessagePosted); posted {
		return &TeamMessage{key, ev.Negotiation, e.Commit.Aggregate, ev.Number, ev.Seat, author(e), ev.Text, at(e)}
	}
	return d
}

// Draft is a package that only the team of one seat sees.
type Draft struct {
	ID          string                   `json:"id"`
	Negotiation string                   `json:"negotiation"`
	Room        string                   `json:"room"`
	Number      int                      `json:"number"`
	Seat        string                   `json:"seat"`
	By          string                   `json:"by"` // who wrote it last
	Package     string                   `json:"package"`
	Values      []negotiation.DraftValue `json:"values"`
	Note        string                   `json:"note,omitempty"`
	MadeAt      negotiation.Instant      `json:"madeAt"`
	RevisedAt   negotiation.Instant      `json:"revisedAt"`
}

// Row implements [project.Document].
func (d *Draft) Row() project.Row {
	return project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "seat:" + d.Seat}
}

func drafts() project.View {
	return project.Of(project.View{Table: "draft", Version: 1, Audience: onSeat}, touchesDraft, projectDraft)
}

func touchesDraft(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.DraftMade:
		return one(ev.Draft)
	case negotiation.DraftRevised:
		return one(ev.Draft)
	case negotiation.DraftDiscarded:
		return one(ev.Draft)
	}
	return nil
}

func projectDraft(key string, d *Draft, e project.Event) *Draft {
	switch ev := e.Event.(type) {
	case negotiation.DraftMade:
		return &Draft{key, ev.Negotiation, e.Commit.Aggregate, ev.Number, ev.Seat, author(e), ev.Package, ev.Values, ev.Note, at(e), at(e)}
	case negotiation.DraftRevised:
		d.By, d.Values, d.Note, d.RevisedAt = author(e), ev.Values, ev.Note, at(e)
	case negotiation.DraftDiscarded:
		return nil
	}
	return d
}
