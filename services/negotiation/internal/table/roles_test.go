package table

import (
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rolestest"
)

// Who may do what when is what schema/roles.csv says.
func TestRoles(t *testing.T) {
	asked := after(settled, offered, asking)
	states := map[string]Table{
		"opened":   Fold(opened, term1, term2),
		"accepted": Fold(settled...),
		"deciding": Fold(asked...),
		"fixed":    Fold(after(asked, negotiation.DecisionClosed{Decision: "d1", Package: "p1", Outcome: negotiation.Carried}, negotiation.TextFixed{Package: "p1"})...),
	}
	people := map[string]By{
		"convener": convener, "delegate": riders, "deputy": riders, "steward": steward,
		"counsel": {Seat: "riders", Table: chairs}, "registered": stranger,
	}
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
