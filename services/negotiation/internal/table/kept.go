package table

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Kept is a package as it can be kept open for somebody who comes later: whole,
// with its values as sentences.
type Kept struct {
	Package string
	Values  []negotiation.Setting
	Terms   []negotiation.FixedTerm
}

// Keep returns a package to be kept open. It may have been decided on, but a
// term it sets must not have changed, and none may be left open.
func (t Table) Keep(id string, at time.Time) (Kept, error) {
	p, refusal := t.alive(id, at, Settled)
	if refusal != nil {
		return Kept{}, refusal
	}
	if refusal := t.complete(p); refusal != nil {
		return Kept{}, refusal
	}
	return Kept{id, p.Values, t.fixed(p, nil)}, nil
}

// Beyond refuses values outside the limits of a mandate.
func (s Sheet) Beyond(limits []registry.Limit, values []negotiation.Setting) *rule.Refusal {
	return s.beyond(limits, values)
}
