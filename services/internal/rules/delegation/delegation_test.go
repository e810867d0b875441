package delegation

import (
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/services/internal/rules/decision"
)

var (
	people   = []string{"ana", "ben", "cleo", "dan"}
	all      = Scope{}
	crates   = Scope{Negotiation: "crates"}
	deposit  = Scope{Negotiation: "crates", Term: "deposit"}
	routes   = Scope{Negotiation: "routes"}
	lossTerm = Scope{Negotiation: "crates", Term: "loss"}
)

func TestResolve(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"whoever votes carries the own vote", given().voted("ana").then("ana:ana")},
		{"whoever does neither has no vote", given().voted("ben").then("ana:silent")},
		{"a vote that was lent is cast", given(lends("ana", "ben", all)).voted("ben").then("ana:ben")},
		{"and handed on", given(lends("ana", "ben", all), lends("ben", "cleo", all)).voted("cleo").then("ana:cleo", "ben:cleo")},
		{"an own vote overrides", given(lends("ana", "ben", all)).voted("ana", "ben").then("ana:ana")},
		{"also on the way", given(lends("ana", "ben", all), lends("ben", "cleo", all)).voted("ben", "cleo").then("ana:ben")},
		{"a term goes before a negotiation", given(lends("ana", "ben", crates), lends("ana", "cleo", deposit)).voted("ben", "cleo").then("ana:cleo")},
		{"a negotiation goes before the organization", given(lends("ana", "ben", all), lends("ana", "cleo", crates)).voted("ben", "cleo").then("ana:cleo")},
		{"each person's own closest counts on the way", given(lends("ana", "ben", all), lends("ben", "cleo", deposit), lends("ben", "dan", all)).voted("cleo", "dan").then("ana:cleo")},
		{"another negotiation does not count", given(lends("ana", "ben", routes)).voted("ben").then("ana:silent")},
		{"nor does another term", given(lends("ana", "ben", lossTerm)).voted("ben").then("ana:silent")},
		{"the closest counts also if it leads nowhere", given(lends("ana", "ben", deposit), lends("ana", "cleo", all)).voted("cleo").then("ana:silent")},
		{"what was taken back does not count", given(lends("ana", "ben", all), lends("ana", "", all)).voted("ben").then("ana:silent")},
		{"and lets the wider one count again", given(lends("ana", "ben", deposit), lends("ana", "cleo", all), lends("ana", "", deposit)).voted("ben", "cleo").then("ana:cleo")},
		{"of two the later one stands", given(lends("ana", "ben", all), lends("ana", "cleo", all)).voted("ben", "cleo").then("ana:cleo")},
		{"a circle is no vote", given(lends("ana", "ben", all), lends("ben", "ana", all)).voted("cleo").then("ana:circle", "ben:circle")},
		{"nor for whoever leads into it", given(lends("dan", "ana", all), lends("ana", "ben", all), lends("ben", "ana", all)).voted("cleo").then("dan:circle")},
		{"a circle in which one votes is none", given(lends("ana", "ben", all), lends("ben", "cleo", all), lends("cleo", "ana", all)).voted("cleo").then("ana:cleo", "ben:cleo", "cleo:cleo")},
		{"one's own hands are a circle", given(lends("ana", "ana", all)).voted("ben").then("ana:circle")},
		{"who is no elector carries nothing", given(lends("ana", "zoe", all)).voted("zoe").then("ana:outside")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	snapshot []Delegation
	cast     []string
	want     []string
}

func given(snapshot ...Delegation) spec             { return spec{snapshot: snapshot} }
func (s spec) voted(who ...string) spec             { s.cast = who; return s }
func (s spec) then(want ...string) spec             { s.want = want; return s }
func lends(from, to string, scope Scope) Delegation { return Delegation{from, to, scope} }

func (s spec) check(t *testing.T) {
	got := make(map[string]string)
	for _, c := range Resolve(people, s.snapshot, deposit, set(s.cast)) {
		got[c.Elector] = c.By + c.Lost
		if last := append([]string{c.Elector}, c.Path...)[len(c.Path)]; c.By != "" && last != c.By {
			t.Errorf("the path of %s ends with %s, not %s", c.Elector, last, c.By)
		}
	}
	for _, w := range s.want {
		if who, want, _ := strings.Cut(w, ":"); got[who] != want {
			t.Errorf("%s: %s, want %s", who, got[who], want)
		}
	}
}

