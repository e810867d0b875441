package mediation

import (
	"math"
	"slices"
)

// bounded answers a question by branch and bound.
func (sp *space) bounded(q Question, b Budget) Solution {
	budget := &meter{budget: b}
	start, known := sp.admitted(q, budget)
	if start == nil {
		return Solution{Method: q.Method, Exact: known}
	}
	exact := true
	a := sp.aimOf(q, func(floor []float64) []float64 {
		best, proven := sp.ideals(floor, start, budget)
		exact = proven
		return best
	})
	if a.total == product && !known {
		return Solution{Method: q.Method} // all products may be 0, or not
	}
	if a.total == product && !sp.gainful(a, start) {
		a.total = noTotal
	}
	p, gap, proven := sp.best(a, start, budget)
	s := sp.solved(q, a, p)
	s.Exact, s.Gap = exact && proven == ofChoice, gap
	return s
}

// admitted looks for a package to start from in which nobody falls below its
// floor, and everybody is above where the question asks for products. known is
// false if it ran out of budget before it was sure.
func (sp *space) admitted(q Question, budget *meter) (start Package, known bool) {
	a := sp.aimOf(q, func(floor []float64) []float64 { return floor })
	probe := aim{
		floor: slices.Repeat([]float64{math.Inf(-1)}, sp.parties),
		from:  a.floor, scale: slices.Repeat([]float64{1}, sp.parties), plus: make([]float64, sp.parties),
	}
	enough := -rounding
	if a.total == product {
		enough = Tolerance + rounding
	}
	t := sp.tree(probe, budget)
	t.enough = enough
	if q.Method == SingleText {
		t.offer(q.Text)
	}
	_, proven := t.run()
	known = proven || t.value() >= enough
	if t.score == nil || t.value() < -rounding {
		return nil, known
	}
	return t.best, known
}

// gainful tells whether everybody gains.
func (sp *space) gainful(a aim, p Package) bool {
	u := make([]float64, sp.parties)
	sp.utilities(p, u)
	return !math.IsInf(a.totalOf(u), -1)
}

// proof is what is proven of a package.
type proof int

const (
	ofNothing proof = iota
	ofValue         // no package has a better first criterion
	ofChoice        // it is the one that the aim ranks first
)

// best returns the package that the aim ranks first, or the best found, with how
// far its first unproven criterion may lie below the best. Where more packages
// than maxTies are equal, and no smallest gain is left to tell them apart, it is
// one of those.
func (sp *space) best(a aim, start Package, budget *meter) (p Package, gap float64, proven proof) {
	t := sp.tree(a, budget)
	t.offer(start)
	for {
		ceiling, sure := t.run()
		if !sure {
			return t.best, part(ceiling, t.value(), a.total), proven
		}
		p, proven = t.chosen(), ofValue
		switch {
		case !t.crowded:
			return p, 0, ofChoice
		case a.total != noTotal || t.rank == sp.parties-1:
			return p, 0, ofValue
		}
		t = t.next(p)
	}
}

// next is the search by the next smallest gain, among the packages that are as
// good as p in the smaller ones.
func (t *tree) next(p Package) *tree {
	c := criterion{rank: t.rank + 1, fixed: append(slices.Clone(t.fixed), t.value())}
	below := t.sp.tree(t.aim, t.budget)
	below.use(c)
	below.offer(p)
	return below
}

// chosen is the package that the aim ranks first among ties.
func (t *tree) chosen() Package {
	slices.SortFunc(t.ties, slices.Compare)
	pick := func(places []int) candidates {
		return func(yield func(int, []float64) bool) {
			u := make([]float64, t.parties)
			for _, at := range places {
				if t.sp.utilities(t.ties[at], u); !yield(at, u) {
					return
				}
			}
		}
	}
	all := make([]int, len(t.ties))
	for at := range all {
		all[at] = at
	}
	if at, found := choose(t.aim, pick(all), pick); found {
		return t.ties[at]
	}
	return t.best
}

// ideals are the best that each party can have within floors.
func (sp *space) ideals(floor []float64, start Package, budget *meter) (best []float64, proven bool) {
	best, proven = make([]float64, sp.parties), true
	zero := make([]float64, sp.parties)
	for i := range best {
		alone := slices.Clone(zero)
		alone[i] = 1
		p, _, sure := sp.best(aim{total: sum, floor: floor, from: zero, scale: alone, plus: zero}, start, budget)
		u := make([]float64, sp.parties)
		sp.utilities(p, u)
		best[i], proven = u[i], proven && sure >= ofValue
	}
	return best, proven
}

// part is the gap between a ceiling and a value as a part of the ceiling.
func part(ceiling, value float64, by total) float64 {
	switch {
	case by == product:
		return 1 - math.Exp(value-ceiling)
	case ceiling <= rounding:
		return 0
	}
	return (ceiling - value) / ceiling
}
