package bench

import (
	"fmt"
	"math"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// free is a budget without end.
func free() mediation.Budget { return mediation.Budget{} }

// enumerated measures the frontier and all solutions against the naive pass,
// and that both say the same.
func enumerated(say func(string)) []Row {
	var rows []Row
	for _, c := range []struct {
		name  string
		s     mediation.Scenario
		limit float64
	}{
		{"240,000 packages × 5 parties", sample.Independent(sample.Source(1), 5, []int{10, 10, 10, 10, 6, 4}), 0.5},
		{"240,000 packages × 5 parties in two camps", sample.Opposed(sample.Source(1), 5, []int{10, 10, 10, 10, 6, 4}), 0.5},
		{"7,200 packages × 9 parties", sample.Independent(sample.Source(1), 9, []int{8, 5, 3, 4, 3, 5}), 0.020},
	} {
		say(c.name)
		text := make(mediation.Package, len(c.s.Terms))
		var found mediation.Survey
		var frontier int
		var values map[mediation.Method]float64
		taken := turns(3, func() { found = mediation.Examine(c.s, text, mediation.Budget{}, free) }, func() { frontier, values = naive(c.s, text) })
		rows = append(
			rows,
			Row{Name: "frontier and all solutions, " + c.name, Value: taken[0], Unit: "s"}.beside(taken[1]).atMost(c.limit),
			Row{Name: "answers that differ from the naive pass, " + c.name, Value: differ(found, frontier, values)}.atMost(0),
		)
	}
	return rows
}

func differ(s mediation.Survey, frontier int, values map[mediation.Method]float64) float64 {
	n := 0.0
	if s.ParetoPackages != frontier {
		n++
	}
	for _, x := range s.Solutions {
		if !x.Found || math.Abs(x.Value-values[x.Method]) > 1e-9 {
			n++
		}
	}
	return n
}

// growing measures enumeration as packages and parties grow.
func growing(say func(string)) []Row {
	var rows []Row
	measure := func(parties int, sizes []int) {
		s := sample.Independent(sample.Source(2), parties, sizes)
		name := fmt.Sprintf("enumeration of %s packages × %d parties", s.Size(), parties)
		say(name)
		var found mediation.Survey
		taken := turns(3, func() { found = mediation.Examine(s, make(mediation.Package, len(sizes)), mediation.Budget{}, free) })
		rows = append(
			rows,
			Row{Name: name, Value: taken[0], Unit: "s"},
			Row{Name: name + ", on the frontier", Value: float64(found.ParetoPackages), Unit: "packages"},
		)
	}
	for _, sizes := range [][]int{{10, 10, 10}, {10, 10, 10, 10}, {10, 10, 10, 10, 10}, {10, 10, 10, 10, 10, 10}} {
		measure(5, sizes)
	}
	for _, parties := range []int{2, 3, 7, 9, 12} {
		measure(parties, []int{10, 10, 10, 10})
	}
	return rows
}
