package mediation

import "math/bits"

// claim is a vector that claims a place on the frontier, and what the points of
// an archive say about it. It is beaten if one covers it and clearly exceeds it:
// then it counts for nothing. It may be covered by one that does not exceed it
// by more than Tolerance, and it may be outdone by one that dominates it only
// because of the Tolerance.
type claim struct {
	u, lower []float64 // lower by Tolerance
	words    []int     // where those of each party's bucket begin
	taken    []int     // the buckets

	heard                    int // halls
	beaten, covered, outdone bool
}

func newClaim(parties int) claim {
	return claim{lower: make([]float64, parties), words: make([]int, parties), taken: make([]int, parties)}
}

// of makes it the claim of u.
func (c *claim) of(u []float64, a *archive) {
	c.u, c.beaten, c.covered, c.outdone = u, false, false, false
	for i, x := range u {
		c.lower[i] = x - Tolerance
		bucket := a.scales[i].of(c.lower[i])
		j := i // high buckets first, for fewest points lie as high
		for ; j > 0 && c.taken[j-1] < bucket; j-- {
			c.taken[j], c.words[j] = c.taken[j-1], c.words[j-1]
		}
		c.taken[j], c.words[j] = bucket, (i*buckets+bucket)*block
	}
}

// against holds the claim against the nth hall.
func (c *claim) against(a *archive, nth int) {
	hallWords, from := a.halls[nth], nth*hall
	blocks := min(hall, len(a.points)-from) / block
	words := func(party int) []uint64 { return hallWords[c.words[min(party, len(c.words)-1)]:][:blocks] }
	one, two, three := words(0), words(1), words(2)
	for at, may := range one { // three parties at once, for most words are 0 after that
		if may &= two[at] & three[at]; may == 0 {
			continue
		}
		for i := 3; i < len(c.words) && may != 0; i++ {
			may &= hallWords[c.words[i]+at]
		}
		for ; may != 0; may &= may - 1 {
			if c.hear(a.row(a.points[from+at*block+bits.TrailingZeros64(may)])); c.beaten {
				return
			}
		}
	}
}

// againstRecent holds the claim against the points that fill no block yet.
func (c *claim) againstRecent(a *archive) {
	for rest := a.recent; len(rest) > 0 && !c.beaten; rest = rest[a.parties:] {
		c.hear(rest[:a.parties])
	}
}

func (c *claim) hear(row []float64) {
	if !covers(row, c.lower) {
		return
	}
	covered, above := covers(row, c.u), exceeds(row, c.u)
	c.beaten = covered && above
	c.covered = c.covered || covered
	c.outdone = c.outdone || above
}