func set(list []string) map[string]bool {
	m := make(map[string]bool)
	for _, s := range list {
		m[s] = true
	}
	return m
}

// Whoever lent a vote says what its carrier says, but objects to nothing.
func TestSpread(t *testing.T) {
	carried := []Carried{{Elector: "ana", By: "ben"}, {Elector: "ben", By: "ben"}, {Elector: "cleo", By: "dan"}, {Elector: "dan", By: "dan"}, {Elector: "eva", Lost: Silent}}
	cast := []decision.Vote{{Elector: "ben", Choice: decision.Yes}, {Elector: "dan", Choice: decision.Objects}}
	want := []decision.Vote{{Elector: "ana", Choice: decision.Yes}, {Elector: "ben", Choice: decision.Yes}, {Elector: "cleo", Choice: decision.No}, {Elector: "dan", Choice: decision.Objects}}
	if got := Spread(carried, cast); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// ballot is an electorate, who lends to whom, and who votes what.
type ballot struct {
	electors []string
	next     map[string]string
	snapshot []Delegation
	voted    map[string]bool
	cast     []decision.Vote
}

func ballots(t *rapid.T) ballot {
	b := ballot{next: make(map[string]string), voted: make(map[string]bool)}
	for i := range rapid.IntRange(1, 9).Draw(t, "people") {
		b.electors = append(b.electors, fmt.Sprint("p", i))
	}
	for _, e := range b.electors {
		if rapid.IntRange(0, 3).Draw(t, "lends") > 0 {
			b.next[e] = rapid.SampledFrom(b.electors).Draw(t, "to")
			b.snapshot = append(b.snapshot, Delegation{From: e, To: b.next[e]})
		}
		if rapid.IntRange(0, 2).Draw(t, "votes") == 0 {
			b.voted[e] = true
			choice := rapid.SampledFrom([]decision.Choice{decision.Yes, decision.No, decision.Abstain}).Draw(t, "choice")
			b.cast = append(b.cast, decision.Vote{Elector: e, Choice: choice})
		}
	}
	return b
}

// carrier goes from hand to hand, at most as often as there are people.
func (b ballot) carrier(of string) string {
	for range b.electors {
		if !b.voted[of] && b.next[of] != "" {
			of = b.next[of]
		}
	}
	if b.voted[of] {
		return of
	}
	return ""
}

// A vote is cast by whoever it reaches from hand to hand, whatever the order of
// people and delegations, and the tally is what a recount by hand gives.
func TestTallyIsARecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := ballots(t)
		carried := Resolve(b.electors, b.snapshot, deposit, b.voted)
		yes := 0
		for i, e := range b.electors {
			want := b.carrier(e)
			if carried[i].By != want {
				t.Fatalf("the vote of %s is cast by %q, want %q", e, carried[i].By, want)
			}
			if slices.ContainsFunc(b.cast, func(v decision.Vote) bool { return v.Elector == want && v.Choice == decision.Yes }) {
				yes++
			}
		}
		if got := counted(b.electors, Spread(carried, b.cast)); got != fmt.Sprint(yes) {
			t.Fatalf("%s say yes, want %d", got, yes)
		}
		other := Resolve(rapid.Permutation(b.electors).Draw(t, "order"), rapid.Permutation(b.snapshot).Draw(t, "snapshot"), deposit, b.voted)
		slices.SortFunc(other, func(a, b Carried) int { return strings.Compare(a.Elector, b.Elector) })
		if !reflect.DeepEqual(other, carried) {
			t.Fatalf("in another order %v, want %v", other, carried)
		}
	})
}

// counted is how many yes votes a tally shows.
func counted(electors []string, votes []decision.Vote) string {
	var list []decision.Elector
	for _, e := range electors {
		list = append(list, decision.Elector{ID: e})
	}
	tally := decision.Tally(decision.Rule{Kind: decision.Unanimity, Quorum: new(big.Rat)}, list, votes)
	for _, s := range tally.Steps {
		if s.Kind == decision.StepEveryone {
			return s.Yes
		}
	}
	return ""
}
