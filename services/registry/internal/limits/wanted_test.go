package limits

import (
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

func TestWhatMembersAreAsked(t *testing.T) {
	more := Limits{Mandate: "m1", Organization: "coop", Limits: []Limit{upTo("deposit", "300")}}
	wanted := LimitsWanted{Limits: more, Request: "r1"}
	tests := []struct {
		rule string
		spec spec
	}{
		{"what is wanted is sealed", given(set).when(Want{more, "r1"}).then(wanted)},
		{"and once", given(set, wanted).when(Want{more, "r1"}).then()},
		{"what is wanted limits something", given(set).when(Want{Limits{Mandate: "m1"}, "r1"}).refused("INVALID")},
		{"a proposed mandate has limits that are only wanted", given().when(Want{some, "m1"}).then(LimitsWanted{Limits: some, Request: "m1"})},
		{"what is only wanted is not revised", given(LimitsWanted{Limits: some, Request: "m1"}).when(Revise{some.Limits}).refused("NOT_FOUND")},
		{"a yes of the members sets them", given(set, wanted).when(Answer{"r1", Adopted, []string{"ana"}}).then(revised, LimitsAnswered{Request: "r1", Outcome: Adopted})},
		{"a no leaves them", given(set, wanted).when(Answer{"r1", Rejected, nil}).then(LimitsAnswered{Request: "r1", Outcome: Rejected})},
		{"what nobody wants has no answer", given(set).when(Answer{"r1", Adopted, nil}).then()},
		{"nor has what was answered", given(set, wanted, LimitsAnswered{Request: "r1", Outcome: Rejected}).when(Answer{"r1", Adopted, nil}).then()},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}
