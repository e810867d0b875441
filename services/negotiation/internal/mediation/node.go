package mediation

import "slices"

// node is what is left on the way to a package.
type node struct {
	left  [][]int
	relax *relaxation
	worth [][]float64 // of each value left, weighted
	tops  []float64   // the largest of each term
	order []int
}

// everything puts all values back into the root.
func (t *tree) everything() bool {
	root := &t.at[0]
	for k, values := range t.rows.left {
		root.left[k] = append(root.left[k][:0], values...)
	}
	return t.settle(root)
}

// choose writes the node below, in which term has value v.
func (t *tree) choose(depth, term, v int) bool {
	n, below := &t.at[depth], &t.at[depth+1]
	for k, values := range n.left {
		below.left[k] = append(below.left[k][:0], values...)
	}
	below.left[term] = append(below.left[term][:0], v)
	return t.settle(below)
}

// settle drops values that constraints forbid beside what is left, until
// nothing changes. It is false when a term has no value left.
func (t *tree) settle(n *node) bool {
	for changed := len(t.sp.rules) > 0; changed; {
		changed = false
		for _, c := range t.sp.rules {
			if !c.open(n.left) {
				return false
			}
			for _, k := range c.terms() {
				before := len(n.left[k])
				n.left[k] = c.narrow(n.left, k)
				if len(n.left[k]) == 0 {
					return false
				}
				changed = changed || len(n.left[k]) < before
			}
		}
	}
	return !slices.ContainsFunc(n.left, func(values []int) bool { return len(values) == 0 })
}
