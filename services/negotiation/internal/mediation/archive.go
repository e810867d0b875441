package mediation

import "slices"

// archive judges points by those that came before. They stand in blocks of 64,
// and 64 blocks make a hall. For each party, bucket of utilities and block of a
// hall a word says which of the 64 lie in that bucket or higher, so the
// conjunction of one word per party leaves only points that cover a vector, or
// nearly do.
type archive struct {
	*table
	points []point
	scales []scale
	halls  [][]uint64 // by party, bucket and block
	recent []float64  // the utilities of the points that fill no block yet
}

const (
	block   = 64
	hall    = 64 * block
	buckets = 128
	steps   = 1024 // of equal width, that buckets are made of
	sampled = 400  // points that tell how utilities are spread
)

// scale maps a utility to a bucket, higher ones to the same or a higher one.
// About equally many of the points fall into each.
type scale struct {
	low, perUtility float64
	bucket          [steps]uint8
}

func newArchive(t *table, points []point) *archive {
	a := &archive{table: t, scales: make([]scale, t.parties)}
	for i := range a.scales {
		var sample []float64
		for at := 0; at < len(points); at += max(1, len(points)/sampled) {
			sample = append(sample, t.row(points[at])[i])
		}
		a.scales[i] = scaleOf(sample)
	}
	return a
}

func scaleOf(sample []float64) (s scale) {
	slices.Sort(sample)
	if len(sample) == 0 {
		return s
	}
	s.low = sample[0]
	width := sample[len(sample)-1] - s.low
	if width < rounding {
		return s // everything in bucket 0
	}
	s.perUtility = (steps - 1) / width
	below := 0
	for step := range s.bucket {
		for below < len(sample) && (sample[below]-s.low)*s.perUtility < float64(step) {
			below++
		}
		s.bucket[step] = uint8(below * (buckets - 1) / len(sample))
	}
	return s
}

func (s *scale) of(x float64) int {
	step := (x - s.low) * s.perUtility
	return int(s.bucket[int(min(max(step, 0), steps-1))])
}

// add puts in a point that comes by falling sum.
func (a *archive) add(p point) {
	a.points = append(a.points, p)
	a.recent = append(a.recent, a.row(p)...)
	if n := len(a.points); n%block == 0 {
		if n%hall == block%hall {
			a.halls = append(a.halls, make([]uint64, a.parties*buckets*block))
		}
		a.index(n - block)
		a.recent = a.recent[:0]
	}
}

// index writes the words of the block that begins with point from.
func (a *archive) index(from int) {
	words, nth := a.halls[from/hall], from%hall/block
	for i := range a.parties {
		at := func(bucket int) *uint64 { return &words[(i*buckets+bucket)*block+nth] }
		for j, p := range a.points[from : from+block] {
			*at(a.scales[i].of(a.row(p)[i])) |= 1 << j
		}
		for b := buckets - 2; b >= 0; b-- {
			*at(b) |= *at(b + 1)
		}
	}
}

// judge lets the full halls judge the claims of points.
func (a *archive) judge(points []point, claims []claim) {
	for at, p := range points {
		claims[at].of(a.row(p), a)
	}
	for nth := range len(a.points) / hall {
		for at := range points {
			if c := &claims[at]; !c.beaten {
				c.against(a, nth)
			}
		}
	}
	for at := range points {
		claims[at].heard = len(a.points) / hall
	}
}

// judgeLast lets those judge a claim that came since.
func (a *archive) judgeLast(c *claim) {
	for nth := c.heard; nth < len(a.halls) && !c.beaten; nth++ {
		c.against(a, nth)
	}
	c.againstRecent(a)
}
