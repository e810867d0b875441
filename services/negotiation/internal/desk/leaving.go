package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/negotiation/internal/table"
)

// The registry takes from a facilitator what they could read. A dismissal is
// not acknowledged before it has.
const (
	leaveTimeout = 5 * time.Second
	leaveLook    = 10 * time.Millisecond
)

// left waits until nobody but who leads the talks reads by leading them. A
// wish that was granted before, and had no answer for that, waits again.
func (d *desk) left(ctx context.Context, p place, events []record.Event) error {
	if len(events) > 0 && !slices.ContainsFunc(events, changesLead) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, leaveTimeout)
	defer cancel()
	for {
		var leads string
		if err := d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
			leads = t.Led.Person
			return nil
		}); err != nil {
			return err
		}
		var others bool
		err := d.house.Pool().QueryRow(ctx, "SELECT EXISTS (SELECT FROM registry.audience_grant WHERE id = $1 AND parent <> $2)",
			registry.FacilitatorGrantID(p.negotiation), "person:"+leads).Scan(&others)
		if err != nil {
			return fmt.Errorf("see who leads %s: %w", p.negotiation, err)
		}
		if !others {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("until the registry has heard who leads %s: %w", p.negotiation, ctx.Err())
		case <-time.After(leaveLook):
		}
	}
}

func changesLead(e record.Event) bool {
	switch e.(type) {
	case negotiation.FacilitatorAppointed, negotiation.FacilitatorDismissed:
		return true
	}
	return false
}
