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
