package mediation

import (
	"cmp"
	"slices"
)

// space is a scenario made ready for arithmetic: its parties in the order of
// what they have sealed, each value of each term with what it adds to each
// party's utility.
type space struct {
	parties  int
	order    []int       // party of the scenario, by place
	reserved []float64   // reservation value, by place
	adds     [][]float64 // of term k: value v adds adds[k][v*parties+place]
	left     [][]int     // all values of each term
	rules    []Constraint
	touching [][]int // the constraints that are about term k
}

func compile(s Scenario) *space {
	m := len(s.Parties)
	sp := &space{
		parties: m, order: s.canonical(), rules: s.Constraints,
		reserved: make([]float64, m), adds: make([][]float64, len(s.Terms)),
		left: make([][]int, len(s.Terms)), touching: make([][]int, len(s.Terms)),
	}
	for k, t := range s.Terms {
		sp.adds[k] = make([]float64, len(t.Values)*m)
		sp.left[k] = make([]int, len(t.Values))
		for v := range t.Values {
			sp.left[k][v] = v
		}
	}
	for place, i := range sp.order {
		y := s.Parties[i]
		sp.reserved[place] = y.Reservation
		for k, all := range y.adds() {
			for v, add := range all {
				sp.adds[k][v*m+place] = add
			}
		}
	}
	for r, c := range s.Constraints {
		for _, k := range c.terms() {
			sp.touching[k] = append(sp.touching[k], r)
		}
	}
	return sp
}

// adds is what each value of each term adds to the party's utility.
func (y Party) adds() [][]float64 {
	total := y.weight()
	all := make([][]float64, len(y.Worth))
	for k, worths := range y.Worth {
		all[k] = make([]float64, len(worths))
		for v, e := range worths {
			all[k][v] = y.Weights[k] / total * e
		}
	}
	return all
}

// canonical sorts the parties by what they have sealed. Parties that sealed the
// same are interchangeable.
func (s Scenario) canonical() []int {
	order := make([]int, len(s.Parties))
	adds := make([][][]float64, len(s.Parties))
	for i, y := range s.Parties {
		order[i], adds[i] = i, y.adds()
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(s.Parties[a].Reservation, s.Parties[b].Reservation); c != 0 {
			return c
		}
		return slices.CompareFunc(adds[a], adds[b], slices.Compare)
	})
	return order
}

// utilities adds up, by place and in the order of the terms, what p is worth.
func (sp *space) utilities(p Package, into []float64) {
	clear(into)
	for k, v := range p {
		sp.add(k, v, into)
	}
}

func (sp *space) add(k, v int, into []float64) {
	for i, add := range sp.adds[k][v*sp.parties : (v+1)*sp.parties] {
		into[i] += add
	}
}

// packaged is the package with a number: its place in the order in which walk
// meets them.
func (sp *space) packaged(n int, into Package) {
	for k := len(into) - 1; k >= 0; k-- {
		into[k] = n % len(sp.left[k])
		n /= len(sp.left[k])
	}
}

// backTo returns numbers by place in the scenario's order of parties.
func (sp *space) backTo(byPlace []float64) []float64 {
	all := make([]float64, len(byPlace))
	for place, i := range sp.order {
		all[i] = byPlace[place]
	}
	return all
}
