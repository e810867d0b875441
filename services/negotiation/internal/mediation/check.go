package mediation

import (
	"fmt"
	"math"
	"strings"
)

// The bounds of a scenario: far above any table, far below what a process can
// bear.
const (
	MaxParties = 100
	MaxTerms   = 200
	MaxValues  = 10_000 // of one term
	maxValues  = 20_000 // of all terms
	maxWorths  = 500_000
	maxNumber  = 1 << 50
)

// Flaw is why a scenario cannot be computed with. It names where, and never the
// number that is wrong: it may be somebody's sealed one.
type Flaw struct {
	Party string // its name, or "" where the flaw is the table's
	Term  string
	Value string
	Rule  string
}

// Error implements error.
func (f Flaw) Error() string {
	var where strings.Builder
	for _, part := range []struct{ noun, name string }{{"party", f.Party}, {"term", f.Term}, {"value", f.Value}} {
		if part.name != "" {
			where.WriteString(fmt.Sprintf("%s %q: ", part.noun, part.name))
		}
	}
	return where.String() + f.Rule
}

// Check returns the first [Flaw] of the scenario. The other functions of this
// package expect that there is none.
func (s Scenario) Check() error {
	if len(s.Terms) == 0 || len(s.Terms) > MaxTerms {
		return Flaw{Rule: fmt.Sprintf("a scenario has 1 to %d terms", MaxTerms)}
	}
	if len(s.Parties) == 0 || len(s.Parties) > MaxParties {
		return Flaw{Rule: fmt.Sprintf("a scenario has 1 to %d parties", MaxParties)}
	}
	values := 0
	for _, t := range s.Terms {
		if len(t.Values) == 0 || len(t.Values) > MaxValues {
			return Flaw{Term: t.Name, Rule: fmt.Sprintf("a term has 1 to %d values", MaxValues)}
		}
		values += len(t.Values)
	}
	if values > maxValues || values*len(s.Parties) > maxWorths {
		return Flaw{Rule: fmt.Sprintf("all terms together have at most %d values, and %d for all parties", maxValues, maxWorths)}
	}
	for _, c := range s.Constraints {
		if err := c.check(s.Terms); err != nil {
			return err
		}
	}
	for _, y := range s.Parties {
		if err := y.Check(s.Terms); err != nil {
			return err
		}
	}
	return nil
}

// Check returns the first [Flaw] of what a party has sealed about terms.
func (y Party) Check(terms []Term) error {
	flaw := func(rule string) Flaw { return Flaw{Party: y.Name, Rule: rule} }
	if !unit(y.Reservation) {
		return flaw("the reservation value lies between 0 and 1")
	}
	if len(y.Weights) != len(terms) || len(y.Worth) != len(terms) {
		return flaw("there is a weight and a worth for every term")
	}
	for k, t := range terms {
		if !unit(y.Weights[k]) {
			return Flaw{Party: y.Name, Term: t.Name, Rule: "a weight lies between 0 and 1"}
		}
		if len(y.Worth[k]) != len(t.Values) {
			return Flaw{Party: y.Name, Term: t.Name, Rule: "there is a worth for every value"}
		}
		for v, e := range y.Worth[k] {
			if !unit(e) {
				return Flaw{Party: y.Name, Term: t.Name, Value: t.Values[v], Rule: "a worth lies between 0 and 1"}
			}
		}
	}
	if math.Abs(y.weight()-1) > 1e-6 {
		return flaw("the weights sum to 1")
	}
	return nil
}

// unit is false for what is no number, too.
func unit(x float64) bool { return x >= 0 && x <= 1 }
