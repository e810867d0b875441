package mediation

import (
	"cmp"
	"slices"
)

// frontier is the set of packages that no package dominates, with what else
// every method may need to know.
type frontier struct {
	packages  int   // that keep the constraints
	efficient []int // numbers of the packages that nothing dominates
	vectors   int   // how many differ in somebody's utility by more than Tolerance
	near      []int // numbers of packages among which every method's choice lies
}

// maxCells bounds the utilities held in memory at once, 8 bytes each.
const maxCells = 40_000_000

// point is a package whose utilities are row: by place.
type point struct {
	sum    float64
	number int
	row    []float64
}

// front finds the frontier, or returns false when it is stopped or the
// utilities would not fit into memory. Domination within Tolerance is no order
// (it is not transitive), so a package is judged only at the end, against every
// package that is maximal in the plain order ≥ of floats, which is one: whatever
// dominates it, a maximal one above that does, too.
//
// Candidates come by falling sum, so that none is dominated by a later one
// (Kung, Luccio & Preparata 1975 call the result the maxima of a set of vectors).
func (sp *space) front(stop func() bool) (frontier, bool) {
	points, all, ok := sp.points(stop)
	if !ok {
		return frontier{}, false
	}
	f := frontier{packages: all}
	maxima := newArchive(points, sp.parties)
	var twins []point // below a maximal one by no more than Tolerance
	for at, p := range points {
		if at%1024 == 0 && stop() {
			return frontier{}, false
		}
		above, found := maxima.above(p.row)
		switch {
		case !found:
			maxima.add(p)
		case !exceeds(above, p.row):
			twins = append(twins, p)
		}
	}
	judged := slices.Concat(maxima.points, twins)
	slices.SortFunc(judged, bySum)
	var efficient []point
	for at, p := range judged {
		if at%1024 == 0 && stop() {
			return frontier{}, false
		}
		f.near = append(f.near, p.number)
		if !maxima.dominates(p.row) {
			efficient = append(efficient, p)
			f.efficient = append(f.efficient, p.number)
		}
	}
	f.vectors = distinct(efficient)
	return f, true
}

// points lists the packages by falling sum, without most of those that a few
// strong packages dominate, and counts all.
func (sp *space) points(stop func() bool) (points []point, all int, ok bool) {
	m := sp.parties
	var strong champions
	var cells []float64
	for n, u := range sp.walk() {
		if all++; all%4096 == 0 && stop() {
			return nil, 0, false
		}
		s := 0.0
		for _, x := range u {
			s += x
		}
		if strong.beat(u, s) {
			continue
		}
		if len(points)*m > maxCells {
			return nil, 0, false
		}
		if cap(cells)-len(cells) < m {
			cells = make([]float64, 0, 4096*m)
		}
		at := len(cells)
		cells = append(cells, u...)
		p := point{s, n, cells[at : at+m : at+m]}
		points = append(points, p)
		strong.offer(p)
	}
	slices.SortFunc(points, bySum)
	return points, all, true
}

// bySum puts the highest sum first, and equal ones in the order of numbers.
func bySum(a, b point) int {
	if a.sum != b.sum {
		return cmp.Compare(b.sum, a.sum)
	}
	return cmp.Compare(a.number, b.number)
}

// champions are the few packages with the highest sums so far.
type champions struct{ points []point }

const maxChampions = 24

// beat tells whether a champion clearly dominates u. It then counts for nothing:
// what u dominates, the champion does.
func (c *champions) beat(u []float64, sum float64) bool {
	for _, p := range c.points {
		if p.sum <= sum {
			return false
		}
		if covers(p.row, u) && exceeds(p.row, u) {
			return true
		}
	}
	return false
}

func (c *champions) offer(p point) {
	switch last := len(c.points) - 1; {
	case last+1 < maxChampions:
		c.points = append(c.points, p)
	case p.sum > c.points[last].sum:
		c.points[last] = p
	default:
		return
	}
	slices.SortFunc(c.points, bySum)
}

// covers tells whether a is nowhere below b.
func covers(a, b []float64) bool {
	for i, x := range b {
		if a[i] < x {
			return false
		}
	}
	return true
}

// exceeds tells whether a is somewhere above b by more than Tolerance.
func exceeds(a, b []float64) bool {
	for i, x := range b {
		if a[i] > x+Tolerance {
			return true
		}
	}
	return false
}

// distinct counts the points, which come by falling sum, that differ from every
// one before them by more than Tolerance somewhere.
func distinct(points []point) int {
	var counted []point
	from := 0
	for _, p := range points {
		window := Tolerance * float64(len(p.row)+1)
		for from < len(counted) && counted[from].sum > p.sum+window {
			from++
		}
		if !slices.ContainsFunc(counted[from:], func(c point) bool { return !exceeds(c.row, p.row) && !exceeds(p.row, c.row) }) {
			counted = append(counted, p)
		}
	}
	return len(counted)
}
