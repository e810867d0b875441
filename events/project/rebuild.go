package project

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/record"
)

// scanSize is how many commits a rebuild holds at once.
const scanSize = 1000

// scan reads the journal in order, up to and including sequence upTo.
func (m *Model) scan(ctx context.Context, db rowQuerier, after, upTo uint64, yield func([]record.Delivery) error) error {
	for after < upTo {
		rows, err := db.Query(ctx, "SELECT seq, aggregate, body FROM "+m.journal()+" WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3", after, upTo, scanSize)
		if err != nil {
			return fmt.Errorf("scan journal of %s: %w", m.Stream, err)
		}
		batch, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (record.Delivery, error) {
			d := record.Delivery{Stream: m.Stream}
			return d, row.Scan(&d.Sequence, &d.Aggregate, &d.Body)
		})
		if err != nil {
			return fmt.Errorf("scan journal of %s: %w", m.Stream, err)
		}
		if len(batch) == 0 {
			return fmt.Errorf("journal of %s ends after %d, checkpoint says %d", m.Stream, after, upTo)
		}
		for _, d := range batch {
			if after++; d.Sequence != after {
				return fmt.Errorf("journal of %s has no sequence %d", m.Stream, after)
			}
		}
		if err := yield(batch); err != nil {
			return err
		}
	}
	return nil
}

type rowQuerier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// Replay reads events from the journal, for a reader that fell behind. What
// cannot be decoded is passed over: it is parked and shown to the operator.
func (m *Model) Replay(ctx context.Context, db rowQuerier, after, upTo uint64, yield func(events []Event, seq uint64) error) error {
	return m.scan(ctx, db, after, upTo, func(batch []record.Delivery) error {
		var events []Event
		for _, a := range decodeAll(batch) {
			if read, err := m.read(a); err == nil {
				events = append(events, read...)
			}
		}
		return yield(events, batch[len(batch)-1].Sequence)
	})
}

// digest folds one batch into documents and returns what it does to them;
// commits that cannot be projected are parked on the way.
func (m *Model) digest(batch []arrival, lot *lot, load func(*effects, []folder) error) (*effects, []folder, []poison, error) {
	var found []poison
	lot.follow(batch)
	for {
		fx, bad := m.plan(batch, lot.parked)
		if bad == nil {
			if err := load(fx, lot.held); err != nil {
				lot.forget(m)
				return nil, nil, nil, err
			}
			bad = m.apply(fx, lot.held)
		}
		if bad == nil {
			return fx, lot.held, found, nil
		}
		lot.park(bad.aggregate, bad.seq, bad.reason)
		lot.reset(m) // documents may have seen half of the batch
		found = append(found, *bad)
	}
}

// fold folds the whole journal up to a sequence in memory, without what is
// known to be parked, and returns the hash of every table.
func (m *Model) fold(ctx context.Context, pool *pgxpool.Pool, upTo uint64, parkedAt map[string]uint64) (map[string]string, error) {
	lot := newLot(m)
	lot.parkedAt = parkedAt
	err := m.scan(ctx, pool, 0, upTo, func(batch []record.Delivery) error {
		_, _, bad, err := m.digest(decodeAll(batch), lot, func(*effects, []folder) error { return nil })
		if err == nil && len(bad) > 0 {
			err = fmt.Errorf("fold %s: %s cannot be folded at %d: %s", m.Stream, bad[0].aggregate, bad[0].seq, bad[0].reason)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	hashes := make(map[string]string)
	for v, view := range m.Views {
		h := sha256.New()
		for _, key := range slices.Sorted(lot.held[v].keys()) {
			doc, row, live, err := lot.held[v].stored(key)
			if err != nil {
				return nil, err
			}
			if live {
				fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s\n", key, row.Parent, row.Sort, row.Audience, doc)
			}
		}
		hashes[view.Table] = hex.EncodeToString(h.Sum(nil))
	}
	return hashes, nil
}

// Hashes returns the hash of every table of the model in a schema.
func (m *Model) Hashes(ctx context.Context, db rowQuerier, schema string) (map[string]string, error) {
	hashes := make(map[string]string)
	for _, v := range m.Views {
		rows, err := db.Query(ctx, `SELECT id, parent, sort, audience, doc::text FROM `+pgx.Identifier{schema, v.Table}.Sanitize()+` ORDER BY id COLLATE "C"`)
		if err != nil {
			return nil, fmt.Errorf("hash %s.%s: %w", schema, v.Table, err)
		}
		h := sha256.New()
		var id, parent, sort, audience, doc string
		if _, err := pgx.ForEachRow(rows, []any{&id, &parent, &sort, &audience, &doc}, func() error {
			_, err := fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s\n", id, parent, sort, audience, doc)
			return err
		}); err != nil {
			return nil, fmt.Errorf("hash %s.%s: %w", schema, v.Table, err)
		}
		hashes[v.Table] = hex.EncodeToString(h.Sum(nil))
	}
	return hashes, nil
}

// rebuild makes all tables anew in the next schema from the journal up to a
// sequence, and returns what had to be parked.
func (m *Model) rebuild(ctx context.Context, pool *pgxpool.Pool, upTo uint64) (*lot, error) {
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return m.createTables(ctx, tx, m.next()) }); err != nil {
		return nil, err
	}
	lot := newLot(m)
	err := m.scan(ctx, pool, 0, upTo, func(batch []record.Delivery) error {
		fx, held, _, err := m.digest(decodeAll(batch), lot, func(fx *effects, held []folder) error { return m.load(ctx, pool, m.next(), fx, held) })
		if err != nil {
			return err
		}
		b := &pgx.Batch{}
		if _, err := m.write(b, m.next(), fx, held); err != nil {
			return err
		}
		lot.trimDocuments()
		if err := pool.SendBatch(ctx, b).Close(); err != nil {
			return fmt.Errorf("rebuild %s: %w", m.Stream, err)
		}
		return nil
	})
	return lot, err
}

// Comparison is what a check of the read models found, by table.
type Comparison struct {
	Stream, Table         string
	Live, Rebuilt, Folded string
	Sequence              uint64
}

// Equal tells whether all three ways led to the same documents.
func (c Comparison) Equal() bool { return c.Live == c.Rebuilt && c.Live == c.Folded }

// Check hashes the tables in use, builds them again in the next schema and
// folds them in memory, all at one sequence.
func (m *Model) Check(ctx context.Context, pool *pgxpool.Pool) ([]Comparison, error) {
	var live map[string]string
	var seq uint64
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, pool, snapshot, func(tx pgx.Tx) (err error) {
		if err = tx.QueryRow(ctx, "SELECT seq FROM projection.checkpoint WHERE stream = $1", m.Stream).Scan(&seq); err != nil {
			return fmt.Errorf("checkpoint of %s: %w", m.Stream, err)
		}
		live, err = m.Hashes(ctx, tx, m.Stream)
		return err
	})
	if err != nil {
		return nil, err
	}
	lot, err := m.rebuild(ctx, pool, seq)
	if err != nil {
		return nil, err
	}
	rebuilt, err := m.Hashes(ctx, pool, m.next())
	if err != nil {
		return nil, err
	}
	folded, err := m.fold(ctx, pool, seq, lot.parkedAt)
	if err != nil {
		return nil, err
	}
	var all []Comparison
	for _, v := range m.Views {
		all = append(all, Comparison{m.Stream, v.Table, live[v.Table], rebuilt[v.Table], folded[v.Table], seq})
	}
	return all, nil
}
