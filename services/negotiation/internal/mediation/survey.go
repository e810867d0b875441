package mediation

// Survey is everything that can be said of a scenario by who holds all
// profiles. It is for the command line and tests and never leaves a service.
type Survey struct {
	Counted         bool // whether the next three are known
	Packages        int  // that keep the constraints
	ParetoPackages  int  // that no package dominates
	ParetoUtilities int  // how many utility vectors these have that differ by more than Tolerance
	Solutions       []Solution
}

// Examine looks at a scenario from all sides: every method over d = 0, but for
// Nash, which is over the reservation values, and one step from the text.
// Where packages are enumerated, counting can only be stopped; else each search
// has a budget of its own.
func Examine(s Scenario, text Package, counting Budget, searching func() Budget) Survey {
	sp := compile(s)
	var found Survey
	solve := func(q Question) Solution { return sp.bounded(q, searching()) }
	if s.enumerable() {
		all := sp.walk()
		if f, ok := sp.front(counting.stopped); ok {
			found = Survey{
				Counted: true, Packages: f.packages,
				ParetoPackages: len(f.efficient), ParetoUtilities: f.vectors,
			}
			all = f.near // every method's choice is efficient
		}
		solve = func(q Question) Solution { return sp.among(q, all) }
	}
	for _, q := range []Question{
		{Method: Utilitarian},
		{Method: Nash, Over: OverReservation},
		{Method: Leximin},
		{Method: KalaiSmorodinsky},
		{Method: SingleText, Text: text},
	} {
		solution := solve(q)
		if q.Method == Leximin {
			same := solution
			same.Method = Egalitarian
			found.Solutions = append(found.Solutions, same)
		}
		found.Solutions = append(found.Solutions, solution)
	}
	return found
}

// Exact tells whether every solution is proven, Gap how far the worst one may
// lie below the best.
func (s Survey) Exact() (exact bool, gap float64) {
	exact = true
	for _, solution := range s.Solutions {
		exact = exact && solution.Exact
		gap = max(gap, solution.Gap)
	}
	return exact, gap
}
