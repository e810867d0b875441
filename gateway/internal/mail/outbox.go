package mail

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Outbox keeps letters from when they are written until long after they are
// sent: it is the log of what was delivered too.
type Outbox struct{ pool *pgxpool.Pool }

// NewOutbox returns the outbox in the schema identity.
func NewOutbox(pool *pgxpool.Pool) *Outbox { return &Outbox{pool} }

// The states of a letter.
const (
	Waiting = "waiting"
	Sent    = "sent"
	Failed  = "failed" // given up
	Kept    = "kept"   // there is no server to send it
)

// Put writes a letter within a transaction, in state Waiting or Kept. It tells
// whether it was new: there is one letter of a kind and key to a person.
func Put(ctx context.Context, tx pgx.Tx, l Letter, state string) (bool, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO identity.mail (id, person, kind, key, recipient, language, subject, plain, html, manage, state, made_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
		l.ID, l.Person, l.Kind, l.Key, l.Recipient, l.Language, l.Subject, l.Plain, l.HTML, l.Manage, state, l.Made)
	if err != nil {
		return false, fmt.Errorf("write letter %s: %w", l.ID, err)
	}
	return tag.RowsAffected() == 1, nil
}

// lease is how long somebody who took letters to send has for it. Then they are
// anybody's again: whoever took them has crashed.
const lease = 10 * time.Minute

// leased is a letter to send now, with how often that was tried, this time
// included.
type leased struct {
	Letter
	Attempts int
}

// take takes letters whose time has come. Several takers never get the same.
func (o *Outbox) take(ctx context.Context, most int) ([]leased, error) {
	rows, err := o.pool.Query(ctx, `UPDATE identity.mail SET attempts = attempts + 1, next_at = now() + $1
		WHERE id IN (SELECT id FROM identity.mail WHERE state = 'waiting' AND next_at <= now() ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED)
		RETURNING id, person, kind, key, recipient, language, subject, plain, html, manage, made_at, attempts`, lease, most)
	if err != nil {
		return nil, fmt.Errorf("take letters: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (leased, error) {
		var l leased
		return l, row.Scan(&l.ID, &l.Person, &l.Kind, &l.Key, &l.Recipient, &l.Language, &l.Subject, &l.Plain, &l.HTML, &l.Manage, &l.Made, &l.Attempts)
	})
	if err != nil {
		return nil, fmt.Errorf("take letters: %w", err)
	}
	return all, nil
}

// end notes that a letter was sent, or is given up.
func (o *Outbox) end(ctx context.Context, id, state, answer string) error {
	_, err := o.pool.Exec(ctx, `UPDATE identity.mail SET state = $2, answer = $3, ended_at = now() WHERE id = $1`, id, state, shortened(answer))
	return wrap(err, "end letter "+id)
}

// again puts a letter off.
func (o *Outbox) again(ctx context.Context, id string, after time.Duration, answer string) error {
	_, err := o.pool.Exec(ctx, `UPDATE identity.mail SET next_at = now() + $2, answer = $3 WHERE id = $1`, id, after, shortened(answer))
	return wrap(err, "put letter off "+id)
}

// untried puts a letter back that nobody got to.
func (o *Outbox) untried(ctx context.Context, id string) error {
	_, err := o.pool.Exec(ctx, `UPDATE identity.mail SET attempts = attempts - 1, next_at = now() WHERE id = $1 AND state = 'waiting'`, id)
	return wrap(err, "put letter back "+id)
}

// Shown is a letter as a developer sees it.
type Shown struct {
	Letter
	State    string
	Attempts int
	Answer   string
}

// Newest returns the newest letters.
func (o *Outbox) Newest(ctx context.Context, most int) ([]Shown, error) {
	rows, err := o.pool.Query(ctx, `SELECT id, recipient, subject, plain, html, state, attempts, answer, made_at
		FROM identity.mail ORDER BY made_at DESC, id LIMIT $1`, most)
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Shown, error) {
		var s Shown
		return s, row.Scan(&s.ID, &s.Recipient, &s.Subject, &s.Plain, &s.HTML, &s.State, &s.Attempts, &s.Answer, &s.Made)
	})
}

// Tidy forgets what letters said a month after they were sent, and that there
// were any after a year.
func (o *Outbox) Tidy(ctx context.Context) error {
	for _, sql := range []string{
		`UPDATE identity.mail SET plain = '', html = '', recipient = '', answer = '' WHERE state <> 'waiting' AND plain <> '' AND made_at < now() - interval '30 days'`,
		`DELETE FROM identity.mail WHERE made_at < now() - interval '1 year'`,
	} {
		if _, err := o.pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("tidy the outbox: %w", err)
		}
	}
	return nil
}

func shortened(s string) string {
	s = header(s)
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200])
	}
	return s
}

func wrap(err error, what string) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
