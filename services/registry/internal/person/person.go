// Package person decides how somebody is known.
package person

import (
	"fmt"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what people write, in characters.
const maxName = 120

// Person is what the rules remember of somebody. The zero Person is unknown.
type Person struct {
	Name     string
	Language string
	Zone     string

	Expertise registry.ExpertiseRevised
}

// Known tells whether the person has been registered.
func (p Person) Known() bool { return p.Name != "" }

// Command is a wish about a person, which only they themselves may have.
type Command interface {
	decide(p Person) ([]registry.Event, error)
}

// Register makes somebody known. Language and Zone may be empty.
type Register struct{ Name, Language, Zone string }

// Rename gives the person another name.
type Rename struct{ Name string }

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(p Person, c Command) ([]registry.Event, error) { return c.decide(p) }

func (c Register) decide(p Person) ([]registry.Event, error) {
	var form text.Form
	c.Name = form.Line(c.Name, maxName, "name")
	if c.Language != "" {
		c.Language = form.Language(c.Language, "language")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	switch {
	case p.Name == c.Name && p.Language == c.Language && p.Zone == c.Zone:
		return nil, nil
	case p.Known():
		return nil, rule.Refuse("ALREADY_REGISTERED")
	}
	return []registry.Event{registry.PersonRegistered{Called: c.Name, Language: c.Language, Zone: c.Zone}}, nil
}

func (c Rename) decide(p Person) ([]registry.Event, error) {
	var form text.Form
	name := form.Line(c.Name, maxName, "name")
	switch {
	case !p.Known():
		return nil, rule.Refuse("NOT_FOUND")
	case form.Err() != nil:
		return nil, form.Err()
	case name == p.Name:
		return nil, nil
	}
	return []registry.Event{registry.PersonRenamed{Called: name}}, nil
}

// Evolve returns p after e.
func Evolve(p Person, e registry.Event) Person {
	switch e := e.(type) {
	case registry.PersonRegistered:
		p.Name, p.Language, p.Zone = e.Called, e.Language, e.Zone
		return p
	case registry.PersonRenamed:
		p.Name = e.Called
		return p
	case registry.ExpertiseRevised:
		p.Expertise = e
		return p
	}
	panic(fmt.Sprintf("person: no place for %T", e)) // TestEvolve knows them all
}
