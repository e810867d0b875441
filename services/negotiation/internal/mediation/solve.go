package mediation

// Solution is the package that a method chooses.
type Solution struct {
	Method    Method
	Found     bool // false: no package is admitted
	Value     float64
	Package   Package
	Utilities []float64
	Exact     bool
	Gap       float64 // how far Value may lie below the best, as a part of the best
}

// solution makes a solution of the package with a number.
func (sp *space) solution(q Question, a aim, number int) Solution {
	p, u := make(Package, len(sp.left)), make([]float64, sp.parties)
	sp.packaged(number, p)
	sp.utilities(p, u)
	return Solution{
		Method: q.Method, Found: true, Exact: true,
		Value: a.value(u), Package: p, Utilities: sp.backTo(u),
	}
}

// among answers a question by looking at every candidate.
func (sp *space) among(q Question, all candidates) Solution {
	a := sp.aimOf(q, func(floor []float64) []float64 { return sp.ideal(floor, all) })
	number, found := sp.choose(a, all)
	if !found {
		return Solution{Method: q.Method, Exact: true}
	}
	return sp.solution(q, a, number)
}
