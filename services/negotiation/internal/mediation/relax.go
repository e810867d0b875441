package mediation

import (
	"math"
	"slices"
)

// relaxation bounds what a criterion can reach when each term takes a value out
// of those that are left.
//
// Every party's gain, and every condition that must not fall below 0, is a row
// that adds up over the terms. For any weights ≥ 0 of the rows the weighted sum
// has its largest value M where each term takes its best value by itself, and M
// bounds each criterion (Lagrangian relaxation: Geoffrion 1974, Fisher 1981).
// Weights that bound well are found by subgradient steps towards the level to
// be undercut (Polyak 1969; Held, Wolfe & Crowder 1974).
type relaxation struct {
	*rows
	criterion criterion
	weights   []float64 // of the rows
	best      []float64 // the weights that bounded best so far
	sums      []float64 // of the rows in the package that has M
	pick      Package   // that package, which may break constraints
	fixedSums []float64 // of the rows over the terms with one value left
	free      []int     // the other terms
	slope     []float64
	ranked    []int // parties by falling weight
}

// criterion is what is to be as large as possible.
type criterion struct {
	total total
	rank  int       // without a total: the rank-th smallest gain, from 0
	fixed []float64 // where the gains of lower rank must be
}

func (r *rows) relaxation(c criterion) *relaxation {
	n := len(r.base)
	x := &relaxation{
		rows: r, criterion: c, pick: make(Package, len(r.adds)),
		weights: make([]float64, n), best: make([]float64, n), sums: make([]float64, n),
		slope: make([]float64, n), fixedSums: make([]float64, n), ranked: make([]int, r.parties),
	}
	for i := range r.parties {
		x.weights[i] = 1
		x.ranked[i] = i
	}
	return x
}

// heaviest is where weights end, for the errors of rounding grow with them. Any
// weights bound.
const heaviest = 64

// blur is more than what rounding takes from M, whose parts may be much larger
// than their sum.
func (x *relaxation) blur() float64 {
	size := 0.0
	for i, w := range x.weights {
		size += w * (1 + math.Abs(x.base[i]))
	}
	return 2e-15 * size
}

// fix prepares for values left: what terms with one value add is added once.
func (x *relaxation) fix(left [][]int) {
	n := len(x.base)
	copy(x.fixedSums, x.base)
	x.free = x.free[:0]
	for k, values := range left {
		if len(values) > 1 {
			x.free = append(x.free, k)
			continue
		}
		v := values[0]
		x.pick[k] = v
		for i, add := range x.adds[k][v*n : (v+1)*n] {
			x.fixedSums[i] += add
		}
	}
}

// loosen writes M's package and its rows, and returns M.
func (x *relaxation) loosen(left [][]int) float64 {
	copy(x.sums, x.fixedSums)
	n := len(x.base)
	m := dot(x.weights, x.fixedSums) + x.blur()
	for _, k := range x.free {
		adds := x.adds[k]
		top, at := math.Inf(-1), 0
		for _, v := range left[k] {
			if worth := dot(x.weights, adds[v*n:(v+1)*n]); worth > top {
				top, at = worth, v
			}
		}
		m += top
		x.pick[k] = at
		for i, add := range adds[at*n : (at+1)*n] {
			x.sums[i] += add
		}
	}
	return m
}

// bound is how large the criterion can be at most, given M.
func (x *relaxation) bound(m float64) float64 {
	parties := x.weights[:x.parties]
	switch x.criterion.total {
	case sum:
		return m
	case product:
		// Π g = Π λg / Π λ ≤ (M/n)^n / Π λ, since the geometric mean is at
		// most the arithmetic one.
		if m <= 0 {
			return math.Inf(-1)
		}
		b := float64(x.parties) * math.Log(m/float64(x.parties))
		for _, w := range parties {
			b -= math.Log(w)
		}
		return b
	}
	taken, rest := x.split()
	if rest <= 0 {
		return math.Inf(1)
	}
	return (m - taken) / rest
}

// split serves the criteria of rank. Whatever the package, Σ wg is at least the
// sum in which the largest weight meets the smallest gain, and so on (Hardy,
// Littlewood & Pólya 1934); the gains of lower rank are where they must be, and
// the others no smaller than that of this rank. It returns what the former take
// of M, and the weight of the latter.
func (x *relaxation) split() (taken, rest float64) {
	if x.criterion.rank > 0 {
		slices.SortStableFunc(x.ranked, func(a, b int) int {
			switch {
			case x.weights[a] > x.weights[b]:
				return -1
			case x.weights[a] < x.weights[b]:
				return 1
			}
			return a - b
		})
	}
	for place, i := range x.ranked {
		if place < x.criterion.rank {
			taken += x.weights[i] * x.criterion.fixed[place]
		} else {
			rest += x.weights[i]
		}
	}
	return taken, rest
}

// margin is how much of M is above what a bound equal to level would need. A
// package that falls short of M by more does not reach the level.
func (x *relaxation) margin(m, level float64) float64 {
	switch x.criterion.total {
	case sum:
		return m - level
	case product:
		logs := 0.0
		for _, w := range x.weights[:x.parties] {
			logs += math.Log(w)
		}
		return m - float64(x.parties)*math.Exp((level+logs)/float64(x.parties))
	}
	taken, rest := x.split()
	return m - taken - level*rest
}

// step moves the weights towards a bound at level, from a bound b at the nth
// step.
func (x *relaxation) step(m, b, level float64, nth int) bool {
	if x.criterion.total == product {
		return x.stepProduct(m, nth)
	}
	if math.IsInf(b, 0) || math.IsNaN(b) {
		return false
	}
	level = max(level, b-max(1, math.Abs(b))) // where nothing is known yet
	norm := 0.0
	for i, s := range x.sums {
		x.slope[i] = s
		if i < x.parties {
			x.slope[i] = s - b
			if x.criterion.total == sum {
				x.slope[i] = 0
			}
		}
	}
	for place := range x.criterion.rank {
		i := x.ranked[place]
		x.slope[i] = x.sums[i] - x.criterion.fixed[place]
	}
	for i, s := range x.slope {
		if x.weights[i] > 0 || s < 0 {
			norm += s * s
		}
	}
	if norm == 0 {
		return false
	}
	scale, per := 1.0, (b-level)/norm
	if x.criterion.total == noTotal {
		scale = 1 / totalled(x.weights[:x.parties])
	}
	for i, s := range x.slope {
		x.weights[i] = min(max(0, x.weights[i]*scale-per*s), heaviest)
	}
	return true
}

// stepProduct moves each weight towards the inverse of its gain, which is where
// they stand at the optimum.
func (x *relaxation) stepProduct(m float64, nth int) bool {
	pace := 0.5 / (1 + 0.02*float64(nth))
	n := float64(x.parties)
	for i, s := range x.sums {
		if i < x.parties {
			x.weights[i] *= math.Exp(-pace * max(-4, min(4, n*x.weights[i]*s/m-1)))
		} else {
			x.weights[i] = min(max(0, x.weights[i]-pace*s*n/m), heaviest)
		}
	}
	return true
}

func dot(a, b []float64) float64 {
	t := 0.0
	b = b[:len(a)]
	for i, x := range a {
		t += x * b[i]
	}
	return t
}

func totalled(a []float64) float64 {
	t := 0.0
	for _, x := range a {
		t += x
	}
	return t
}
