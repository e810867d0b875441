package mediation

import "iter"

// candidates are packages by number, each with its utilities by place. The
// utilities are only good until the next.
type candidates = iter.Seq2[int, []float64]

// walk yields every package that keeps the constraints, in the order of their
// numbers. A constraint cuts off a branch as soon as no completion can keep it.
func (sp *space) walk() candidates {
	return func(yield func(int, []float64) bool) {
		last := len(sp.left) - 1
		sums := make([][]float64, len(sp.left)+1) // utilities of the first k terms
		for k := range sums {
			sums[k] = make([]float64, sp.parties)
		}
		left := make([][]int, len(sp.left))
		copy(left, sp.left)
		var descend func(k, number int) bool
		descend = func(k, number int) bool {
			from, to := sums[k], sums[k+1]
			number *= len(sp.left[k])
			for v := range sp.left[k] {
				left[k] = sp.left[k][v : v+1]
				if !sp.open(left, k) {
					continue
				}
				for i, add := range sp.adds[k][v*sp.parties : (v+1)*sp.parties] {
					to[i] = from[i] + add
				}
				if k < last && !descend(k+1, number+v) || k == last && !yield(number+v, to) {
					return false
				}
			}
			left[k] = sp.left[k]
			return true
		}
		descend(0, 0)
	}
}

// open tells whether the constraints about term k can still be kept.
func (sp *space) open(left [][]int, k int) bool {
	for _, r := range sp.touching[k] {
		if !sp.rules[r].open(left) {
			return false
		}
	}
	return true
}

// each yields the packages with these numbers.
func (sp *space) each(numbers []int) candidates {
	return func(yield func(int, []float64) bool) {
		p, u := make(Package, len(sp.left)), make([]float64, sp.parties)
		for _, n := range numbers {
			sp.packaged(n, p)
			sp.utilities(p, u)
			if !yield(n, u) {
				return
			}
		}
	}
}
