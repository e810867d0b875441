package mediation_test

import (
	"reflect"
	"slices"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// The frontier is what the definition says, package by package.
func TestTheFrontierIsWhatNothingDominates(t *testing.T) {
	for seed := range uint64(400) {
		r := sample.Source(seed)
		s := sample.Small(r)
		if seed%4 == 0 {
			s = sample.Independent(r, 2+r.IntN(5), []int{4, 5, 6, 4})
		}
		if seed%3 == 0 { // differences about as large as the tolerance
			for i := range s.Parties {
				for k := range s.Parties[i].Worth {
					for v := range s.Parties[i].Worth[k] {
						s.Parties[i].Worth[k][v] = 0.5 + 4e-9*r.Float64()
					}
				}
			}
		}
		got, vectors := Frontier(s)
		slices.SortFunc(got, slices.Compare)
		if want := undominated(s); !reflect.DeepEqual(got, want) {
			t.Errorf("scenario %d: %d packages, want %d", seed, len(got), len(want))
		}
		if vectors > len(got) || vectors == 0 && len(got) > 0 {
			t.Errorf("scenario %d: %d vectors of %d packages", seed, vectors, len(got))
		}
	}
}

func TestUtilitiesNextToNothingApart(t *testing.T) {
	s := packages([]float64{5e-324, 0.5}, []float64{0, 0.5}, []float64{1e-310, 0.5})
	if got, vectors := Frontier(s); len(got) != 3 || vectors != 1 {
		t.Errorf("%v, of %d utility vectors", got, vectors)
	}
}

func undominated(s Scenario) []Package {
	var all []Package
	var utilities [][]float64
	for p := range Every(s) {
		all = append(all, p)
		utilities = append(utilities, s.Utilities(p))
	}
	var kept []Package
	for at, p := range all {
		if !slices.ContainsFunc(utilities, func(u []float64) bool { return dominates(u, utilities[at]) }) {
			kept = append(kept, p)
		}
	}
	return kept
}

func dominates(a, b []float64) bool {
	higher := false
	for i := range a {
		if a[i] < b[i]-Tolerance {
			return false
		}
		higher = higher || a[i] > b[i]+Tolerance
	}
	return higher
}

// What methods choose lies on the frontier, so looking there is enough.
func TestSurveyAndSolveAgree(t *testing.T) {
	for seed := range uint64(500) {
		r := sample.Source(seed)
		s := sample.Small(r)
		text := anyPackage(r, s)
		if text == nil {
			continue
		}
		survey := Examine(s, text, Budget{}, func() Budget { return Budget{} })
		exact, gap := survey.Exact()
		if !survey.Counted || !exact || gap != 0 {
			t.Fatalf("%+v", survey)
		}
		for _, got := range survey.Solutions {
			q := Question{Method: got.Method, Text: text}
			if q.Method == Nash {
				q.Over = OverReservation
			}
			if want := Solve(s, q, Budget{}); !reflect.DeepEqual(got, want) {
				t.Errorf("scenario %d\n got %+v\nwant %+v", seed, got, want)
			}
		}
	}
}
