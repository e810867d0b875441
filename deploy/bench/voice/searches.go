package voice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/town"
	"parley.example/events/command"
)

// searches measures ours at a steady rate and, in turn with it, what the
// database does by itself: a scan, and an index of trigrams with which it too
// forgives a slip. Neither of these has to answer at that rate: they search one
// after another.
func (v *valley) searches(ctx context.Context) ([]figures.Row, error) {
	if _, err := v.first(ctx); err != nil { // nobody measures how far it is behind
		return nil, err
	}
	memory, err := load.Memory(v.house.Process("registry").PID())
	if err != nil {
		return nil, err
	}
	if err := v.trigrams(ctx); err != nil {
		return nil, err
	}
	words := newCrowd()
	var list []string
	for range v.size.Rate * int(v.size.Length/time.Second+1) {
		list = append(list, words.search())
	}
	endToEnd, err := v.outside(ctx)
	if err != nil {
		return nil, err
	}
	var ours, outside, scan, trigram load.Rounds
	var hits atomic.Int64
	var spent time.Duration // by the registry, on all searches of ours
	const rounds = 3
	for round := range rounds {
		v.say(fmt.Sprintf("searches, round %d of %d", round+1, rounds))
		for _, way := range []struct {
			into *load.Rounds
			do   func(context.Context, string) (int, error)
		}{{&ours, v.ask}, {&outside, endToEnd}} {
			before, err := v.registry()
			if err != nil {
				return nil, err
			}
			sample, err := steadily(ctx, v.size.Rate, v.size.Length/rounds, func(ctx context.Context, n int) error {
				found, err := way.do(ctx, list[(round*997+n)%len(list)])
				hits.Add(int64(min(found, 1)))
				return err
			})
			if err != nil {
				return nil, err
			}
			after, err := v.registry()
			if err != nil {
				return nil, err
			}
			spent += after - before
			*way.into = append(*way.into, sample)
		}
		for _, way := range []struct {
			into *load.Rounds
			sql  string
		}{{&scan, scanning}, {&trigram, forgiving}} {
			sample, err := v.oneByOne(ctx, way.sql, list[round*v.size.Baseline/rounds:(round+1)*v.size.Baseline/rounds])
			if err != nil {
				return nil, err
			}
			*way.into = append(*way.into, sample)
		}
	}
	if err := v.house.Process("registry").Crash(ctx); err != nil {
		return nil, err
	}
	cold, err := v.first(ctx)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("directory of %d, %d searches/s: ", v.size.Found, v.size.Rate)
	each := load.Milliseconds(spent) / float64(ours.Count()+outside.Count())
	answered := 100 * float64(hits.Load()) / float64(ours.Count()+outside.Count())
	return []figures.Row{
		figures.Of(name+"p50, against a scan (ILIKE)", ours.Quantile(0.5), "ms").Beside(scan.Quantile(0.5)),
		figures.Of(name+"p99, against a scan (ILIKE)", ours.Quantile(0.99), "ms").Beside(scan.Quantile(0.99)).AtMost(50),
		figures.Of(name+"p50, against pg_trgm", ours.Quantile(0.5), "ms").Beside(trigram.Quantile(0.5)),
		figures.Of(name+"p99, against pg_trgm", ours.Quantile(0.99), "ms").Beside(trigram.Quantile(0.99)).AtMost(50),
		figures.Of(name+"end to end (GraphQL), p50", outside.Quantile(0.5), "ms"),
		figures.Of(name+"end to end (GraphQL), p99", outside.Quantile(0.99), "ms").AtMost(50),
		figures.Of("directory: processor time of the registry for a search", each, "ms"),
		figures.Of(name+"that find somebody", answered, "%"),
		figures.Of("directory: the first search after the service has started anew", cold, "ms"),
		figures.Of("directory: memory of the registry with it", memory, "MiB"),
	}, nil
}

// first is how long it takes until somebody is found, the service being behind
// or just beginning, in milliseconds.
func (v *valley) first(ctx context.Context) (float64, error) {
	began := time.Now()
	for {
		_, err := v.ask(ctx, "bread")
		var refused *command.Refusal
		if err == nil || !errors.As(err, &refused) && !errors.Is(err, nats.ErrNoResponders) && !errors.Is(err, context.DeadlineExceeded) {
			return load.Milliseconds(time.Since(began)), err
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// The same lines as ours, found by the database. The first knows no slip.
const (
	scanning  = `SELECT id FROM registry.directory WHERE doc::text ILIKE '%' || $1 || '%' ORDER BY id LIMIT 20`
	forgiving = `SELECT id FROM bench.lines WHERE $1 <% line ORDER BY word_similarity($1, line) DESC, id LIMIT 20`
)

// registry is the processor time that the service has used so far.
func (v *valley) registry() (time.Duration, error) {
	return load.CPU(v.house.Process("registry").PID())
}

// trigrams makes the index of the second.
func (v *valley) trigrams(ctx context.Context) error {
	v.say("an index of the database's own to compare with")
	for _, sql := range []string{
		"CREATE EXTENSION IF NOT EXISTS pg_trgm",
		"CREATE SCHEMA IF NOT EXISTS bench",
		`CREATE TABLE bench.lines AS SELECT id, concat_ws(' ', doc->>'name', doc->>'form', doc->>'purposes', doc->>'offers', doc->>'needs', doc->>'expertise') AS line
			FROM registry.directory`,
		"CREATE INDEX ON bench.lines USING gin (line gin_trgm_ops)",
		"ANALYZE bench.lines",
	} {
		if _, err := v.pool.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%.40s: %w", sql, err)
		}
	}
	return nil
}

func (v *valley) oneByOne(ctx context.Context, sql string, list []string) (load.Sample, error) {
	s := load.Sample{}
	began := time.Now()
	for _, words := range list {
		sent := time.Now()
		rows, err := v.pool.Query(ctx, sql, words)
		if err != nil {
			return s, err
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return s, fmt.Errorf("search the database for %q: %w", words, err)
		}
		s.Took = append(s.Took, time.Since(sent))
	}
	slices.Sort(s.Took)
	s.Elapsed = time.Since(began)
	return s, nil
}

// outside searches through the public address, as somebody who has signed up.
func (v *valley) outside(ctx context.Context) (func(context.Context, string) (int, error), error) {
	small, err := town.Found(ctx, v.house.URL, 0, 30*time.Second)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, words string) (int, error) {
		var data struct {
			Directory struct {
				Edges []struct{ Cursor string }
			}
		}
		err := small.Convener.Device().Do(ctx, `query Find($words: String!) { directory(search: $words, first: 20) {
			edges { cursor node { kind organization { id name } person { id name } matches { field line spans { from to } } } } pageInfo { hasNextPage endCursor } } }`,
			map[string]any{"words": words}, &data)
		return len(data.Directory.Edges), err
	}, nil
}
