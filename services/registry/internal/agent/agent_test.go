package agent

import (
	"errors"
	"reflect"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	ana  = named("ana", "city")
	bea  = named("bea", "coop")
	carl = named("carl", "coop")
)

func named(by, organization string) PeerNamed {
	return PeerNamed{Person: "ines", By: by, Organization: organization, Why: "She listens."}
}

func TestAgent(t *testing.T) {
	name := Name{"ines", "She listens."}
	for _, tt := range []struct {
		rule    string
		given   []Event
		by      By
		when    Command
		then    []Event
		refused string
	}{
		{"a peer names a person", nil, By{"ana", "city"}, name, []Event{ana}, ""},
		{"nobody names themselves", nil, By{"ines", "city"}, name, nil, "SELF_NAMED"},
		{"who acts for nobody is no peer", nil, By{"ana", ""}, name, nil, "NOT_PEER"},
		{"it takes a sentence", nil, By{"ana", "city"}, Name{"ines", " "}, nil, "INVALID"},
		{"named twice is named once", []Event{ana}, By{"ana", "city"}, name, nil, ""},
		{"nobody names for two organizations", []Event{ana}, By{"ana", "coop"}, name, nil, "ALREADY_NAMED"},
		{"a word is taken back", []Event{ana}, By{"ana", "city"}, Withdraw{"ines"}, []Event{NamingWithdrawn{Person: "ines", By: "ana"}}, ""},
		{"what was not said is not taken back", []Event{ana}, By{"bea", "coop"}, Withdraw{"ines"}, nil, ""},
		{"a person may say no", []Event{ana, bea, carl}, By{"ines", ""}, StandDown{}, []Event{AgentStoodDown{Person: "ines"}}, ""},
		{"then nobody names them", []Event{AgentStoodDown{Person: "ines"}}, By{"ana", "city"}, name, nil, "STOOD_DOWN"},
		{"until they allow it", []Event{AgentStoodDown{Person: "ines"}}, By{"ines", ""}, StandUp{}, []Event{AgentStoodUp{Person: "ines"}}, ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := Decide(fold(tt.given...), tt.by, tt.when)
			var refused *rule.Refusal
			code := ""
			if errors.As(err, &refused) {
				code = refused.Code
			}
			if code != tt.refused || !reflect.DeepEqual(got, tt.then) {
				t.Errorf("got %+v %v, want %+v %s", got, err, tt.then, tt.refused)
			}
		})
	}
}

func TestThreePeersOfTwoOrganizations(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		history []Event
		is      bool
	}{
		{"two are too few", []Event{ana, bea}, false},
		{"three of two organizations are enough", []Event{ana, bea, carl}, true},
		{"three of one are not", []Event{bea, carl, named("dora", "coop")}, false},
		{"one less is too few again", []Event{ana, bea, carl, NamingWithdrawn{Person: "ines", By: "bea"}}, false},
		{"who stood down is none", []Event{ana, bea, carl, AgentStoodDown{Person: "ines"}}, false},
		{"and begins anew", []Event{ana, bea, carl, AgentStoodDown{Person: "ines"}, AgentStoodUp{Person: "ines"}}, false},
	} {
		if got := fold(tt.history...).Is(); got != tt.is {
			t.Errorf("%s: %t", tt.rule, got)
		}
	}
}

// Every event about naming has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfAgent {
			Evolve(Agent{}, e)
		}
	}
}

func fold(history ...Event) (a Agent) {
	for _, e := range history {
		a = Evolve(a, e)
	}
	return a
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]By{"peer": {"bea", "coop"}, "namer": {"ana", "city"}, "registered": {"eve", ""}, "self": {"ines", "coop"}}
	for _, row := range rolestest.Rows(t, Acts) {
		if err := May(fold(ana), people[row.Role], "ines", row.Act); (err == nil) != row.May {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}
