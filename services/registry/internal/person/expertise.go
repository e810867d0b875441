package person

import (
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/registry/internal/profile"
)

// ReviseExpertise says anew what the person knows and whether they want to be
// found by it.
type ReviseExpertise struct{ registry.ExpertiseRevised }

func (c ReviseExpertise) decide(p Person) ([]registry.Event, error) {
	if !p.Known() {
		return nil, rule.Refuse("NOT_FOUND")
	}
	revised, err := profile.Person(c.ExpertiseRevised)
	if err != nil || profile.SameExpertise(revised, p.Expertise) {
		return nil, err
	}
	return []registry.Event{revised}, nil
}
