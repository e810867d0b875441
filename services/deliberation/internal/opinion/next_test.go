package opinion_test

import (
	"fmt"
	"slices"
	"testing"

	"parley.example/services/deliberation/internal/opinion"
)

// divided is two groups of people who answer eight statements against each
// other and agree on a ninth; a tenth is new, an eleventh is taken out.
func divided() *opinion.Analysis {
	c := opinion.NewStances()
	for p := range 40 {
		side, other := opinion.Agree, opinion.Disagree
		if p%2 == 1 {
			side, other = other, side
		}
		for s := range 8 {
			what := side
			if (p+s)%7 == 0 {
				what = other
			}
			c.Hear(fmt.Sprint("p", p), fmt.Sprint("divides", s), what, 0)
		}
		c.Hear(fmt.Sprint("p", p), "settled", opinion.Agree, 0)
	}
	c.Put(opinion.Statement{ID: "new"})
	c.Put(opinion.Statement{ID: "out", Out: true})
	return opinion.Analyse(c.Matrix())
}

func TestNext(t *testing.T) {
	a := divided()
	place := func(next []opinion.Lesson, id string) int {
		return slices.IndexFunc(next, func(l opinion.Lesson) bool { return l.Statement == id })
	}
	first := a.Next("ann", nil)
	known := map[string]opinion.Stance{}
	for s := range 7 {
		known[fmt.Sprint("divides", s)] = opinion.Agree
	}
	later := a.Next("ann", known)
	tests := []struct {
		rule  string
		holds bool
	}{
		{"there are two groups", len(a.Groups.Centers) == 2},
		{"what divides the groups is asked of a stranger first", first[0].Statement[:3] == "div"},
		{"what is settled comes last", first[len(first)-1].Statement == "settled"},
		{"a new statement teaches more than a settled one", place(first, "new") < place(first, "settled")},
		{"and more than one that divides, once it is clear where somebody stands", place(later, "new") < place(later, "divides7")},
		{"what is taken out is never asked", place(first, "out") < 0},
		{"what was answered is not asked again", place(later, "divides0") < 0},
		{"whoever has answered everything is asked nothing", len(a.Next("ann", answered(a))) == 0},
		{"the same person is always asked the same", slices.Equal(first, a.Next("ann", nil))},
		{"an empty conversation asks nothing", len(opinion.Analyse(opinion.NewStances().Matrix()).Next("ann", nil)) == 0},
	}
	for _, tt := range tests {
		if !tt.holds {
			t.Errorf("it does not hold that %s: %v, %v", tt.rule, first, later)
		}
	}
}

func answered(a *opinion.Analysis) map[string]opinion.Stance {
	said := make(map[string]opinion.Stance)
	for _, s := range a.Statements {
		said[s.ID] = opinion.Pass
	}
	return said
}

// New statements meet each person in another order, so that none is always the
// last to be asked.
func TestNewStatementsTakeTurns(t *testing.T) {
	c := opinion.NewStances()
	for s := range 10 {
		c.Put(opinion.Statement{ID: fmt.Sprint(s)})
	}
	a := opinion.Analyse(c.Matrix())
	firsts := make(map[string]bool)
	for p := range 200 {
		firsts[a.Next(fmt.Sprint(p), nil)[0].Statement] = true
	}
	if len(firsts) != 10 {
		t.Errorf("only %d of 10 new statements are anybody's first", len(firsts))
	}
}

// Half of the people of a real conversation teach the analysis; the others are
// asked only what they did answer. After few questions it is clear more often
// where they stand if the analysis chose them.
func TestFewAnswersTeachMost(t *testing.T) {
	c, _ := readConversation(t, "vtaiwan.uberx")
	whole := c.Stances.Matrix()
	people := opinion.Analyse(whole).People
	half := opinion.NewStances()
	for _, s := range whole.Statements() {
		half.Put(s)
	}
	var asked []map[string]opinion.Stance
	for p, name := range people {
		said := whole.Row(p)
		if p%2 == 1 && len(said) >= 30 {
			asked = append(asked, said)
			continue
		}
		for id, what := range said {
			half.Hear(name, id, what, 0)
		}
	}
	a := opinion.Analyse(half.Matrix())
	const questions = 4
	chosen, inOrder := 0, 0
	for i, all := range asked {
		truth := a.Belongs(all)
		if a.Belongs(interview(all, questions, func(said map[string]opinion.Stance) []string { return names(a.Next(fmt.Sprint(i), said)) })) == truth {
			chosen++
		}
		if a.Belongs(interview(all, questions, func(map[string]opinion.Stance) []string { return ids(a) })) == truth {
			inOrder++
		}
	}
	t.Logf("after %d answers %d of %d people are where all their answers put them; asked in the order of the statements %d", questions, chosen, len(asked), inOrder)
	if chosen <= inOrder {
		t.Error("choosing the questions teaches no more")
	}
}

// interview asks so many questions in the order wanted, as far as there is an answer.
func interview(answers map[string]opinion.Stance, questions int, order func(map[string]opinion.Stance) []string) map[string]opinion.Stance {
	said := make(map[string]opinion.Stance)
	for len(said) < questions {
		for _, id := range order(said) {
			if answers[id] != opinion.Unseen && said[id] == opinion.Unseen {
				said[id] = answers[id]
				break
			}
		}
	}
	return said
}

func names(next []opinion.Lesson) (list []string) {
	for _, l := range next {
		list = append(list, l.Statement)
	}
	return list
}

func ids(a *opinion.Analysis) (list []string) {
	for _, s := range a.Statements {
		list = append(list, s.ID)
	}
	return list
}
