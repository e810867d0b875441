package standing

import (
	"testing"
	"time"

	"parley.example/events/command"
)

func TestConfirmed(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		rule string
		when string
		ok   bool
	}{
		{"just now", "2026-03-01T11:59:59.000Z", true},
		{"five minutes ago", "2026-03-01T11:55:00.000Z", true},
		{"a moment longer ago", "2026-03-01T11:54:59.999Z", false},
		{"never", "", false},
		{"by a clock that is a little ahead", "2026-03-01T12:00:10.000Z", true},
		{"in the future", "2026-03-01T12:01:00.000Z", false},
		{"in no form", "yesterday", false},
	} {
		if got := Confirmed(command.Actor{ConfirmedAt: row.when}, now) == nil; got != row.ok {
			t.Errorf("%s: %t", row.rule, got)
		}
	}
}
