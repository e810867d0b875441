// Package read is the only way to documents: as an actor.
//
// Postgres decides, row by row, what the actor may see. A request reads in one
// snapshot, and what is missing looks like what is forbidden.
package read

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
	"parley.example/gateway/internal/position"
)

// Watch knows how far the read models are, from what the services announce.
type Watch interface {
	// Await returns when everything in v has been announced, or ctx is done.
	Await(ctx context.Context, v position.Vector)
}

// Errors of reading.
var (
	ErrNotYetVisible = errors.New("the read models are not that far yet")
	ErrUnavailable   = errors.New("the read models cannot be reached")
)

// Reader reads on behalf of one actor, in one snapshot that is taken by the
// first read. It is for one goroutine.
type Reader struct {
	pool     *pgxpool.Pool
	actor    command.Actor
	atLeast  position.Vector
	watch    Watch
	patience time.Duration

	conn      *pgxpool.Conn
	seen      position.Vector
	held      []string
	audiences []string
	touched   Touched
}

// As returns a reader for what the actor may see. Its snapshot is at least as
// new as atLeast, or reading fails with [ErrNotYetVisible]. Close it.
func As(pool *pgxpool.Pool, actor command.Actor, atLeast position.Vector, watch Watch) *Reader {
	return &Reader{
		pool: pool, actor: actor, atLeast: atLeast, watch: watch,
		patience: 2 * time.Second, touched: make(Touched),
	}
}

// Read answers a batch from the reader's snapshot, in one round trip.
func (r *Reader) Read(ctx context.Context, b Batch) (Found, error) {
	r.touched.add(b)
	if r.conn != nil {
		found, err := r.send(ctx, b, false)
		return found, sorted(err)
	}
	deadline := time.Now().Add(r.patience)
	for {
		found, err := r.open(ctx, b)
		if err != nil || r.seen.Covers(r.atLeast) {
			return found, sorted(err)
		}
		r.Close()
		if time.Now().After(deadline) || ctx.Err() != nil {
			return Found{}, ErrNotYetVisible
		}
		r.wait(ctx, deadline)
	}
}

// wait returns when the wanted position has been announced. An announcement can
// be lost, so it never waits long.
func (r *Reader) wait(ctx context.Context, deadline time.Time) {
	ctx, cancel := context.WithTimeout(ctx, min(time.Until(deadline), 250*time.Millisecond))
	defer cancel()
	r.watch.Await(ctx, r.atLeast)
}

// open takes the snapshot. A connection that died while it lay in the pool
// is replaced once.
func (r *Reader) open(ctx context.Context, b Batch) (Found, error) {
	var err error
	for range 2 {
		if r.conn, err = r.pool.Acquire(ctx); err != nil {
			return Found{}, fmt.Errorf("connect to the read models: %w", err)
		}
		var found Found
		if found, err = r.send(ctx, b, true); err == nil {
			return found, nil
		}
		dead := r.conn.Conn().IsClosed()
		r.Close()
		if !dead {
			break
		}
	}
	return Found{}, err
}

const (
	beginSQL  = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`
	actorSQL  = `SELECT set_config('parley.person', $1, true), set_config('parley.organization', $2, true)`
	seenSQL   = `SELECT stream, seq FROM projection.checkpoint`
	holderSQL = `SELECT audience FROM registry.holder WHERE parent = $1`
)

func (r *Reader) send(ctx context.Context, b Batch, first bool) (Found, error) {
	q := &pgx.Batch{}
	found := Found{Rows: make(map[Key]Row), Pages: make([][]Row, len(b.Pages)), Feeds: make([][]Fed, len(b.Feeds))}
	if first {
		r.begin(q)
	}
	for _, l := range b.Lookups {
		q.Queue(lookupSQL(l.Table), l.IDs).Query(func(rows pgx.Rows) error { return scanLookup(rows, l.Table, found.Rows) })
	}
	groups, members := grouped(b.Pages)
	for _, g := range groups {
		queuePages(q, g, members[g], b.Pages, found.Pages)
	}
	r.queueFeeds(q, b.Feeds, found.Feeds)
	if err := r.conn.SendBatch(ctx, q).Close(); err != nil {
		return Found{}, fmt.Errorf("read documents: %w", err)
	}
	r.feeds(b.Feeds, found.Feeds)
	return found, nil
}

func (r *Reader) begin(q *pgx.Batch) {
	r.seen, r.held, r.audiences = position.Vector{}, nil, nil
	q.Queue(beginSQL)
	q.Queue(actorSQL, r.actor.Person, r.actor.Organization)
	q.Queue(seenSQL).Query(func(rows pgx.Rows) error {
		var stream string
		var seq int64
		_, err := pgx.ForEachRow(rows, []any{&stream, &seq}, func() error {
			r.seen = r.seen.Merge(position.Of(stream, uint64(seq)))
			return nil
		})
		return err
	})
	if r.actor.Person == "" {
		return
	}
	q.Queue(holderSQL, r.actor.Person).Query(func(rows pgx.Rows) (err error) {
		r.held, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
}

func queuePages(q *pgx.Batch, g pages, members []int, batch []Page, into [][]Row) {
	parents, sorts, ids := make([]string, len(members)), make([]string, len(members)), make([]string, len(members))
	for i, m := range members {
		parents[i], sorts[i], ids[i] = batch[m].Parent, batch[m].From.Sort, batch[m].From.ID
	}
	q.Queue(pageSQL(g.table, g.backward), parents, sorts, ids, g.limit).Query(func(rows pgx.Rows) error {
		var n int
		var row Row
		_, err := pgx.ForEachRow(rows, []any{&n, &row.ID, &row.Sort, &row.Parked, &row.Doc}, func() error {
			into[members[n-1]] = append(into[members[n-1]], row)
			row.Doc = nil
			return nil
		})
		return err
	})
}

func scanLookup(rows pgx.Rows, table string, into map[Key]Row) error {
	var row Row
	_, err := pgx.ForEachRow(rows, []any{&row.ID, &row.Sort, &row.Parked, &row.Doc}, func() error {
		into[Key{table, row.ID}] = row
		row.Doc = nil
		return nil
	})
	return err
}

// Position returns how far the snapshot is. It is zero before the first read.
func (r *Reader) Position() position.Vector { return r.seen }

// Holds tells whether the actor is one of those whom a name of an audience's
// holders stands for, for example "org:org_…". It reads.
func (r *Reader) Holds(ctx context.Context, name string) (bool, error) {
	if _, err := r.Read(ctx, Batch{}); err != nil {
		return false, err
	}
	if slices.Contains(r.held, name) {
		return true, nil
	}
	return false, nil
}

// Touched returns everything that the answers so far depend on, the actor's
// own authority included.
func (r *Reader) Touched() Touched {
	if r.actor.Person != "" {
		r.touched.authority(r.actor.Person, r.held)
	}
	return r.touched
}

// Close ends the snapshot.
func (r *Reader) Close() {
	if r.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if _, err := r.conn.Exec(ctx, `ROLLBACK`); err != nil {
		_ = r.conn.Conn().Close(ctx) // the pool drops a closed connection
	}
	r.conn.Release()
	r.conn = nil
}
