// Package joint decides what becomes of a package that several seats table
// together: each of its authors confirms it, and until the last of them has,
// nobody else knows of it.
package joint

import (
	"fmt"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxSeats  = 20
	maxReason = 500
)

// Joint is a package on its way to the table.
type Joint struct {
	negotiation.JointDrafted
	Confirmed []string
	Over      bool // tabled or dropped
}

// Exists tells whether it was drafted.
func (j Joint) Exists() bool { return len(j.Seats) > 0 }

// Command is a wish that a joint package may grant or refuse; seat is whose.
type Command interface {
	decide(j Joint, seat string) ([]negotiation.Event, error)
}

// Decide returns the events that c causes.
func Decide(j Joint, seat string, c Command) ([]negotiation.Event, error) {
	if _, drafting := c.(Draft); !drafting && !slices.Contains(j.Seats, seat) && seat != "" {
		return nil, rule.Refuse("NOT_FOUND")
	}
	return c.decide(j, seat)
}

// Evolve returns j after e.
func Evolve(j Joint, e negotiation.Event) Joint {
	switch e := e.(type) {
	case negotiation.JointDrafted:
		j = Joint{JointDrafted: e}
		if len(e.Seats) > 0 {
			j.Confirmed = e.Seats[:1:1]
		}
	case negotiation.JointConfirmed:
		j.Confirmed, j.Over = append(slices.Clip(j.Confirmed), e.Seat), e.Last
	case negotiation.JointDropped:
		j.Over = true
	default:
		panic(fmt.Sprintf("joint: no place for %T", e))
	}
	return j
}

// Draft begins a joint package; the table has looked at what it says.
type Draft struct{ negotiation.JointDrafted }

func (c Draft) decide(j Joint, seat string) ([]negotiation.Event, error) {
	switch {
	case j.Exists():
		return nil, rule.Refuse("ALREADY_DONE")
	case len(c.Seats) < 2 || len(c.Seats) > maxSeats || c.Seats[0] != seat:
		return nil, rule.Refuse("INVALID", "rule", "two_seats").At("with")
	}
	for i, s := range c.Seats {
		if slices.Contains(c.Seats[:i], s) {
			return nil, rule.Refuse("INVALID", "rule", "twice").At("with")
		}
	}
	return []negotiation.Event{c.JointDrafted}, nil
}

// Confirm is a co-author's word.
type Confirm struct{}

func (c Confirm) decide(j Joint, seat string) ([]negotiation.Event, error) {
	if slices.Contains(j.Confirmed, seat) {
		return nil, nil
	}
	if j.Over {
		return nil, rule.Refuse("CLOSED").At("joint")
	}
	return []negotiation.Event{negotiation.JointConfirmed{
		Negotiation: j.Negotiation, Seats: j.Seats, Seat: seat, Last: len(j.Confirmed)+1 == len(j.Seats),
	}}, nil
}

// Drop is an author's word that it will not be.
type Drop struct {
	Reason string `json:"reason" need:"true"`
}

func (c Drop) decide(j Joint, seat string) ([]negotiation.Event, error) {
	if j.Over {
		return nil, rule.Refuse("CLOSED").At("joint")
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []negotiation.Event{negotiation.JointDropped{Seats: j.Seats, Seat: seat, Reason: reason}}, nil
}

// Refused notes that the table did not take it when all had confirmed: an offer
// whose time was over, a term that had changed.
type Refused struct{ Code string }

func (c Refused) decide(j Joint, _ string) ([]negotiation.Event, error) {
	return []negotiation.Event{negotiation.JointDropped{Seats: j.Seats, Reason: c.Code}}, nil
}
