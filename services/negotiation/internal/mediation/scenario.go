// Package mediation suggests packages to parties that keep their preferences to
// themselves.
//
// A [Scenario] is what mediation knows of a table: terms with finitely many
// values, constraints across them, and for every party weights, the worth of
// each value and a reservation value. [Solve] finds the package that one method
// of bargaining theory would choose, [Suggest] what a round may show to all,
// and [Examine] everything that can be said of a scenario at once, for the
// command line and tests, which hold all profiles.
//
// Utilities are additive (Keeney & Raiffa 1976): u(o) = Σ w·v(o) with weights
// that sum to 1 and worths in [0,1]. Up to [Enumerable] packages every answer
// is exact because all of them are looked at; above that it comes from branch
// and bound, and says how far from the best it can be at most. Parties are
// brought into an order of their own before anything is computed, so that no
// result depends on the order in which they are given, not even by rounding.
//
// The package is arithmetic and nothing else: how long it may take is a number
// of nodes, or a function that says stop.
package mediation

import "math/big"

// Enumerable is how many packages are looked at one by one at most.
const Enumerable = 1_000_000

// Tolerance is what a party has to gain before a package counts as better for
// it than another: one package dominates another if it is nowhere lower by more
// than this and somewhere higher by more.
const Tolerance = 1e-9

// rounding is the difference below which two numbers are one number that was
// added up in different ways. It separates ties from decisions, and what keeps
// a floor from what does not.
const rounding = 1e-12

// Scenario is a table as mediation sees it.
type Scenario struct {
	Terms       []Term
	Constraints []Constraint
	Parties     []Party
}

// Term is something to agree on and the values it can take.
type Term struct {
	Name   string
	Values []string
}

// Party is what one seat has sealed.
type Party struct {
	Name        string
	Weights     []float64   // of the terms; they sum to 1
	Worth       [][]float64 // of each value of each term, in [0,1]
	Reservation float64     // the utility of no agreement
}

// Package is a value for every term, as positions in [Term.Values].
type Package []int

// Utility returns what p is worth to the party.
func (y Party) Utility(p Package) float64 {
	total := y.weight()
	u := 0.0
	for k, v := range p {
		u += y.Weights[k] / total * y.Worth[k][v]
	}
	return u
}

// weight is the sum of the weights. They sum to 1 but for rounding; dividing by
// it is Parley's convention and takes that rounding away.
func (y Party) weight() float64 {
	total := 0.0
	for _, w := range y.Weights {
		total += w
	}
	return total
}

// Utilities returns what p is worth to each party.
func (s Scenario) Utilities(p Package) []float64 {
	all := make([]float64, len(s.Parties))
	for i, y := range s.Parties {
		all[i] = y.Utility(p)
	}
	return all
}

// Values names the values of p.
func (s Scenario) Values(p Package) []string {
	names := make([]string, len(p))
	for k, v := range p {
		names[k] = s.Terms[k].Values[v]
	}
	return names
}

// Size is the number of packages before constraints.
func (s Scenario) Size() *big.Int {
	n := big.NewInt(1)
	for _, t := range s.Terms {
		n.Mul(n, big.NewInt(int64(len(t.Values))))
	}
	return n
}

func (s Scenario) enumerable() bool { return s.Size().Cmp(big.NewInt(Enumerable)) <= 0 }
