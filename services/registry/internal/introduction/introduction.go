// Package introduction decides how two who could help each other come to know
// each other: only if both want to.
//
// Until both have said yes, neither learns anything of the other's answer, not
// even by what they are refused: a no and a silence end in the same way, at the
// same time. Who proposes it learns no more than they do.
package introduction

import (
	"fmt"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// How long two have to answer, and how long the same proposer then leaves the
// same two alone.
const (
	Patience = 30 * 24 * time.Hour
	Rest     = 90 * 24 * time.Hour
)

// Bounds of what people write, in characters.
const (
	maxWhy     = 500
	maxContact = 200
)

// Introduction is what the rules remember: the last round of one proposer for
// the same two. The zero Introduction was never proposed.
type Introduction struct {
	registry.IntroductionProposed
	At      time.Time // when it was proposed
	Answers [2]*registry.IntroductionAnswered
	Over    bool
}

// Made tells whether both have said yes.
func (i Introduction) Made() bool {
	return i.Answers[0] != nil && i.Answers[0].Yes && i.Answers[1] != nil && i.Answers[1].Yes
}

// Command is a wish about an introduction.
type Command interface {
	decide(i Introduction, at time.Time) ([]registry.Event, error)
}

// Propose asks two sides. Own is the side that the proposer answers for at
// once with a yes, by telling how to reach it, or -1.
type Propose struct {
	Sides      [2]registry.Side
	By, Policy string
	Agent      bool
	Why        string
	Own        int
	Contact    string
}

// Answer is what a side says; Yes needs a contact.
type Answer struct {
	Side    int
	Yes     bool
	Person  string
	Contact string
}

// Expire ends what not both have said yes to in time. The clock wishes it.
type Expire struct{ Round int }

// Decide returns the events that c causes at a moment, or the refusal that
// forbids it.
func Decide(i Introduction, at time.Time, c Command) ([]registry.Event, error) {
	return c.decide(i, at)
}

func (c Propose) decide(i Introduction, at time.Time) ([]registry.Event, error) {
	var form text.Form
	why := form.Clean(c.Why, maxWhy, "why")
	switch {
	case c.Sides[0].ID() == "" || c.Sides[1].ID() == "":
		return nil, rule.Refuse("INVALID", "rule", "required").At("sides")
	case c.Sides[0].ID() == c.Sides[1].ID():
		return nil, rule.Refuse("INVALID", "rule", "two_sides").At("sides")
	case form.Err() != nil:
		return nil, form.Err()
	case i.Round > 0 && at.Before(i.At.Add(Rest)):
		return nil, rule.Refuse("ALREADY_PROPOSED", "until", stamp(i.At.Add(Rest)))
	}
	events := []registry.Event{registry.IntroductionProposed{
		Round: i.Round + 1, Sides: c.Sides, By: c.By, Policy: c.Policy, Agent: c.Agent, Why: why, Expires: registry.InstantOf(at.Add(Patience)),
	}}
	if c.Own < 0 {
		return events, nil
	}
	contact := form.Line(c.Contact, maxContact, "contact")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return append(events, registry.IntroductionAnswered{Round: i.Round + 1, Side: c.Own, Yes: true, Person: c.By, Contact: contact}), nil
}

func (c Answer) decide(i Introduction, at time.Time) ([]registry.Event, error) {
	var form text.Form
	answered := registry.IntroductionAnswered{Round: i.Round, Side: c.Side, Yes: c.Yes, Person: c.Person}
	if c.Yes {
		answered.Contact = form.Line(c.Contact, maxContact, "contact")
	}
	switch before := i.Answers[c.Side]; {
	case form.Err() != nil:
		return nil, form.Err()
	case before != nil && before.Yes == answered.Yes && before.Contact == answered.Contact:
		return nil, nil // whoever of the side said it
	case i.Made():
		return nil, rule.Refuse("INTRODUCED")
	case i.Over || !at.Before(i.Expires.Time):
		return nil, rule.Refuse("INTRODUCTION_OVER")
	}
	if other := i.Answers[1-c.Side]; answered.Yes && other != nil && other.Yes {
		answered.Made = &[2]registry.Reached{}
		answered.Made[c.Side] = registry.Reached{Person: answered.Person, Contact: answered.Contact}
		answered.Made[1-c.Side] = registry.Reached{Person: other.Person, Contact: other.Contact}
	}
	return []registry.Event{answered}, nil
}

func (c Expire) decide(i Introduction, at time.Time) ([]registry.Event, error) {
	if c.Round != i.Round || i.Over || i.Made() || at.Before(i.Expires.Time) {
		return nil, nil
	}
	return []registry.Event{registry.IntroductionExpired{Round: c.Round}}, nil
}

// May returns nil if a side may answer now, or the refusal that it would get.
// It looks at no answer of the other side's unless both have said yes.
func (i Introduction) May(at time.Time) error {
	switch {
	case i.Made():
		return rule.Refuse("INTRODUCED")
	case i.Over || !at.Before(i.Expires.Time):
		return rule.Refuse("INTRODUCTION_OVER")
	}
	return nil
}

// Evolve returns i after e, which happened at a moment.
func Evolve(i Introduction, e registry.Event) Introduction {
	switch e := e.(type) {
	case registry.IntroductionProposed:
		i = Introduction{IntroductionProposed: e, At: e.Expires.Add(-Patience)}
	case registry.IntroductionAnswered:
		if e.Side == 0 || e.Side == 1 {
			i.Answers[e.Side] = &e
		}
	case registry.IntroductionExpired:
		i.Over = true
	default:
		panic(fmt.Sprintf("introduction: no place for %T", e)) // TestEvolve knows them all
	}
	return i
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// Acts are what a side may wish, by the names under which the API and
// schema/roles.csv know them.
var Acts = []string{"acceptIntroduction", "declineIntroduction"}
