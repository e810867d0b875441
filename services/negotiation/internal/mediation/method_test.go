package mediation_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

// packages is a scenario of one term, whose values are worth these to the
// parties.
func packages(utilities ...[]float64) Scenario {
	s := Scenario{Terms: []Term{{Name: "term"}}, Parties: make([]Party, len(utilities[0]))}
	for v, u := range utilities {
		s.Terms[0].Values = append(s.Terms[0].Values, fmt.Sprint("value ", v))
		for i, x := range u {
			y := &s.Parties[i]
			y.Weights = []float64{1}
			if y.Worth == nil {
				y.Worth = make([][]float64, 1)
			}
			y.Worth[0] = append(y.Worth[0], x)
		}
	}
	return s
}

func reserved(s Scenario, values ...float64) Scenario {
	for i, r := range values {
		s.Parties[i].Reservation = r
	}
	return s
}

func TestMethodsChoose(t *testing.T) {
	const none = -1
	dilemma := packages([]float64{1, 0.16}, []float64{0.16, 1}, []float64{0.299, 0.299})
	tests := []struct {
		rule   string
		s      Scenario
		q      Question
		choice int
		value  float64
	}{
		{"the sum may forget the weakest", dilemma, Question{Method: Utilitarian}, 0, 1.16},
		{"the smallest does not", dilemma, Question{Method: Egalitarian}, 2, 0.299},
		{"of equal sums the one with the larger smallest", packages([]float64{0.9, 0.1}, []float64{0.4, 0.6}), Question{Method: Utilitarian}, 1, 1},
		{"of all that is equal the first", packages([]float64{0.9, 0.1}, []float64{0.1, 0.9}), Question{Method: Leximin}, 0, 0.1},
		{"of equal smallest the larger second smallest", packages([]float64{0.3, 0.4, 1}, []float64{0.5, 0.3, 0.6}), Question{Method: Leximin}, 1, 0.3},
		{"below rounding nothing differs", packages([]float64{0.3 + 1e-13, 0.4}, []float64{0.5, 0.3}), Question{Method: Leximin}, 1, 0.3},
		{"the product is over what each falls back on", reserved(packages([]float64{0.9, 0.6}, []float64{0.6, 0.8}), 0.5, 0.5), Question{Method: Nash, Over: OverReservation}, 0, 0.04},
		{"and over zero it is another", reserved(packages([]float64{0.9, 0.6}, []float64{0.6, 0.95}), 0.5, 0.5), Question{Method: Nash}, 1, 0.57},
		{"nobody goes below what it falls back on", reserved(packages([]float64{0.9, 0.4}, []float64{0.6, 0.55}), 0.5, 0.5), Question{Method: Leximin, Over: OverReservation}, 1, 0.55},
		{"where somebody must, there is no package", reserved(packages([]float64{0.9, 0.4}, []float64{0.4, 0.9}), 0.5, 0.5), Question{Method: Nash, Over: OverReservation}, none, 0},
		{"where nobody can gain with all, gains decide from the smallest on", reserved(packages([]float64{0.5, 0.6}, []float64{0.5, 0.9}), 0.5, 0.5), Question{Method: Nash, Over: OverReservation}, 1, 0},
		{"a gain that nobody could feel is none", reserved(packages([]float64{0.5 + 1e-10, 0.5}, []float64{0.5 + 5e-11, 1}), 0.5, 0.1), Question{Method: Nash, Over: OverReservation}, 0, 0},
		{"ratios are of what each could have", packages([]float64{0.5, 0}, []float64{0, 1}, []float64{0.3, 0.5}, []float64{0.2, 0.7}), Question{Method: KalaiSmorodinsky}, 2, 0.5},
		{"who can have no more has all it can have", reserved(packages([]float64{0.5, 0.2}, []float64{0.5, 0.8}), 0.5, 0), Question{Method: KalaiSmorodinsky, Over: OverReservation}, 1, 1},
		{"what breaks a floor counts for no ideal", reserved(packages([]float64{1, 0}, []float64{0.5, 0.9}, []float64{0.6, 0.7}), 0, 0.5), Question{Method: KalaiSmorodinsky, Over: OverReservation}, 1, 0.5 / 0.6},
		{"a step takes the largest smallest gain", packages([]float64{0.2, 0.3}, []float64{0.9, 0.4}, []float64{0.5, 0.6}), Question{Method: SingleText, Text: Package{0}}, 2, 0.3},
		{"and lowers nobody", packages([]float64{0.5, 0.5}, []float64{0.4, 1}), Question{Method: SingleText, Text: Package{0}}, 0, 0},
		{"it is a step if one gains and nobody loses", packages([]float64{0.5, 0.5}, []float64{0.5, 0.6}), Question{Method: SingleText, Text: Package{0}}, 1, 0},
		{"what one falls back on does not enter a step", reserved(packages([]float64{0.2, 0.2}, []float64{0.3, 0.3}), 0.9, 0.9), Question{Method: SingleText, Text: Package{0}}, 1, 0.1},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if err := tt.s.Check(); err != nil {
				t.Fatal(err)
			}
			for _, got := range []Solution{Solve(tt.s, tt.q, Budget{}), Bounded(tt.s, tt.q, Budget{})} {
				if !got.Exact || got.Found != (tt.choice != none) {
					t.Fatalf("exact %t, found %t", got.Exact, got.Found)
				}
				if got.Found && (got.Package[0] != tt.choice || math.Abs(got.Value-tt.value) > 1e-9) {
					t.Errorf("package %d with %g, want %d with %g", got.Package[0], got.Value, tt.choice, tt.value)
				}
			}
		})
	}
}

// A step from the text lowers nobody, and what it leads to is efficient.
func TestAStepLowersNobody(t *testing.T) {
	steps := 0
	for seed := range uint64(3_000) {
		r := sample.Source(seed)
		s := sample.Small(r)
		text := anyPackage(r, s)
		if text == nil {
			continue
		}
		got := Solve(s, Question{Method: SingleText, Text: text}, Budget{})
		before := s.Utilities(text)
		for i, u := range got.Utilities {
			if u < before[i]-1e-12 {
				t.Errorf("scenario %d: party %d falls from %g to %g", seed, i, before[i], u)
			}
		}
		if !slices.Equal(got.Package, text) {
			steps++
		}
		if seed%10 == 0 && slices.ContainsFunc(slices.Collect(Every(s)), func(p Package) bool { return dominates(s.Utilities(p), got.Utilities) }) {
			t.Errorf("scenario %d: a package dominates the step", seed)
		}
	}
	if steps < 500 {
		t.Errorf("there were only %d steps", steps)
	}
}

// Whatever parties state as what they fall back on, a step is the same.
func TestReservationValuesDoNotMoveAStep(t *testing.T) {
	for seed := range uint64(300) {
		r := sample.Source(seed)
		s := sample.Independent(r, 3, []int{3, 4, 3})
		q := Question{Method: SingleText, Text: make(Package, 3)}
		honest := Solve(s, q, Budget{})
		for i := range s.Parties {
			s.Parties[i].Reservation = r.Float64()
		}
		if lied := Solve(s, q, Budget{}); !slices.Equal(honest.Package, lied.Package) {
			t.Errorf("scenario %d: %v and %v", seed, honest.Package, lied.Package)
		}
	}
}
