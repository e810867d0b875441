package opinion

// Analysis is what a conversation looks like. Numbers by person are in the
// order of People, those by statement in the order of Statements.
type Analysis struct {
	ID         string // of the matrix: equal stances, equal id, equal analysis
	People     []string
	Said       int // stances, passes among them
	Statements []Statement
	Axes       Axes
	At         []Point
	Groups     Groups
	All        []Count
	ByGroup    [][]Count // group, statement
	Typical    [][]Typical
	Across     map[Side][]Across
	Majority   map[Side][]Majority
	Bridges    []Bridge
	beliefs    []belief
}

// Analyse works out everything from a matrix. It takes about as long after one
// new stance as from nothing, a second for a million: nothing is carried over
// from an earlier analysis that could make a later one differ.
func Analyse(m *Matrix) *Analysis {
	x, center := m.deviations()
	axes := x.axes(center)
	at := x.project(axes)
	a := &Analysis{
		ID: m.ID(), People: m.people, Said: len(m.cells), Statements: m.statements,
		Axes: axes, At: at, Groups: m.group(at),
		Across: make(map[Side][]Across), Majority: make(map[Side][]Majority),
	}
	a.All, a.ByGroup = m.tally(a.Groups.Of, len(a.Groups.Centers))
	a.describe()
	return a
}

// describe says what the counts mean.
func (a *Analysis) describe() {
	for g := range a.ByGroup {
		a.Typical = append(a.Typical, typical(a.Statements, a.ByGroup, g))
	}
	for _, side := range sides {
		a.Across[side] = across(a.Statements, a.ByGroup, side)
		a.Majority[side] = majorities(a.Statements, a.All, side)
	}
	a.Bridges = bridges(a.Statements, a.ByGroup)
	a.beliefs = a.believe()
}

// Members returns the names of the people in each group.
func (a *Analysis) Members() [][]string {
	members := make([][]string, len(a.Groups.Centers))
	for p, g := range a.Groups.Of {
		if g != None {
			members[g] = append(members[g], a.People[p])
		}
	}
	return members
}
