package mediation

import (
	"math"
	"slices"
)

// choose returns the number of the candidate that the aim ranks first, or false
// if it admits none. Criterion after criterion keeps those that are as good as
// the best up to rounding; of those that are equal in all, the lowest number is
// chosen. again yields candidates by number.
func choose(a aim, among candidates, again func(numbers []int) candidates) (int, bool) {
	best := gather(a, among)
	criteria := len(a.floor)
	if a.total != noTotal {
		criteria++
	}
	score := make([]float64, 0, criteria)
	for c := 1; c < criteria && len(best) > 1; c++ {
		keep := keeper{highest: math.Inf(-1)}
		for n, u := range again(best) {
			score = a.score(u, score)
			keep.offer(n, score[c])
		}
		best = keep.numbers()
	}
	if len(best) == 0 {
		return 0, false
	}
	return slices.Min(best), true
}

// gather returns the candidates that are best by the first criterion.
func gather(a aim, among candidates) []int {
	keep := keeper{highest: math.Inf(-1)}
	for n, u := range among {
		if a.admits(u) {
			keep.offer(n, a.first(u))
		}
	}
	return keep.numbers()
}

// keeper keeps the numbers with the highest value met, up to rounding.
type keeper struct {
	highest float64
	kept    []kept
}

type kept struct {
	number int
	value  float64
}

func (k *keeper) offer(number int, value float64) {
	if value < k.highest-rounding {
		return
	}
	k.kept = append(k.kept, kept{number, value})
	if value > k.highest {
		k.highest = value
		k.prune()
	}
}

// prune drops what the newest, highest value has outdone. It looks only when
// the eldest is outdone, for else a row of equals would be read again and again.
func (k *keeper) prune() {
	if k.kept[0].value >= k.highest-rounding {
		return
	}
	n := 0
	for _, x := range k.kept {
		if x.value >= k.highest-rounding {
			k.kept[n] = x
			n++
		}
	}
	k.kept = k.kept[:n]
}

func (k *keeper) numbers() []int {
	var all []int
	for _, x := range k.kept {
		if x.value >= k.highest-rounding {
			all = append(all, x.number)
		}
	}
	return all
}

// ideal is the best that each party can have in a package without anybody below
// its floor.
func (sp *space) ideal(floor []float64, among candidates) []float64 {
	best := make([]float64, sp.parties)
	copy(best, floor)
	within := aim{floor: floor}
	for _, u := range among {
		if !within.admits(u) {
			continue
		}
		for i, x := range u {
			best[i] = max(best[i], x)
		}
	}
	return best
}
