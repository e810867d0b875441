package opinion

import (
	"cmp"
	"math"
	"slices"
)

// Groups are people with similar opinions: a group's number by row of the
// matrix, None for people who have said too little to tell. Group 0 is the
// biggest.
type Groups struct {
	Of      []int
	Centers []Point
	Tried   []Trial // every number of groups that was tried, and how well it fits
}

// None is the group of people who have said too little.
const None = -1

// Trial is how well so many groups fit: the mean silhouette, the sum of squared
// distances to the groups' centres, and how many people the smallest one has.
type Trial struct {
	Groups     int
	Silhouette float64
	Within     float64
	Smallest   int
}

// The bounds of grouping, all but the last two Polis's own.
const (
	enough      = 7    // stances, or as many as there are statements, to be in a group
	mostGroups  = 5    // however many people there are
	perGroup    = 12   // people, up to crowd, for each group beyond two to be tried
	crowd       = 100  // how many people count for that
	heapsAtMost = 2048 // that groups are made of; up to so many people each is one
	sketch      = 512  // heaps in which the search for centres starts
	starts      = 64   // candidates for each further centre
	sayable     = 5    // people that every group needs: of fewer nothing may be shown
)

// group finds the groups of those who have said enough, by where they stand.
func (m *Matrix) group(at []Point) Groups {
	g := Groups{Of: make([]int, len(at))}
	var points []Point
	for p := range at {
		g.Of[p] = None
		if m.saysEnough(p) {
			points = append(points, at[p])
		}
	}
	if len(points) < sayable {
		return Groups{Of: slices.Repeat([]int{None}, len(at))}
	}
	g.choose(points)
	for p := range at {
		if m.saysEnough(p) {
			g.Of[p], _ = nearest(g.Centers, at[p])
		}
	}
	g.bySize()
	return g
}

func (m *Matrix) saysEnough(p int) bool { return len(m.row(p)) >= min(enough, len(m.statements)) }

// choose tries two groups and more and takes the number whose mean silhouette
// is greatest, the smaller one of two equals, among those whose groups are big
// enough to speak of. If there is none, everybody is one group.
func (g *Groups) choose(points []Point) {
	heaps := condense(single(points), heapsAtMost)
	most := min(mostGroups, 2+min(len(points), crowd)/perGroup, distinct(heaps))
	found := centres(condense(heaps, sketch), condense(heaps, starts), most)
	splits := make([]split, len(found))
	for i := range found {
		found[i] = settle(heaps, found[i])
		splits[i] = split{assign(heaps, found[i]), len(found[i])}
	}
	g.Centers = found[0]
	best := math.Inf(-1)
	for i, fits := range fits(heaps, splits[1:]) {
		trial := Trial{i + 2, fits, within(heaps, found[i+1]), smallest(heaps, splits[i+1])}
		g.Tried = append(g.Tried, trial)
		if trial.Smallest >= sayable && fits > best {
			g.Centers, best = found[i+1], fits
		}
	}
}

func smallest(heaps []heap, s split) int {
	n := make([]float64, s.groups)
	for i, h := range heaps {
		n[s.of[i]] += h.size
	}
	return int(slices.Min(n))
}

func distinct(heaps []heap) int {
	seen := make(map[Point]bool, len(heaps))
	for _, h := range heaps {
		seen[h.at] = true
	}
	return len(seen)
}

func assign(heaps []heap, centres []Point) []int {
	of := make([]int, len(heaps))
	for i, h := range heaps {
		of[i], _ = nearest(centres, h.at)
	}
	return of
}

func fits(heaps []heap, splits []split) []float64 {
	sizes := make([]float64, len(heaps))
	for i, h := range heaps {
		sizes[i] = h.size
	}
	apart := func(i, j int) float64 { return math.Sqrt(squared(heaps[i].at, heaps[j].at)) }
	means := make([]float64, len(splits))
	for i, each := range silhouettes(sizes, apart, splits) {
		means[i] = weightedMean(each, sizes)
	}
	return means
}

// bySize numbers the groups from the biggest to the smallest, equal ones by
// where they stand.
func (g *Groups) bySize() {
	sizes := g.sizes()
	order := make([]int, len(sizes))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(sizes[b], sizes[a]), along(0)(heap{at: g.Centers[a]}, heap{at: g.Centers[b]}))
	})
	number, centers := make([]int, len(sizes)), make([]Point, len(order))
	for to, from := range order {
		number[from], centers[to] = to, g.Centers[from]
	}
	for p, k := range g.Of {
		if k != None {
			g.Of[p] = number[k]
		}
	}
	g.Centers = centers
}

func (g *Groups) sizes() []int {
	n := make([]int, len(g.Centers))
	for _, k := range g.Of {
		if k != None {
			n[k]++
		}
	}
	return n
}
