package mediation

import "math"

// What shrink finds instead of a term to branch on.
const (
	nothing   = -1
	allChosen = -2
)

// shrink drops the values that cannot be part of a package above the level
// (reduced costs: Fisher 1981), and what constraints then forbid. It returns
// the term to branch on: one whose values are about equally good together and
// very different for the parties, so that choosing changes most.
func (t *tree) shrink(n *node) int {
	x := n.relax
	rows := len(x.base)
	m := dot(x.weights, x.fixedSums) + x.blur()
	n.tops = n.tops[:0]
	for k, values := range n.left {
		if len(values) == 1 {
			n.tops = append(n.tops, 0)
			continue
		}
		top := math.Inf(-1)
		for _, v := range values {
			worth := dot(x.weights, x.adds[k][v*rows:(v+1)*rows])
			n.worth[k][v] = worth
			top = max(top, worth)
		}
		n.tops = append(n.tops, top)
		m += top
	}
	margin := x.margin(m, t.cutting()) + rounding
	if margin <= 0 {
		return nothing
	}
	for _, k := range x.free {
		values := n.left[k]
		kept := values[:0]
		for _, v := range values {
			if n.tops[k]-n.worth[k][v] <= margin {
				kept = append(kept, v)
			}
		}
		n.left[k] = kept
	}
	if !t.settle(n) {
		return nothing
	}
	return t.term(n, margin)
}

// term picks the term to branch on.
func (t *tree) term(n *node, margin float64) int {
	rows := len(n.relax.base)
	term, most := allChosen, -1.0
	for k, values := range n.left {
		if len(values) < 2 {
			continue
		}
		best := values[0]
		for _, v := range values {
			if n.worth[k][v] > n.worth[k][best] {
				best = v
			}
		}
		adds := n.relax.adds[k]
		for _, v := range values {
			change := 0.0
			for i := range t.parties {
				change += math.Abs(adds[v*rows+i] - adds[best*rows+i])
			}
			if change /= 0.3*margin + n.tops[k] - n.worth[k][v]; v != best && change > most {
				term, most = k, change
			}
		}
	}
	return term
}
