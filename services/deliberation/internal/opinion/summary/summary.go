package summary

import (
	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/sheet"
)

// aware is how many statements of group-aware consensus are listed on each side.
const aware = 10

// Of puts an analysis into the words of its statements.
func Of(c *sheet.Conversation, a *opinion.Analysis) Summary {
	r := Summary{ID: a.ID, People: c.People, Votes: voted(a)}
	for i := range a.Axes.Components {
		r.Axes = append(r.Axes, seenFrom(a, i))
	}
	text := func(id string) string { return c.Text[id] }
	for g, members := range a.Members() {
		one := Group{Number: g, Size: len(members), Center: a.Groups.Centers[g], Members: members, Representative: []Single{}}
		r.InConversation += len(members)
		for _, t := range a.Typical[g] {
			one.Representative = append(one.Representative, Single{
				Statement: t.Statement, Text: text(t.Statement), Side: t.Side, Count: &t.Count, Seen: &t.Seen,
				Share: &t.Share, Z: &t.Z, Ratio: &t.Ratio, RatioZ: &t.RatioZ, Leads: t.Leads,
			})
		}
		r.Groups = append(r.Groups, one)
	}
	for _, t := range a.Groups.Tried {
		r.Tried = append(r.Tried, Trial{t.Groups, t.Silhouette, t.Within, t.Smallest, t.Groups == len(a.Groups.Centers)})
	}
	r.Majority = Sided[Single]{majority(a, opinion.Agrees, text), majority(a, opinion.Disagrees, text)}
	r.GroupAware = Sided[Single]{across(a, opinion.Agrees, text), across(a, opinion.Disagrees, text)}
	r.Bridging = []Single{}
	for _, b := range a.Bridges {
		r.Bridging = append(r.Bridging, Single{
			Statement: b.Statement, Text: text(b.Statement), Side: b.Side, Least: &b.Least, ByGroup: counts(b.ByGroup),
		})
	}
	r.Statements, r.Positions = listed(a, text), placed(a)
	return r
}

func voted(a *opinion.Analysis) Votes {
	var v Votes
	for _, c := range a.All {
		v.Agree += c.Agree
		v.Disagree += c.Disagree
		v.Pass += c.Seen - c.Agree - c.Disagree
	}
	return v
}

func seenFrom(a *opinion.Analysis, i int) Axis {
	one := Axis{Eigenvalue: a.Axes.Eigenvalue[i], Explained: a.Axes.Explained[i]}
	for t, s := range a.Statements {
		one.Loadings = append(one.Loadings, Loading{s.ID, a.Axes.Components[i][t], a.Axes.Center[t]})
	}
	return one
}

func majority(a *opinion.Analysis, side opinion.Side, text func(string) string) []Single {
	list := []Single{}
	for _, m := range a.Majority[side] {
		list = append(list, Single{
			Statement: m.Statement, Text: text(m.Statement), Side: side, Count: &m.Count, Seen: &m.Seen, Share: &m.Share, Z: &m.Z,
		})
	}
	return list
}

func across(a *opinion.Analysis, side opinion.Side, text func(string) string) []Single {
	list := []Single{}
	for _, s := range a.Across[side][:min(aware, len(a.Across[side]))] {
		list = append(list, Single{
			Statement: s.Statement, Text: text(s.Statement), Side: side, Score: &s.Score, ByGroup: counts(s.ByGroup),
		})
	}
	return list
}

func counts(by []opinion.Count) []Count {
	list := make([]Count, len(by))
	for i, c := range by {
		list[i] = Count(c)
	}
	return list
}

func listed(a *opinion.Analysis, text func(string) string) []Statement {
	list := make([]Statement, len(a.Statements))
	for t, s := range a.Statements {
		list[t] = Statement{ID: s.ID, Text: text(s.ID), Out: s.Out, All: Count(a.All[t]), ByGroup: []Count{}}
		for _, group := range a.ByGroup {
			list[t].ByGroup = append(list[t].ByGroup, Count(group[t]))
		}
	}
	return list
}

func placed(a *opinion.Analysis) []Position {
	list := make([]Position, len(a.People))
	for p, name := range a.People {
		list[p] = Position{Person: name, X: a.At[p][0], Y: a.At[p][1]}
		if g := a.Groups.Of[p]; g != opinion.None {
			list[p].Group = &g
		}
	}
	return list
}
