package project

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.opentelemetry.io/otel"

	"parley.example/events/record"
)

// A batch is whatever arrived while the last one was being written, within
// these bounds. Nothing waits for more to come.
const (
	batchCommits = 1000
	batchBytes   = 256 << 10
)

// pulse is how often an idle runner proves that log and database answer.
const pulse = 500 * time.Millisecond

var tracer = otel.Tracer("parley.example/events/project")

// Runner projects one stream. Any number of replicas may run it: the journal's
// primary key and the checkpoint let exactly one of them store each batch.
type Runner struct {
	Model Model
	Log   record.Log
	Pool  *pgxpool.Pool
	// Changed is called after each batch with what it changed; it must not block.
	Changed func(Notice)

	lot   *lot // only the goroutine that runs touches it, and stats
	stats statistics

	offers chan record.Delivery

	mu      sync.Mutex
	seq     uint64
	beat    time.Time
	parked  map[string]string // aggregate → why
	waiters map[*waiter]struct{}
}

// waiter waits until a sequence is stored.
type waiter struct {
	seq     uint64
	reached chan struct{}
}

// Notice says which documents a batch has changed. Notices may be lost; one
// whose Prev is not the last Seq that a reader saw means that anything may
// have changed.
type Notice struct {
	Stream  string   `json:"stream"`
	Prev    uint64   `json:"prev"`
	Seq     uint64   `json:"seq"`
	Changed []Change `json:"changed,omitempty"`
	Trace   []string `json:"trace,omitempty"`

	Events []Event   `json:"-"` // for policies of the same process
	Due    time.Time `json:"-"` // the earliest moment that the batch has set, if any
}

// Prepare brings tables to the shape that the views want: where their version
// differs, or something is parked that may now be readable, all are rebuilt
// from the journal.
func (r *Runner) Prepare(ctx context.Context) error {
	r.offers, r.waiters = make(chan record.Delivery, batchCommits), make(map[*waiter]struct{})
	views, seq, err := checkpointOf(ctx, r.Pool, r.Model.Stream)
	if err != nil {
		return err
	}
	var waiting int
	if err := r.Pool.QueryRow(ctx, "SELECT count(*) FROM journal.parked WHERE stream = $1", r.Model.Stream).Scan(&waiting); err != nil {
		return fmt.Errorf("parked of %s: %w", r.Model.Stream, err)
	}
	r.lot = newLot(&r.Model)
	if views != r.Model.version() || waiting > 0 {
		if err := r.renew(ctx, seq); err != nil {
			return err
		}
		analyze(ctx, r.Pool, r.Model.all())
	}
	r.advance(seq)
	return nil
}

// renew rebuilds all tables and puts them in place of those in use.
func (r *Runner) renew(ctx context.Context, seq uint64) error {
	slog.InfoContext(ctx, "rebuilding read models", "stream", r.Model.Stream, "commits", seq)
	lot, err := r.Model.rebuild(ctx, r.Pool, seq)
	if err != nil {
		return fmt.Errorf("rebuild %s: %w", r.Model.Stream, err)
	}
	lot.forget(&r.Model)
	r.lot = lot
	return pgx.BeginFunc(ctx, r.Pool, func(tx pgx.Tx) error {
		if err := r.Model.swap(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM journal.parked WHERE stream = $1", r.Model.Stream); err != nil {
			return fmt.Errorf("clear parked: %w", err)
		}
		for aggregate, at := range lot.parkedAt {
			if _, err := tx.Exec(ctx, insertParked, r.Model.Stream, aggregate, at, lot.why[aggregate]); err != nil {
				return fmt.Errorf("park %s: %w", aggregate, err)
			}
			for _, v := range r.Model.Views {
				if _, err := tx.Exec(ctx, r.Model.markParked(v), []string{aggregate}); err != nil {
					return fmt.Errorf("mark parked: %w", err)
				}
			}
		}
		_, err := tx.Exec(ctx, "UPDATE projection.checkpoint SET views = $2 WHERE stream = $1", r.Model.Stream, r.Model.version())
		return err
	})
}

