package calendar

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Errors of addresses.
var (
	ErrNone        = errors.New("no such calendar")
	ErrUnavailable = errors.New("calendars cannot be looked up")
)

// Store keeps the secret addresses: for each person at most one, of which it
// knows the hash only.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns a store in the schema identity.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool} }

const secretSize = 32

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Make makes an address for a person, in place of the one before.
func (s *Store) Make(ctx context.Context, person string) (token string, err error) {
	b := make([]byte, secretSize)
	_, _ = rand.Read(b) // never fails
	token = base64.RawURLEncoding.EncodeToString(b)
	_, err = s.pool.Exec(ctx, `INSERT INTO identity.calendar (person, hash) VALUES ($1, $2)
		ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, made_at = now()`, person, hash(token))
	return token, away(err)
}

// Revoke takes a person's address back.
func (s *Store) Revoke(ctx context.Context, person string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM identity.calendar WHERE person = $1`, person)
	return away(err)
}

// Made tells when a person's address was made; the zero time is never.
func (s *Store) Made(ctx context.Context, person string) (at time.Time, err error) {
	err = s.pool.QueryRow(ctx, `SELECT made_at FROM identity.calendar WHERE person = $1`, person).Scan(&at)
	if errors.Is(err, pgx.ErrNoRows) {
		return at, nil
	}
	return at, away(err)
}

// Owner returns whose address a token is, or [ErrNone].
func (s *Store) Owner(ctx context.Context, token string) (person string, err error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(secretSize) {
		return "", ErrNone
	}
	err = s.pool.QueryRow(ctx, `SELECT c.person FROM identity.calendar c LEFT JOIN identity.account a ON a.person = c.person
		WHERE c.hash = $1 AND NOT coalesce(a.disabled, false)`, hash(token)).Scan(&person)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrNone
	}
	return person, away(err)
}

func away(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}
