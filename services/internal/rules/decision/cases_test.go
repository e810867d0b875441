package decision

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"
)

// fixture is one of the decisions of the case data.
type fixture struct {
	Kind string
	Rule struct {
		Type            string
		Threshold       string
		WeightThreshold string `json:"weight_threshold"`
		Strict          bool
		Quorum          string
	}
	Votes    [][4]any // elector, class, weight, choice
	Expected string
}

var (
	kinds    = map[string]Kind{"consent": Consent, "unanimity": Unanimity, "majority": Majority, "weighted": Weighted, "per_class": PerClass, "double": Double}
	choices  = map[string]Choice{"yes": Yes, "no": No, "abstain": Abstain, "block": Objects}
	outcomes = map[string]Outcome{"carried": Carried, "rejected": Rejected, "no_quorum": NoQuorum}
)

// The real cases come out as they were worked out by hand.
func TestCases(t *testing.T) {
	counted := 0
	for i, f := range readCases(t) {
		if f.Kind != "decision" {
			continue
		}
		counted++
		electors, votes := f.read(t)
		rule := Rule{
			Kind: kinds[f.Rule.Type], Strict: f.Rule.Strict, Threshold: exact(t, f.Rule.Threshold),
			Quorum: exact(t, f.Rule.Quorum), WeightThreshold: exact(t, f.Rule.WeightThreshold),
		}
		if got := Tally(rule, electors, votes); got.Outcome != outcomes[f.Expected] {
			t.Errorf("case %d %+v: %s, want %s\n%+v", i, f.Rule, got.Outcome, f.Expected, got.Steps)
		}
	}
	if counted == 0 {
		t.Error("there is no decision among the cases")
	}
}

func readCases(t *testing.T) []fixture {
	dir := os.Getenv("PARLEY_CASES")
	file, err := os.ReadFile(filepath.Join(dir, "rules", "canonical.json"))
	if dir == "" || err != nil {
		if os.Getenv("PARLEY_CASES_REQUIRED") == "1" {
			t.Fatalf("the cases are required, and $PARLEY_CASES/rules/canonical.json is not there: %v", err)
		}
		t.Skip("without $PARLEY_CASES/rules/canonical.json the real cases are not counted")
	}
	var all []json.RawMessage
	if err := json.Unmarshal(file, &all); err != nil {
		t.Fatal(err)
	}
	var fixtures []fixture
	for _, raw := range all {
		var f fixture
		if json.Unmarshal(raw, &f) == nil { // cases of other kinds have other shapes
			fixtures = append(fixtures, f)
		}
	}
	return fixtures
}

func (f fixture) read(t *testing.T) (electors []Elector, votes []Vote) {
	for _, row := range f.Votes {
		id, class := row[0].(string), row[1].(string)
		weight := big.NewRat(int64(row[2].(float64)), 1)
		electors = append(electors, Elector{ID: id, Class: class, Weight: weight})
		if said := row[3].(string); said != "none" {
			choice, known := choices[said]
			if !known {
				t.Fatalf("nobody can vote %q", said)
			}
			votes = append(votes, Vote{Elector: id, Choice: choice})
		}
	}
	return electors, votes
}

func exact(t *testing.T, s string) *big.Rat {
	if s == "" {
		return nil
	}
	r, ok := Fraction(s)
	if !ok {
		t.Fatalf("%q is no fraction", s)
	}
	return r
}
