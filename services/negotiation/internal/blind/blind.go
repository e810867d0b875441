// Package blind decides what goes into the box of blind votes on the
// suggestions of one round of mediation. What lies in it nobody ever sees, nor
// who has voted; at the close the table learns which suggestion was carried.
package blind

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

// Box is the blind votes of one round, the last of each seat.
type Box struct {
	Votes  map[string]negotiation.BlindVote
	Closed bool
}

// Command is a wish that a box may grant or refuse.
type Command interface {
	decide(b Box, by table.By, asked table.Blind, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that c causes, given what the table says about the
// round.
func Decide(b Box, by table.By, asked table.Blind, at time.Time, c Command) ([]negotiation.Event, error) {
	return c.decide(b, by, asked, at)
}

// Evolve returns b after e. It reuses the map of b.
func Evolve(b Box, e negotiation.Event) Box {
	switch e := e.(type) {
	case negotiation.BlindVoteCast:
		if b.Votes == nil {
			b.Votes = make(map[string]negotiation.BlindVote)
		}
		b.Votes[e.Seat] = e.BlindVote
	case negotiation.BlindBoxClosed:
		b.Closed = true
	default:
		panic(fmt.Sprintf("blind: no place for %T", e)) // TestEvolve knows them all
	}
	return b
}

// Cast puts a seat's word on every suggestion into the box, in place of what it
// said before.
type Cast struct {
	Negotiation string                    `json:"-"`
	Choices     []negotiation.BlindChoice `json:"choices" need:"true"`
}

func (c Cast) decide(b Box, by table.By, asked table.Blind, at time.Time) ([]negotiation.Event, error) {
	choices := asked.InOrder(c.Choices)
	if refusal := asked.Takes(by, choices, at); refusal != nil {
		return nil, refusal
	}
	if b.Closed {
		return nil, rule.Refuse("ROUND_CLOSED").At("round")
	}
	vote := negotiation.BlindVote{Seat: by.Seat, Choices: choices}
	if slices.Equal(b.Votes[by.Seat].Choices, choices) {
		return nil, nil
	}
	return []negotiation.Event{negotiation.BlindVoteCast{Negotiation: c.Negotiation, Round: asked.Round, BlindVote: vote}}, nil
}

// Close takes the votes out when the time has come. It answers a box that is
// closed already with nothing.
type Close struct{ Negotiation string }

func (c Close) decide(b Box, _ table.By, asked table.Blind, at time.Time) ([]negotiation.Event, error) {
	if b.Closed || !asked.Open {
		return nil, nil
	}
	if !asked.Over(at) {
		return nil, rule.Refuse("NOT_YET")
	}
	votes := []negotiation.BlindVote{}
	for _, e := range asked.Electors {
		if v, voted := b.Votes[e.Seat]; voted {
			votes = append(votes, v)
		}
	}
	return []negotiation.Event{negotiation.BlindBoxClosed{Negotiation: c.Negotiation, Round: asked.Round, Votes: votes}}, nil
}
