package mediation

import (
	"math/bits"
	"slices"
)

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
		for at := 0; at < len(points); at += max(1, len(points)/steps) {
			sample = append(sample, t.row(points[at])[i])
		}
		a.scales[i] = scaleOf(sample)
	}
	return a
}

func scaleOf(sample []float64) (s scale) {
	slices.Sort(sample)
	if len(sample) == 0 || sample[0] == sample[len(sample)-1] {
		return s // everything in bucket 0
	}
	s.low = sample[0]
	s.perUtility = (steps - 1) / (sample[len(sample)-1] - s.low)
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

// verdict is what the points that came before say about a vector. It is beaten
// if one covers it and clearly exceeds it: then it counts for nothing. It may
// be covered by one that does not exceed it by more than Tolerance, and it may
// be outdone by one that dominates it only because of the Tolerance.
type verdict struct{ beaten, covered, outdone bool }

func (a *archive) judge(u []float64) (said verdict) {
	var lower [MaxParties]float64
	for i, x := range u {
		lower[i] = x - Tolerance
	}
	a.eachAbove(lower[:len(u)], func(row []float64) bool {
		covered, above := covers(row, u), exceeds(row, u)
		said.beaten = covered && above
		said.covered = said.covered || covered
		said.outdone = said.outdone || above
		return !said.beaten
	})
	return said
}

// eachAbove yields the rows that cover u.
func (a *archive) eachAbove(u []float64, yield func(row []float64) bool) {
	var at [MaxParties]int // where the words of each party's bucket begin
	for i, x := range u {
		at[i] = (i*buckets + a.scales[i].of(x)) * block
	}
	whole := len(a.points) / block
	for first := 0; first < whole; first += hall / block {
		words := a.halls[first*block/hall]
		for nth := range min(hall/block, whole-first) {
			may := words[at[0]+nth]
			for i := 1; i < len(u) && may != 0; i++ {
				may &= words[at[i]+nth]
			}
			for ; may != 0; may &= may - 1 {
				row := a.row(a.points[(first+nth)*block+bits.TrailingZeros64(may)])
				if covers(row, u) && !yield(row) {
					return
				}
			}
		}
	}
	for rest := a.recent; len(rest) > 0; rest = rest[len(u):] {
		if row := rest[:len(u)]; covers(row, u) && !yield(row) {
			return
		}
	}
}
