package decision

import (
	"math/big"
	"math/bits"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var (
	half      = big.NewRat(1, 2)
	twoThirds = big.NewRat(2, 3)
	nothing   = new(big.Rat)

	table = []Elector{
		{ID: "huerta", Class: "growers"},
		{ID: "olmos", Class: "growers"},
		{ID: "riders", Class: "couriers"},
		{ID: "kitchens", Class: "restaurants"},
	}
	consent   = Rule{Kind: Consent, Quorum: half}
	unanimity = Rule{Kind: Unanimity, Quorum: half}
	majority  = Rule{Kind: Majority, Threshold: half, Strict: true, Quorum: half}
	classes   = Rule{Kind: PerClass, Threshold: half, Quorum: nothing}
)

func TestTally(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"consent carries when nobody objects", by(consent).votes(yes("huerta"), no("olmos")).are(Carried)},
		{"one objection stops consent", by(consent).votes(yes("huerta"), yes("olmos"), yes("riders"), objects("kitchens")).are(Rejected)},
		{"too few votes carry nothing", by(consent).votes(yes("huerta")).are(NoQuorum)},
		{"who abstains is there", by(consent).votes(yes("huerta"), abstains("olmos")).are(Carried)},
		{"unanimity wants every seat", by(unanimity).votes(yes("huerta"), yes("olmos"), yes("riders")).are(Rejected)},
		{"and has it", by(unanimity).votes(yes("huerta"), yes("olmos"), yes("riders"), yes("kitchens")).are(Carried)},
		{"half is not more than half", by(majority).votes(yes("huerta"), no("olmos")).are(Rejected)},
		{"abstentions do not thin a majority", by(majority).votes(yes("huerta"), abstains("olmos"), abstains("riders")).are(Carried)},
		{"nobody for it is no majority", by(majority).votes(abstains("huerta"), abstains("olmos")).are(Rejected)},
		{"an objection is a no where objections do not block", by(majority).votes(yes("huerta"), objects("olmos")).are(Rejected)},
		{"one class against is enough", by(classes).votes(yes("huerta"), yes("olmos"), no("riders"), yes("kitchens")).are(Rejected)},
		{"a silent class fails the first call", by(classes).votes(yes("huerta"), yes("kitchens")).are(Rejected)},
		{"and stands aside at a second", by(second(classes)).votes(yes("huerta"), yes("kitchens")).are(Carried)},
		{"not all classes can stand aside", by(second(classes)).votes().are(Rejected)},
		{"strangers are not counted", by(majority).votes(yes("huerta"), yes("olmos"), no("ruedas"), no("city"), no("insurer")).are(Carried)},
		{"the last word counts", by(majority).votes(no("huerta"), yes("olmos"), yes("huerta")).are(Carried)},
		{"a condition that holds is a yes", by(unanimity).votes(yes("huerta"), yes("olmos"), yes("riders", "kitchens"), yes("kitchens", "riders")).are(Carried)},
		{"a condition that does not hold is none", by(majority).votes(yes("huerta", "riders"), yes("olmos"), no("riders")).are(Rejected)},
		{"and takes along whoever relied on it", by(majority).votes(yes("huerta", "olmos"), yes("olmos", "riders"), no("riders"), yes("kitchens")).are(Rejected)},
		{"absence meets no condition", by(majority).votes(yes("huerta", "riders"), yes("olmos")).are(Rejected)},
		{"a rule that nobody knows carries nothing", by(Rule{Kind: "lottery", Quorum: nothing}).votes(yes("huerta")).are(Rejected)},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	rule Rule
	said []Vote
	want Outcome
}

func by(r Rule) spec                      { return spec{rule: r} }
func (s spec) votes(said ...Vote) spec    { s.said = said; return s }
func (s spec) are(want Outcome) spec      { s.want = want; return s }
func second(r Rule) Rule                  { r.Call = 2; return r }
func yes(who string, with ...string) Vote { return Vote{Elector: who, Choice: Yes, With: with} }
func no(who string) Vote                  { return Vote{Elector: who, Choice: No} }
func abstains(who string) Vote            { return Vote{Elector: who, Choice: Abstain} }
func objects(who string) Vote             { return Vote{Elector: who, Choice: Objects} }

