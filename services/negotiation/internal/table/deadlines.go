package table

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

// MoveDeadline gives everyone more time: once, in the first half.
type MoveDeadline struct {
	Decision string              `json:"decision" need:"true"`
	To       negotiation.Instant `json:"to" need:"true"`
	Reason   string              `json:"reason" need:"true"`
}

func (c MoveDeadline) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	d, refusal := t.open(c.Decision)
	if err := either(May(t, by, "moveDeadline"), refusal, d.opened(by), d.movable(at), t.later(d, c.To.Time, at)); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []negotiation.Event{negotiation.DeadlineMoved{Decision: c.Decision, Deadline: negotiation.InstantOf(c.To.Time), Reason: reason}}, nil
}

func (d Decision) opened(by By) *rule.Refusal {
	if !by.Convener && (d.Opener == "" || d.Opener != by.Seat) {
		return rule.Refuse("NOT_OPENER").At("decision")
	}
	return nil
}

func (d Decision) movable(at time.Time) *rule.Refusal {
	switch half := d.OpenedAt.Add(d.Deadline.Sub(d.OpenedAt) / 2); {
	case d.Moved:
		return rule.Refuse("ALREADY_MOVED").At("decision")
	case d.Closing:
		return rule.Refuse("CLOSED").At("decision")
	case !at.Before(half):
		return rule.Refuse("PAST_HALF").At("decision")
	}
	return nil
}

func (t Table) later(d Decision, to, at time.Time) *rule.Refusal {
	switch {
	case !to.After(d.Deadline):
		return rule.Refuse("NOT_LATER").At("to")
	case to.After(at.Add(longest)):
		return rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("to")
	}
	for _, id := range d.packages() {
		if t.Packages[id].over(to) {
			return rule.Refuse("EXPIRES_FIRST").At("to")
		}
	}
	return nil
}

// deadline refuses one that is too soon to be fair, or later than the offer
// that is asked about.
func (t Table) deadline(p Package, deadline, at time.Time) *rule.Refusal {
	least, _ := terms.Duration(t.Rules.DecideMinimum)
	switch {
	case deadline.Before(at.Add(least)) || !deadline.After(at):
		return rule.Refuse("DEADLINE_TOO_SOON", "least", t.Rules.DecideMinimum).At("deadline")
	case deadline.After(at.Add(longest)):
		return rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("deadline")
	case p.over(deadline):
		return rule.Refuse("EXPIRES_FIRST").At("deadline")
	}
	return nil
}
