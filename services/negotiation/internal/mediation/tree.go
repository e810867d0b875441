package mediation

import "math"

// tree looks for the best package by one criterion (branch and bound: Land &
// Doig 1960). It goes depth first and remembers nothing but its way, and goes
// again and again with a lower and lower level below which it cuts: each time
// it has gone through, nothing lies above that level.
type tree struct {
	*climber
	criterion
	budget   *meter
	at       []node    // by depth
	first    []float64 // weights to start from
	level    float64   // what cannot exceed it is cut off
	open     float64   // the highest bound of what was left unseen
	enough   float64   // a value that ends the search
	ties     []Package // the packages as good as the best, on the last way through
	keepTies bool
	crowded  bool // there are more than maxTies of them
}

const (
	maxTies   = 4096
	nodeSteps = 10  // subgradient steps at a node
	rootSteps = 400 // and, rootRuns times, at the root
	rootRuns  = 5
	askEvery  = 16    // steps there
	coarse    = 0.005 // a gap, as a part of the ceiling, that is worth some trouble
)

func (sp *space) tree(a aim, budget *meter) *tree {
	t := &tree{
		climber: newClimber(sp, a), budget: budget, enough: math.Inf(1),
		at: make([]node, len(sp.left)+1),
	}
	t.use(criterion{total: a.total})
	return t
}

// use sets the criterion.
func (t *tree) use(c criterion) {
	t.criterion = c
	t.first = make([]float64, len(t.base))
	for depth := range t.at {
		n := &t.at[depth]
		n.relax = t.relaxation(c)
		n.left = make([][]int, len(t.rows.left))
		n.worth = make([][]float64, len(t.rows.left))
		for k := range n.worth {
			n.worth[k] = make([]float64, len(t.sp.left[k]))
		}
	}
}

// kick holds each term of the best to each other value and climbs from there,
// until none of that leads to a better package.
func (t *tree) kick() {
	if t.score == nil || !t.small() {
		return
	}
	for better := true; better; {
		better = false
		for k := range t.best {
			for _, v := range t.rows.left[k] {
				if t.budget.ask(); t.done() {
					return
				}
				better = t.from(k, v) || better
			}
		}
	}
}

// offer makes a package the best if it is admitted and better.
func (t *tree) offer(p Package) {
	if score := t.exactly(p); score != nil && t.better(score, t.score) {
		t.improve(p, score)
	}
}

// run raises the best package and returns the value that nothing exceeds, and
// whether the best is proven to reach it. It is proven that there is no package
// if there is none and the ceiling is -∞.
func (t *tree) run() (ceiling float64, proven bool) {
	ceiling = t.root()
	if ceiling-t.value() > coarse*math.Abs(ceiling) {
		t.kick()
	}
	for !t.done() {
		best := t.value()
		t.keepTies = ceiling-best <= 1e-6*max(1, math.Abs(ceiling))
		switch {
		case t.score == nil:
			t.level = best
		case t.keepTies:
			t.level = best - rounding
		default:
			t.level = best + (ceiling-best)/2
			if ceiling-best < coarse*math.Abs(ceiling) {
				t.level = best + (ceiling-best)/8 // what is nearly closed closes soon
			}
		}
		unknown := t.score == nil
		t.open = math.Inf(-1)
		if t.everything() {
			t.descend(0, ceiling)
		}
		ceiling = min(ceiling, max(t.level, t.value(), t.open))
		if !t.done() && (t.keepTies || unknown && t.score == nil) {
			return ceiling, true
		}
	}
	return ceiling, false
}

// done tells whether the search ends before its end.
func (t *tree) done() bool { return t.budget.spent() || t.value() >= t.enough }

// last tells whether this way through the tree ends: a level comes from the
// first package found, so the way on which it is found is not the one to go on.
func (t *tree) last() bool { return t.done() || t.score != nil && math.IsInf(t.level, -1) }

// value is what the best package reaches.
func (t *tree) value() float64 { return t.reach(t.score) }

// reach is what a score is worth to the criterion.
func (t *tree) reach(score []float64) float64 {
	if score == nil {
		return math.Inf(-1)
	}
	for place, must := range t.fixed {
		if score[place] < must-rounding {
			return math.Inf(-1)
		}
	}
	return score[t.rank]
}

// root bounds the whole space.
func (t *tree) root() float64 {
	root := &t.at[0]
	if !t.everything() {
		return math.Inf(-1)
	}
	ceiling := math.Inf(1)
	for range rootRuns {
		level := t.value()
		if math.IsInf(level, -1) {
			level = -rounding
		}
		b, _ := t.bound(root, level, min(rootSteps, 4*t.values()))
		if ceiling = min(ceiling, b); ceiling-t.value() <= rounding {
			break
		}
	}
	copy(t.first, root.relax.weights)
	return ceiling
}

// bound bounds a node, tries the packages that come up by the way, and leaves
// the weights that bounded best. cut tells that nothing exceeds level.
func (t *tree) bound(n *node, level float64, steps int) (lowest float64, cut bool) {
	x := n.relax
	x.fix(n.left)
	lowest = math.Inf(1)
	for nth := 0; ; nth++ {
		if nth%askEvery == askEvery-1 {
			t.budget.ask()
		}
		m := x.loosen(n.left)
		t.try(x.pick, x.sums)
		b := x.bound(m)
		if b < lowest {
			lowest = b
			copy(x.best, x.weights)
		}
		cut = lowest <= max(level, t.floor())
		if cut || nth == steps || t.done() || !x.step(m, b, level, nth) {
			copy(x.weights, x.best)
			return lowest, cut
		}
	}
}
