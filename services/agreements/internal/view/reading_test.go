package view

import (
	"slices"
	"strings"
	"testing"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Whoever belongs to a party reads what binds it, and so does the table; nobody
// else does.
func TestWhoReadsAText(t *testing.T) {
	drafted, err := agreements.NewDrafted("h", `{"version":1,"initiative":"ini","preamble":{"seats":[{"seat":"s1","organization":"coop"},{"seat":"s2","organization":"mesa"},{"seat":"s3","organization":""}]}}`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range []agreements.Event{drafted, agreements.Signed{Organization: "coop"}, agreements.Signed{Organization: "late", Accession: true}, agreements.Declined{Organization: "mesa"}} {
		event := project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{Aggregate: "agr"}}}
		for _, key := range theTextGrants(event) {
			row := applyTextGrant(key, nil, event).Row()
			got = append(got, row.Parent+" "+row.Audience)
		}
	}
	slices.Sort(got)
	if want := "org:coop text:agr, org:late text:agr, org:mesa text:agr, table:ini text:agr"; strings.Join(slices.Compact(got), ", ") != want {
		t.Errorf("%v reads, want %s", got, want)
	}
}
