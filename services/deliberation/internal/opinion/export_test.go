package opinion

// What the tests of other packages' data need to see.

// Given is the analysis with groups that were found elsewhere, numbered from 0.
func Given(m *Matrix, of map[string]int) *Analysis {
	a := Analyse(m)
	groups := 0
	for p, name := range m.people {
		a.Groups.Of[p] = None
		if g, in := of[name]; in {
			a.Groups.Of[p] = g
			groups = max(groups, g+1)
		}
	}
	a.Groups.Centers = make([]Point, groups)
	a.All, a.ByGroup = m.tally(a.Groups.Of, groups)
	a.Typical = nil
	a.describe()
	return a
}

var (
	MoreThanHalf  = moreThanHalf
	MoreThanThere = moreThanThere
)

// Silhouettes of things of which each is there once.
func Silhouettes(distances [][]float64, of []int, groups int) []float64 {
	sizes := make([]float64, len(distances))
	for i := range sizes {
		sizes[i] = 1
	}
	return silhouettes(sizes, func(i, j int) float64 { return distances[i][j] }, []split{{of, groups}})[0]
}

// Belongs is the group that somebody who said this most probably belongs to.
func (a *Analysis) Belongs(said map[string]Stance) int {
	odds, best := a.odds(said), 0
	for g := range odds {
		if odds[g] > odds[best] {
			best = g
		}
	}
	return best
}

// Row is what a person of the matrix said.
func (m *Matrix) Row(p int) map[string]Stance {
	said := make(map[string]Stance)
	for _, c := range m.row(p) {
		said[m.statements[c.statement()].ID] = c.stance()
	}
	return said
}
