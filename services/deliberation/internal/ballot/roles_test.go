package ballot

import (
	"testing"
	"time"

	"parley.example/services/internal/rolestest"
)

// Who may do what when is what schema/roles.csv says.
func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]By{
		"steward": {Person: "bea", Reads: true, Votes: true, Leads: true}, "member": member, "newcomer": newer,
		"opener": {Person: "ana", Reads: true, Votes: true}, "counsel": {Person: "bea"}, "registered": gone,
	}
	e := opened()
	without := Evolve(Evolve(Ballot{}, e), Unfold(e, nil))
	over := Evolve(Evolve(Ballot{}, e), Unfold(e, votes("yes", roll...)))
	states := map[string]struct {
		b  Ballot
		at time.Duration
	}{
		"members":               {},
		"ballot open":           {Evolve(Ballot{}, e), time.Hour},
		"ballot secret":         {Evolve(Ballot{}, opened(secret)), time.Hour},
		"ballot late":           {Evolve(Ballot{}, e), 30 * time.Hour},
		"ballot closed":         {over, 50 * time.Hour},
		"ballot without quorum": {without, 50 * time.Hour},
	}
	for _, row := range rolestest.Rows(t, append([]string{"openBallot"}, Acts...)) {
		by, cast := people[row.Role]
		state, known := states[row.State]
		err := May(state.b, by, noon.Add(state.at), row.Act)
		if row.Act == "openBallot" {
			err = first(MayOpen(by))
		}
		if !cast || !known || (err == nil) != row.May {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}
