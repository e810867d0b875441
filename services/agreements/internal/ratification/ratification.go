// Package ratification holds what one organization says to a text before its
// name is put under it, until all organizations have said it or the time is
// over.
//
// Each seat and version has a ratification of its own, in the sealed stream: the
// shared record of the agreement does not move for it. Members say it in a
// ballot, or stewards where the organization decides by them. A refusal names
// the terms that it is about, since only these are talked about again; where
// members refuse in a ballot, a steward adds the terms. A word is the last one:
// that all have spoken can then end the time for everyone.
package ratification

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// LongestReason is how many characters a reason may have.
const LongestReason = 2000

// The rules that forbid something.
var (
	NotAsked      = rule.Refuse("NOT_ASKED")
	NotSteward    = rule.Refuse("NOT_STEWARD")
	Over          = rule.Refuse("RATIFICATION_CLOSED")
	MembersDecide = rule.Refuse("RATIFIED_BY_BALLOT")
	AlreadySaid   = rule.Refuse("ALREADY_SAID")
	NameTerms     = rule.Refuse("INVALID", "rule", "required").At("terms")
)

// Word is what the rules remember. The zero one has not been asked for.
type Word struct {
	Asked agreements.RatificationAsked
	Said  *agreements.RatificationSaid
}

// Exists tells whether the seat was asked.
func (r Word) Exists() bool { return r.Asked.Seat != "" }

// Spoken tells whether nothing is left to be said: it is ratified, or refused
// with the terms that the refusal is about.
func (r Word) Spoken() bool {
	return r.Said != nil && (r.Said.Ratifies || len(r.Said.Terms) > 0)
}

// Result is what the seat has said so far, as it will be unfolded; nothing if it
// was silent.
func (r Word) Result() (agreements.Ratified, bool) {
	if r.Said == nil {
		return agreements.Ratified{}, false
	}
	result := agreements.Ratified{Seat: r.Asked.Seat, By: r.Asked.By, Outcome: agreements.Refuses, Terms: r.Said.Terms, Reason: r.Said.Reason}
	if r.Said.Ratifies {
		result.Outcome = agreements.Ratifies
	}
	return result, true
}

// Evolve returns r after e.
func Evolve(r Word, e agreements.Event) Word {
	switch e := e.(type) {
	case agreements.RatificationAsked:
		r.Asked = e
	case agreements.RatificationSaid:
		r.Said = &e
	default:
		panic(fmt.Sprintf("ratification: no place for %T", e))
	}
	return r
}

// Command is a wish that a ratification may grant or refuse.
type Command interface {
	decide(r Word, at time.Time) ([]agreements.Event, error)
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(r Word, at time.Time, c Command) ([]agreements.Event, error) {
	if _, asks := c.(Begin); !asks && !r.Exists() {
		return nil, NotAsked
	}
	return c.decide(r, at)
}

// Begin asks a seat.
type Begin struct{ agreements.RatificationAsked }

// Say is a steward's word.
type Say struct {
	Person   string
	Steward  bool
	Ratifies bool
	Terms    []string // keys, of a refusal
	Reason   string   // of a refusal
}

// Answered is what a ballot of the members came to.
type Answered struct {
	Ballot  string
	Carried bool
}

func (c Begin) decide(r Word, _ time.Time) ([]agreements.Event, error) {
	if r.Exists() {
		return nil, nil
	}
	return []agreements.Event{c.RatificationAsked}, nil
}

func (c Say) decide(r Word, at time.Time) ([]agreements.Event, error) {
	if err := r.may(c, at); err != nil {
		return nil, err
	}
	said := agreements.RatificationSaid{Ratifies: c.Ratifies, Person: c.Person}
	if r.Said != nil {
		said.Ballot = r.Said.Ballot
	}
	if c.Ratifies {
		return []agreements.Event{said}, nil
	}
	reason, refusal := text.Clean(c.Reason, LongestReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	if refusal := r.named(c.Terms); refusal != nil {
		return nil, refusal
	}
	said.Terms, said.Reason = c.Terms, reason
	return []agreements.Event{said}, nil
}

// may refuses whoever has no say, or none any more.
func (r Word) may(c Say, at time.Time) error {
	switch {
	case !c.Steward:
		return NotSteward
	case r.Spoken():
		return AlreadySaid
	case !at.Before(r.Asked.Until.Time):
		return Over
	case r.Asked.By == agreements.ByMembers && (c.Ratifies || r.Said == nil):
		return MembersDecide
	}
	return nil
}

// named refuses terms that the text does not have, or the same one twice.
func (r Word) named(terms []string) *rule.Refusal {
	if len(terms) == 0 {
		return NameTerms
	}
	for i, key := range terms {
		switch {
		case !slices.Contains(r.Asked.Terms, key):
			return rule.Refuse("NO_SUCH_TERM").At("terms")
		case slices.Contains(terms[:i], key):
			return rule.Refuse("INVALID", "rule", "twice").At("terms")
		}
	}
	return nil
}

func (c Answered) decide(r Word, at time.Time) ([]agreements.Event, error) {
	if r.Said != nil || r.Asked.By != agreements.ByMembers || !at.Before(r.Asked.Until.Time) {
		return nil, nil
	}
	return []agreements.Event{agreements.RatificationSaid{Ratifies: c.Carried, Ballot: c.Ballot}}, nil
}