const insertParked = "INSERT INTO journal.parked (stream, aggregate, seq, reason, at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT DO NOTHING"

func (m *Model) markParked(v View) string {
	return "UPDATE " + pgx.Identifier{m.Stream, v.Table}.Sanitize() + " SET parked = true WHERE aggregate = ANY($1)"
}

// Run projects until ctx ends. Whatever goes wrong is logged and tried again
// from the checkpoint: the batch that failed has left nothing behind.
func (r *Runner) Run(ctx context.Context) error {
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		before := r.Seq()
		err := r.follow(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		slog.ErrorContext(ctx, "projection stopped", "stream", r.Model.Stream, "seq", r.Seq(), "error", err)
		if r.Seq() > before {
			wait = 50 * time.Millisecond
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		if err := r.catchUp(ctx); err != nil {
			slog.ErrorContext(ctx, "projection cannot start over", "stream", r.Model.Stream, "error", err)
		}
	}
}

// check notices a replica that has come further, and a database that has gone.
func (r *Runner) check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	_, seq, err := checkpointOf(ctx, r.Pool, r.Model.Stream)
	if err != nil {
		return err
	}
	switch at := r.Seq(); {
	case seq < at:
		return fmt.Errorf("checkpoint of %s fell back from %d to %d", r.Model.Stream, at, seq)
	case seq > at:
		return r.catchUp(ctx)
	}
	r.advance(seq)
	return nil
}

// catchUp starts over from the checkpoint, with what any replica has parked.
func (r *Runner) catchUp(ctx context.Context) error {
	_, seq, err := checkpointOf(ctx, r.Pool, r.Model.Stream)
	if err != nil {
		return err
	}
	rows, err := r.Pool.Query(ctx, "SELECT aggregate, seq, reason FROM journal.parked WHERE stream = $1", r.Model.Stream)
	if err != nil {
		return fmt.Errorf("parked of %s: %w", r.Model.Stream, err)
	}
	r.lot.forget(&r.Model)
	var aggregate, reason string
	var at uint64
	_, err = pgx.ForEachRow(rows, []any{&aggregate, &at, &reason}, func() error {
		r.lot.park(aggregate, at, reason)
		return nil
	})
	if err != nil {
		return fmt.Errorf("parked of %s: %w", r.Model.Stream, err)
	}
	r.advance(seq)
	return nil
}

// advance tells everyone who waits how far the read models have come, and what
// is parked by then.
func (r *Runner) advance(seq uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.beat = time.Now()
	if len(r.parked) != len(r.lot.parkedAt) {
		r.parked = maps.Clone(r.lot.why)
	}
	if seq <= r.seq {
		return
	}
	r.seq = seq
	for w := range r.waiters {
		if w.seq <= seq {
			close(w.reached)
			delete(r.waiters, w)
		}
	}
}

// Seq is how far the read models have come.
func (r *Runner) Seq() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seq
}

// Silent is how long ago log and database last answered the runner.
func (r *Runner) Silent() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Since(r.beat)
}

// Parked tells why an aggregate waits.
func (r *Runner) Parked(aggregate string) (why string, parked bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	why, parked = r.parked[aggregate]
	return why, parked
}

// ParkedCount counts the aggregates that wait.
func (r *Runner) ParkedCount() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.parked)
}

// ErrBehind means that the read models did not come far enough in time.
var ErrBehind = errors.New("read models are behind")

// Wait returns once everything up to seq is in journal and documents.
func (r *Runner) Wait(ctx context.Context, seq uint64) error {
	w := &waiter{seq, make(chan struct{})}
	r.mu.Lock()
	if r.seq >= seq {
		r.mu.Unlock()
		return nil
	}
	r.waiters[w] = struct{}{}
	r.mu.Unlock()
	select {
	case <-w.reached:
		return nil
	case <-ctx.Done():
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.waiters, w)
		return fmt.Errorf("%w: %s is at %d, not %d", ErrBehind, r.Model.Stream, r.seq, seq)
	}
}
