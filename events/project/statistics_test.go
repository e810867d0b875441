package project

import "testing"

// A table is looked at early and then ever more rarely: the work is a fraction of
// what filled it.
func TestTablesAreLookedAtWhileTheyGrow(t *testing.T) {
	var s statistics
	looks := make(map[string][]int)
	for n := 1; n <= 500_000; n++ {
		changed := []Change{{Table: "a.full"}}
		if n <= firstLook-1 {
			changed = append(changed, Change{Table: "a.small"})
		}
		for _, table := range s.due(changed) {
			looks[table] = append(looks[table], n)
		}
	}
	full := looks["a.full"]
	if len(full) == 0 || full[0] != firstLook || len(full) > 8 || len(looks["a.small"]) != 0 {
		t.Errorf("looked at %v", looks)
	}
}
