// Package standing answers what a person may do at a table for the
// organization they act for. It reads the registry's contract tables on the
// primary, inside the command that asks, so that a revocation that was
// acknowledged always holds.
package standing

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Refusals. What somebody may not see is answered like what is not there.
var (
	NotSeated      = rule.Refuse("NOT_SEATED")
	NoMandate      = rule.Refuse("NO_MANDATE")
	MandateExpired = rule.Refuse("MANDATE_EXPIRED")
	NoLimits       = rule.Refuse("NO_LIMITS")
)

// Standing is what the registry knew of an actor and a table at one moment. It
// is read only: others may hold the same slices.
type Standing struct {
	Actor     command.Actor
	Authority registry.Authority
	Seats     registry.Seats
	Limits    map[string]registry.Limits // by mandate
	Sequence  uint64                     // how far the registry's stream had come
}

// Read asks for all of it. An initiative that does not exist is
// [command.NotFound].
func Read(ctx context.Context, pool *pgxpool.Pool, actor command.Actor, initiative string) (Standing, error) {
	s, err := Glance(ctx, pool, actor, initiative)
	if err != nil {
		return s, err
	}
	return s, s.readLimits(ctx, pool)
}

// Glance is Read without limits, in one round trip: for acts that bind nobody.
// Without an initiative it tells what the actor is to the organization alone.
func Glance(ctx context.Context, pool *pgxpool.Pool, actor command.Actor, initiative string) (Standing, error) {
	s := Standing{Actor: actor, Limits: make(map[string]registry.Limits)}
	authority, seats, seq, err := deskOf(pool).ask(ctx, registry.AuthorityID(actor.Person, actor.Organization), initiative)
	if err != nil {
		return s, fmt.Errorf("read standing: %w", err)
	}
	s.Sequence = seq
	if s.Authority, err = authorities.decode(authority); err != nil {
		return s, fmt.Errorf("read authority: %w", err)
	}
	if s.Seats, err = tables.decode(seats); err != nil {
		return s, fmt.Errorf("read seats: %w", err)
	}
	if seats == nil && initiative != "" {
		return s, command.NotFound
	}
	return s, nil
}

// readLimits asks for the sealed limits of those mandates that have some.
func (s *Standing) readLimits(ctx context.Context, pool *pgxpool.Pool) error {
	var limited []string
	for _, m := range s.Authority.Mandates {
		if m.Limited {
			limited = append(limited, m.ID)
		}
	}
	if len(limited) == 0 {
		return nil
	}
	rows, err := pool.Query(ctx, "SELECT doc::text FROM registry_sealed.limits WHERE id = ANY($1)", limited)
	if err != nil {
		return fmt.Errorf("read limits: %w", err)
	}
	var doc string
	_, err = pgx.ForEachRow(rows, []any{&doc}, func() error {
		var l registry.Limits
		if err := json.Unmarshal([]byte(doc), &l); err != nil {
			return fmt.Errorf("read limits: %w", err)
		}
		s.Limits[l.Mandate] = l
		return nil
	})
	return err
}

// Seat is the chair of the organization that the actor acts for. Somebody
// whom that organization gave no part in this table does not sit on it.
func (s Standing) Seat() (registry.SeatRow, error) {
	seat, held := s.Seats.Held(s.Actor.Organization)
	if !held || !s.speaks() {
		return registry.SeatRow{}, NotSeated
	}
	return seat, nil
}

// speaks tells whether the actor has any part at this table: a steward's or
// counsel's, or a mandate's that reaches it.
func (s Standing) speaks() bool {
	if s.Authority.Has(registry.Steward) || s.Authority.Has(registry.Counsel) {
		return true
	}
	for _, m := range s.Authority.Mandates {
		if m.Covers(s.Seats.Initiative) {
			return true
		}
	}
	return false
}

// Convenes tells whether the actor is a steward of the convening organization.
func (s Standing) Convenes() bool {
	return s.Actor.Organization == s.Seats.Convener.Organization && s.Authority.Has(registry.Steward)
}

// Grant is a mandate that covers an act, with the limits that it sets.
type Grant struct {
	Mandate   registry.Mandate
	Limits    []registry.Limit
	Authority record.Authority
}

// Mandate returns the mandate under which the actor may do act at that moment.
// Of several the first that covers it counts, an unlimited one before others.
func (s Standing) Mandate(act registry.Act, at time.Time) (Grant, error) {
	why := NoMandate
	var best *Grant
	for _, m := range s.Authority.Mandates {
		if !m.Covers(s.Seats.Initiative) || !m.Allows(act) {
			continue
		}
		if !m.Until.After(at) {
			why = MandateExpired
			continue
		}
		g := Grant{Mandate: m, Authority: record.Authority{Mandate: m.ID, Version: m.Version, Sequence: s.Sequence}}
		if limits, known := s.Limits[m.ID]; known {
			g.Limits = limits.Limits
		} else if m.Limited {
			why = NoLimits
			continue
		}
		if !m.Limited {
			return g, nil
		}
		if best == nil {
			best = &g
		}
	}
	if best == nil {
		return Grant{}, why
	}
	return *best, nil
}
