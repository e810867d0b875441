package opinion

import "slices"

// Typical is a statement that tells a group from the others, or that it agrees
// with more than with any other.
type Typical struct {
	Statement string
	Side      Side    // what is typical of the group
	Count     int     // people of the group on that side
	Seen      int     // of so many who have seen the statement
	Share     float64 // (count+1)/(seen+2)
	Z         float64 // that more than half are on that side
	Ratio     float64 // share here by share among all others
	RatioZ    float64 // that it is more here than there
	Leads     bool    // the group's best agreement: it comes first though it may miss a test
}

func (t Typical) weight() float64 { return t.Ratio * t.RatioZ * t.Share * t.Z }

// typically is how many statements stand for a group.
const typically = 5

// comparison is one statement in one group against all other groups.
type comparison struct {
	statement       int
	in              Count
	agree, disagree Typical
}

func compare(statement int, id string, in, rest Count) comparison {
	c := comparison{statement: statement, in: in}
	for i, into := range []*Typical{&c.agree, &c.disagree} {
		s := sides[i]
		*into = Typical{
			Statement: id, Side: s, Count: in.on(s), Seen: in.Seen,
			Share: in.share(s), Z: moreThanHalf(in.on(s), in.Seen),
			Ratio: in.share(s) / rest.share(s), RatioZ: moreThanThere(in.on(s), in.Seen, rest.on(s), rest.Seen),
		}
	}
	return c
}

// side is the one that tells more.
func (c comparison) side() Typical {
	if c.agree.RatioZ > c.disagree.RatioZ {
		return c.agree
	}
	return c.disagree
}

// tells asks for both tests at 90 % on one side.
func (c comparison) tells() bool {
	return c.agree.RatioZ > sure && c.agree.Z > sure || c.disagree.RatioZ > sure && c.disagree.Z > sure
}

// agreed tells whether a statement is a better agreement of the group than best:
// Polis's rule, which prefers what is agreed here rather than elsewhere.
func (c comparison) agreed(best *comparison) bool {
	switch a := c.agree; {
	case c.in.Agree == 0 && c.in.Disagree == 0:
		return false
	case best == nil:
		return a.Z > sure || a.Ratio > 1 && a.Share > 0.5
	case best.agree.Ratio > 1:
		return a.weight() > best.agree.weight()
	default:
		return a.Share*a.Z > best.agree.Share*best.agree.Z
	}
}

// typical selects the statements that stand for group g, agreements first. One
// comes back even if no test is passed, unless there is no other group.
func typical(statements []Statement, by [][]Count, g int) []Typical {
	if len(by) < 2 {
		return nil
	}
	var telling []Typical
	var lead, best *comparison
	for t, s := range statements {
		if s.Out {
			continue
		}
		var rest Count
		for other := range by {
			if other != g {
				rest = rest.plus(by[other][t])
			}
		}
		c := compare(t, s.ID, by[g][t], rest)
		if c.tells() {
			telling = append(telling, c.side())
		}
		if best == nil || c.side().RatioZ > best.side().RatioZ {
			best = &c
		}
		if c.agreed(lead) {
			lead = &c
		}
	}
	return chosen(telling, lead, best)
}

func chosen(telling []Typical, lead, best *comparison) []Typical {
	slices.SortStableFunc(telling, func(a, b Typical) int { return compareDown(a.weight(), b.weight()) })
	switch {
	case lead != nil:
		first := lead.side()
		first.Leads = true
		telling = slices.DeleteFunc(telling, func(t Typical) bool { return t.Statement == first.Statement })
		telling = slices.Insert(telling, 0, first)
	case len(telling) == 0 && best != nil:
		telling = []Typical{best.side()}
	}
	telling = telling[:min(typically, len(telling))]
	slices.SortStableFunc(telling, func(a, b Typical) int { return sideOrder(a.Side) - sideOrder(b.Side) })
	return telling
}

func sideOrder(s Side) int { return slices.Index(sides[:], s) }
