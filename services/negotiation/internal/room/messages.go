package room

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxMessages = 50_000
	maxMentions = 20
	maxEdits    = 2
	editable    = 15 * time.Minute // so long one may put it better
)

// Post says something to everyone in the room, or in the thread of a term or a
// package. In one's own room everyone may who is let into it, counsel too.
type Post struct {
	ID       string                `json:"-"`
	Text     string                `json:"text" need:"true"`
	ReplyTo  string                `json:"replyTo"`
	Mentions []negotiation.Mention `json:"mentions"`
}

func (c Post) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	if refusal := p.speaks(by); refusal != nil {
		return nil, refusal
	}
	words, refusal := text.Clean(c.Text, maxMessage)
	if refusal != nil {
		return nil, refusal.At("text")
	}
	if r.Messages >= maxMessages {
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxMessages))
	}
	if m, there := r.Said[c.ReplyTo]; c.ReplyTo != "" && (!there || m.Gone) {
		return nil, rule.Refuse("NO_SUCH_MESSAGE").At("replyTo")
	}
	if refusal := p.calls(by, c.Mentions); refusal != nil {
		return nil, refusal
	}
	now := negotiation.InstantOf(p.At)
	reply := negotiation.Reply{By: p.Person, About: p.About, ReplyTo: c.ReplyTo, Mentions: c.Mentions, SaidAt: &now}
	if p.Seat == "" {
		return []negotiation.Event{negotiation.MessagePosted{
			Message: c.ID, Negotiation: p.Negotiation, Initiative: p.Initiative, Number: r.Messages + 1, Seat: by.Seat, Text: words, Reply: reply,
		}}, nil
	}
	return []negotiation.Event{negotiation.TeamMessagePosted{
		Message: c.ID, Negotiation: p.Negotiation, Seat: p.Seat, Number: r.Messages + 1, Text: words, Reply: reply,
	}}, nil
}

// speaks refuses words before all of who may not speak for a seat.
func (p Place) speaks(by table.By) *rule.Refusal {
	if p.Seat == "" {
		return by.SpeaksOrConvenes()
	}
	return nil
}

// calls refuses to mention anybody who cannot read it: as if there were none.
func (p Place) calls(by table.By, mentions []negotiation.Mention) *rule.Refusal {
	if len(mentions) > maxMentions {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxMentions)).At("mentions")
	}
	for _, m := range mentions {
		if (m.Seat == "") == (m.Person == "") {
			return rule.Refuse("INVALID", "rule", "one").At("mentions")
		}
		sits := slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.ID == m.Seat && table.Spoken(s) })
		if m.Seat != "" && (!sits || p.Seat != "" && m.Seat != p.Seat) || m.Person != "" && !p.Readers[m.Person] {
			return rule.Refuse("NOT_FOUND").At("mentions")
		}
	}
	return nil
}

// Edit puts one's own message better, soon after it was said. What it said
// before stays to be seen.
type Edit struct {
	ID       string                `json:"message" need:"true"`
	Text     string                `json:"text" need:"true"`
	Mentions []negotiation.Mention `json:"mentions"`
}

func (c Edit) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	m, err := p.own(r, by, c.ID)
	if err != nil {
		return nil, err
	}
	words, refusal := text.Clean(c.Text, maxMessage)
	switch {
	case refusal != nil:
		return nil, refusal.At("text")
	case m.Gone:
		return nil, rule.Refuse("NO_SUCH_MESSAGE").At("message")
	case p.At.After(m.At.Add(editable)) || m.Edits >= maxEdits:
		return nil, rule.Refuse("TOO_LATE_TO_EDIT").At("message")
	}
	if refusal := p.calls(by, c.Mentions); refusal != nil {
		return nil, refusal
	}
	if p.Seat == "" {
		return []negotiation.Event{negotiation.MessageEdited{
			Message: c.ID, Negotiation: p.Negotiation, Initiative: p.Initiative, Text: words, Mentions: c.Mentions,
		}}, nil
	}
	return []negotiation.Event{negotiation.TeamMessageEdited{Message: c.ID, Text: words, Mentions: c.Mentions}}, nil
}

// Unsay takes one's own message back. The record keeps it, as it keeps all.
type Unsay struct {
	ID string `json:"message" need:"true"`
}

func (c Unsay) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	m, err := p.own(r, by, c.ID)
	if err != nil || m.Gone {
		return nil, err
	}
	if p.Seat == "" {
		return []negotiation.Event{negotiation.MessageWithdrawn{Message: c.ID, Negotiation: p.Negotiation, Initiative: p.Initiative}}, nil
	}
	return []negotiation.Event{negotiation.TeamMessageWithdrawn{Message: c.ID}}, nil
}

// own returns a message that whoever acts has said.
func (p Place) own(r Room, by table.By, id string) (Said, error) {
	m, there := r.Said[id]
	switch {
	case !there:
		return m, rule.Refuse("NO_SUCH_MESSAGE").At("message")
	case p.speaks(by) != nil:
		return m, p.speaks(by)
	case m.Person == "" || m.Person != p.Person:
		return m, rule.Refuse("NOT_YOUR_MESSAGE").At("message")
	}
	return m, nil
}

func said(r negotiation.Reply) Said {
	m := Said{Person: r.By}
	if r.SaidAt != nil {
		m.At = r.SaidAt.Time
	}
	return m
}

func (r Room) edited(id string) {
	m := r.Said[id]
	m.Edits++
	r.Said[id] = m
}

func (r Room) withdrawn(id string) {
	m := r.Said[id]
	m.Gone = true
	r.Said[id] = m
}

// Remind tells everyone at the table that nothing was heard of a seat.
type Remind struct {
	Seat  string
	Since time.Time
	Over  bool // it has no sense any more

	Facilitator string // of the table
}

const maxReminders = 3

func (c Remind) decide(r Room, _ table.By, p Place) ([]negotiation.Event, error) {
	times := r.Reminded[c.Seat] + 1
	return []negotiation.Event{negotiation.SeatReminded{
		Negotiation: p.Negotiation, Initiative: p.Initiative, Seat: c.Seat, Since: negotiation.InstantOf(c.Since), Times: times, Over: c.Over || times > maxReminders,
		Facilitator: c.Facilitator,
	}}, nil
}
