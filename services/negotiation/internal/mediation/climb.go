package mediation

import "slices"

// climber holds the best package known and improves packages by changing one or
// two terms at a time, as long as that helps.
type climber struct {
	*rows
	sp    *space
	aim   aim
	score []float64 // of the best; nil: none is known
	best  Package
	u     []float64
	next  []float64 // a score
	cells [][]int   // a package as values left
	held  int       // a term that is not changed, or -1
}

// maxPairs bounds the pairs of values that are tried, times rows.
const maxPairs = 4_000_000

func newClimber(sp *space, a aim) *climber {
	return &climber{
		rows: sp.rows(a), sp: sp, aim: a, u: make([]float64, sp.parties),
		next: make([]float64, 0, sp.parties+1), cells: make([][]int, len(sp.left)), held: -1,
	}
}

// try offers a package whose rows are known but for rounding.
func (c *climber) try(p Package, sums []float64) {
	if !c.promises(sums) {
		return
	}
	if score := c.exactly(p); score != nil && c.better(score, c.score) {
		c.improve(slices.Clone(p), score)
	}
}

// promises is a cheap look at whether a package may be better than the best.
func (c *climber) promises(sums []float64) bool {
	for _, condition := range sums[c.parties:] {
		if condition < -Tolerance {
			return false
		}
	}
	if c.score == nil {
		return true
	}
	first := sums[0]
	switch c.aim.total {
	case sum:
		first = totalled(sums[:c.parties])
	case noTotal:
		first = slices.Min(sums[:c.parties])
	case product:
		first = logs(sums[:c.parties])
	}
	return first >= c.score[0]-Tolerance
}

// exactly is the score of a package, or nil if it is not admitted. It is good
// until the next.
func (c *climber) exactly(p Package) []float64 {
	for k := range p {
		c.cells[k] = p[k : k+1]
	}
	for _, r := range c.sp.rules {
		if !r.open(c.cells) {
			return nil
		}
	}
	c.sp.utilities(p, c.u)
	if !c.aim.admits(c.u) {
		return nil
	}
	c.next = c.aim.score(c.u, c.next)
	return c.next
}

// better compares scores by the first criterion in which they differ.
func (c *climber) better(a, b []float64) bool {
	if b == nil {
		return true
	}
	for i, x := range a {
		if x > b[i]+rounding {
			return true
		}
		if x < b[i]-rounding {
			return false
		}
	}
	return false
}

// improve makes p the best and climbs from it.
func (c *climber) improve(p Package, score []float64) {
	c.best, c.score = slices.Clone(p), slices.Clone(score)
	for c.single() || c.small() && c.pair() {
	}
}

// small tells whether there are so few pairs of values that all can be tried.
func (c *climber) small() bool { return c.values()*c.values()*len(c.base) <= maxPairs }

// from climbs with term k held to v, and then free.
func (c *climber) from(k, v int) bool {
	best, score := c.best, c.score
	p := slices.Clone(best)
	p[k] = v
	if next := c.exactly(p); v != best[k] && next != nil {
		c.held = k
		c.improve(p, next)
		c.held = -1
		if c.better(c.score, score) {
			c.improve(c.best, c.score)
			return true
		}
	}
	c.best, c.score = best, score
	return false
}

// single changes one term of the best for the better.
func (c *climber) single() bool {
	sums := c.sums(c.best)
	for k := range c.best {
		if c.vary(k, sums, func([]float64) bool { return false }) {
			return true
		}
	}
	return false
}

// pair changes two terms of the best for the better.
func (c *climber) pair() bool {
	sums := c.sums(c.best)
	for k := range c.best {
		if c.vary(k, sums, func(changed []float64) bool {
			for l := range k {
				if c.vary(l, changed, nil) {
					return true
				}
			}
			return false
		}) {
			return true
		}
	}
	return false
}

// vary gives term k of the best each other value. With the rows of each it goes
// deeper; where there is nothing deeper, or nothing found, it takes what is
// better itself.
func (c *climber) vary(k int, sums []float64, deeper func(changed []float64) bool) bool {
	n := len(c.base)
	changed := make([]float64, n)
	was := c.best[k]
	if k == c.held {
		return false
	}
	for _, v := range c.rows.left[k] {
		if v == was {
			continue
		}
		for i := range changed {
			changed[i] = sums[i] - c.adds[k][was*n+i] + c.adds[k][v*n+i]
		}
		c.best[k] = v
		if deeper != nil && deeper(changed) {
			return true
		}
		if c.promises(changed) {
			if score := c.exactly(c.best); score != nil && c.better(score, c.score) {
				c.score = slices.Clone(score)
				return true
			}
		}
		c.best[k] = was
	}
	return false
}

// sums are the rows of a package.
func (c *climber) sums(p Package) []float64 {
	n := len(c.base)
	sums := slices.Clone(c.base)
	for k, v := range p {
		for i, add := range c.adds[k][v*n : (v+1)*n] {
			sums[i] += add
		}
	}
	return sums
}
