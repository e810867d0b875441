package mediation

import (
	"cmp"
	"slices"
)

// maxCells bounds the utilities held in memory at once, 8 bytes each.
const maxCells = 40_000_000

// point is a package with the sum of its utilities, which are row at of a table.
type point struct {
	sum    float64
	number int32
	at     uint32
}

// table holds utilities, a row per point, in chunks that never move.
type table struct {
	parties, rows int
	chunks        [][]float64
}

const chunk = 4096 // rows

func (t *table) row(p point) []float64 {
	from := int(p.at) % chunk * t.parties
	return t.chunks[p.at/chunk][from : from+t.parties]
}

// add stores u as a new row and returns its place.
func (t *table) add(u []float64) uint32 {
	if t.rows%chunk == 0 {
		t.chunks = append(t.chunks, make([]float64, 0, chunk*t.parties))
	}
	last := len(t.chunks) - 1
	t.chunks[last] = append(t.chunks[last], u...)
	t.rows++
	return uint32(t.rows - 1)
}

// points lists the packages by falling sum, without most of those that a few
// strong packages dominate, and counts all. It is not ok when it is stopped or
// the table would not fit into memory.
func (sp *space) points(stop func() bool) (t *table, points []point, all int, ok bool) {
	t = &table{parties: sp.parties}
	strong := champions{table: t}
	for n, u := range sp.walk() {
		if all++; all%4096 == 0 && stop() || t.rows*sp.parties > maxCells {
			return nil, nil, 0, false
		}
		total := 0.0
		for _, x := range u {
			total += x
		}
		if strong.beat(u, total) {
			continue
		}
		p := point{total, int32(n), t.add(u)}
		points = append(points, p)
		strong.offer(p)
	}
	slices.SortFunc(points, bySum)
	return t, points, all, true
}

// bySum puts the highest sum first, and equal ones in the order of numbers.
func bySum(a, b point) int {
	switch {
	case a.sum > b.sum:
		return -1
	case a.sum < b.sum:
		return 1
	}
	return cmp.Compare(a.number, b.number)
}

// champions are the few packages with the highest sums so far.
type champions struct {
	*table
	best []point
}

const maxChampions = 16

// beat tells whether a champion clearly dominates u, which then counts for
// nothing: whatever u dominates, the champion dominates too.
func (c *champions) beat(u []float64, sum float64) bool {
	for _, p := range c.best {
		if p.sum <= sum {
			return false
		}
		if row := c.row(p); covers(row, u) && exceeds(row, u) {
			return true
		}
	}
	return false
}

func (c *champions) offer(p point) {
	switch last := len(c.best) - 1; {
	case last+1 < maxChampions:
		c.best = append(c.best, p)
	case p.sum > c.best[last].sum:
		c.best[last] = p
	default:
		return
	}
	slices.SortFunc(c.best, bySum)
}
