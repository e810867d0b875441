package mediation_test

import (
	"math"
	"strings"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
)

func TestFlaws(t *testing.T) {
	tests := []struct {
		what  string
		spoil func(*Scenario)
		says  string
	}{
		{"nothing", func(*Scenario) {}, ""},
		{"weights a little off", func(s *Scenario) { s.Parties[0].Weights = []float64{1 + 1e-9} }, "between 0 and 1"},
		{"weights that do not sum", func(s *Scenario) { s.Parties[0].Weights[0] = 0.9 }, "the weights sum to 1"},
		{"a weight that is no number", func(s *Scenario) { s.Parties[0].Weights[0] = math.NaN() }, "a weight lies"},
		{"a weight without end", func(s *Scenario) { s.Parties[0].Weights[0] = math.Inf(1) }, "a weight lies"},
		{"a negative worth", func(s *Scenario) { s.Parties[1].Worth[0][1] = -0.1 }, `value "value 1": a worth lies`},
		{"a worth that is no number", func(s *Scenario) { s.Parties[1].Worth[0][1] = math.NaN() }, "a worth lies"},
		{"a curve above 1", func(s *Scenario) { s.Parties[1].Worth[0][0] = 1.5 }, "a worth lies"},
		{"a missing worth", func(s *Scenario) { s.Parties[1].Worth[0] = nil }, "a worth for every value"},
		{"a missing term", func(s *Scenario) { s.Parties[1].Weights = nil }, "for every term"},
		{"a reservation above 1", func(s *Scenario) { s.Parties[1].Reservation = 2 }, "the reservation value lies"},
		{"nobody", func(s *Scenario) { s.Parties = nil }, "parties"},
		{"nothing to agree on", func(s *Scenario) { s.Terms = nil }, "terms"},
		{"a term without values", func(s *Scenario) { s.Terms[0].Values = nil }, "values"},
		{"an empty constraint", constrained(Constraint{}), "either a sum or choices"},
		{"a constraint on a term that is not there", constrained(Constraint{Never: []Choice{{Term: 1}}}), "terms of the table"},
		{"a constraint on a value that is not there", constrained(Constraint{Never: []Choice{{Values: []int{2}}}}), "values of the term"},
		{"a term twice in a constraint", constrained(Constraint{Never: []Choice{{}, {}}}), "names a term once"},
		{"a sum without numbers", constrained(Constraint{Sum: &Sum{Terms: []int{0}}}), "their numbers and a range"},
		{"a sum with a number too few", constrained(Constraint{Sum: &Sum{Terms: []int{0}, Numbers: [][]int64{{1}}}}), "a number for every value"},
		{"a sum that could overflow", constrained(Constraint{Sum: &Sum{Terms: []int{0}, Numbers: [][]int64{{1, math.MaxInt64}}}}), "too large"},
		{"a sum with its range reversed", constrained(Constraint{Sum: &Sum{Terms: []int{0}, Numbers: [][]int64{{1, 2}}, Min: 2, Max: 1}}), "a range"},
	}
	for _, tt := range tests {
		s := packages([]float64{0.2, 0.2}, []float64{0.6, 0.6})
		tt.spoil(&s)
		err := s.Check()
		if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.what, err, tt.says)
		}
	}
}

func constrained(c Constraint) func(*Scenario) {
	return func(s *Scenario) { s.Constraints = append(s.Constraints, c) }
}

// A flaw says where, and never what: the number may be a sealed one.
func TestAFlawDoesNotTellTheNumber(t *testing.T) {
	s := packages([]float64{0.2, 0.2}, []float64{0.6, 1.2345})
	if err := s.Check(); err == nil || strings.Contains(err.Error(), "2345") {
		t.Errorf("it says %v", err)
	}
}

func TestUtilitiesAreWeightedWorths(t *testing.T) {
	y := Party{Weights: []float64{0.25, 0.75}, Worth: [][]float64{{0, 1}, {0.4, 1}}}
	if u := y.Utility(Package{1, 0}); math.Abs(u-0.55) > 1e-15 {
		t.Errorf("the package is worth %g", u)
	}
}
