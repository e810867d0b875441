package view

import (
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Message is said to all seats, in their room or in the thread of a term or a
// package.
type Message struct {
	ID          string                `json:"id"`
	Initiative  string                `json:"initiative"`
	Negotiation string                `json:"negotiation"`
	Room        string                `json:"room"`
	Number      int                   `json:"number"`
	Seat        string                `json:"seat,omitempty"` // absent: the convener
	By          string                `json:"by"`
	Text        string                `json:"text"` // empty when it was withdrawn
	PostedAt    negotiation.Instant   `json:"postedAt"`
	About       *negotiation.Subject  `json:"about,omitempty"`
	ReplyTo     string                `json:"replyTo,omitempty"`
	Mentions    []negotiation.Mention `json:"mentions"`
	Earlier     []Earlier             `json:"earlier"`
	Withdrawn   bool                  `json:"withdrawn"`
}

// Earlier is what a message said before it was put better.
type Earlier struct {
	Text  string              `json:"text"`
	Until negotiation.Instant `json:"until"`
}

// Row implements [project.Document]. What is said about a term or a package
// stands in its list, everything else in that of the room.
func (d *Message) Row() project.Row {
	row := project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "table:" + d.Initiative}
	if d.About != nil {
		row.Parent = d.About.ID
	}
	return row
}

func messages() project.View {
	return project.Of(project.View{Table: "message", Version: 2, Audience: atTable}, touchesMessage, projectMessage)
}

func touchesMessage(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.MessagePosted:
		return one(ev.Message)
	case negotiation.MessageEdited:
		return one(ev.Message)
	case negotiation.MessageWithdrawn:
		return one(ev.Message)
	}
	return nil
}

func projectMessage(key string, d *Message, e project.Event) *Message {
	switch ev := e.Event.(type) {
	case negotiation.MessagePosted:
		return &Message{
			ID: key, Initiative: ev.Initiative, Negotiation: ev.Negotiation, Room: e.Commit.Aggregate, Number: ev.Number, Seat: ev.Seat, By: author(e),
			Text: ev.Text, PostedAt: at(e), About: ev.About, ReplyTo: ev.ReplyTo, Mentions: mentioned(ev.Mentions), Earlier: []Earlier{},
		}
	case negotiation.MessageEdited:
		d.Earlier = append(d.Earlier, Earlier{d.Text, at(e)})
		d.Text, d.Mentions = ev.Text, mentioned(ev.Mentions)
	case negotiation.MessageWithdrawn:
		d.Text, d.Mentions, d.Earlier, d.Withdrawn = "", mentioned(nil), []Earlier{}, true
	}
	return d
}

func mentioned(who []negotiation.Mention) []negotiation.Mention {
	if who == nil {
		return []negotiation.Mention{}
	}
	return who
}

// TeamMessage is said among those who act for one seat.
type TeamMessage struct {
	ID          string                `json:"id"`
	Negotiation string                `json:"negotiation"`
	Room        string                `json:"room"`
	Number      int                   `json:"number"`
	Seat        string                `json:"seat"`
	By          string                `json:"by"`
	Text        string                `json:"text"`
	PostedAt    negotiation.Instant   `json:"postedAt"`
	ReplyTo     string                `json:"replyTo,omitempty"`
	Mentions    []negotiation.Mention `json:"mentions"`
	Earlier     []Earlier             `json:"earlier"`
	Withdrawn   bool                  `json:"withdrawn"`
}

// Row implements [project.Document].
func (d *TeamMessage) Row() project.Row {
	return project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "seat:" + d.Seat}
}

func teamMessages() project.View {
	return project.Of(project.View{Table: "message", Version: 2, Audience: onSeat}, touchesTeamMessage, projectTeamMessage)
}

func touchesTeamMessage(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.TeamMessagePosted:
		return one(ev.Message)
	case negotiation.TeamMessageEdited:
		return one(ev.Message)
	case negotiation.TeamMessageWithdrawn:
		return one(ev.Message)
	}
	return nil
}

func projectTeamMessage(key string, d *TeamMessage, e project.Event) *TeamMessage {
	switch ev := e.Event.(type) {
	case negotiation.TeamMessagePosted:
		return &TeamMessage{
			ID: key, Negotiation: ev.Negotiation, Room: e.Commit.Aggregate, Number: ev.Number, Seat: ev.Seat, By: author(e),
			Text: ev.Text, PostedAt: at(e), ReplyTo: ev.ReplyTo, Mentions: mentioned(ev.Mentions), Earlier: []Earlier{},
		}
	case negotiation.TeamMessageEdited:
		d.Earlier = append(d.Earlier, Earlier{d.Text, at(e)})
		d.Text, d.Mentions = ev.Text, mentioned(ev.Mentions)
	case negotiation.TeamMessageWithdrawn:
		d.Text, d.Mentions, d.Earlier, d.Withdrawn = "", mentioned(nil), []Earlier{}, true
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
	Reviews     []Review                 `json:"reviews"` // of it as it is
}

// Review is what a colleague says of a draft.
type Review struct {
	By      string              `json:"by"`
	Verdict negotiation.Verdict `json:"verdict"`
	Note    string              `json:"note,omitempty"`
	At      negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Draft) Row() project.Row {
	return project.Row{Parent: d.Room, Sort: place(d.Number), Audience: "seat:" + d.Seat}
}

func drafts() project.View {
	return project.Of(project.View{Table: "draft", Version: 2, Audience: onSeat}, touchesDraft, projectDraft)
}

func touchesDraft(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.DraftMade:
		return one(ev.Draft)
	case negotiation.DraftRevised:
		return one(ev.Draft)
	case negotiation.DraftDiscarded:
		return one(ev.Draft)
	case negotiation.DraftReviewed:
		return one(ev.Draft)
	}
	return nil
}

func projectDraft(key string, d *Draft, e project.Event) *Draft {
	switch ev := e.Event.(type) {
	case negotiation.DraftMade:
		return &Draft{key, ev.Negotiation, e.Commit.Aggregate, ev.Number, ev.Seat, author(e), ev.Package, ev.Values, ev.Note, at(e), at(e), []Review{}}
	case negotiation.DraftRevised:
		d.By, d.Values, d.Note, d.RevisedAt, d.Reviews = author(e), ev.Values, ev.Note, at(e), []Review{}
	case negotiation.DraftReviewed:
		d.Reviews = slices.DeleteFunc(d.Reviews, func(r Review) bool { return r.By == ev.By })
		d.Reviews = append(d.Reviews, Review{ev.By, ev.Verdict, ev.Note, at(e)})
	case negotiation.DraftDiscarded:
		return nil
	}
	return d
}
