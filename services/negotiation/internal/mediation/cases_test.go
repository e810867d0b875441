package mediation_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	. "parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/genius"
)

// known is what two other programs have computed for a scenario.
type known struct {
	Name     string
	Domain   string   `json:"domain_file"`
	Profiles []string `json:"profile_files"`
	Outcomes int
	Pareto   int `json:"pareto_outcomes"`
	Vectors  int `json:"pareto_distinct_utility_vectors"`

	Utilitarian chosen `json:"utilitarian_max_sum"`
	Nash        chosen `json:"nash_product_disagreement_reservation"`
	NashOfZero  chosen `json:"nash_product_disagreement_zero"`
	Egalitarian chosen `json:"egalitarian_max_min_disagreement_zero"`
	Leximin     chosen `json:"leximin_disagreement_zero"`
	Kalai       chosen `json:"kalai_smorodinsky_leximin_ratio"`
	SingleText  chosen `json:"single_text_improvement_leximin_gain"`
}

// chosen is the value of a method, and an example of the packages that have it;
// where there are more utility vectors than one, no program has to choose the
// same.
type chosen struct {
	Value   float64
	Vectors int `json:"n_distinct_utility_vectors"`
	Example struct{ Utilities []float64 }
}

func TestTheRealCasesComeOut(t *testing.T) {
	cases := readCases(t)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			s := c.scenario(t)
			text := make(Package, len(s.Terms))
			survey := Examine(s, text, Budget{}, func() Budget { return Budget{} })
			if survey.Packages != c.Outcomes || survey.ParetoPackages != c.Pareto || survey.ParetoUtilities != c.Vectors {
				t.Errorf("%d packages, %d efficient, of %d utility vectors, want %d, %d, %d", survey.Packages,
					survey.ParetoPackages, survey.ParetoUtilities, c.Outcomes, c.Pareto, c.Vectors)
			}
			want := c.byMethod()
			for _, got := range survey.Solutions {
				want[got.Method].check(t, s, got)
			}
			c.NashOfZero.check(t, s, Solve(s, Question{Method: Nash}, Budget{}))
			c.boundedToo(t, s, text)
		})
	}
	if len(cases) != 10 {
		t.Errorf("there are %d cases, want 10", len(cases))
	}
}

func (c known) byMethod() map[Method]chosen {
	return map[Method]chosen{
		Utilitarian: c.Utilitarian, Nash: c.Nash, Egalitarian: c.Egalitarian,
		Leximin: c.Leximin, KalaiSmorodinsky: c.Kalai, SingleText: c.SingleText,
	}
}

// boundedToo holds branch and bound against the same.
func (c known) boundedToo(t *testing.T, s Scenario, text Package) {
	for method, want := range c.byMethod() {
		q := Question{Method: method, Text: text}
		if method == Nash {
			q.Over = OverReservation
		}
		want.check(t, s, Bounded(s, q, Budget{}))
	}
}

func (c chosen) check(t *testing.T, s Scenario, got Solution) {
	t.Helper()
	if !got.Found || !got.Exact || math.Abs(got.Value-c.Value) > 1e-9 {
		t.Errorf("%s is %g (found %t, exact %t), want %g", got.Method, got.Value, got.Found, got.Exact, c.Value)
		return
	}
	for i, u := range s.Utilities(got.Package) {
		if math.Abs(u-got.Utilities[i]) > 1e-12 {
			t.Errorf("%s: the package is worth %v, and %v is said", got.Method, s.Utilities(got.Package), got.Utilities)
		}
		if c.Vectors == 1 && math.Abs(u-c.Example.Utilities[i]) > 1e-9 {
			t.Errorf("%s: utilities %v, want %v", got.Method, got.Utilities, c.Example.Utilities)
		}
	}
}

func (c known) scenario(t *testing.T) Scenario {
	t.Helper()
	domain, err := genius.ReadDomain(readCase(t, c.Domain))
	if err != nil {
		t.Fatal(err)
	}
	s := Scenario{Terms: domain.Terms()}
	for i, file := range c.Profiles {
		y, err := domain.ReadProfile(fmt.Sprint("party ", i+1), readCase(t, file))
		if err != nil {
			t.Fatal(err)
		}
		s.Parties = append(s.Parties, y)
	}
	return s
}

func readCases(t *testing.T) []known {
	t.Helper()
	var cases []known
	if err := json.Unmarshal(readCase(t, "expected.genius.json"), &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func readCase(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("PARLEY_CASES")
	file, err := os.ReadFile(filepath.Join(dir, "negotiation", filepath.FromSlash(name)))
	if dir == "" || err != nil {
		if os.Getenv("PARLEY_CASES_REQUIRED") == "1" {
			t.Fatalf("the cases are required, and $PARLEY_CASES/negotiation/%s is not there: %v", name, err)
		}
		t.Skipf("without $PARLEY_CASES/negotiation/%s the real cases are not computed", name)
	}
	return file
}
