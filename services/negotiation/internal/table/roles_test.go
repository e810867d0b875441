package table

import (
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rolestest"
)

// Who may do what when is what schema/roles.csv says.
func TestRoles(t *testing.T) {
	states, people := cast()
	for _, row := range rolestest.Rows(t, Acts) {
		state, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := May(state, who, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}

// cast are the tables and people that the page on roles speaks of.
func cast() (map[string]Table, map[string]By) {
	asked := after(settled, offered, asking)
	states := map[string]Table{
		"opened":   Fold(opened, term1, term2),
		"accepted": Fold(settled...),
		"deciding": Fold(asked...),
		"fixed":    Fold(after(asked, negotiation.DecisionClosed{Decision: "d1", Package: "p1", Outcome: negotiation.Carried}, negotiation.TextFixed{Package: "p1"})...),
	}
	led := negotiation.FacilitatorAppointed{Facilitator: negotiation.Facilitator{Person: "ana"}}
	states["led"] = Fold(after(settled, led)...)
	states["sealed round"] = Fold(after(settled, led, negotiation.RoundOpened{
		Number: 1, RoundWish: negotiation.RoundWish{Round: "r1", Sealed: true}, Seats: []string{"huerta", "riders"},
	})...)
	states["stuck"] = Fold(after(settled, negotiation.RungClimbed{Number: 1, RungWish: negotiation.RungWish{Rung: negotiation.RungExpert, Question: "?"}})...)
	states["failed"] = Fold(after(settled, negotiation.RungClimbed{Number: 1, RungWish: negotiation.RungWish{Rung: negotiation.RungFailed}})...)
	states["at work"] = Fold(after(settled, negotiation.TextTaken{Package: "p1"})...)
	people := map[string]By{
		"facilitator": {Person: "ana", Table: chairs, Powers: powers},
		"convener":    convener, "delegate": riders, "deputy": riders, "steward": steward,
		"counsel": {Seat: "riders", Table: chairs}, "registered": stranger,
	}
	return states, people
}
