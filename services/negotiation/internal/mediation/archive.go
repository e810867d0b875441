package mediation

import (
	"math/bits"
	"slices"
)

// archive answers whether one of its points covers a vector. Points stand in
// blocks of 64. For each party, block and bucket of utilities a word says which
// of the 64 lie in that bucket or higher, so the conjunction of one word per
// party leaves only points that cover the vector or nearly do.
type archive struct {
	parties int
	points  []point
	scales  []scale
	words   []uint64 // by block, party and bucket
}

const (
	buckets = 128
	fine    = 2048 // steps of equal width that buckets are made of
)

// scale maps a utility to a bucket; higher ones to the same or a higher bucket.
// The buckets hold about equally many of the points.
type scale struct {
	low, step float64 // step is fine steps per utility
	bucket    [fine]uint8
}

func newArchive(points []point, parties int) *archive {
	a := &archive{parties: parties, scales: make([]scale, parties)}
	for i := range a.scales {
		a.scales[i] = scaleOf(points, i)
	}
	return a
}

func scaleOf(points []point, party int) scale {
	var sample []float64
	for at := 0; at < len(points); at += max(1, len(points)/2048) {
		sample = append(sample, points[at].row[party])
	}
	slices.Sort(sample)
	s := scale{}
	if len(sample) == 0 || sample[0] == sample[len(sample)-1] {
		return s // everything in bucket 0
	}
	s.low = sample[0]
	s.step = (fine - 1) / (sample[len(sample)-1] - s.low)
	below := 0 // of the sample
	for f := range s.bucket {
		for below < len(sample) && (sample[below]-s.low)*s.step < float64(f) {
			below++
		}
		s.bucket[f] = uint8(below * (buckets - 1) / len(sample))
	}
	return s
}

func (s *scale) of(x float64) uint8 {
	f := (x - s.low) * s.step
	return s.bucket[int(min(max(f, 0), fine-1))]
}

// add puts in a point that comes by falling sum.
func (a *archive) add(p point) {
	a.points = append(a.points, p)
	if len(a.points)%64 == 0 {
		a.close()
	}
}

// close writes the words of the block that has just been filled.
func (a *archive) close() {
	block := a.points[len(a.points)-64:]
	for i := range a.parties {
		at := len(a.words)
		a.words = append(a.words, make([]uint64, buckets)...)
		words := a.words[at:]
		for j, p := range block {
			words[a.scales[i].of(p.row[i])] |= 1 << j
		}
		for b := buckets - 2; b >= 0; b-- {
			words[b] |= words[b+1]
		}
	}
}

// above returns the utilities of a point that is nowhere below u.
func (a *archive) above(u []float64) ([]float64, bool) {
	return a.find(u, func(row []float64) bool { return covers(row, u) })
}

// dominates tells whether a point is nowhere below u by more than Tolerance and
// somewhere above by more.
func (a *archive) dominates(u []float64) bool {
	lower := make([]float64, len(u))
	for i, x := range u {
		lower[i] = x - Tolerance
	}
	_, found := a.find(lower, func(row []float64) bool { return covers(row, lower) && exceeds(row, u) })
	return found
}

// find returns the first point that fits, among those that may cover u.
func (a *archive) find(u []float64, fits func(row []float64) bool) ([]float64, bool) {
	closed := len(a.points) / 64 * 64
	var start [MaxParties]int // of the words of each party's bucket
	for i, x := range u {
		start[i] = i*buckets + int(a.scales[i].of(x))
	}
	for block, at := 0, 0; block < closed; block, at = block+64, at+a.parties*buckets {
		words := a.words[at : at+a.parties*buckets]
		may := ^uint64(0)
		for _, w := range start[:a.parties] {
			if may &= words[w]; may == 0 {
				break
			}
		}
		for ; may != 0; may &= may - 1 {
			if row := a.points[block+bits.TrailingZeros64(may)].row; fits(row) {
				return row, true
			}
		}
	}
	for _, p := range a.points[closed:] {
		if fits(p.row) {
			return p.row, true
		}
	}
	return nil, false
}
