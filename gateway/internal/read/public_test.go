package read

import (
	"testing"

	"parley.example/events/command"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/stores"
)

// What is public everybody reads, also nobody; a text those at its table and
// whoever belongs to what it binds; and neither opens anything else.
func TestWhoReadsWhatIsPublicAndWhatBinds(t *testing.T) {
	s := world(t)
	for _, table := range []string{"registry.public_initiative", "agreements.agreement"} {
		s.Table(t, table, "")
	}
	s.Put(t, stores.Row{Table: "registry.public_initiative", ID: "ini_shown", Parent: "all", Sort: "1", Audience: "public"})
	s.Put(t, stores.Row{Table: "registry.public_initiative", ID: "ini_hidden", Parent: "all", Sort: "2", Audience: "table:ini_1"})
	s.Put(t, stores.Row{Table: "agreements.agreement", ID: "agr_1", Parent: "neg_1", Audience: "text:agr_1"})
	s.Put(t, stores.Row{Table: "agreements.text_grant", ID: "agr_1/table:ini_1", Parent: "table:ini_1", Audience: "text:agr_1"})
	s.Put(t, stores.Row{Table: "agreements.text_grant", ID: "agr_1/org:org_m", Parent: "org:org_m", Audience: "text:agr_1"})
	s.Hold(t, "per_mia", "org_m", "org:org_m")
	batch := Batch{
		Lookups: []Lookup{{"agreements.agreement", []string{"agr_1"}}, {"negotiation.package", []string{"pkg_00"}}},
		Pages:   []Page{{Table: "registry.public_initiative", Parent: "all", Limit: 5}},
	}
	for _, row := range []struct {
		who         string
		as          command.Actor
		text, sheet bool
		pages       string
	}{
		{"nobody", command.Actor{}, false, false, "shown "},
		{"somebody with an account", bo, false, false, "shown "},
		{"who acts at the table", ana, true, true, "shown hidden "},
		{"a member of a party, who does not", command.Actor{Person: "per_mia", Organization: "org_m"}, true, false, "shown "},
		{"the same while acting for nobody", command.Actor{Person: "per_mia"}, false, false, "shown "},
		{"the same while acting for another", command.Actor{Person: "per_mia", Organization: "org_a"}, false, false, "shown "},
		{"a person named like an audience", command.Actor{Person: "public", Organization: "text:agr_1"}, false, false, "shown "},
	} {
		found, err := reads(t, s, row.as, position.Vector{}, batch)
		if err != nil {
			t.Fatal(err)
		}
		_, text := found.Rows[Key{"agreements.agreement", "agr_1"}]
		_, tabled := found.Rows[Key{"negotiation.package", "pkg_00"}]
		if text != row.text || tabled != row.sheet || ids(found.Pages[0]) != row.pages {
			t.Errorf("%s: text %t, package %t, pages %q", row.who, text, tabled, ids(found.Pages[0]))
		}
	}
}
