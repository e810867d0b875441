package project

import (
	"context"
	"fmt"
	"time"

	"parley.example/events/record"
)

// patience is how long a commit that was handed over may wait for one before it
// until the log is asked for that. Those that are acknowledged at the same time
// are handed over in no order.
const patience = 5 * time.Millisecond

// follow projects batches until something fails. While nearly all commits are
// handed over by their own process the log delivers nothing: it is asked for
// what is missing between two of them, and now and then for what comes next.
func (r *Runner) follow(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	in := newInbox(r.offers, r.Seq())
	in.open(ctx, cancel, r.Log, r.Seq())
	heart := time.NewTicker(pulse)
	defer heart.Stop()
	gap := time.NewTimer(0)
	defer gap.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-heart.C:
			if err := r.check(ctx); err != nil {
				return err
			}
			if err := r.tend(ctx, cancel, in); err != nil {
				return err
			}
		case <-gap.C:
			if err := r.fill(ctx, in); err != nil {
				return err
			}
		case d := <-in.arrivals:
			in.arrived(d)
		case d := <-in.offers:
			in.offered(d)
		}
		for batch := in.batch(r.Seq()); len(batch) > 0; batch = in.batch(r.Seq()) {
			if err := r.take(ctx, batch); err != nil {
				return err
			}
		}
		if in.misses(r.Seq() + 1) {
			gap.Reset(patience)
		}
	}
}

// fill asks the log for the commit that others wait for. It is in the log, since
// they are.
func (r *Runner) fill(ctx context.Context, in *inbox) error {
	next := r.Seq() + 1
	if _, here := in.waiting[next]; here || len(in.waiting) == 0 {
		return nil
	}
	d, found, err := r.next(ctx)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("%s has %d commits after %d, and not that one", r.Model.Stream, len(in.waiting), next)
	}
	in.arrived(d)
	return nil
}

// tend decides at each pulse whether the log is to deliver.
func (r *Runner) tend(ctx context.Context, cancel context.CancelCauseFunc, in *inbox) error {
	stored, offered := r.Seq()-in.tended, in.count
	in.tended, in.count = r.Seq(), 0
	if stored > 0 && offered < stored*9/10 {
		in.open(ctx, cancel, r.Log, r.Seq())
		return nil
	}
	if stored > 0 || len(in.waiting) > 0 {
		in.close()
		return nil
	}
	d, found, err := r.next(ctx)
	if err != nil {
		return err
	}
	if !found {
		in.close()
		return nil
	}
	in.arrived(d) // of a process that has gone, or of a replica
	in.open(ctx, cancel, r.Log, r.Seq())
	return nil
}

func (r *Runner) next(ctx context.Context) (d record.Delivery, found bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	return r.Log.Next(ctx, r.Seq())
}

// askPatience is how long the log may take to answer.
const askPatience = 2 * time.Second
