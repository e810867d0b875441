package desk

import (
	"os"
	"strings"
	"testing"
	"time"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/registry/internal/view"
)

// Whatever the views wait for on the shared stream, somebody answers.
func TestEveryDueRowHasAnAnswer(t *testing.T) {
	golden, err := os.ReadFile("../../../../events/registry/testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		e, err := registry.Decoders[name]([]byte(stored))
		if err != nil {
			t.Fatal(err)
		}
		if e.Of() != registry.OfOrganization && e.Of() != registry.OfInitiative {
			continue
		}
		at := record.InstantOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
		for _, due := range view.Model().Due(project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{Aggregate: "agg", At: at}}}) {
			_, mandate := view.DueMandate(due.What)
			_, joining := view.DueJoining(due.What)
			if n++; !mandate && !joining && overdue(due.What) == nil {
				t.Errorf("%s waits for %s, and nobody answers", name, due.What)
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d due rows", n)
	}
}
