// Package room decides what is said and drafted in a room: in the one where all
// seats talk, and in each seat's own.
package room

import (
	"fmt"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const maxMessage = 4_000

// Room is what the rules remember of a room. The zero Room is a silent one.
type Room struct {
	Messages int
	Made     int // drafts that there ever were
	Drafts   map[string]Draft
}

// Draft is a package before anyone else sees it.
type Draft struct {
	Values []negotiation.DraftValue
	Note   string
}

// Place is which room it is, and what the table says there.
type Place struct {
	Negotiation string
	Initiative  string
	Seat        string      // whose room; "" is everyone's
	Sheet       table.Sheet // what drafts are made of
}

// Command is a wish that a room may grant or refuse.
type Command interface {
	decide(r Room, by table.By, p Place) ([]negotiation.Event, error)
}

// Decide returns the events that c causes in a room, or the refusal.
func Decide(r Room, by table.By, p Place, c Command) ([]negotiation.Event, error) {
	if p.Seat != "" && p.Seat != by.Seat {
		return nil, rule.Refuse("NOT_FOUND") // nobody is told of a room that is not theirs
	}
	return c.decide(r, by, p)
}

// Evolve returns r after e. It reuses the map of r.
func Evolve(r Room, e negotiation.Event) Room {
	if r.Drafts == nil {
		r.Drafts = make(map[string]Draft)
	}
	switch e := e.(type) {
	case negotiation.MessagePosted:
		r.Messages = e.Number
	case negotiation.TeamMessagePosted:
		r.Messages = e.Number
	case negotiation.DraftMade:
		r.Drafts[e.Draft] = Draft{e.Values, e.Note}
		r.Made = e.Number
	case negotiation.DraftRevised:
		r.Drafts[e.Draft] = Draft{e.Values, e.Note}
	case negotiation.DraftDiscarded:
		delete(r.Drafts, e.Draft)
	default:
		panic(fmt.Sprintf("room: no place for %T", e)) // TestEvolve knows them all
	}
	return r
}

// Post says something to everyone in the room. In one's own room everyone may
// who is let into it, counsel too.
type Post struct {
	ID   string `json:"-"`
	Text string `json:"text" need:"true"`
}

func (c Post) decide(r Room, by table.By, p Place) ([]negotiation.Event, error) {
	if p.Seat == "" {
		if refusal := by.SpeaksOrConvenes(); refusal != nil {
			return nil, refusal
		}
	}
	words, refusal := text.Clean(c.Text, maxMessage)
	if refusal != nil {
		return nil, refusal.At("text")
	}
	if p.Seat == "" {
		return []negotiation.Event{negotiation.MessagePosted{
			Message: c.ID, Negotiation: p.Negotiation, Initiative: p.Initiative, Number: r.Messages + 1, Seat: by.Seat, Text: words,
		}}, nil
	}
	return []negotiation.Event{negotiation.TeamMessagePosted{
		Message: c.ID, Negotiation: p.Negotiation, Seat: p.Seat, Number: r.Messages + 1, Text: words,
	}}, nil
}
