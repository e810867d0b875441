package ballot

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxReason = 500

// MoveDeadline gives everybody more time: once, in the first half, for a
// reason.
type MoveDeadline struct {
	To     time.Time
	Reason string
}

func (c MoveDeadline) decide(b Ballot, by By, at time.Time) ([]deliberation.Event, error) {
	if err := first(b.mayMove(by, at), b.later(c.To, at)); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []deliberation.Event{deliberation.BallotDeadlineMoved{
		Organization: b.Asked.Organization, Deadline: deliberation.InstantOf(c.To), Reason: reason, Person: by.Person,
	}}, nil
}

func (b Ballot) mayMove(by By, at time.Time) *rule.Refusal {
	switch half := b.Asked.OpenedAt.Add(b.Asked.Deadline.Sub(b.Asked.OpenedAt.Time) / 2); {
	case b.Over(at):
		return rule.Refuse("BALLOT_CLOSED")
	case !b.runs(by):
		return rule.Refuse("NOT_STEWARD")
	case b.Moved:
		return rule.Refuse("ALREADY_MOVED")
	case !at.Before(half):
		return rule.Refuse("PAST_HALF")
	}
	return nil
}

func (b Ballot) later(to, at time.Time) *rule.Refusal {
	switch {
	case !to.After(b.Deadline):
		return rule.Refuse("NOT_LATER").At("to")
	case to.After(at.Add(longest)):
		return rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("to")
	}
	return nil
}

// runs tells whether somebody looks after the ballot: who opened it, as long as
// they belong to those who are asked, and the stewards.
func (b Ballot) runs(by By) bool {
	return by.Leads || by.Votes && by.Person == b.Asked.Person
}

// CallClose ends a ballot before its deadline, which is fair only when everybody
// has voted; By.InBox is whose votes lie there, heard of or not. In a secret
// ballot it would tell just that.
type CallClose struct{}

func (CallClose) decide(b Ballot, by By, at time.Time) ([]deliberation.Event, error) {
	if b.Called && b.Result == nil && b.runs(by) {
		return nil, nil
	}
	if err := first(b.mayClose(by, at)); err != nil {
		return nil, err
	}
	if missing := b.missing(by.InBox); missing > 0 {
		return nil, rule.Refuse("NOT_ALL_HAVE_VOTED", "people", strconv.Itoa(missing))
	}
	return []deliberation.Event{deliberation.BallotClosingCalled{Person: by.Person}}, nil
}

func (b Ballot) mayClose(by By, at time.Time) *rule.Refusal {
	switch {
	case b.Over(at):
		return rule.Refuse("BALLOT_CLOSED")
	case !b.runs(by):
		return rule.Refuse("NOT_STEWARD")
	case b.Secret():
		return rule.Refuse("NOT_IN_SECRET")
	}
	return nil
}

// missing counts the electors who have not voted yet.
func (b Ballot) missing(inBox []string) (n int) {
	for _, v := range b.Asked.Electors {
		if !b.Voted[v.Person] && !slices.Contains(inBox, v.Person) {
			n++
		}
	}
	return n
}

// Heard is a policy's word that somebody has voted; in an open ballot it says
// how. Of a secret one there is no word.
type Heard struct{ Vote deliberation.BallotVote }

func (c Heard) decide(b Ballot, _ By, _ time.Time) ([]deliberation.Event, error) {
	open := b.Asked.Openness == deliberation.OpenVotes
	if !b.Exists() || b.Secret() || b.Result != nil || b.Voted[c.Vote.Person] && !open {
		return nil, nil // it came after the close, or is known
	}
	e := deliberation.BallotVoted{Person: c.Vote.Person}
	if open {
		e.Vote, e.Again = &c.Vote, b.Voted[c.Vote.Person]
	}
	return []deliberation.Event{e}, nil
}

// Close unfolds a ballot, with the votes as they came out of its closed box and
// those that had been lent to whoever cast one.
type Close struct{ Votes []deliberation.BallotVote }

func (c Close) decide(b Ballot, _ By, _ time.Time) ([]deliberation.Event, error) {
	if !b.Exists() || b.Result != nil {
		return nil, nil
	}
	return []deliberation.Event{Unfold(b.Asked, c.Votes)}, nil
}

// CallAgain asks the same electors the same once more, when too few have voted
// or a class said neither yes nor no. There is no third call.
type CallAgain struct {
	Deadline time.Time
	Shortest time.Duration
}

// Again is what a second call asks: everything as it was frozen, anew in time.
// It is an event of another ballot, whose id follows from the first one's.
func (b Ballot) Again(by By, at time.Time, c CallAgain) (deliberation.BallotOpened, error) {
	if err := first(b.mayCallAgain(by), Open{Deadline: c.Deadline, Shortest: c.Shortest}.timely(at)); err != nil {
		return deliberation.BallotOpened{}, err
	}
	e := b.Asked
	e.Call, e.Person = 2, by.Person
	e.OpenedAt, e.Deadline = deliberation.InstantOf(at), deliberation.InstantOf(c.Deadline)
	return e, nil
}

func (b Ballot) mayCallAgain(by By) *rule.Refusal {
	switch {
	case !by.Leads:
		return rule.Refuse("NOT_STEWARD")
	case b.Result == nil:
		return rule.Refuse("NOT_YET")
	case !b.Result.SecondCall || by.Recalls:
		return rule.Refuse("NO_SECOND_CALL")
	}
	return nil
}
