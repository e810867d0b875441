package mediation

// Solution is the package that a method chooses. Criteria come in order: the sum
// or product, if the method has one, then the smallest gain, the second smallest
// and so on; Value is the first of them. A Gap of 0 without Exact means that
// nothing is better, but that more packages are as good than could be compared.
type Solution struct {
	Method    Method
	Found     bool // false: no package is admitted
	Value     float64
	Package   Package
	Utilities []float64
	Exact     bool    // it is proven that the method chooses this package
	Gap       float64 // how far the first unproven criterion may lie below the best, as a part of the best
}

// Solve answers a question: exactly up to [Enumerable] packages, else as well
// as the budget allows.
func Solve(s Scenario, q Question, b Budget) Solution {
	sp := compile(s)
	if s.enumerable() {
		return sp.among(q, sp.walk())
	}
	return sp.bounded(q, b)
}

// among answers a question by looking at every candidate.
func (sp *space) among(q Question, all candidates) Solution {
	a := sp.aimOf(q, func(floor []float64) []float64 { return sp.ideal(floor, all) })
	number, found := choose(a, all, sp.each)
	if !found {
		return Solution{Method: q.Method, Exact: true}
	}
	p := make(Package, len(sp.left))
	sp.packaged(number, p)
	return sp.solved(q, a, p)
}

// solved makes a solution of a package.
func (sp *space) solved(q Question, a aim, p Package) Solution {
	u := make([]float64, sp.parties)
	sp.utilities(p, u)
	return Solution{
		Method: q.Method, Found: true, Exact: true,
		Value: a.value(u), Package: p, Utilities: sp.backTo(u),
	}
}
