package keeping

import (
	"strings"
	"testing"
	"time"

	"parley.example/events/agreements"
)

// A duty that the seats have cancelled is not owed anew because its words stay.
func TestWhatAnAmendmentCancelsIsNotRaisedAgain(t *testing.T) {
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	c := Contract{
		Agreement: "agr", Version: 1, Hash: "h1", Zone: time.UTC, Binds: true, Parties: map[string]bool{"farm": true, "kitchen": true},
		Duties: []Duty{{Clause: "guarantee", Key: "makeup", Article: 1, Debtors: []string{"kitchen"}, Creditors: []string{"farm"}, Content: Content{What: "Make up.", After: "P30D"}}},
	}
	named := func(prefix string, parts ...string) string { return prefix + "_" + strings.Join(parts, "/") }
	var board Board
	keep := func(c Contract) (events []agreements.Event) {
		events, err := Decide(board, Keep{Contract: c, Since: at, At: at, NewID: named})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			board = Evolve(board, e.(agreements.KeepingEvent))
		}
		return events
	}
	if n := len(keep(c)); n != 1 || len(board.Open) != 1 {
		t.Fatalf("%d events, and %d obligations", n, len(board.Open))
	}
	c.Version, c.Hash, c.Fates = 2, "h2", map[string]Fate{"guarantee/makeup": {Fate: "cancel", Reason: "The drought."}}
	if keep(c); len(board.Open) != 0 {
		t.Errorf("after it was cancelled it is owed that %+v", board.Open)
	}
	if again := keep(c); len(again) != 0 {
		t.Errorf("asked once more: %+v", again)
	}
}
