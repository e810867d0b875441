package mediation

import "slices"

// together is how many points are judged by a full hall of the archive while it
// is at hand.
const together = 128

// frontier is the set of packages that no package dominates, with what else
// the methods may choose.
type frontier struct {
	packages  int        // that keep the constraints
	efficient []int      // numbers of the packages that nothing dominates
	vectors   int        // how many of them differ in somebody's utility by more than Tolerance
	near      candidates // among which every method's choice lies
}

// front finds the frontier, the maxima of a set of vectors (Kung, Luccio &
// Preparata 1975), or returns false when it is stopped or memory would not do.
//
// Packages come by falling sum, so what dominates one came before it, but for
// differences within Tolerance. With such differences domination is not
// transitive; it is judged against every package that is maximal in the plain
// order of the utilities, which is enough: whatever else dominates a package,
// a maximal one above it does, too.
func (sp *space) front(stop func() bool) (frontier, bool) {
	t, points, all, ok := sp.points(stop)
	if !ok {
		return frontier{}, false
	}
	maxima := newArchive(t, points)
	claims := slices.Repeat([]claim{{}}, together)
	for at := range claims {
		claims[at] = newClaim(t.parties)
	}
	var near []point
	var dominated []bool // of near
	for batch := range slices.Chunk(points, together) {
		if stop() {
			return frontier{}, false
		}
		maxima.judge(batch, claims)
		for at, p := range batch {
			c := &claims[at]
			if maxima.judgeLast(c); c.beaten {
				continue
			}
			if !c.covered {
				maxima.add(p)
			}
			near, dominated = append(near, p), append(dominated, c.outdone)
		}
	}
	t.judgeLater(near, dominated)
	return t.frontierOf(near, dominated, all), true
}

// judgeLater marks points that one with a sum lower by next to nothing
// dominates.
func (t *table) judgeLater(near []point, dominated []bool) {
	for at, p := range near {
		row := t.row(p)
		for _, later := range near[at+1:] {
			if later.sum < p.sum-t.window() || dominated[at] {
				break
			}
			dominated[at] = dominates(t.row(later), row)
		}
	}
}

// window is how much the sums of two points may differ if one is nowhere lower
// by more than Tolerance.
func (t *table) window() float64 { return Tolerance * float64(t.parties+1) }

func (t *table) frontierOf(near []point, dominated []bool, all int) frontier {
	f := frontier{packages: all, near: func(yield func(int, []float64) bool) {
		for _, p := range near {
			if !yield(int(p.number), t.row(p)) {
				return
			}
		}
	}}
	var efficient []point
	for at, p := range near {
		if !dominated[at] {
			efficient = append(efficient, p)
			f.efficient = append(f.efficient, int(p.number))
		}
	}
	f.vectors = t.distinct(efficient)
	return f
}

// distinct counts the points, which come by falling sum, that differ from every
// one counted before by more than Tolerance somewhere.
func (t *table) distinct(points []point) int {
	var counted []point
	from := 0
	for _, p := range points {
		for from < len(counted) && counted[from].sum > p.sum+t.window() {
			from++
		}
		row := t.row(p)
		if !slices.ContainsFunc(counted[from:], func(c point) bool { return !exceeds(t.row(c), row) && !exceeds(row, t.row(c)) }) {
			counted = append(counted, p)
		}
	}
	return len(counted)
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

// dominates tells whether a is nowhere below b by more than Tolerance, and
// somewhere above by more.
func dominates(a, b []float64) bool {
	for i, x := range b {
		if a[i] < x-Tolerance {
			return false
		}
	}
	return exceeds(a, b)
}
