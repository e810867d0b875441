package desk

import (
	"testing"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/ratification"
	"parley.example/services/internal/rolestest"
)

// word is a ratification in a state that schema/roles.csv speaks of.
func word(t *testing.T, state string) (r ratification.Word) {
	asked := agreements.RatificationAsked{
		Agreement: "agr", Version: 1, Seat: "restaurants", Organization: "mesa", By: agreements.ByStewards,
		Terms: []string{"price"}, Until: agreements.InstantOf(evening),
	}
	ofMembers := asked
	ofMembers.By = agreements.ByMembers
	histories := map[string][]agreements.Event{
		"asked":            {asked},
		"askedOfMembers":   {ofMembers},
		"refusedByMembers": {ofMembers, agreements.RatificationSaid{Ballot: "bal"}},
		"said":             {asked, agreements.RatificationSaid{Ratifies: true}},
		"over":             {asked},
	}
	history, known := histories[state]
	if !known {
		t.Fatalf("no history leads to %q", state)
	}
	for _, e := range history {
		r = ratification.Evolve(r, e)
	}
	return r
}

func TestWhoMayRatifyIsOnePage(t *testing.T) {
	for _, row := range rolestest.Rows(t, []string{"ratifyAgreement", "refuseRatification"}) {
		at := noon
		if row.State == "over" {
			at = evening
		}
		err := tryWord(row.Act, as(row.Role), word(t, row.State), at)
		if (err == nil) != row.May {
			t.Errorf("%s, %s, %s: %v", row.Role, row.Act, row.State, err)
		}
	}
}
