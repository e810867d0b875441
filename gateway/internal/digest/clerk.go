package digest

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/mail"
)

// Clerk writes digests when they are due. There may be several, in several
// gateways: a reader is locked while their digest is written, and the letter,
// the moment up to which it told and the next due time are one transaction.
type Clerk struct {
	Pool    *pgxpool.Pool // of the schema identity
	Readers *Readers
	Sources Sources
	// Table says which table the documents of an id are in.
	Table func(id string) (table string, known bool)
	// Ready returns why the read models may be behind, nil if they are not:
	// what has not arrived in them would not be told.
	Ready   func(context.Context) error
	Base    string // address of this installation, without a slash at its end
	Sends   bool   // whether letters are sent; otherwise they are kept
	Workers int
	Pause   time.Duration // between two looks for what is due
	Now     func() time.Time
}

// settled is how old news is before it is told: what was said is then in the
// read models, and what was said by mistake perhaps taken back.
const settled = 2 * time.Minute

// Run writes what is due until ctx ends.
func (c *Clerk) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := c.All(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "digests", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(c.Pause):
		}
	}
}

// All writes everything that is due now.
func (c *Clerk) All(ctx context.Context) error {
	if err := c.Ready(ctx); err != nil {
		return fmt.Errorf("not now: %w", err)
	}
	if err := c.Readers.enrol(ctx); err != nil {
		return err
	}
	var workers sync.WaitGroup
	for range c.Workers {
		workers.Go(func() {
			for ctx.Err() == nil {
				if more, err := c.one(ctx); err != nil {
					slog.WarnContext(ctx, "digest", "error", err)
				} else if !more {
					return
				}
			}
		})
	}
	workers.Wait()
	return nil
}

// one writes the digest of one reader who is due, and tells whether there was
// one. A digest that cannot be written is tried later, and holds up nobody.
func (c *Clerk) one(ctx context.Context) (bool, error) {
	var who string
	err := pgx.BeginFunc(ctx, c.Pool, func(tx pgx.Tx) error {
		w, err := next(ctx, tx, c.Now())
		if err != nil || w == nil {
			return err
		}
		who = w.Person
		return c.serve(ctx, tx, w)
	})
	if err != nil && who != "" {
		if later := c.Readers.later(ctx, who, c.Now().Add(10*time.Minute)); later != nil {
			return false, later
		}
	}
	return who != "", err
}

// serve reckons a reader's next digest and writes the one that is due.
func (c *Clerk) serve(ctx context.Context, tx pgx.Tx, w *waiting) error {
	now := c.Now()
	if w.Address == "" {
		return tell(ctx, tx, w.Person, now.Add(24*time.Hour), now)
	}
	who, err := c.Sources.Who(ctx, w.Person)
	if err != nil {
		return err
	}
	zone := Zone(or(w.Zone, who.Zone))
	due := Next(now, zone, w.Hour)
	if w.Due == nil {
		return tell(ctx, tx, w.Person, due, w.Told)
	}
	until := now.Add(-settled)
	told, err := c.write(ctx, tx, w, who, Day(*w.Due, zone), until)
	if err != nil {
		return err
	}
	if !told { // the day has its digest: what is new waits for tomorrow's
		until = w.Told
	}
	return tell(ctx, tx, w.Person, due, until)
}

// write puts the digest of a day into the outbox, if there is anything new. It
// tells whether nothing is left to tell.
func (c *Clerk) write(ctx context.Context, tx pgx.Tx, w *waiting, who Profile, day string, until time.Time) (bool, error) {
	// Marks are read in this transaction: a clerk that held one connection while
	// it waits for another could wait for ever.
	g, err := c.gather(ctx, inbox.NewStore(tx), w.Person, who.Actors(w.Person), w.Told, until)
	if err != nil || g.Fresh == 0 {
		return err == nil, err
	}
	letter, _, err := Compose(g.News, Reader{
		Name: or(who.Name, w.Name), Locale: Locale(or(w.Language, who.Language)), Zone: Zone(or(w.Zone, who.Zone)), Hour: w.Hour, Names: g.Names,
	}, c.Base)
	if err != nil {
		return false, err
	}
	letter.Person, letter.Kind, letter.Key, letter.Recipient, letter.Made = w.Person, "digest", day, w.Address, c.Now()
	letter.ID = mail.LetterID(letter.Person, letter.Kind, letter.Key)
	state := mail.Kept
	if c.Sends {
		state = mail.Waiting
	}
	return mail.Put(ctx, tx, letter, state)
}
