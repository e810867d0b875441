// Package public says what everybody who hears a conversation may know of its
// analysis: never anything about fewer than five people, nor what would follow
// from the rest. Of people only the one who asks is marked, and only for
// themself.
package public

import (
	"strconv"

	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/internal/rules/measure"
)

// fewest is how many people there must be behind a number.
const fewest = 5

// few is what is shown of a number under five, none included.
const few = "< 5"

// listed is how many statements a list has.
const listed = 10

// The parts of what is told.
type (
	Told struct {
		ID         string      `json:"id,omitempty"` // absent below five people
		Sequence   string      `json:"sequence"`
		People     string      `json:"people"`
		Statements int         `json:"statements"`
		Axes       []Axis      `json:"axes"`
		Groups     []Group     `json:"groups"`
		Consensus  []Statement `json:"consensus"`
		Bridging   []Statement `json:"bridging"`
		Majority   []Statement `json:"majority"`
		Viewer     *Place      `json:"viewer,omitempty"`
		Next       []string    `json:"next"`
	}
	Axis struct {
		Explained float64   `json:"explained"` // share of all differences
		Loadings  []Loading `json:"loadings"`
	}
	Loading struct {
		Statement string  `json:"statement"`
		Loading   float64 `json:"loading"`
	}
	Group struct {
		Number         int         `json:"number"`
		Size           *string     `json:"size"`
		X              float64     `json:"x"`
		Y              float64     `json:"y"`
		Representative []Statement `json:"representative"`
	}
	// Statement is one with how many stand where on it, in all and by group.
	Statement struct {
		Statement string  `json:"statement"`
		Side      string  `json:"side"`
		Counts    Cells   `json:"counts"`
		ByGroup   []Cells `json:"byGroup"`
	}
	// Cells are people by stance: a number, "< 5", or nothing where a number
	// would give another one away.
	Cells struct {
		Agree    *string `json:"agree"`
		Disagree *string `json:"disagree"`
		Pass     *string `json:"pass"`
	}
	Place struct {
		X     float64 `json:"x"`
		Y     float64 `json:"y"`
		Group *int    `json:"group,omitempty"`
	}
)

// Of tells an analysis. next are the statements to show to the viewer, place
// is the viewer's row, -1 if they have said nothing.
func Of(a *opinion.Analysis, sequence uint64, place int, next []string) Told {
	t := Told{
		Sequence: strconv.FormatUint(sequence, 10), People: number(len(a.People)), Statements: len(a.Statements), Next: next,
		Axes: []Axis{}, Groups: []Group{}, Consensus: []Statement{}, Bridging: []Statement{}, Majority: []Statement{},
	}
	if t.Next == nil {
		t.Next = []string{}
	}
	if len(a.People) < fewest {
		return t // of an id one could work out what so few have said
	}
	c := counter{a: a, place: make(map[string]int, len(a.Statements))}
	for i, s := range a.Statements {
		c.place[s.ID] = i
	}
	t.ID = a.ID
	for i := range a.Axes.Components {
		t.Axes = append(t.Axes, axis(a, i))
	}
	c.lists(&t)
	t.Viewer = at(a, place)
	return t
}

// lists tells the groups and the statements.
func (c counter) lists(t *Told) {
	a := c.a
	for g, size := range sizes(a) {
		one := Group{Number: g, Size: size, X: a.Groups.Centers[g][0], Y: a.Groups.Centers[g][1], Representative: []Statement{}}
		for _, s := range a.Typical[g] {
			one.Representative = append(one.Representative, c.tell(s.Statement, s.Side))
		}
		t.Groups = append(t.Groups, one)
	}
	for _, side := range []opinion.Side{opinion.Agrees, opinion.Disagrees} {
		for _, s := range a.Across[side][:min(listed, len(a.Across[side]))] {
			t.Consensus = append(t.Consensus, c.tell(s.Statement, s.Side))
		}
		for _, s := range a.Majority[side] {
			t.Majority = append(t.Majority, c.tell(s.Statement, s.Side))
		}
	}
	for _, s := range a.Bridges[:min(listed, len(a.Bridges))] {
		t.Bridging = append(t.Bridging, c.tell(s.Statement, s.Side))
	}
}

func at(a *opinion.Analysis, place int) *Place {
	if place < 0 {
		return nil
	}
	p := &Place{X: a.At[place][0], Y: a.At[place][1]}
	if g := a.Groups.Of[place]; g != opinion.None {
		p.Group = &g
	}
	return p
}

// axis leaves out statements that few have seen: how far a mean moves their
// loading would tell what those said.
func axis(a *opinion.Analysis, i int) Axis {
	x := Axis{Explained: a.Axes.Explained[i], Loadings: []Loading{}}
	for t, s := range a.Statements {
		if !s.Out && a.All[t].Seen >= fewest {
			x.Loadings = append(x.Loadings, Loading{s.ID, a.Axes.Components[i][t]})
		}
	}
	return x
}

// sizes are the groups' sizes. Beside them stands how many people there are,
// from which those in no group would follow.
func sizes(a *opinion.Analysis) []*string {
	people := make([]int, len(a.Groups.Centers)+1)
	for _, g := range a.Groups.Of {
		if g == opinion.None {
			g = len(a.Groups.Centers)
		}
		people[g]++
	}
	return told(people)[:len(a.Groups.Centers)]
}

// told conceals numbers beside whose sum they stand.
func told(people []int) []*string {
	shown, _ := measure.Five(people)
	texts := make([]*string, len(people))
	for i, n := range people {
		if shown[i] || n < fewest {
			text := number(n)
			texts[i] = &text
		}
	}
	return texts
}

func number(n int) string {
	if n < fewest {
		return few
	}
	return strconv.Itoa(n)
}

// counter counts one statement after another.
type counter struct {
	a     *opinion.Analysis
	place map[string]int
}

// tell counts who stands where on a statement. The sum of a stance over all
// people is public, so what is left of it by groups is concealed together.
func (c counter) tell(id string, side opinion.Side) Statement {
	t := c.place[id]
	s := Statement{Statement: id, Side: string(side), ByGroup: make([]Cells, len(c.a.ByGroup))}
	for _, stance := range []struct {
		of   func(opinion.Count) int
		cell func(*Cells) **string
	}{
		{func(n opinion.Count) int { return n.Agree }, func(c *Cells) **string { return &c.Agree }},
		{func(n opinion.Count) int { return n.Disagree }, func(c *Cells) **string { return &c.Disagree }},
		{func(n opinion.Count) int { return n.Seen - n.Agree - n.Disagree }, func(c *Cells) **string { return &c.Pass }},
	} {
		left := stance.of(c.a.All[t])
		all := number(left)
		*stance.cell(&s.Counts) = &all
		people := make([]int, 0, len(s.ByGroup)+1)
		for _, counts := range c.a.ByGroup {
			n := stance.of(counts[t])
			people, left = append(people, n), left-n
		}
		texts := told(append(people, left))
		for g := range s.ByGroup {
			*stance.cell(&s.ByGroup[g]) = texts[g]
		}
	}
	return s
}
