package mediation_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// Branch and bound finds the very package that enumeration finds, on 10,000
// small scenarios with constraints and by every method.
func TestBranchAndBoundIsEnumeration(t *testing.T) {
	scenarios := 10_000
	if testing.Short() {
		scenarios = 1_000
	}
	found, none := 0, 0
	for seed := range scenarios {
		r := sample.Source(uint64(seed))
		s := sample.Small(r)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		for _, q := range questions(r, s) {
			want, got := Solve(s, q, Budget{}), Bounded(s, q, Budget{})
			if want.Found {
				found++
			} else {
				none++
			}
			if !got.Exact || got.Gap != 0 || got.Found != want.Found || !slices.Equal(got.Package, want.Package) ||
				math.Abs(got.Value-want.Value) > 1e-9 {
				t.Errorf("scenario %d, %v\n got %+v\nwant %+v", seed, q, got, want)
			}
		}
	}
	if found < 3*scenarios || none < scenarios/2 {
		t.Errorf("only %d answers and %d without a package: the scenarios say little", found, none)
	}
}

// questions asks by every method, from a text drawn among all packages.
func questions(r *rand.Rand, s Scenario) []Question {
	var all []Question
	text := anyPackage(r, s)
	for _, m := range Methods {
		switch m {
		case SingleText:
			if text != nil {
				all = append(all, Question{Method: m, Text: text})
			}
		default:
			all = append(all, Question{Method: m, Over: Origin(r.IntN(2))})
		}
	}
	return all
}

func anyPackage(r *rand.Rand, s Scenario) Package {
	var drawn Package
	n := 0
	for p := range Every(s) {
		if n++; r.IntN(n) == 0 {
			drawn = p
		}
	}
	return drawn
}

// Whatever the budget, the answer comes with a gap that holds, and more budget
// does not make it worse.
func TestAnyBudgetGivesAnAnswerWithAProvenGap(t *testing.T) {
	open := 0
	for seed := range uint64(40) {
		r := sample.Source(seed)
		s := sample.Opposed(r, 8, sample.Sizes(r, 11, 3, 4))
		q := Question{Method: []Method{Leximin, KalaiSmorodinsky, Nash, SingleText}[seed%4], Text: make(Package, 11)}
		best := Bounded(s, q, Budget{})
		if !best.Exact || best.Gap != 0 {
			t.Fatalf("%s without end: exact %t, gap %g", q.Method, best.Exact, best.Gap)
		}
		last := 0.0
		for _, nodes := range []int{1, 3, 10, 30, 100, 300} {
			got := Bounded(s, q, Budget{Nodes: nodes})
			if !got.Found || got.Value < last-1e-12 || got.Value > best.Value+1e-9 || got.Value < best.Value*(1-got.Gap)-1e-9 {
				t.Errorf("%s with %d nodes: %g with gap %g after %g, and the best is %g", q.Method, nodes, got.Value, got.Gap, last, best.Value)
			}
			if last = got.Value; got.Gap > 0 {
				open++
			}
		}
	}
	if open < 20 {
		t.Errorf("only %d searches were cut short", open)
	}
}

// Gains may be next to nothing beside the utilities they come from.
func TestTinyGains(t *testing.T) {
	for seed := range uint64(300) {
		r := sample.Source(seed)
		s := sample.Independent(r, 5, []int{4, 3, 4, 3})
		near := anyPackage(r, s)
		for i, u := range s.Utilities(near) {
			s.Parties[i].Reservation = u - 2e-6*r.Float64()*u
		}
		for _, m := range []Method{Nash, KalaiSmorodinsky, Leximin} {
			q := Question{Method: m, Over: OverReservation}
			want, got := Solve(s, q, Budget{}), Bounded(s, q, Budget{})
			if !got.Exact || !slices.Equal(got.Package, want.Package) {
				t.Errorf("scenario %d, %s\n got %+v\nwant %+v", seed, m, got, want)
			}
		}
	}
}

// A search that is told to stop stops.
func TestASearchStops(t *testing.T) {
	r := sample.Source(3)
	s := sample.Opposed(r, 20, sample.Sizes(r, 40, 3, 5))
	asked := 0
	got := Solve(s, Question{Method: Leximin}, Budget{Stop: func() bool { asked++; return asked == 3 }})
	if asked != 3 || !got.Found || got.Exact || got.Gap <= 0 {
		t.Errorf("it asked %d times and found %t, exact %t, gap %g", asked, got.Found, got.Exact, got.Gap)
	}
}

// Where a party is content with everything, or gains nothing, smallest gains
// say nothing and the next smallest decide, over more ties than are kept.
func TestTiesBeyondCounting(t *testing.T) {
	r := sample.Source(5)
	s := sample.Independent(r, 4, sample.Sizes(r, 22, 2, 3))
	for k := range s.Terms {
		for v := range s.Parties[2].Worth[k] {
			s.Parties[2].Worth[k][v] = 0.25
		}
	}
	got := Solve(s, Question{Method: Leximin}, Budget{})
	others := s
	others.Parties = slices.Concat(s.Parties[:2], s.Parties[3:])
	want := Solve(others, Question{Method: Leximin}, Budget{})
	if !got.Exact || !want.Exact || !slices.Equal(got.Package, want.Package) || math.Abs(got.Value-0.25) > 1e-9 {
		t.Errorf("with a party that is content %+v\nwithout %+v", got, want)
	}
}
