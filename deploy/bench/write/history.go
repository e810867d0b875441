package write

import (
	"context"
	"fmt"
	"sync"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/town"
)

// histories measures what a long history costs: nothing while it is in memory,
// and once to read it.
func (b *bench) histories(ctx context.Context) ([]figures.Row, error) {
	b.say(fmt.Sprintf("a table with %d commits beside one with %d", b.size.Long, b.size.Short))
	long, err := b.grow(ctx, "Long", b.size.Long)
	if err != nil {
		return nil, err
	}
	short, err := b.grow(ctx, "Short", b.size.Short)
	if err != nil {
		return nil, err
	}
	warm, err := b.inTurn(ctx, long, short)
	if err != nil {
		return nil, err
	}
	p50 := warm[0].Quantile(0.5)
	cold, err := b.cold(ctx, long, short, p50)
	if err != nil {
		return nil, err
	}
	return []figures.Row{
		figures.Of(fmt.Sprintf("a command after %d commits: p50", b.size.Long), p50, "ms").Beside(warm[1].Quantile(0.5)).AtMostTimes(1.1),
		figures.Of(fmt.Sprintf("cold load of %d commits", b.size.Long), cold, "ms").AtMost(60),
	}, nil
}

// grow opens a table and lets its seats disagree until it has so many commits.
func (b *bench) grow(ctx context.Context, title string, commits int) (town.Table, error) {
	table, err := b.town.Table(ctx, title)
	if err != nil {
		return table, err
	}
	const senders = 8
	var all sync.WaitGroup
	failed := make(chan error, senders)
	for sender := range senders {
		all.Go(func() {
			for n := sender; n < commits-2; n += senders { // opening it took two
				if err := b.direct.opine(ctx, b.by(n), table, reason(n)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	close(failed)
	return table, <-failed
}

// inTurn sends single commands to some tables, in turn.
func (b *bench) inTurn(ctx context.Context, tables ...town.Table) ([]load.Rounds, error) {
	found := make([]load.Rounds, len(tables))
	for n := range b.size.Repeats {
		for i, table := range tables {
			began := time.Now()
			if err := b.direct.opine(ctx, b.by(n), table, reason(-n)); err != nil {
				return nil, err
			}
			found[i] = append(found[i], load.Sample{Took: []time.Duration{time.Since(began)}})
		}
	}
	return found, nil
}

// cold is how much longer the first command takes after the service has started
// anew, in a service that has answered others already: the median of some
// starts.
func (b *bench) cold(ctx context.Context, long, short town.Table, warm float64) (float64, error) {
	var took []float64
	for n := range max(3, b.size.Repeats/100) {
		if err := b.house.Process("negotiation").Crash(ctx); err != nil {
			return 0, err
		}
		if _, err := b.inTurn(ctx, short); err != nil {
			return 0, err
		}
		began := time.Now()
		if err := b.direct.opine(ctx, b.by(n), long, fmt.Sprintf("After start %d.", n)); err != nil {
			return 0, err
		}
		took = append(took, max(0, load.Milliseconds(time.Since(began))-warm))
	}
	return load.Median(took), nil
}
