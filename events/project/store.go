package project

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"parley.example/events/record"
)

// take stores a batch, or what is left of it where another replica was faster.
func (r *Runner) take(ctx context.Context, batch []record.Delivery) error {
	for {
		at := r.Seq()
		for len(batch) > 0 && batch[0].Sequence <= at {
			batch = batch[1:]
		}
		if len(batch) == 0 {
			return nil
		}
		if batch[0].Sequence != at+1 {
			return fmt.Errorf("%s goes on at %d, the read models are at %d", r.Model.Stream, batch[0].Sequence, at)
		}
		err := r.store(ctx, batch)
		if err == nil {
			return nil
		}
		if !overtaken(err) {
			return err
		}
		if err := r.catchUp(ctx); err != nil {
			return err
		}
		if r.Seq() == at {
			return err // nobody was faster: something is wrong with the checkpoint
		}
	}
}

// overtaken tells whether another replica has stored the batch, or a part of it.
func overtaken(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == pgerrcodeUnique || pg.Code == pgerrcodeFence)
}

const (
	pgerrcodeUnique = "23505" // the journal has the commit
	pgerrcodeFence  = "PF001" // the checkpoint has moved; see projection.advance
)

// store writes journal, documents, due rows and checkpoint of a batch in one
// transaction and one round trip.
func (r *Runner) store(ctx context.Context, batch []record.Delivery) error {
	spans := begin(ctx, batch)
	defer spans.end()
	read := decodeAll(batch)
	if err := r.learn(ctx, read); err != nil {
		r.lot.forget(&r.Model)
		return err
	}
	fx, held, bad, err := r.Model.digest(read, r.lot, func(fx *effects, held []folder) error {
		return r.Model.load(ctx, r.Pool, r.Model.Stream, fx, held)
	})
	if err != nil {
		return err
	}
	prev, last := r.Seq(), batch[len(batch)-1].Sequence
	b := &pgx.Batch{}
	r.Model.writeJournal(b, read)
	changed, err := r.Model.write(b, r.Model.Stream, fx, held)
	if err != nil {
		return err
	}
	for _, p := range bad {
		slog.ErrorContext(ctx, "aggregate parked", "stream", r.Model.Stream, "aggregate", p.aggregate, "seq", p.seq, "reason", p.reason)
		b.Queue(insertParked, r.Model.Stream, p.aggregate, p.seq, p.reason)
		for _, v := range r.Model.Views {
			b.Queue(r.Model.markParked(v), []string{p.aggregate})
		}
	}
	b.Queue("SELECT projection.advance($1, $2, $3)", r.Model.Stream, prev, last)
	if err := r.Pool.SendBatch(ctx, b).Close(); err != nil {
		r.unpark(bad)
		r.lot.forget(&r.Model) // it holds what the batch would have made
		return fmt.Errorf("store batch %d–%d of %s: %w", prev+1, last, r.Model.Stream, err)
	}
	r.lot.trim()
	r.advance(last)
	if tables := r.stats.due(changed); len(tables) > 0 {
		go analyze(ctx, r.Pool, tables)
	}
	runtime.Gosched() // those who waited answer before anything else is done
	r.Changed(Notice{Stream: r.Model.Stream, Prev: prev, Seq: last, Changed: changed, Trace: spans.traces, Events: fx.events, Due: fx.earliest()})
	return nil
}

func (m *Model) writeJournal(b *pgx.Batch, batch []arrival) {
	var seqs, versions []int64
	var aggregates, ids []string
	var bodies [][]byte
	for _, a := range batch {
		version, id := int64(a.commit.Version), a.commit.ID
		if a.err != nil { // kept as it is, out of the way of every version
			version, id = -int64(a.Sequence), ""
		}
		if len(batch) <= few {
			b.Queue("INSERT INTO "+m.journal()+" (seq, aggregate, version, commit_id, body) VALUES ($1, $2, $3, $4, $5)", int64(a.Sequence), a.Aggregate, version, id, a.Body)
			continue
		}
		seqs, versions = append(seqs, int64(a.Sequence)), append(versions, version)
		aggregates, ids, bodies = append(aggregates, a.Aggregate), append(ids, id), append(bodies, a.Body)
	}
	if len(seqs) > 0 {
		b.Queue("INSERT INTO "+m.journal()+" (seq, aggregate, version, commit_id, body) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bytea[])",
			seqs, aggregates, versions, ids, bodies)
	}
}

// unpark takes back what a batch that was not stored has parked.
func (r *Runner) unpark(bad []poison) {
	for _, p := range bad {
		delete(r.lot.parkedAt, p.aggregate)
		delete(r.lot.why, p.aggregate)
	}
}
