package standing

import (
	"time"

	"parley.example/events/command"
	"parley.example/services/internal/rules/rule"
)

// ConfirmedFor is how long somebody who has shown that it is them may sign.
const ConfirmedFor = 5 * time.Minute

// ConfirmFirst refuses who has not: a session left open signs nothing.
var ConfirmFirst = rule.Refuse("CONFIRM_FIRST")

// Confirmed refuses an actor who has not shown just now that it is them. The
// gateway says when that was, and nobody else can.
func Confirmed(a command.Actor, at time.Time) error {
	since, err := time.Parse(time.RFC3339Nano, a.ConfirmedAt)
	if err != nil || at.Sub(since) > ConfirmedFor || since.Sub(at) > clockSkew {
		return ConfirmFirst
	}
	return nil
}

// clockSkew is how far two programs' clocks may lie apart.
const clockSkew = 30 * time.Second
