package opinion

import "slices"

// Across is a statement as seen by all groups together.
type Across struct {
	Statement string
	Side      Side
	Score     float64 // Π over groups of (on that side+1)/(seen+2)
	ByGroup   []Count
}

// across returns group-aware consensus on one side, strongest first: to be high
// a statement has to be so in every group, however small (Small et al. 2021).
// Without groups there is none.
func across(statements []Statement, by [][]Count, side Side) []Across {
	var all []Across
	for t, s := range statements {
		if s.Out || len(by) == 0 {
			continue
		}
		a := Across{Statement: s.ID, Side: side, Score: 1}
		for _, counts := range by {
			a.Score *= counts[t].share(side)
			a.ByGroup = append(a.ByGroup, counts[t])
		}
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b Across) int { return compareDown(a.Score, b.Score) })
	return all
}

// Majority is a statement on which most of all people are on one side,
// whatever their group.
type Majority struct {
	Statement string
	Side      Side
	Count     int
	Seen      int
	Share     float64
	Z         float64 // that more than half are on that side
}

func (m Majority) weight() float64 { return m.Share * m.Z }

// majorities returns the five clearest majorities on one side.
func majorities(statements []Statement, all []Count, side Side) []Majority {
	var found []Majority
	for t, s := range statements {
		c := all[t]
		m := Majority{s.ID, side, c.on(side), c.Seen, c.share(side), moreThanHalf(c.on(side), c.Seen)}
		if !s.Out && m.Share > 0.5 && m.Z > sure {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Majority) int { return compareDown(a.weight(), b.weight()) })
	return found[:min(5, len(found))]
}

// Bridge is a statement on which every group is on the same side.
type Bridge struct {
	Statement string
	Side      Side
	Least     float64 // share in the group that is on this side least
	ByGroup   []Count
}

// bridges returns the statements to which, in every one of two groups or more,
// at least five people have spoken and more than half are on the same side at
// 90 %; the one comes first whose least convinced group is convinced most.
func bridges(statements []Statement, by [][]Count) []Bridge {
	var found []Bridge
	for t, s := range statements {
		for _, side := range sides {
			b := Bridge{Statement: s.ID, Side: side, Least: 1}
			holds := !s.Out && len(by) > 1
			for _, counts := range by {
				c := counts[t]
				holds = holds && c.Seen >= sayable && moreThanHalf(c.on(side), c.Seen) > sure
				b.Least = min(b.Least, c.share(side))
				b.ByGroup = append(b.ByGroup, c)
			}
			if holds {
				found = append(found, b)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Bridge) int { return compareDown(a.Least, b.Least) })
	return found
}
