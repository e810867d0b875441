package view

import (
	"slices"
	"strings"
	"testing"

	"parley.example/events/registry"
)

// What somebody holds, and where their organization sits, is in a list of their
// own, as long as it is so.
func TestWaysFromWhoOneIs(t *testing.T) {
	mine := func(steps ...step) string {
		var rows []string
		for _, m := range fold(t, theOwnMandates, applyOwnMandate, happened(steps...)) {
			if m != nil {
				rows = append(rows, m.Row().Parent+" "+string(m.Role))
			}
		}
		slices.Sort(rows)
		return strings.Join(rows, ", ")
	}
	for want, steps := range map[string][]step{
		"carl delegate, dora deputy": append(slices.Clip(granted), on("coop", deputy("dora", ""))),
		"bea deputy, carl delegate":  append(slices.Clip(granted), on("coop", deputy("dora", "")), on("coop", deputy("bea", "dora"))),
		"":                           append(slices.Clip(granted), on("coop", deputy("dora", "")), on("coop", registry.MandateRevoked{Ended: over})),
	} {
		if got := mine(steps...); got != want {
			t.Errorf("%q hold it, want %q", got, want)
		}
	}
	tables := func(steps ...step) string {
		var rows []string
		for _, s := range fold(t, theSittings, applySitting, happened(steps...)) {
			if s != nil {
				rows = append(rows, s.Row().Parent+" "+s.Seat)
			}
		}
		slices.Sort(rows)
		return strings.Join(rows, ", ")
	}
	left := on("ini", registry.SeatVacated{Seat: "sea", Organization: "coop"})
	if got := tables(seated...); got != "city , coop sea" {
		t.Errorf("sit somewhere: %q", got)
	}
	if got := tables(append(slices.Clip(seated), left)...); got != "city " {
		t.Errorf("sit somewhere after leaving: %q", got)
	}
}
