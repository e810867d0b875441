package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/agreements"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
)

// ratifiers says who ratifies for each seat that a text names. Where the mandate
// decides, that is nobody else if it covers all of the text: so much, and no
// limit, is what others learn of it.
func (d *desk) ratifiers(ctx context.Context, text agreements.Document, at time.Time) ([]agreements.Ratifier, error) {
	if text.Ratification == nil {
		return nil, nil
	}
	var all []agreements.Ratifier
	for _, s := range text.Preamble.Seats {
		if !slices.Contains(text.Ratification.Seats, s.Seat) {
			continue
		}
		r := agreements.Ratifier{Seat: s.Seat, Organization: s.Organization, By: agreements.ByMandate}
		var err error
		switch text.Ratification.By {
		case "members":
			r.By = agreements.ByMembers
		case "mandateAsks":
			if r.By, err = d.asks(ctx, s.Organization, text, at); err != nil {
				return nil, err
			}
		}
		if r.By != agreements.ByMandate {
			r.Ratification = ratificationID(text.Agreement, text.Version, s.Seat)
		}
		all = append(all, r)
	}
	return all, nil
}

// asks is who ratifies for an organization whose mandate decides that.
func (d *desk) asks(ctx context.Context, organization string, text agreements.Document, at time.Time) (agreements.RatifiedBy, error) {
	mandates, err := d.mandates(ctx, organization)
	if err != nil {
		return "", err
	}
	for _, m := range mandates {
		if !m.Covers(text.Initiative) || !m.Allows(registry.Sign) || !m.Until.After(at) {
			continue
		}
		covered, err := d.covers(ctx, m, text)
		if err != nil || covered {
			return agreements.ByMandate, err
		}
	}
	var by registry.Governance
	err = d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT doc->>'mandatesBy' FROM registry.governance WHERE id = $1), '')", organization).Scan(&by)
	if err != nil {
		return "", fmt.Errorf("read governance: %w", err)
	}
	if by == registry.ByBallot {
		return agreements.ByMembers, nil
	}
	return agreements.ByStewards, nil
}

func (d *desk) mandates(ctx context.Context, organization string) (all []registry.Mandate, err error) {
	rows, err := d.house.Pool().Query(ctx, "SELECT doc::text FROM registry.authority WHERE doc->>'organization' = $1 ORDER BY id", organization)
	if err != nil {
		return nil, fmt.Errorf("read mandates: %w", err)
	}
	var doc string
	_, err = pgx.ForEachRow(rows, []any{&doc}, func() error {
		var a registry.Authority
		if err := json.Unmarshal([]byte(doc), &a); err != nil {
			return err
		}
		all = append(all, a.Mandates...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read mandates: %w", err)
	}
	return all, nil
}

// covers tells whether the whole text lies within a mandate.
func (d *desk) covers(ctx context.Context, m registry.Mandate, text agreements.Document) (bool, error) {
	if !m.Limited {
		return true, nil
	}
	var doc string
	err := d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT doc::text FROM registry_sealed.limits WHERE id = $1), '')", m.ID).Scan(&doc)
	if err != nil || doc == "" {
		return false, err
	}
	var l registry.Limits
	if err := json.Unmarshal([]byte(doc), &l); err != nil {
		return false, fmt.Errorf("read limits: %w", err)
	}
	return accord.Covers(l.Limits, text.Clauses), nil
}
