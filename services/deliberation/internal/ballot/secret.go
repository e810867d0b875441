package ballot

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/measure"
)

// nameless makes an electorate for votes that nobody can match with people: the
// votes themselves and, in every class, as many who are silent as are missing.
func (c *count) nameless(votes map[string]deliberation.BallotVote) {
	left := hideouts(c.asked)
	for _, name := range slices.Sorted(maps.Keys(votes)) {
		v := votes[name]
		if left[v.Class] == 0 {
			continue // more than there are people: not one of theirs
		}
		left[v.Class]--
		c.electors = append(c.electors, decision.Elector{ID: name, Class: v.Class})
		c.cast = append(c.cast, v)
	}
	for class, n := range left {
		for i := range n {
			c.electors = append(c.electors, decision.Elector{ID: "silent " + strconv.Itoa(i) + " " + class, Class: class})
		}
	}
	slices.SortStableFunc(c.electors, func(a, b decision.Elector) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.ID, b.ID))
	})
}

// veil leaves out every number of a secret ballot that would be about too few
// (the rule of five), with what it could be worked out from: a concealed part of
// one class takes all the arithmetic with it. The outcome is always told, and
// which of its steps were met, since that is what was asked for.
func (c count) veil(e *deliberation.BallotClosed) {
	shown := true
	for class := range hideouts(c.asked) {
		shown = c.hidden(class) && shown
	}
	for i := range e.Turnout {
		if !shown {
			e.Turnout[i].Voted = ""
		}
	}
	for i := range e.Count {
		if !shown {
			e.Count[i].People = ""
		}
	}
	for i, s := range e.Steps {
		if !shown {
			e.Steps[i] = deliberation.BallotStep{Kind: s.Kind, Class: s.Class, Needed: s.Needed, Strict: s.Strict, Met: s.Met}
		}
	}
	if e.Preferred != nil && !(shown && c.crowded(e.Preferred)) {
		e.Preferred, e.Paths = nil, nil
	}
}

// hidden tells whether everybody in a class is hidden among others, so that its
// numbers may be shown: each is about nobody or about at least five, and they
// are not all of one mind, which would tell everybody's vote.
func (c count) hidden(class string) bool {
	voices := make(map[deliberation.BallotChoice]int)
	voted := 0
	for _, v := range c.cast {
		if v.Class == class {
			voices[v.Choice]++
			voted++
		}
	}
	cells := []int{hideouts(c.asked)[class] - voted}
	for _, n := range voices {
		cells = append(cells, n)
	}
	if ranks := c.asked.Rule.Method == deliberation.ByRanking; !ranks && len(voices) < 2 {
		return false
	}
	shown, sum := measure.Five(cells)
	return sum && !slices.Contains(shown, false)
}

// crowded tells whether every comparison of a ranking is between many.
func (c count) crowded(preferred [][]int64) bool {
	ranks := 0
	for _, v := range c.cast {
		if v.Choice == deliberation.BallotRank {
			ranks++
		}
	}
	for i := range preferred {
		for j := range i {
			first, second := int(preferred[i][j]), int(preferred[j][i])
			shown, sum := measure.Five([]int{first, second, ranks - first - second})
			if first == 0 || second == 0 || !sum || slices.Contains(shown, false) {
				return false
			}
		}
	}
	return true
}
