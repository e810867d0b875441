// Package ballot decides what an organization asks its members, who of them has
// a vote, and what the votes come to.
//
// Everything is frozen when a ballot opens: rule, electors, weights, openness
// and the deadline, which moves at most once. Votes lie in a box of their own
// (package ballotbox) until the close; here nobody can look at a count, since
// there is none.
package ballot

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
)

// By is who acts, as the registry knows them at that moment. In a community's
// ballot it is an organization: the first of those under one control, which have
// one vote between them.
type By struct {
	Person  string
	Reads   bool // belongs to the organization in whatever part
	Votes   bool // … as a member, with a vote in what it opens now
	Leads   bool // … as one of its stewards
	Policy  bool // nobody: it follows from what happened
	InBox   []string
	Recalls bool // there is a second call already
}

// Ballot is what the rules remember. The zero Ballot has not been opened.
type Ballot struct {
	Asked    deliberation.BallotOpened // as it was frozen
	Deadline time.Time
	Moved    bool // the deadline has
	Called   bool // to close before it
	Voted    map[string]bool
	Result   *deliberation.BallotClosed
}

// Exists tells whether the ballot has been opened.
func (b Ballot) Exists() bool { return b.Asked.Organization != "" }

// Over tells whether the time to vote is over.
func (b Ballot) Over(at time.Time) bool {
	return b.Result != nil || b.Called || !at.Before(b.Deadline)
}

// Elector returns who somebody was when the ballot opened.
func (b Ballot) Elector(person string) (deliberation.Voter, bool) {
	i, found := slices.BinarySearchFunc(b.Asked.Electors, person, func(v deliberation.Voter, id string) int {
		switch {
		case v.Person < id:
			return -1
		case v.Person > id:
			return 1
		}
		return 0
	})
	if !found {
		return deliberation.Voter{}, false
	}
	return b.Asked.Electors[i], true
}

// Secret tells whether nobody may ever learn who voted how, or at all.
func (b Ballot) Secret() bool { return b.Asked.Openness == deliberation.SecretVotes }

// Command is a wish that a ballot may grant or refuse.
type Command interface {
	decide(b Ballot, by By, at time.Time) ([]deliberation.Event, error)
}

// Decide returns the events that wanted causes, or the refusal that forbids it.
// For whoever cannot read a ballot there is none.
func Decide(b Ballot, by By, at time.Time, wanted Command) ([]deliberation.Event, error) {
	if _, opening := wanted.(Open); !opening && !by.Policy && !(b.Exists() && by.Reads) {
		return nil, rule.Refuse("NOT_FOUND").At("ballot")
	}
	return wanted.decide(b, by, at)
}

// Evolve returns b after e. It reuses the map of b.
func Evolve(b Ballot, e deliberation.Event) Ballot {
	switch e := e.(type) {
	case deliberation.BallotOpened:
		b.Asked, b.Deadline, b.Voted = e, e.Deadline.Time, make(map[string]bool)
	case deliberation.BallotDeadlineMoved:
		b.Deadline, b.Moved = e.Deadline.Time, true
	case deliberation.BallotVoted:
		b.Voted[e.Person] = true
	case deliberation.BallotClosingCalled:
		b.Called = true
	case deliberation.BallotClosed:
		b.Result = &e
	default:
		panic(fmt.Sprintf("ballot: no place for %T", e)) // TestEvolve knows them all
	}
	return b
}

func first(refusals ...*rule.Refusal) error {
	for _, r := range refusals {
		if r != nil {
			return r
		}
	}
	return nil
}
