package view

import (
	"strings"
	"testing"

	n "parley.example/events/negotiation"
)

// What anybody reads is what the ground rule says at that moment, and nothing
// that happened while it said less.
func TestPublicity(t *testing.T) {
	says := func(p n.Publicity) n.RulesChanged {
		g := opened.GroundRules
		g.Publicity = p
		return n.RulesChanged{Version: 2, GroundRules: g}
	}
	fixed := n.TextFixed{Package: "pkg_2", Terms: []n.FixedTerm{{Name: "Deposit", Text: "Three euros."}}}
	voted := n.Voted{Decision: "dec_1", Initiative: "ini_x", Seat: "sea_h", Vote: &yes}
	for _, row := range []struct {
		rule         string
		events       []n.Event
		audience     string
		says, silent string
	}{
		{"results only: nothing before there is one", []n.Event{opened, offer, asking}, "table:ini_x", `"decisions":[]`, "dec_1"},
		{"and then the text", []n.Event{opened, offer, asking, closed, fixed}, "public", "Three euros.", "dec_1"},
		{"seats: nothing", []n.Event{opened, says(n.AmongSeats), offer, asking, closed, fixed}, "table:ini_x", `"packages":[]`, "Three euros."},
		{"all: what is tabled and decided", []n.Event{opened, says(n.AllPublic), offer, asking}, "public", `"decision":"dec_1"`, "sea_h"},
		{"no vote, not even an open one", []n.Event{opened, says(n.AllPublic), offer, asking, voted, closed}, "public", `"outcome":"`, "sea_h"},
		{"not what was tabled when it was not", []n.Event{opened, offer, asking, says(n.AllPublic)}, "public", `"packages":[]`, "dec_1"},
		{"and no more once it is not", []n.Event{opened, says(n.AllPublic), offer, asking, says(n.AmongSeats)}, "table:ini_x", `"decisions":[]`, "dec_1"},
		{"a text stays where it was fixed for the seats", []n.Event{opened, says(n.AmongSeats), fixed, says(n.ResultsOnly)}, "table:ini_x", `"status":"fixed"`, "Three euros."},
	} {
		docs := folded(history(row.events...), touchesPublic, projectPublic)
		if len(docs) != 1 || !strings.Contains(docs[0], "audience="+row.audience+" ") || !strings.Contains(docs[0], row.says) || strings.Contains(docs[0], row.silent) {
			t.Errorf("%s: %s", row.rule, docs)
		}
	}
}
