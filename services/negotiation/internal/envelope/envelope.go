// Package envelope decides what seats lay under seal in one round. Nobody sees
// any of it, nor that there is something, before all envelopes are opened
// together.
package envelope

import (
	"fmt"
	"reflect"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

// Envelopes are those of one round, the last of each seat.
type Envelopes struct {
	Filled map[string]negotiation.Envelope
	Opened bool
}

// Command is a wish that the envelopes of a round may grant or refuse.
type Command interface {
	decide(e Envelopes, round table.Sealing, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that c causes, given what the table says about the
// round.
func Decide(e Envelopes, round table.Sealing, at time.Time, c Command) ([]negotiation.Event, error) {
	return c.decide(e, round, at)
}

// Evolve returns s after e. It reuses the map of s.
func Evolve(s Envelopes, e negotiation.Event) Envelopes {
	switch e := e.(type) {
	case negotiation.EnvelopeFilled:
		if s.Filled == nil {
			s.Filled = make(map[string]negotiation.Envelope)
		}
		s.Filled[e.Seat] = e.Envelope
	case negotiation.EnvelopesOpened:
		s.Opened = true
	default:
		panic(fmt.Sprintf("envelope: no place for %T", e))
	}
	return s
}

// Fill puts a seat's envelope in place of the one before. What is in it the
// table has looked at.
type Fill struct {
	Negotiation string
	Initiative  string
	negotiation.Envelope
}

func (c Fill) decide(e Envelopes, round table.Sealing, at time.Time) ([]negotiation.Event, error) {
	if e.Opened || round.Closed(at) {
		return nil, rule.Refuse("CLOSED").At("round")
	}
	if last, filled := e.Filled[c.Seat]; filled && reflect.DeepEqual(last, c.Envelope) {
		return nil, nil
	}
	return []negotiation.Event{negotiation.EnvelopeFilled{
		Negotiation: c.Negotiation, Initiative: c.Initiative, Round: round.Round, Envelope: c.Envelope,
	}}, nil
}

// Open takes everything out, when the time has come or the round was called to
// its end.
type Open struct{ Negotiation string }

func (c Open) decide(e Envelopes, round table.Sealing, at time.Time) ([]negotiation.Event, error) {
	if e.Opened {
		return nil, nil
	}
	if !round.Closed(at) {
		return nil, rule.Refuse("NOT_YET")
	}
	opened := negotiation.EnvelopesOpened{Negotiation: c.Negotiation, Round: round.Round, Envelopes: []negotiation.Envelope{}}
	for _, seat := range round.Seats {
		if env, filled := e.Filled[seat]; filled {
			opened.Envelopes = append(opened.Envelopes, env)
		}
	}
	return []negotiation.Event{opened}, nil
}
