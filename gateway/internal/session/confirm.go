package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/graph"
)

// ConfirmFailed is the refusal of whoever has not shown that it is them.
const ConfirmFailed command.Code = "CONFIRM_FAILED"

// confirmedFor is how long a confirmation is shown as good. The services that
// ask for one decide themselves how old it may be.
const confirmedFor = 5 * time.Minute

// confirm marks the session as one whose person has just shown that it is them:
// by the password, or in development, as somebody of the stories, by the click.
func (d *Desk) confirm(ctx context.Context, c *graph.Call) (any, error) {
	visit := From(ctx)
	if visit.Session == nil {
		return nil, command.Unauthenticated
	}
	in, _ := c.Args["input"].(object)
	secret, _ := in["password"].(string)
	if err := d.itIsThem(ctx, visit, secret); err != nil {
		return nil, err
	}
	next, err := d.Store.Confirm(ctx, visit.Session.ID)
	if errors.Is(err, ErrNone) {
		return nil, command.Unauthenticated
	}
	if err != nil {
		return nil, unavailable(err)
	}
	d.tell(ctx, bus.SessionNotice{Session: next.ID, Person: next.Person})
	visit.Session = next
	c.Become(next.Actor())
	return object{}, nil
}

func (d *Desk) itIsThem(ctx context.Context, visit *Visit, secret string) error {
	person := visit.Session.Person
	if secret == "" {
		there, err := d.Store.isPersona(ctx, person)
		switch {
		case err != nil:
			return unavailable(err)
		case d.Development && there:
			return nil
		}
		return command.Refuse(ConfirmFailed, "password")
	}
	if len(secret) > passwordMost {
		return command.Refuse(ConfirmFailed, "password")
	}
	if err := d.Store.try(ctx, tries("confirm", person, visit.From, d.Development)); err != nil {
		return unavailable(err)
	}
	hashed, err := d.Store.password(ctx, person)
	if err != nil {
		return unavailable(err)
	}
	matches, err := d.Hasher.Matches(ctx, hashed, secret)
	if err != nil {
		return unavailable(err)
	}
	if !matches {
		return command.Refuse(ConfirmFailed, "password")
	}
	return nil
}

// password is the hash of a person's; "" where they have none.
func (s *Store) password(ctx context.Context, person string) (hashed string, err error) {
	err = s.pool.QueryRow(ctx, `SELECT coalesce(password_hash, '') FROM identity.account WHERE person = $1 AND NOT disabled`, person).Scan(&hashed)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return hashed, nil
}

// Confirm notes that a session's person has just shown that it is them, and
// returns the session as it is now.
func (s *Store) Confirm(ctx context.Context, id string) (*Session, error) {
	if err := s.exec(ctx, `UPDATE identity.session SET confirmed_at = now() WHERE id = $1 AND revoked_at IS NULL`, id); err != nil {
		return nil, err
	}
	return s.Again(ctx, id)
}
