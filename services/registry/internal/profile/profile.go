// Package profile decides what an organization may say of itself, and a person
// of what they know, so that others find them: a few short lines of each kind.
package profile

import (
	"slices"
	"strconv"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what is said: a profile is read at a glance and searched as a whole.
const (
	MaxLines = 12
	MaxLine  = 120 // characters
)

// Organization is a profile as it is stored, or the refusal of its first line
// that cannot be.
func Organization(p registry.ProfileRevised) (registry.ProfileRevised, error) {
	var err error
	for _, list := range []struct {
		lines *[]string
		field string
	}{{&p.Purposes, "purposes"}, {&p.Offers, "offers"}, {&p.Needs, "needs"}, {&p.Expertise, "expertise"}} {
		if *list.lines, err = clean(*list.lines, list.field); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Person is the same of what somebody knows. Who does not want to be found
// need not know anything.
func Person(p registry.ExpertiseRevised) (registry.ExpertiseRevised, error) {
	var err error
	if p.Expertise, err = clean(p.Expertise, "expertise"); err != nil {
		return p, err
	}
	if p.Findable && len(p.Expertise) == 0 {
		return p, rule.Refuse("INVALID", "rule", "required").At("expertise")
	}
	return p, nil
}

// Same tells whether two profiles say the same.
func Same(a, b registry.ProfileRevised) bool {
	return slices.Equal(a.Purposes, b.Purposes) && slices.Equal(a.Offers, b.Offers) && slices.Equal(a.Needs, b.Needs) &&
		slices.Equal(a.Expertise, b.Expertise) && a.Meets == b.Meets
}

// SameExpertise tells whether two say the same of a person.
func SameExpertise(a, b registry.ExpertiseRevised) bool {
	return slices.Equal(a.Expertise, b.Expertise) && a.Findable == b.Findable
}

// clean returns the lines as they are stored, each once.
func clean(lines []string, field string) ([]string, error) {
	if len(lines) > MaxLines {
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(MaxLines)).At(field)
	}
	var kept []string
	for i, l := range lines {
		var form text.Form
		l = form.Line(l, MaxLine, field, strconv.Itoa(i))
		if err := form.Err(); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(kept, func(k string) bool { return text.Same(k, l) }) {
			kept = append(kept, l)
		}
	}
	return kept, nil
}
