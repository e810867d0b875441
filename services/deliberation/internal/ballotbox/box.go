// Package ballotbox decides what goes into the box of one ballot. What lies in
// it nobody sees before it is closed, and of a secret ballot nobody ever does:
// there a vote is known by a name that was made for this box alone.
package ballotbox

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/rules/rule"
)

// Box is the votes of one ballot, the last of each elector.
type Box struct {
	Votes  map[string]deliberation.BallotVote
	Closed bool
}

// By is who acts. Name is under whom the box knows them: themselves, or in a
// secret ballot nobody that anyone knows.
type By struct {
	ballot.By
	Name string
}

// Command is a wish that a box may grant or refuse.
type Command interface {
	decide(b Box, asked ballot.Ballot, id string, by By, at time.Time) ([]deliberation.Event, error)
}

// Decide returns the events that c causes, given what is asked in the ballot of
// that id.
func Decide(b Box, asked ballot.Ballot, id string, by By, at time.Time, c Command) ([]deliberation.Event, error) {
	if !asked.Exists() || !by.Reads && !by.Policy {
		return nil, rule.Refuse("NOT_FOUND").At("ballot")
	}
	return c.decide(b, asked, id, by, at)
}

// Evolve returns b after e. It reuses the map of b.
func Evolve(b Box, e deliberation.Event) Box {
	if b.Votes == nil {
		b.Votes = make(map[string]deliberation.BallotVote)
	}
	switch e := e.(type) {
	case deliberation.BallotCast:
		b.Votes[e.Vote.Person] = e.Vote
	case deliberation.ObjectionReadBack:
		b.hear(e.Person, deliberation.WasReadBack, func(o *deliberation.BallotObjection) { o.Reading = e.Words })
	case deliberation.ReadingAnswered:
		state := deliberation.Confirmed
		if e.Instead != "" {
			state = deliberation.Corrected
		}
		b.hear(e.Person, state, func(o *deliberation.BallotObjection) { o.Instead = e.Instead })
	case deliberation.BallotBoxClosed:
		b.Closed = true
	default:
		panic(fmt.Sprintf("ballotbox: no place for %T", e)) // TestEvolve knows them all
	}
	return b
}

// hear changes an objection that is shared with earlier events.
func (b Box) hear(person string, state deliberation.HearingState, change func(*deliberation.BallotObjection)) {
	v := b.Votes[person]
	o := deliberation.BallotObjection{}
	if v.Objection != nil {
		o = *v.Objection
	}
	o.Heard = state
	change(&o)
	v.Objection = &o
	b.Votes[person] = v
}

// Content is all votes of the box, by the names of who cast them.
func (b Box) Content() []deliberation.BallotVote {
	votes := []deliberation.BallotVote{}
	for _, name := range slices.Sorted(maps.Keys(b.Votes)) {
		votes = append(votes, b.Votes[name])
	}
	return votes
}

// Close ends the voting, when the deadline has come or the close was called.
type Close struct{}

func (Close) decide(b Box, asked ballot.Ballot, id string, _ By, at time.Time) ([]deliberation.Event, error) {
	if b.Closed {
		return nil, nil
	}
	if !asked.Over(at) {
		return nil, rule.Refuse("NOT_YET")
	}
	e := deliberation.BallotBoxClosed{Ballot: id}
	for _, v := range b.Content() {
		if _, stands := b.objection(v.Person); stands {
			e.Objections = append(e.Objections, v.Person)
		}
	}
	return []deliberation.Event{e}, nil
}