func (s spec) check(t *testing.T) {
	if got := Tally(s.rule, table, s.said); got.Outcome != s.want {
		t.Errorf("%s, want %s\n%+v", got.Outcome, s.want, got.Steps)
	}
}

// The first decision of Valle Verde's second level, counted over members: 43 of
// 58 say yes, and yet it fails, since a class is against it.
func TestArithmeticIsShown(t *testing.T) {
	var electors []Elector
	var votes []Vote
	for _, class := range []struct {
		name              string
		yes, no, abstains int
	}{{"growers", 3, 0, 0}, {"city", 1, 0, 0}, {"restaurants", 29, 2, 0}, {"couriers", 10, 13, 1}} {
		for i, choice := range slices.Concat(slices.Repeat([]Choice{Yes}, class.yes), slices.Repeat([]Choice{No}, class.no), slices.Repeat([]Choice{Abstain}, class.abstains)) {
			id := class.name + string(rune('A'+i))
			electors = append(electors, Elector{ID: id, Class: class.name})
			votes = append(votes, Vote{Elector: id, Choice: choice})
		}
	}
	got := Tally(Rule{Kind: PerClass, Threshold: twoThirds, Quorum: half}, electors, votes)
	want := Result{Rejected, []Step{
		{Kind: StepQuorum, Have: "59", Of: "59", Share: "1", Needed: "1/2", Met: true},
		{Kind: StepShare, Class: "growers", Yes: "3", No: "0", Share: "1", Needed: "2/3", Met: true},
		{Kind: StepShare, Class: "city", Yes: "1", No: "0", Share: "1", Needed: "2/3", Met: true},
		{Kind: StepShare, Class: "restaurants", Yes: "29", No: "2", Share: "29/31", Needed: "2/3", Met: true},
		{Kind: StepShare, Class: "couriers", Yes: "10", No: "13", Share: "10/23", Needed: "2/3"},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

func TestFraction(t *testing.T) {
	for _, s := range []string{"", "-1/2", "1/0", "1/00", "1/", "/2", "1e9", "0.5", "1/2/3", "1234567890", " 1/2", "+1"} {
		if r, ok := Fraction(s); ok {
			t.Errorf("%q is taken for %s", s, r)
		}
	}
	if r, ok := Fraction("2/4"); !ok || r.RatString() != "1/2" {
		t.Errorf("2/4 is %v", r)
	}
}

// The set that is left is the greatest whose conditions hold inside it, as
// found by trying all sets, and the order of the votes does not matter.
func TestGreatestSet(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f"}
	electors := make([]Elector, len(names))
	for i, name := range names {
		electors[i] = Elector{ID: name}
	}
	rapid.Check(t, func(t *rapid.T) {
		votes := make([]Vote, len(names))
		for i, name := range names {
			with := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 3, rapid.ID).Draw(t, "with")
			votes[i] = Vote{Elector: name, Choice: rapid.SampledFrom([]Choice{Yes, Yes, Yes, No}).Draw(t, "choice"), With: with}
		}
		want := greatest(names, votes)
		for _, order := range [][]Vote{votes, rapid.Permutation(votes).Draw(t, "order")} {
			tally := newTally(electors, order)
			tally.strike()
			if got := ids(tally.said("", Yes)); !slices.Equal(got, want) {
				t.Fatalf("%v are left, want %v", got, want)
			}
		}
	})
}

func greatest(names []string, votes []Vote) []string {
	var best []string
	for set := range uint(1) << len(names) {
		in := func(name string) bool { return set>>slices.Index(names, name)&1 == 1 }
		holds := true
		for i, v := range votes {
			holds = holds && (set>>i&1 == 0 || v.Choice == Yes && !slices.ContainsFunc(v.With, func(n string) bool { return !in(n) }))
		}
		if holds && bits.OnesCount(set) > len(best) {
			best = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !in(n) })
		}
	}
	return best
}
