package public

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/services/deliberation/internal/opinion"
)

// camps is a conversation of some people in two or three camps, some of whom
// say little.
func camps(t *rapid.T) *opinion.Analysis {
	c := opinion.NewStances()
	statements, people := rapid.IntRange(2, 10).Draw(t, "statements"), rapid.IntRange(0, 40).Draw(t, "people")
	for s := range statements {
		c.Put(opinion.Statement{ID: fmt.Sprint("s", s), Out: rapid.IntRange(0, 9).Draw(t, "out") == 0})
	}
	for p := range people {
		camp := rapid.IntRange(0, 2).Draw(t, "camp")
		for s := range rapid.IntRange(1, statements).Draw(t, "says") {
			stance := opinion.Stance(1 + (s*(camp+1)+camp)%2)
			if rapid.IntRange(0, 5).Draw(t, "own") == 0 {
				stance = opinion.Stance(rapid.IntRange(1, 3).Draw(t, "stance"))
			}
			c.Hear(fmt.Sprint("p", p), fmt.Sprint("s", s), stance, 1)
		}
	}
	return opinion.Analyse(c.Matrix())
}

// Nothing is told about fewer than five people, neither in a number nor by what
// is left when the numbers that are told are taken from their sum.
func TestNothingIsToldOfFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := camps(t)
		told := Of(a, 7, -1, nil)
		if len(a.People) < fewest {
			if told.ID != "" || len(told.Groups)+len(told.Consensus)+len(told.Majority) > 0 {
				t.Fatalf("of %d people: %+v", len(a.People), told)
			}
			return
		}
		for _, list := range [][]Statement{told.Consensus, told.Bridging, told.Majority} {
			for _, s := range list {
				check(t, s.Counts.Agree, cells(s, func(c Cells) *string { return c.Agree }))
				check(t, s.Counts.Disagree, cells(s, func(c Cells) *string { return c.Disagree }))
				check(t, s.Counts.Pass, cells(s, func(c Cells) *string { return c.Pass }))
			}
		}
		var sizes []*string
		for _, g := range told.Groups {
			sizes = append(sizes, g.Size)
			for _, s := range g.Representative {
				check(t, s.Counts.Agree, cells(s, func(c Cells) *string { return c.Agree }))
			}
		}
		left := len(a.People) - shownOf(t, sizes)
		if none := shownAll(sizes) && left > 0 && left < fewest; none {
			t.Fatalf("%d people who are in no group follow from %s", left, told.People)
		}
		text, _ := json.Marshal(told)
		if told.Viewer != nil || strings.Contains(string(text), `"p1"`) {
			t.Fatalf("somebody is marked: %s", text)
		}
	})
}

func cells(s Statement, of func(Cells) *string) (all []*string) {
	for _, c := range s.ByGroup {
		all = append(all, of(c))
	}
	return all
}

func shownAll(cells []*string) bool {
	for _, c := range cells {
		if c == nil || *c == few {
			return false
		}
	}
	return true
}

func shownOf(t *rapid.T, cells []*string) (sum int) {
	for _, c := range cells {
		if c == nil || *c == few {
			continue
		}
		n, err := strconv.Atoi(*c)
		if err != nil || n < fewest {
			t.Fatalf("%s is told", *c)
		}
		sum += n
	}
	return sum
}

// check takes what is told by group from what is told of all. Who is in no group
// is among what is left.
func check(t *rapid.T, all *string, cells []*string) {
	sum := shownOf(t, cells)
	if *all == few {
		if sum > 0 {
			t.Fatalf("%d by group, and < 5 of all", sum)
		}
		return
	}
	n, err := strconv.Atoi(*all)
	if err != nil {
		t.Fatal(err)
	}
	if left := n - sum; left != 0 && left < fewest {
		t.Fatalf("%d people follow from %s of all", left, *all)
	}
}

// What is raised is agreed to by five people or more, each once, and what
// bridges all comes before what stands for some.
func TestAsks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := camps(t)
		seen := make(map[string]bool)
		some := false
		for _, ask := range Asks(a) {
			if ask.People < fewest || seen[ask.Statement] || ask.Consensus && some || !ask.Consensus && len(ask.Groups) != 1 {
				t.Fatalf("%+v", ask)
			}
			seen[ask.Statement], some = true, some || !ask.Consensus
		}
	})
}
