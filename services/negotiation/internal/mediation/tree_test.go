package mediation

import (
	"math"
	"testing"
)

// square is a scenario of n terms with two values, of which each party wants
// another half, by different weights.
func square(n, parties int) Scenario {
	s := Scenario{Terms: make([]Term, n), Parties: make([]Party, parties)}
	for k := range s.Terms {
		s.Terms[k].Values = []string{"no", "yes"}
		for i := range s.Parties {
			y := &s.Parties[i]
			y.Weights = append(y.Weights, 1/float64(n))
			worth := 0.5 + 0.5*math.Sin(float64(1+k*(i+3)+i))
			y.Worth = append(y.Worth, []float64{worth, 1 - worth})
		}
	}
	return s
}

// A search that is cut short knows no more than what it has seen: after one
// node that is the bound at the root, or a little less.
func TestACutSearchClaimsNoMoreThanItKnows(t *testing.T) {
	sp := compile(square(16, 6))
	a := sp.aimOf(Question{Method: Leximin}, nil)
	root := sp.tree(a, &meter{}).root()
	cut := sp.tree(a, &meter{budget: Budget{Nodes: 1}})
	ceiling, proven := cut.run()
	if proven || ceiling < root-(root-cut.value())/4 {
		t.Errorf("after one node it claims %g, proven %t; the root is bounded by %g", ceiling, proven, root)
	}
	whole := sp.tree(a, &meter{})
	if ceiling, proven := whole.run(); !proven || ceiling > root || ceiling < cut.value() || whole.budget.nodes < 10 {
		t.Errorf("in the end it claims %g, proven %t, after %d nodes", ceiling, proven, whole.budget.nodes)
	}
}

// Whatever the weights, no package exceeds the bound.
func TestEveryWeightingBounds(t *testing.T) {
	sp := compile(square(8, 4))
	for name, q := range map[string]Question{
		"sum": {Method: Utilitarian}, "product": {Method: Nash}, "smallest": {Method: Leximin},
		"ratio": {Method: KalaiSmorodinsky}, "gain": {Method: SingleText, Text: make(Package, 8)},
	} {
		a := sp.aimOf(q, func(floor []float64) []float64 { return sp.ideal(floor, sp.walk()) })
		highest := math.Inf(-1)
		for _, u := range sp.walk() {
			if a.admits(u) {
				highest = max(highest, a.first(u))
			}
		}
		r := sp.rows(a)
		x := r.relaxation(criterion{total: a.total})
		x.fix(r.left)
		for nth := range 50 {
			m := x.loosen(r.left)
			b := x.bound(m)
			if b < highest-rounding {
				t.Fatalf("%s: in step %d the bound is %g, and a package has %g", name, nth, b, highest)
			}
			if !x.step(m, b, highest, nth) {
				break
			}
		}
	}
}
