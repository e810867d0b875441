// Package load lets clients work as fast as they are answered, and says how
// fast that was.
package load

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// Sample is what some clients experienced.
type Sample struct {
	Took    []time.Duration // by each answer, sorted
	Elapsed time.Duration
}

// Rate is answers per second.
func (s Sample) Rate() float64 { return float64(len(s.Took)) / s.Elapsed.Seconds() }

// Quantile is the value below which a share of sorted durations lies, in
// milliseconds; 0 of none.
func Quantile(sorted []time.Duration, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	at := min(int(q*float64(len(sorted))), len(sorted)-1)
	return Milliseconds(sorted[at])
}

// Milliseconds is a duration as a figure.
func Milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// Drive lets so many clients do one thing after another for a while. The first
// error ends all.
func Drive(ctx context.Context, clients int, length time.Duration, do func(ctx context.Context, client int) error) (Sample, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	took := make([][]time.Duration, clients)
	var all sync.WaitGroup
	begin := time.Now()
	end := begin.Add(length)
	for c := range clients {
		all.Go(func() {
			for ctx.Err() == nil {
				sent := time.Now()
				if !sent.Before(end) {
					return
				}
				if err := do(ctx, c); err != nil {
					cancel(err)
					return
				}
				took[c] = append(took[c], time.Since(sent))
			}
		})
	}
	all.Wait()
	s := Sample{Took: slices.Sorted(slices.Values(slices.Concat(took...))), Elapsed: time.Since(begin)}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return s, cause
	}
	return s, ctx.Err()
}

// Rounds collects the samples of several rounds.
type Rounds []Sample

// Rate is the median of the rounds' rates.
func (r Rounds) Rate() float64 {
	var rates []float64
	for _, s := range r {
		rates = append(rates, s.Rate())
	}
	return Median(rates)
}

// Quantile is over the answers of all rounds together.
func (r Rounds) Quantile(q float64) float64 {
	var took []time.Duration
	for _, s := range r {
		took = append(took, s.Took...)
	}
	slices.Sort(took)
	return Quantile(took, q)
}

// Count counts the answers of all rounds.
func (r Rounds) Count() (n int) {
	for _, s := range r {
		n += len(s.Took)
	}
	return n
}

// Median of some figures; 0 of none.
func Median(of []float64) float64 {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}
