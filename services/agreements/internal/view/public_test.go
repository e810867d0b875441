package view

import (
	"encoding/json"
	"strings"
	"testing"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

func TestWhatAnybodyReadsOfAnAgreement(t *testing.T) {
	drafted := func(publicity string) agreements.Event {
		d, err := agreements.NewDrafted("h", `{"version":1,"initiative":"ini","title":"Crates","preamble":{"seats":[{"seat":"s1","class":"growers","name":"Growers","organization":"coop"}]},"clauses":[{"number":1,"name":"Deposit","text":"Three euros."}]}`)
		if err != nil {
			t.Fatal(err)
		}
		d.Publicity = publicity
		return d
	}
	signed := agreements.Signed{Version: 1, Seat: "s1", Organization: "coop", Person: "per_ana"}
	inForce := agreements.EnteredIntoForce{Version: 1, Parties: []string{"s1"}}
	owed := agreements.ObligationRaised{Obligation: "obl", Debtor: "s1"}
	for _, row := range []struct {
		rule   string
		events []agreements.Event
		says   string // "" is nothing at all
	}{
		{"nothing where the ground rules say so", []agreements.Event{drafted("seats"), signed, inForce}, ""},
		{"nothing of what was fixed before there were such rules", []agreements.Event{drafted(""), signed, inForce, owed}, ""},
		{"its text", []agreements.Event{drafted("result")}, `"text":"Three euros."`},
		{"between whom it is in force", []agreements.Event{drafted("result"), signed, inForce}, `"parties":[{"seat":"s1","class":"growers","name":"Growers"}]`},
		{"nobody before", []agreements.Event{drafted("all"), signed}, `"parties":[]`},
		{"what was kept", []agreements.Event{drafted("all"), signed, inForce, owed, agreements.ObligationAccepted{Obligation: "obl"}}, `"kept":{"raised":1,"kept":1,"broken":0,"waived":0}`},
		{"that it ended", []agreements.Event{drafted("all"), signed, inForce, agreements.Ended{Version: 1}}, `"status":"ended"`},
	} {
		var a *PublicAgreement
		for _, e := range row.events {
			a = applyPublicAgreement("agr", a, project.Event{Event: e, Commit: &record.Stored{}})
		}
		doc, _ := json.Marshal(a)
		if row.says == "" && a != nil || row.says != "" && (a == nil || a.Row().Audience != "public" || !strings.Contains(string(doc), row.says)) {
			t.Errorf("%s: %s", row.rule, doc)
		}
		if strings.Contains(string(doc), "coop") || strings.Contains(string(doc), "per_ana") {
			t.Errorf("%s: it says more than that: %s", row.rule, doc)
		}
	}
}
