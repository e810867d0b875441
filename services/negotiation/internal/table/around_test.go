package table

import (
	"testing"

	"parley.example/services/internal/rolestest"
)

// Who may begin what around a table is what schema/roles.csv says.
func TestRolesAround(t *testing.T) {
	states, people := cast()
	for _, row := range rolestest.Rows(t, AroundActs) {
		state, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := MayAround(state, who, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}
