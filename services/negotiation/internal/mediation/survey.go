package mediation

// Survey is everything that can be said of a scenario by who holds all
// profiles. It never leaves the command line and tests.
type Survey struct {
	Packages        int  // that keep the constraints; 0 beyond enumeration
	ParetoPackages  int  // that no package dominates
	ParetoUtilities int  // the utility vectors among those
	Counted         bool // whether the three are known
	Solutions       []Solution
}
