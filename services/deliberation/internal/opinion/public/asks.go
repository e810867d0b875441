package public

import "parley.example/services/deliberation/internal/opinion"

// Ask is a statement that wants an answer. People are those who agree with it,
// Behind the people of the groups for which it stands.
type Ask struct {
	Statement      string
	Consensus      bool
	Groups         []int
	People, Behind int
}

// Asks returns what a conversation owes an answer: first what bridges all its
// groups, the one first whose least convinced group is convinced most, or what
// most agree with where there is one group; then what stands for each group, in
// turns. How many of them are raised is for others to say.
func Asks(a *opinion.Analysis) []Ask {
	c := counter{a: a, place: make(map[string]int, len(a.Statements))}
	for i, s := range a.Statements {
		c.place[s.ID] = i
	}
	var asks []Ask
	seen := make(map[string]bool)
	add := func(ask Ask) {
		ask.People = a.All[c.place[ask.Statement]].Agree
		if !seen[ask.Statement] && ask.People >= fewest {
			seen[ask.Statement] = true
			asks = append(asks, ask)
		}
	}
	every := make([]int, len(a.Groups.Centers))
	for g := range every {
		every[g] = g
	}
	for _, b := range a.Bridges {
		if b.Side == opinion.Agrees {
			add(Ask{Statement: b.Statement, Consensus: true, Groups: every, Behind: len(a.People)})
		}
	}
	if len(every) < 2 {
		for _, m := range a.Majority[opinion.Agrees] {
			add(Ask{Statement: m.Statement, Consensus: true, Groups: every, Behind: len(a.People)})
		}
	}
	members := a.Members()
	for turn := range 5 {
		for g, typical := range a.Typical {
			if turn < len(typical) && typical[turn].Side == opinion.Agrees && typical[turn].Count >= fewest {
				add(Ask{Statement: typical[turn].Statement, Groups: []int{g}, Behind: len(members[g])})
			}
		}
	}
	return asks
}
