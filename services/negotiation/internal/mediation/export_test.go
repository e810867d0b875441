package mediation

// Bounded answers by branch and bound whatever the size, so that enumeration
// can be held against it.
func Bounded(s Scenario, q Question, b Budget) Solution { return compile(s).bounded(q, b) }

// Frontier returns the packages that nothing dominates, and how many utility
// vectors they have.
func Frontier(s Scenario) (efficient []Package, vectors int) {
	sp := compile(s)
	f, _ := sp.front(Budget{}.stopped)
	for _, n := range f.efficient {
		p := make(Package, len(s.Terms))
		sp.packaged(n, p)
		efficient = append(efficient, p)
	}
	return efficient, f.vectors
}

// Every yields each package that keeps the constraints.
func Every(s Scenario) func(func(Package) bool) {
	sp := compile(s)
	return func(yield func(Package) bool) {
		for n := range sp.walk() {
			p := make(Package, len(s.Terms))
			if sp.packaged(n, p); !yield(p) {
				return
			}
		}
	}
}
