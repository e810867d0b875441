package mediation

import "slices"

// descend looks through what is left at a depth, none of which exceeds ceiling.
func (t *tree) descend(depth int, ceiling float64) {
	if t.budget.tick(); t.last() {
		t.open = max(t.open, ceiling)
		return
	}
	n := &t.at[depth]
	if depth > 0 {
		copy(n.relax.weights, t.at[depth-1].relax.weights)
	} else {
		copy(n.relax.weights, t.first)
	}
	b, cut := t.bound(n, t.cutting(), nodeSteps)
	if cut {
		return
	}
	ceiling = min(ceiling, b)
	term := t.shrink(n)
	switch term {
	case nothing:
		return
	case allChosen:
		t.leaf(n)
		return
	}
	n.order = append(n.order[:0], n.left[term]...)
	slices.SortStableFunc(n.order, func(a, b int) int {
		switch {
		case n.worth[term][a] > n.worth[term][b]:
			return -1
		case n.worth[term][a] < n.worth[term][b]:
			return 1
		}
		return a - b
	})
	for _, v := range n.order {
		if t.choose(depth, term, v) {
			t.descend(depth+1, ceiling)
		}
	}
}

// floor is the value that a package has to exceed to count, or to reach where
// ties are kept.
func (t *tree) floor() float64 {
	switch best := t.value(); {
	case !t.keepTies:
		return best
	case t.crowded:
		return best + rounding
	default:
		return best - rounding
	}
}

// cutting is the value that a node has to exceed.
func (t *tree) cutting() float64 {
	if t.keepTies {
		return t.floor()
	}
	return max(t.level, t.floor())
}

// leaf is the one package left.
func (t *tree) leaf(n *node) {
	p := make(Package, len(n.left))
	for k, values := range n.left {
		p[k] = values[0]
	}
	score := t.exactly(p)
	if score == nil {
		return
	}
	if t.better(score, t.score) {
		t.improve(p, score)
	}
	if !t.keepTies || t.reach(score) < t.value()-rounding {
		return
	}
	if len(t.ties) == maxTies {
		t.crowded = true
		return
	}
	t.ties = append(t.ties, p)
}
