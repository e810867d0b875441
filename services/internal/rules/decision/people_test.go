package decision

import (
	"math/big"
	"testing"
)

// The first decision of Valle Verde on the second level: 43 of 58 people say
// yes, and it fails, since the couriers' class does not.
func TestPeopleBehindTheSeats(t *testing.T) {
	electors := []Elector{
		{ID: "huerta", Class: "growers"},
		{ID: "olmos", Class: "growers"},
		{ID: "ramon", Class: "growers"},
		{ID: "riders", Class: "couriers", People: 24},
		{ID: "kitchens", Class: "restaurants", People: 31},
		{ID: "city", Class: "city"},
	}
	rule := Rule{Kind: PerClass, Threshold: twoThirds, Quorum: half, People: true, Call: 1}
	votes := func(riders *Split) []Vote {
		choice := No
		if riders.Yes > riders.No {
			choice = Yes
		}
		return []Vote{
			yes("huerta"), yes("olmos"), yes("ramon"), yes("city"),
			{Elector: "kitchens", Choice: Yes, Split: &Split{Yes: 29, No: 2}},
			{Elector: "riders", Choice: choice, Split: riders},
		}
	}
	first := Tally(rule, electors, votes(&Split{Yes: 10, No: 13, Abstain: 1}))
	shares := map[string]string{"growers": "1", "couriers": "10/23", "restaurants": "29/31", "city": "1"}
	for _, s := range first.Steps {
		if want := shares[s.Class]; s.Kind == StepShare && s.Share != want {
			t.Errorf("%s: %s, want %s", s.Class, s.Share, want)
		}
	}
	if first.Outcome != Rejected {
		t.Errorf("the first decision is %s", first.Outcome)
	}
	all := Tally(Rule{Kind: Majority, Threshold: half, Quorum: half, People: true}, electors, votes(&Split{Yes: 10, No: 13, Abstain: 1}))
	if step := all.Steps[len(all.Steps)-1]; step.Yes != "43" || step.No != "15" {
		t.Errorf("%s say yes and %s no, want 43 of 58", step.Yes, step.No)
	}
	if second := Tally(rule, electors, votes(&Split{Yes: 17, No: 6, Abstain: 1})); second.Outcome != Carried {
		t.Errorf("the second decision is %s: %+v", second.Outcome, second.Steps)
	}
}

// 60 % of the seats and 65 % of the trips.
func TestDoubleWithAWeightThresholdOfItsOwn(t *testing.T) {
	electors := []Elector{
		{ID: "platform", Weight: big.NewRat(0, 1)},
		{ID: "drivers", Weight: big.NewRat(62, 1)},
		{ID: "free", Weight: big.NewRat(30, 1)},
		{ID: "union", Weight: big.NewRat(8, 1)},
	}
	rule := Rule{Kind: Double, Threshold: big.NewRat(3, 5), WeightThreshold: big.NewRat(13, 20), Quorum: half}
	for _, tt := range []struct {
		rule  string
		votes []Vote
		want  Outcome
	}{
		{"seats without trips are not enough", []Vote{yes("platform"), yes("free"), yes("union"), no("drivers")}, Rejected},
		{"nor trips without seats", []Vote{no("platform"), yes("drivers"), yes("free"), no("union")}, Rejected},
		{"both are", []Vote{yes("platform"), yes("drivers"), no("free"), yes("union")}, Carried},
	} {
		if got := Tally(rule, electors, tt.votes); got.Outcome != tt.want {
			t.Errorf("%s: %s, %+v", tt.rule, got.Outcome, got.Steps)
		}
	}
}

func TestAStruckYesTakesThePeopleBehindItAlong(t *testing.T) {
	electors := []Elector{{ID: "a", People: 10}, {ID: "b", People: 3}}
	got := Tally(Rule{Kind: Majority, Threshold: half, Quorum: half, People: true}, electors, []Vote{
		{Elector: "a", Choice: Yes, With: []string{"b"}, Split: &Split{Yes: 6, No: 3, Abstain: 1}}, no("b"),
	})
	if step := got.Steps[len(got.Steps)-1]; step.Yes != "0" || step.No != "12" {
		t.Errorf("%s yes and %s no, want 0 and 12", step.Yes, step.No)
	}
}
