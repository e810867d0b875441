package opinion

import "math"

// Count is how many took which stance; who passed is among those who have seen
// the statement, and in neither of the other two.
type Count struct{ Agree, Disagree, Seen int }

func (c Count) plus(d Count) Count {
	return Count{c.Agree + d.Agree, c.Disagree + d.Disagree, c.Seen + d.Seen}
}

// Side is agreement or disagreement.
type Side string

// The sides.
const (
	Agrees    Side = "agree"
	Disagrees Side = "disagree"
)

var sides = [...]Side{Agrees, Disagrees}

func (c Count) on(s Side) int {
	if s == Agrees {
		return c.Agree
	}
	return c.Disagree
}

// share is how probable a side is, by Laplace's rule of succession: (n+1)/(seen+2).
func (c Count) share(s Side) float64 { return float64(c.on(s)+1) / float64(c.Seen+2) }

// tally counts stances by group and statement; of people in no group only in all.
func (m *Matrix) tally(of []int, groups int) (all []Count, by [][]Count) {
	all, by = make([]Count, len(m.statements)), make([][]Count, groups)
	for g := range by {
		by[g] = make([]Count, len(m.statements))
	}
	for p := range m.people {
		for _, c := range m.row(p) {
			one := Count{Seen: 1}
			switch c.stance() {
			case Agree:
				one.Agree = 1
			case Disagree:
				one.Disagree = 1
			}
			t := c.statement()
			all[t] = all[t].plus(one)
			if g := of[p]; g != None {
				by[g][t] = by[g][t].plus(one)
			}
		}
	}
	return all, by
}

// sure is the z above which a one-sided test is significant at 90 %.
const sure = 1.2816

// moreThanHalf is the z of the hypothesis that a proportion exceeds one half,
// with Polis's pseudocount: 2·√(n+1)·((k+1)/(n+1) − 1/2).
func moreThanHalf(k, n int) float64 {
	return 2 * math.Sqrt(float64(n+1)) * (float64(k+1)/float64(n+1) - 0.5)
}

// moreThanThere is the z of the hypothesis that the first of two proportions
// exceeds the second: the pooled two-proportion test, with Polis's pseudocount
// of one in each of the four numbers.
func moreThanThere(here, nHere, there, nThere int) float64 {
	k1, n1, k2, n2 := float64(here+1), float64(nHere+1), float64(there+1), float64(nThere+1)
	pooled := (k1 + k2) / (n1 + n2)
	if pooled == 1 {
		return 0
	}
	return (k1/n1 - k2/n2) / math.Sqrt(float64(pooled*(1-pooled))*(1/n1+1/n2))
}
