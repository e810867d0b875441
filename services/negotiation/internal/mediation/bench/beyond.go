package bench

import (
	"fmt"
	"runtime"
	"time"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

const mebibyte = 1 << 20

// within is a budget of time.
func within(limit time.Duration) mediation.Budget {
	end := time.Now().Add(limit)
	return mediation.Budget{Stop: func() bool { return time.Now().After(end) }}
}

// beyond measures branch and bound on 40 terms of 2 to 5 values, beside one that
// bounds each party by the best of what is left.
func beyond(say func(string)) []Row {
	var rows []Row
	const limit = 9500 * time.Millisecond // of the 10 s that are promised
	for _, parties := range []int{10, 20} {
		for _, c := range camps {
			s := c.draw(sample.Source(3), parties, sample.Sizes(sample.Source(3), 40, 2, 5))
			for _, m := range []mediation.Method{mediation.Leximin, mediation.Nash} {
				name := fmt.Sprintf("%s, 40 terms × %d parties%s", m, parties, c.name)
				say(name)
				start := time.Now()
				got := mediation.Solve(s, mediation.Question{Method: m}, within(limit))
				taken := time.Since(start).Seconds()
				gap := Row{Name: name + ", gap", Value: 100 * got.Gap, Unit: "%"}
				if m == mediation.Leximin {
					gap = gap.beside(100 * byIdeals(s, 200_000))
				}
				time := Row{Name: name + ", time", Value: taken, Unit: "s"}
				if parties == 10 {
					gap, time = gap.atMost(1), time.atMost(10)
				}
				rows = append(rows, gap, time)
			}
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return append(rows, Row{Name: "memory of the process so far", Value: float64(memory.Sys) / mebibyte, Unit: "MiB"}.atMost(512))
}

// grown measures leximin as terms and parties grow.
func grown(say func(string)) []Row {
	var rows []Row
	measure := func(terms, parties int) {
		s := sample.Independent(sample.Source(4), parties, sample.Sizes(sample.Source(4), terms, 2, 5))
		name := fmt.Sprintf("leximin, %d terms × %d parties", terms, parties)
		say(name)
		start := time.Now()
		got := mediation.Solve(s, mediation.Question{Method: mediation.Leximin}, within(3*time.Second))
		rows = append(
			rows,
			Row{Name: name, Value: time.Since(start).Seconds(), Unit: "s"},
			Row{Name: name + ", gap after 3 s at most", Value: 100 * got.Gap, Unit: "%"},
		)
	}
	for _, terms := range []int{15, 20, 30, 40, 60, 80} {
		measure(terms, 10)
	}
	for _, parties := range []int{2, 5, 15, 20, 30} {
		measure(40, parties)
	}
	return rows
}

// byIdeals is the gap that a plain branch and bound leaves after so many nodes:
// no party can get more than the best of each term left.
func byIdeals(s mediation.Scenario, nodes int) (gap float64) {
	adds, ideal := table(s)
	best, open := 0.0, 0.0
	var descend func(k int, u []float64)
	descend = func(k int, u []float64) {
		bound := 1.0
		for i := range u {
			bound = min(bound, u[i]+ideal[k][i])
		}
		switch nodes--; {
		case bound <= best:
			return
		case nodes < 0:
			open = max(open, bound)
			return
		case k == len(adds):
			best = bound
			return
		}
		for _, add := range adds[k] {
			below := make([]float64, len(u))
			for i := range u {
				below[i] = u[i] + add[i]
			}
			descend(k+1, below)
		}
	}
	descend(0, make([]float64, len(s.Parties)))
	return max(0, open-best) / max(open, best)
}

// table lists what each value of each term adds for each party, and what the
// terms from k on can add at most.
func table(s mediation.Scenario) (adds [][][]float64, ideal [][]float64) {
	ideal = make([][]float64, len(s.Terms)+1)
	ideal[len(s.Terms)] = make([]float64, len(s.Parties))
	adds = make([][][]float64, len(s.Terms))
	for k := len(s.Terms) - 1; k >= 0; k-- {
		best := make([]float64, len(s.Parties))
		for v := range s.Terms[k].Values {
			add := make([]float64, len(s.Parties))
			for i, y := range s.Parties {
				add[i] = y.Weights[k] * y.Worth[k][v]
				best[i] = max(best[i], add[i])
			}
			adds[k] = append(adds[k], add)
		}
		ideal[k] = make([]float64, len(s.Parties))
		for i := range best {
			ideal[k][i] = ideal[k+1][i] + best[i]
		}
	}
	return adds, ideal
}
