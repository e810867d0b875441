package digest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrUnavailable is the error of preferences that cannot be reached.
var ErrUnavailable = errors.New("mail preferences cannot be reached")

// Preferences are how somebody wants to be written to. Zone and Language are
// "" where they have not said.
type Preferences struct {
	Person   string
	Digest   string // daily, off
	Hour     int
	Zone     string
	Language string
	Due      *time.Time
}

// Readers keeps preferences.
type Readers struct{ pool *pgxpool.Pool }

// NewReaders returns the preferences in the schema identity.
func NewReaders(pool *pgxpool.Pool) *Readers { return &Readers{pool} }

// Usual is how somebody is written to who has not said how.
func Usual(person string) Preferences { return Preferences{Person: person, Digest: "daily", Hour: 7} }

const columns = `person, digest, hour, zone, language, due_at`

func scan(row pgx.Row, p *Preferences) error {
	return row.Scan(&p.Person, &p.Digest, &p.Hour, &p.Zone, &p.Language, &p.Due)
}

// Of returns somebody's preferences.
func (s *Readers) Of(ctx context.Context, person string) (Preferences, error) {
	p := Usual(person)
	err := scan(s.pool.QueryRow(ctx, `SELECT `+columns+` FROM identity.reader WHERE person = $1`, person), &p)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, nil
	}
	return p, away(err)
}

// Set keeps somebody's preferences. When the next digest is due is reckoned
// anew.
func (s *Readers) Set(ctx context.Context, p Preferences) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO identity.reader AS r (person, read_until, digest, hour, zone, language)
		VALUES ($1, coalesce((SELECT created_at FROM identity.account WHERE person = $1), 'epoch'), $2, $3, $4, $5)
		ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, hour = excluded.hour, zone = excluded.zone,
			language = excluded.language, due_at = NULL, told_until = CASE WHEN r.digest = 'off' THEN now() ELSE r.told_until END`,
		p.Person, p.Digest, p.Hour, p.Zone, p.Language)
	return away(err)
}

// enrol makes readers of accounts that are none yet: they hear from today on.
func (s *Readers) enrol(ctx context.Context) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO identity.reader (person, read_until)
		SELECT person, created_at FROM identity.account a WHERE email IS NOT NULL AND NOT disabled
			AND NOT EXISTS (SELECT FROM identity.reader r WHERE r.person = a.person) ON CONFLICT DO NOTHING`)
	return away(err)
}

// waiting is a reader whose digest is due, or whose next one is not reckoned.
type waiting struct {
	Preferences
	Told    time.Time // up to when the last digest told
	Address string    // "" for nobody to write to
	Name    string
}

const waitingSQL = `SELECT r.person, r.digest, r.hour, r.zone, r.language, r.due_at, r.told_until,
		coalesce(CASE WHEN NOT a.disabled THEN a.email END, ''), coalesce(a.name, '')
	FROM identity.reader r LEFT JOIN identity.account a ON a.person = r.person `

// next locks one reader whose time has come, for as long as the transaction
// lasts. Others pass them by.
func next(ctx context.Context, tx pgx.Tx, now time.Time) (*waiting, error) {
	return one(ctx, tx, waitingSQL+`WHERE r.digest = 'daily' AND (r.due_at IS NULL OR r.due_at <= $1)
		ORDER BY r.due_at NULLS FIRST LIMIT 1 FOR UPDATE OF r SKIP LOCKED`, now)
}

// this locks one reader by name.
func this(ctx context.Context, tx pgx.Tx, person string) (*waiting, error) {
	return one(ctx, tx, waitingSQL+`WHERE r.person = $1 FOR UPDATE OF r`, person)
}

func one(ctx context.Context, tx pgx.Tx, sql string, arg any) (*waiting, error) {
	var w waiting
	err := tx.QueryRow(ctx, sql, arg).Scan(&w.Person, &w.Digest, &w.Hour, &w.Zone, &w.Language, &w.Due, &w.Told, &w.Address, &w.Name)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return &w, away(err)
}

// tell notes when the next digest is due and up to when everything was told.
func tell(ctx context.Context, tx pgx.Tx, person string, due, until time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE identity.reader SET due_at = $2, told_until = $3 WHERE person = $1`, person, due, until)
	return away(err)
}

// later puts a reader off, whose digest could not be written.
func (s *Readers) later(ctx context.Context, person string, due time.Time) error {
	_, err := s.pool.Exec(ctx, `UPDATE identity.reader SET due_at = $2 WHERE person = $1`, person, due)
	return away(err)
}

func away(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}
