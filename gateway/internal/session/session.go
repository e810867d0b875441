// Package session knows who asks: accounts, passwords, sessions, throttles.
//
// These are plain tables that can be corrected and deleted, not part of the
// record. A session is a secret of 256 bits that only its owner has; the
// gateway keeps a hash of it and looks it up at each request, so that ending a
// session ends it at once.
package session

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

	"parley.example/events/command"
	"parley.example/events/record"
)

// Lifetime is how long a session lasts.
const Lifetime = 14 * 24 * time.Hour

// Session is a log-in on one device.
type Session struct {
	ID           string
	Person       string
	Organization string // for whom the person acts; "" for nobody
	Created      time.Time
	Seen         time.Time
	Expires      time.Time
	UserAgent    string
	Confirmed    time.Time // when its person last showed that it is them; zero: never
}

// Actor is who the session makes one.
func (s *Session) Actor() command.Actor {
	if s == nil {
		return command.Actor{}
	}
	a := command.Actor{Person: s.Person, Organization: s.Organization, Session: s.ID}
	if !s.Confirmed.IsZero() {
		a.ConfirmedAt = instant(s.Confirmed)
	}
	return a
}

// Errors of finding a session.
var (
	ErrNone        = errors.New("no such session")
	ErrUnavailable = errors.New("sessions cannot be looked up")
)

// Store keeps sessions and accounts.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns a store in the schema identity.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }

// Ping tells whether the store can be reached.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.Ping(ctx); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}

const columns = `s.id, s.person, s.organization, s.created_at, s.seen_at, s.expires_at, s.user_agent, s.confirmed_at`

const live = ` FROM identity.session s LEFT JOIN identity.account a ON a.person = s.person
	WHERE s.revoked_at IS NULL AND s.expires_at > now() AND NOT coalesce(a.disabled, false)`

// Find returns the session that a token opens, or [ErrNone].
func (s *Store) Find(ctx context.Context, token string) (*Session, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(secretSize) {
		return nil, ErrNone
	}
	return s.one(ctx, `SELECT `+columns+live+` AND s.hash = $1`, hash(token))
}

// Again returns a session as it is now, or [ErrNone] if it ended.
func (s *Store) Again(ctx context.Context, id string) (*Session, error) {
	return s.one(ctx, `SELECT `+columns+live+` AND s.id = $1`, id)
}

func (s *Store) one(ctx context.Context, sql string, args ...any) (*Session, error) {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, scan)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, ErrNone
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return found, nil
}

func scan(row pgx.CollectableRow) (*Session, error) {
	var f Session
	var confirmed *time.Time
	err := row.Scan(&f.ID, &f.Person, &f.Organization, &f.Created, &f.Seen, &f.Expires, &f.UserAgent, &confirmed)
	if confirmed != nil {
		f.Confirmed = *confirmed
	}
	return &f, err
}

// Seen notes that a session is in use, to within some minutes.
func (s *Store) Seen(ctx context.Context, f *Session) {
	if time.Since(f.Seen) < 5*time.Minute {
		return
	}
	// What fails here is noted at the next request.
	_, _ = s.pool.Exec(ctx, `UPDATE identity.session SET seen_at = now() WHERE id = $1`, f.ID)
}

// All returns the live sessions of a person, the newest first.
func (s *Store) All(ctx context.Context, person string) ([]*Session, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+columns+live+` AND s.person = $1 ORDER BY s.created_at DESC, s.id LIMIT 100`, person)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return pgx.CollectRows(rows, scan)
}

const secretSize = 32

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func secret() string {
	b := make([]byte, secretSize)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// Open begins a session, for an organization or "" for nobody, and returns the
// token that opens it.
func (s *Store) Open(ctx context.Context, person, organization, userAgent string) (*Session, string, error) {
	token := secret()
	f, err := s.one(ctx, `INSERT INTO identity.session AS s (hash, id, person, organization, expires_at, user_agent)
		VALUES ($1, $2, $3, $4, now() + $5, $6) RETURNING `+columns,
		hash(token), record.NewID("ses", "new", token), person, organization, Lifetime, shortened(userAgent, 200))
	return f, token, err
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// ActFor sets for whom a session's person acts.
func (s *Store) ActFor(ctx context.Context, id, organization string) error {
	return s.exec(ctx, `UPDATE identity.session SET organization = $2 WHERE id = $1`, id, organization)
}

// Revoke ends a live session of a person, or fails with [ErrNone].
func (s *Store) Revoke(ctx context.Context, person, id string) error {
	return s.exec(ctx, `UPDATE identity.session SET revoked_at = now() WHERE person = $1 AND id = $2 AND revoked_at IS NULL`, person, id)
}

func (s *Store) exec(ctx context.Context, sql string, args ...any) error {
	tag, err := s.pool.Exec(ctx, sql, args...)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNone
	}
	return nil
}
