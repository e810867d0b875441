package opinion_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley.example/services/deliberation/internal/opinion"
)

// said is one stance on its way to the analysis.
type said struct {
	person, statement string
	stance            opinion.Stance
	at                uint64
}

func conversations(t *rapid.T) []said {
	people, statements := rapid.IntRange(1, 60).Draw(t, "people"), rapid.IntRange(1, 12).Draw(t, "statements")
	return rapid.Custom(func(t *rapid.T) []said {
		var all []said
		for p := range people {
			for s := range statements {
				for _, stance := range rapid.SliceOfN(rapid.SampledFrom([]opinion.Stance{opinion.Unseen, opinion.Agree, opinion.Disagree, opinion.Pass}), 0, 2).Draw(t, "stances") {
					all = append(all, said{fmt.Sprint("p", p), fmt.Sprint("s", s), stance, uint64(len(all))})
				}
			}
		}
		return all
	}).Draw(t, "conversation")
}

func analysed(out string, all ...said) *opinion.Analysis {
	c := opinion.NewStances()
	for _, s := range all {
		c.Put(opinion.Statement{ID: s.statement, Out: s.statement == out})
		c.Hear(s.person, s.statement, s.stance, s.at)
	}
	return opinion.Analyse(c.Matrix())
}

// The same stances give the same analysis, bit for bit, in whatever order they
// come, however often, and whether or not it was asked for in between.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := conversations(t)
		want := analysed("s0", all...)
		shuffled := rapid.Permutation(slices.Concat(all, all[:len(all)/10])).Draw(t, "order")
		c := opinion.NewStances()
		for i, s := range shuffled {
			c.Put(opinion.Statement{ID: s.statement, Out: s.statement == "s0"})
			c.Hear(s.person, s.statement, s.stance, s.at)
			if i == len(shuffled)/2 {
				opinion.Analyse(c.Matrix())
			}
		}
		if got := opinion.Analyse(c.Matrix()); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order, another analysis:\n got %+v\nwant %+v", got, want)
		}
	})
}

// What people are called does not matter: under other names the id is the same,
// and everybody is found where they were.
func TestNamesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := conversations(t)
		other := make(map[string]string)
		for i, n := range rapid.Permutation(numbers(60)).Draw(t, "names") {
			other[fmt.Sprint("p", i)] = fmt.Sprint("q", n)
		}
		renamed := slices.Clone(all)
		for i, s := range renamed {
			renamed[i].person = other[s.person]
		}
		a, b := analysed("", all...), analysed("", renamed...)
		if a.ID != b.ID || !reflect.DeepEqual(a.ByGroup, b.ByGroup) || !reflect.DeepEqual(a.At, b.At) {
			t.Fatalf("%s is %s under other names", a.ID, b.ID)
		}
		for g, members := range a.Members() {
			for i, name := range members {
				members[i] = other[name]
			}
			slices.Sort(members)
			theirs := slices.Sorted(slices.Values(b.Members()[g]))
			if !slices.Equal(members, theirs) {
				t.Fatalf("group %d is %v, and was %v", g, theirs, members)
			}
		}
	})
}

// One stance more or less, and the analysis has another name.
func TestIDTellsWhatWasSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := conversations(t)
		before := analysed("", all...)
		more := said{"new", "s0", opinion.Agree, uint64(len(all))}
		if analysed("", append(slices.Clone(all), more)...).ID == before.ID {
			t.Fatal("a new stance leaves the id as it is")
		}
	})
}

func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
