// Package caucus decides what happens in closed rooms: between some of the
// seats, or between the facilitator and some of them. Whoever is not in one is
// answered as if there were none.
package caucus

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

// Caucus is what the rules remember of a closed room. The zero Caucus is none.
type Caucus struct {
	Negotiation string
	Initiative  string
	Members     []negotiation.Reader
	Ever        []negotiation.Reader // who ever was there
	EraseAt     time.Time            // zero: on the record
	Messages    []message
	Closed      bool
	Erased      bool
}

type message struct {
	id      string
	person  string
	readers []negotiation.Reader
	gone    bool
}

// By is who acts there, as whom.
type By struct {
	table.By
	Person      string
	Facilitator bool // of this table
}

// as is the member that somebody acts as: the facilitator for themselves,
// everybody else for their seat.
func (b By) as() negotiation.Reader {
	if b.Facilitator {
		return negotiation.Reader{Person: b.Person}
	}
	return negotiation.Reader{Seat: b.Seat}
}

// Command is a wish that a caucus may grant or refuse.
type Command interface {
	decide(c Caucus, by By, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that a wish causes, or the refusal.
func Decide(c Caucus, by By, at time.Time, wish Command) ([]negotiation.Event, error) {
	switch wish.(type) {
	case Open, Erase, Dissolve:
		return wish.decide(c, by, at)
	}
	if !slices.Contains(c.Members, by.as()) {
		return nil, rule.Refuse("NOT_FOUND")
	}
	return wish.decide(c, by, at)
}

// Evolve returns c after e.
func Evolve(c Caucus, e negotiation.Event) Caucus {
	switch e := e.(type) {
	case negotiation.CaucusOpened:
		c = Caucus{Negotiation: e.Negotiation, Initiative: e.Initiative, Members: slices.Clone(e.Members), Ever: slices.Clone(e.Members)}
		if e.EraseAt != nil {
			c.EraseAt = e.EraseAt.Time
		}
	case negotiation.CaucusSaid:
		c.Messages = append(c.Messages, message{e.Message, e.Person, e.Readers, false})
	case negotiation.CaucusUnsaid:
		for i := range c.Messages {
			if c.Messages[i].id == e.Message {
				c.Messages[i].gone = true
			}
		}
	case negotiation.CaucusLeft:
		c.Members = slices.Clone(e.Left)
	case negotiation.CaucusClosed:
		c.Closed = true
	case negotiation.CaucusErased:
		c.Erased = true
	default:
		panic(fmt.Sprintf("caucus: no place for %T", e)) // TestEvolve knows them all
	}
	return c
}

// OffRecord tells whether what is said is not to be left.
func (c Caucus) OffRecord() bool { return !c.EraseAt.IsZero() }

// over refuses what has no place in a room that is closed.
func (c Caucus) over() *rule.Refusal {
	if c.Closed || c.Erased {
		return rule.Refuse("CAUCUS_CLOSED")
	}
	return nil
}

// speaks refuses words of who may not speak for their seat.
func (b By) speaks() *rule.Refusal {
	if b.Facilitator {
		return nil
	}
	return b.Can(registry.Speak)
}

// Acts are what people may wish of a caucus, by the names of the API.
var Acts = []string{"sayInCaucus", "leaveCaucus", "closeCaucus"}

// May returns nil if somebody may do an act in a caucus as it stands, or the
// refusal that they would get.
func May(c Caucus, by By, _ string) error {
	if !slices.Contains(c.Members, by.as()) {
		return rule.Refuse("NOT_FOUND")
	}
	return firstOf(by.speaks(), c.over())
}

// Audience is who reads what is for whoever acts.
func (b By) Audience() string {
	if b.Facilitator {
		return "person:" + b.Person
	}
	return "seat:" + b.Seat
}

func firstOf(refusals ...*rule.Refusal) error {
	for _, r := range refusals {
		if r != nil {
			return r
		}
	}
	return nil
}
