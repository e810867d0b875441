package inbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Store keeps what people have read, done with and muted.
type Store struct{ pool database }

// database is a pool of connections, or a transaction.
type database interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// NewStore returns a store in the schema identity.
func NewStore(db database) *Store { return &Store{pool: db} }

// ErrUnavailable is the error of a store that cannot be reached.
var ErrUnavailable = errors.New("marks cannot be reached")

// Marked is what somebody has marked, of the items asked for.
type Marked struct {
	ReadUntil time.Time
	Marks     map[string]Mark
	Muted     map[string]bool // by thread
}

// Mark is when an item was read, and done with.
type Mark struct{ Read, Done time.Time }

// put marks a line. A mark holds for what the item said then: what it says
// since is not read.
func (m Marked) put(l *Line) {
	mark := m.Marks[l.ID]
	l.Read = !l.At.After(m.ReadUntil) || !mark.Read.IsZero() && !l.At.After(mark.Read)
	l.Done = !mark.Done.IsZero() && !l.At.After(mark.Done)
	l.Muted = m.Muted[l.Thread]
}

const (
	untilSQL = `SELECT coalesce((SELECT read_until FROM identity.reader WHERE person = $1),
		(SELECT created_at FROM identity.account WHERE person = $1), 'epoch')`
	marksSQL = `SELECT item, read_at, coalesce(done_at, '0001-01-01') FROM identity.inbox_mark WHERE person = $1 AND item = ANY($2)`
	mutedSQL = `SELECT thread FROM identity.inbox_mute WHERE person = $1`
)

// Of implements [Marks].
func (s *Store) Of(ctx context.Context, person string, items []string) (Marked, error) {
	m := Marked{Marks: make(map[string]Mark), Muted: make(map[string]bool)}
	q := &pgx.Batch{}
	q.Queue(untilSQL, person).QueryRow(func(row pgx.Row) error { return row.Scan(&m.ReadUntil) })
	q.Queue(marksSQL, person, items).Query(func(rows pgx.Rows) error {
		var item string
		var mark Mark
		_, err := pgx.ForEachRow(rows, []any{&item, &mark.Read, &mark.Done}, func() error {
			if mark.Done.Year() <= 1 {
				mark.Done = time.Time{}
			}
			m.Marks[item] = mark
			return nil
		})
		return err
	})
	q.Queue(mutedSQL, person).Query(func(rows pgx.Rows) error {
		var thread string
		_, err := pgx.ForEachRow(rows, []any{&thread}, func() error { m.Muted[thread] = true; return nil })
		return err
	})
	return m, away(s.pool.SendBatch(ctx, q).Close())
}

// Mark notes items as read or not, done with or not. What is nil stays.
func (s *Store) Mark(ctx context.Context, person string, items []string, isRead, isDone *bool) error {
	if isRead != nil && !*isRead && (isDone == nil || !*isDone) {
		return s.exec(ctx, `DELETE FROM identity.inbox_mark WHERE person = $1 AND item = ANY($2)`, person, items)
	}
	return s.exec(ctx, `INSERT INTO identity.inbox_mark AS m (person, item, done_at)
		SELECT $1, item, CASE WHEN $3 THEN now() END FROM unnest($2::text[]) item
		ON CONFLICT (person, item) DO UPDATE SET read_at = now(), done_at = CASE WHEN $3 IS NULL THEN m.done_at WHEN $3 THEN now() END`,
		person, items, isDone)
}

// ReadUntil notes that somebody has seen everything up to a moment, at most now.
func (s *Store) ReadUntil(ctx context.Context, person string, until time.Time) error {
	return s.exec(ctx, `INSERT INTO identity.reader AS r (person, read_until) VALUES ($1, least($2, now()))
		ON CONFLICT (person) DO UPDATE SET read_until = greatest(r.read_until, excluded.read_until)`, person, until)
}

// mutedMost is how many threads somebody may mute.
const mutedMost = 1000

// Mute mutes a thread, or does so no more. It tells whether there was room.
func (s *Store) Mute(ctx context.Context, person, thread string, muted bool) (bool, error) {
	if !muted {
		return true, s.exec(ctx, `DELETE FROM identity.inbox_mute WHERE person = $1 AND thread = $2`, person, thread)
	}
	tag, err := s.pool.Exec(ctx, `INSERT INTO identity.inbox_mute (person, thread) SELECT $1, $2
		WHERE (SELECT count(*) FROM identity.inbox_mute WHERE person = $1) < $3
		ON CONFLICT (person, thread) DO UPDATE SET muted_at = now()`, person, thread, mutedMost)
	return tag.RowsAffected() == 1, away(err)
}

// Muted returns the threads that somebody has muted, the latest first.
func (s *Store) Muted(ctx context.Context, person string) ([]string, error) {
	rows, err := s.pool.Query(ctx, mutedSQL+` ORDER BY muted_at DESC, thread`, person)
	if err != nil {
		return nil, away(err)
	}
	threads, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return threads, away(err)
}

// Tidy forgets marks so old that nobody will look for them.
func (s *Store) Tidy(ctx context.Context) error {
	return s.exec(ctx, `DELETE FROM identity.inbox_mark WHERE read_at < now() - interval '400 days'`)
}

func (s *Store) exec(ctx context.Context, sql string, args ...any) error {
	_, err := s.pool.Exec(ctx, sql, args...)
	return away(err)
}

func away(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}
