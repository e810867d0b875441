// Package room decides what is said and drafted in a room: in the one where all
// seats talk, and in each seat's own.
package room

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

const maxMessage = 4_000

// Room is what the rules remember of a room or a thread. The zero Room is a
// silent one.
type Room struct {
	Messages int
	Said     map[string]Said
	Made     int // drafts that there ever were
	Drafts   map[string]Draft
	Reminded map[string]int // how often in a row a seat was, in the room of all
}

// Said is what the rules remember of a message.
type Said struct {
	Person string // who said it; "" in messages of before
	At     time.Time
	Edits  int
	Gone   bool
}

// Draft is a package before anyone else sees it.
type Draft struct {
	Values  []negotiation.DraftValue
	Note    string
	By      string                         // who wrote it last; "" in drafts of before
	Reviews map[string]negotiation.Verdict // of it as it is, by person
}

// Approved are the colleagues who say that a draft may be tabled as it is.
// Whoever wrote it last is not one of them.
func (d Draft) Approved() []string {
	var people []string
	for _, person := range slices.Sorted(maps.Keys(d.Reviews)) {
		if d.Reviews[person] == negotiation.Approves && person != d.By {
			people = append(people, person)
		}
	}
	return people
}

// Place is which room it is, what the table says there, and who is in it.
type Place struct {
	Negotiation string
	Initiative  string
	Seat        string      // whose room; "" is everyone's
	Sheet       table.Sheet // what drafts are made of
	About       *negotiation.Subject
	Person      string          // who acts
	At          time.Time       // now
	Readers     map[string]bool // of the people mentioned, who can read it
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
		r.Drafts, r.Said, r.Reminded = make(map[string]Draft), make(map[string]Said), make(map[string]int)
	}
	switch e := e.(type) {
	case negotiation.MessagePosted:
		r.Messages, r.Said[e.Message] = e.Number, said(e.Reply)
		delete(r.Reminded, e.Seat)
	case negotiation.TeamMessagePosted:
		r.Messages, r.Said[e.Message] = e.Number, said(e.Reply)
	case negotiation.MessageEdited:
		r.edited(e.Message)
	case negotiation.TeamMessageEdited:
		r.edited(e.Message)
	case negotiation.MessageWithdrawn:
		r.withdrawn(e.Message)
	case negotiation.TeamMessageWithdrawn:
		r.withdrawn(e.Message)
	case negotiation.SeatReminded:
		r.Reminded[e.Seat] = e.Times
	case negotiation.DraftMade:
		r.Drafts[e.Draft] = Draft{Values: e.Values, Note: e.Note, By: e.By}
		r.Made = e.Number
	case negotiation.DraftRevised:
		r.Drafts[e.Draft] = Draft{Values: e.Values, Note: e.Note, By: e.By}
	case negotiation.DraftReviewed:
		r.reviewed(e)
	case negotiation.DraftDiscarded:
		delete(r.Drafts, e.Draft)
	default:
		panic(fmt.Sprintf("room: no place for %T", e)) // TestEvolve knows them all
	}
	return r
}
