// Package box decides what goes into the ballot box of one decision. What lies
// in it nobody sees before it is closed, and of who has voted only that.
package box

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

// The bounds of a vote's words and conditions.
const (
	maxWords = 500
	maxSeats = 64
)

// Box is the votes of one decision, the last of each seat.
type Box struct {
	Votes  map[string]negotiation.Vote
	Closed bool
}

// Command is a wish that a box may grant or refuse.
type Command interface {
	decide(b Box, by table.By, ballot table.Ballot, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that c causes, given what the table says about the
// decision.
func Decide(b Box, by table.By, ballot table.Ballot, at time.Time, c Command) ([]negotiation.Event, error) {
	return c.decide(b, by, ballot, at)
}

// Evolve returns b after e. It reuses the map of b.
func Evolve(b Box, e negotiation.Event) Box {
	switch e := e.(type) {
	case negotiation.VoteCast:
		if b.Votes == nil {
			b.Votes = make(map[string]negotiation.Vote)
		}
		b.Votes[e.Seat] = e.Vote
	case negotiation.BoxClosed:
		b.Closed = true
	default:
		panic(fmt.Sprintf("box: no place for %T", e)) // TestEvolve knows them all
	}
	return b
}

// Cast puts a seat's vote into the box, in place of what it said before.
type Cast struct {
	Negotiation string                 `json:"-"`
	Choice      negotiation.Choice     `json:"choice" need:"true"`
	Objection   *negotiation.Objection `json:"objection"`
	Condition   *negotiation.Condition `json:"condition"`
	People      *negotiation.Split     `json:"people"`
	Ranking     []string               `json:"ranking"`
}

func (c Cast) decide(b Box, by table.By, ballot table.Ballot, at time.Time) ([]negotiation.Event, error) {
	if refusal := ballot.Takes(by, c.Choice, at); refusal != nil {
		return nil, refusal
	}
	if b.Closed {
		return nil, rule.Refuse("CLOSED").At("decision")
	}
	vote, err := c.vote(by.Seat, ballot)
	if err != nil {
		return nil, err
	}
	if refusal := ballot.RankedWithin(by, vote.Ranking); refusal != nil {
		return nil, refusal
	}
	last, voted := b.Votes[by.Seat]
	if voted && same(last, vote) {
		return nil, nil
	}
	return []negotiation.Event{negotiation.VoteCast{
		Negotiation: c.Negotiation, Decision: ballot.Decision, First: !voted, OpenVotes: ballot.OpenVotes, Vote: vote,
	}}, nil
}

// vote returns what was cast as it is stored.
func (c Cast) vote(seat string, ballot table.Ballot) (negotiation.Vote, error) {
	v := negotiation.Vote{Seat: seat, Choice: c.Choice}
	switch c.Choice {
	case negotiation.Yes, negotiation.No, negotiation.Abstain, negotiation.Object:
	default:
		return v, rule.Refuse("INVALID", "rule", "choice").At("choice")
	}
	if c.Condition != nil {
		seats, refusal := c.condition(seat, ballot)
		if refusal != nil {
			return v, refusal
		}
		v.Condition = &negotiation.Condition{Seats: seats}
	}
	if refusal := c.split(&v, ballot); refusal != nil {
		return v, refusal
	}
	if refusal := c.ranked(&v, ballot); refusal != nil {
		return v, refusal
	}
	if c.Choice != negotiation.Object {
		if c.Objection != nil {
			return v, rule.Refuse("INVALID", "rule", "objections_only").At("objection")
		}
		return v, nil
	}
	objection, err := c.objection(ballot)
	v.Objection = objection
	return v, err
}

// objection insists on a term, the harm and a change that would lift it: without
// them it could not be answered, and would be a concern.
func (c Cast) objection(ballot table.Ballot) (*negotiation.Objection, error) {
	if c.Objection == nil || c.Objection.Term == "" || c.Objection.Harm == "" || c.Objection.Change == "" {
		return nil, rule.Refuse("OBJECTION_INCOMPLETE").At("objection")
	}
	if _, listed := ballot.Sheet[c.Objection.Term]; !listed {
		return nil, rule.Refuse("NO_SUCH_TERM").At("objection", "term")
	}
	var words text.Form
	o := &negotiation.Objection{
		Term:   c.Objection.Term,
		Harm:   words.Clean(c.Objection.Harm, maxWords, "objection", "harm"),
		Change: words.Clean(c.Objection.Change, maxWords, "objection", "change"),
	}
	return o, words.Err()
}

// condition names other seats that vote; a yes can depend on their yes, never
// on anybody's absence.
func (c Cast) condition(seat string, ballot table.Ballot) ([]string, *rule.Refusal) {
	if c.Choice != negotiation.Yes {
		return nil, rule.Refuse("INVALID", "rule", "yes_only").At("condition")
	}
	if len(c.Condition.Seats) == 0 || len(c.Condition.Seats) > maxSeats {
		return nil, rule.Refuse("INVALID", "rule", "required").At("condition", "seats")
	}
	for i, s := range c.Condition.Seats {
		if s == seat || !ballot.Elects(s) {
			return nil, rule.Refuse("NOT_ELECTOR").At("condition", "seats", strconv.Itoa(i))
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(c.Condition.Seats))), nil
}

func same(a, b negotiation.Vote) bool {
	switch {
	case a.Choice != b.Choice, (a.Objection == nil) != (b.Objection == nil), (a.Condition == nil) != (b.Condition == nil):
		return false
	case a.Objection != nil && *a.Objection != *b.Objection:
		return false
	case (a.People == nil) != (b.People == nil), a.People != nil && *a.People != *b.People, !slices.Equal(a.Ranking, b.Ranking):
		return false
	}
	return a.Condition == nil || slices.Equal(a.Condition.Seats, b.Condition.Seats)
}

// Close takes the votes out, when the deadline has come or the close was
// called. It answers a box that is closed already with nothing.
type Close struct{ Negotiation string }

func (c Close) decide(b Box, _ table.By, ballot table.Ballot, at time.Time) ([]negotiation.Event, error) {
	if b.Closed {
		return nil, nil
	}
	if !ballot.Over(at) {
		return nil, rule.Refuse("NOT_YET")
	}
	votes := []negotiation.Vote{}
	for _, e := range ballot.Electors {
		if v, voted := b.Votes[e.Seat]; voted {
			votes = append(votes, v)
		}
	}
	return []negotiation.Event{negotiation.BoxClosed{Negotiation: c.Negotiation, Decision: ballot.Decision, Votes: votes}}, nil
}
