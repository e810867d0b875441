package table

import (
	"fmt"
	"maps"
	"slices"

	"parley.example/events/negotiation"
)

// bonds are the constraints across terms, in an order of their own.
func (t Table) bonds() []negotiation.Constraint {
	var all []negotiation.Constraint
	for _, id := range slices.Sorted(maps.Keys(t.Constraints)) {
		all = append(all, t.Constraints[id])
	}
	return all
}

// ground names what a round is computed on, but for the seals: the term sheet
// and the constraints on it.
func (t Table) ground() string {
	digest := t.Sheet.Digest()
	for _, c := range t.bonds() {
		digest = hash(fmt.Sprintf("%s %s", digest, c.Constraint))
	}
	return digest
}
