package limits

import (
	"errors"
	"reflect"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

var (
	some    = Limits{Mandate: "m1", Organization: "coop", Limits: []Limit{upTo("deposit", "200")}}
	set     = LimitsSet{Limits: some, Holders: []string{"ana"}}
	shown   = LimitsShown{Limits: some, Holders: []string{"ana", "bea"}, Before: []string{"ana"}}
	revised = LimitsSet{Limits: Limits{Mandate: "m1", Organization: "coop", Limits: []Limit{upTo("deposit", "300")}}, Holders: []string{"ana"}}
)

func upTo(term, most string) Limit { return Limit{Term: term, Max: &most} }

func from(term, least, most string) Limit { return Limit{Term: term, Min: &least, Max: &most} }

func only(term string, values ...string) Limit { return Limit{Term: term, Allowed: values} }

func TestDecide(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"limits are sealed", given().when(Set{some, []string{"ana"}}).then(set)},
		{"the same limits are no change", given(set).when(Set{some, []string{"ana"}}).then()},
		{"limits are revised", given(set).when(Revise{revised.Limits.Limits}).then(revised)},
		{"what was never limited is not revised", given().when(Revise{some.Limits}).refused("NOT_FOUND")},
		{"a limited mandate keeps some limit", given(set).when(Revise{nil}).refused("INVALID")},
		{"a deputy may read them too", given(set).when(Show{[]string{"ana", "bea"}}).then(shown)},
		{"whoever reads them already need not be told", given(set, shown).when(Show{[]string{"ana", "bea"}}).then()},
		{"revising tells nobody else", given(set, shown).when(Revise{revised.Limits.Limits}).then(LimitsSet{Limits: revised.Limits, Holders: []string{"ana", "bea"}})},
		{"nobody reads what is over", given(set).when(Show{[]string{}}).then(LimitsShown{Limits: some, Holders: []string{}, Before: []string{"ana"}})},
		{"where there is nothing there is nothing to show", given().when(Show{[]string{"ana"}}).then()},
		{"a bound is a decimal", given(set).when(revise(upTo("price", "6 %"))).refused("INVALID")},
		{"and no float", given(set).when(revise(upTo("price", "1e3"))).refused("INVALID")},
		{"a term is limited once", given(set).when(revise(upTo("price", "6"), upTo("price", "7"))).refused("INVALID")},
		{"nothing lies between 3 and 2.9", given(set).when(revise(from("price", "3", "2.9"))).refused("INVALID")},
		{"something lies between 2.90 and 2.9", given(set).when(revise(from("price", "2.90", "2.9"))).then(now(from("price", "2.90", "2.9")))},
		{"a limit limits", given(set).when(revise(Limit{Term: "price"})).refused("INVALID")},
		{"a limit is about a term", given(set).when(revise(upTo(" ", "6"))).refused("INVALID")},
		{"values are named once and in order", given(set).when(revise(only("loss", "split", "grower", "split"))).then(now(only("loss", "grower", "split")))},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

func revise(l ...Limit) Revise { return Revise{l} }

func now(l ...Limit) LimitsSet {
	return LimitsSet{Limits: Limits{Mandate: "m1", Organization: "coop", Limits: l}, Holders: []string{"ana"}}
}

type spec struct {
	state   State
	command Command
	events  []Event
	refusal error
}

func given(history ...Event) (s spec) {
	for _, e := range history {
		s.state = Evolve(s.state, e)
	}
	return s
}
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(s.state, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event about limits has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfLimits {
			Evolve(State{}, e)
		}
	}
}
