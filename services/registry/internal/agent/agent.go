// Package agent decides who is a change agent: a person whom three peers of two
// organizations have named, each with one sentence why. There is no score, and
// the person may always say no.
package agent

import (
	"fmt"
	"slices"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// What it takes.
const (
	Peers         = 3
	Organizations = 2
)

const (
	maxWhy     = 300
	maxNamings = 40 // of one person: no more are needed, and their list is read as a whole
)

// Agent is what the rules remember of somebody. The zero Agent was never named.
type Agent struct {
	Namings []registry.PeerNamed // that stand, in order
	Down    bool                 // does not want to be named
}

// Is tells whether the person is a change agent.
func (a Agent) Is() bool { return Enough(a.Namings) && !a.Down }

// Enough tells whether these words make somebody a change agent.
func Enough(namings []registry.PeerNamed) bool {
	organizations := make(map[string]bool)
	for _, n := range namings {
		organizations[n.Organization] = true
	}
	return len(namings) >= Peers && len(organizations) >= Organizations
}

// By is whoever wishes something. Organization is empty unless they belong to
// the one that they act for.
type By struct{ Person, Organization string }

// Command is a wish about naming Person.
type Command interface {
	decide(a Agent, by By) ([]registry.Event, error)
}

// Name is a peer's word for a person.
type Name struct{ Person, Why string }

// Withdraw takes it back.
type Withdraw struct{ Person string }

// StandDown is the person's own no to all of it.
type StandDown struct{}

// StandUp is the person's consent to be named again.
type StandUp struct{}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(a Agent, by By, c Command) ([]registry.Event, error) { return c.decide(a, by) }

func (c Name) decide(a Agent, by By) ([]registry.Event, error) {
	var form text.Form
	why := form.Line(c.Why, maxWhy, "why")
	switch {
	case by.Person == c.Person:
		return nil, rule.Refuse("SELF_NAMED").At("person")
	case by.Organization == "":
		return nil, rule.Refuse("NOT_PEER")
	case a.Down:
		return nil, rule.Refuse("STOOD_DOWN").At("person")
	case form.Err() != nil:
		return nil, form.Err()
	}
	named := registry.PeerNamed{Person: c.Person, By: by.Person, Organization: by.Organization, Why: why}
	switch at := a.naming(by.Person); {
	case at >= 0 && a.Namings[at] == named:
		return nil, nil
	case at >= 0:
		return nil, rule.Refuse("ALREADY_NAMED").At("person")
	case len(a.Namings) >= maxNamings:
		return nil, rule.Refuse("ENOUGH_NAMED").At("person")
	}
	return []registry.Event{named}, nil
}

func (c Withdraw) decide(a Agent, by By) ([]registry.Event, error) {
	if a.naming(by.Person) < 0 {
		return nil, nil
	}
	return []registry.Event{registry.NamingWithdrawn{Person: c.Person, By: by.Person}}, nil
}

func (StandDown) decide(a Agent, by By) ([]registry.Event, error) {
	if a.Down {
		return nil, nil
	}
	return []registry.Event{registry.AgentStoodDown{Person: by.Person}}, nil
}

func (StandUp) decide(a Agent, by By) ([]registry.Event, error) {
	if !a.Down {
		return nil, nil
	}
	return []registry.Event{registry.AgentStoodUp{Person: by.Person}}, nil
}

func (a Agent) naming(by string) int {
	return slices.IndexFunc(a.Namings, func(n registry.PeerNamed) bool { return n.By == by })
}

// Evolve returns a after e.
func Evolve(a Agent, e registry.Event) Agent {
	switch e := e.(type) {
	case registry.PeerNamed:
		a.Namings = append(slices.Clip(a.Namings), e)
	case registry.NamingWithdrawn:
		a.Namings = slices.DeleteFunc(slices.Clone(a.Namings), func(n registry.PeerNamed) bool { return n.By == e.By })
	case registry.AgentStoodDown:
		a = Agent{Down: true}
	case registry.AgentStoodUp:
		a.Down = false
	default:
		panic(fmt.Sprintf("agent: no place for %T", e)) // TestEvolve knows them all
	}
	return a
}

// Acts are what people may wish, by the names under which the API and
// schema/roles.csv know them.
var Acts = []string{"nameChangeAgent", "withdrawNaming", "standDown", "standUp"}

// May returns nil if somebody may do an act about a person, as far as it
// depends on who they are, or the refusal that they would get.
func May(a Agent, by By, person, act string) error {
	own := by.Person == person
	switch {
	case act == "nameChangeAgent" && own:
		return rule.Refuse("SELF_NAMED")
	case act == "nameChangeAgent" && by.Organization == "":
		return rule.Refuse("NOT_PEER")
	case act == "nameChangeAgent" && a.Down:
		return rule.Refuse("STOOD_DOWN")
	case act == "nameChangeAgent" && a.naming(by.Person) >= 0:
		return rule.Refuse("ALREADY_NAMED")
	case act == "withdrawNaming" && a.naming(by.Person) < 0:
		return rule.Refuse("NO_NAMING")
	case (act == "standDown" || act == "standUp") && !own:
		return rule.Refuse("NOT_YOURSELF")
	}
	return nil
}
