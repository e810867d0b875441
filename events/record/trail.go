package record

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	trailWait  = 10 * time.Second // for the first message after a silence
	trailPulse = 500 * time.Millisecond
	trailMost  = 500 // messages at once
)

// Trail is [JetStream.Follow] for who looks for little among much: after what
// came it rests, and then takes all that has come meanwhile at once. One message
// after a silence comes without delay.
func (l *JetStream) Trail(ctx context.Context, after uint64, rest time.Duration, yield func(Delivery) error) error {
	consumer, err := l.js.CreateOrUpdateConsumer(ctx, l.name, jetstream.ConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: after + 1,
		AckPolicy: jetstream.AckNonePolicy, Replicas: 1, MemoryStorage: true, InactiveThreshold: 5 * time.Minute,
	})
	if err != nil {
		return fmt.Errorf("trail %s: %w", l.name, err)
	}
	defer l.forget(ctx, consumer)
	take := func(batch jetstream.MessageBatch, err error) (n int, _ error) {
		if err != nil {
			return 0, err
		}
		for msg := range batch.Messages() {
			d, err := delivery(l.name, msg)
			if err != nil {
				return n, err
			}
			if d.Sequence != after+1 {
				return n, fmt.Errorf("sequence %d came after %d", d.Sequence, after)
			}
			after, n = d.Sequence, n+1
			if err := yield(d); err != nil {
				return n, err
			}
		}
		return n, batch.Error()
	}
	for {
		waiting, cancel := context.WithTimeout(ctx, trailWait)
		n, err := take(consumer.Fetch(1, jetstream.FetchContext(waiting), jetstream.FetchHeartbeat(trailPulse)))
		cancel()
		if err != nil && !errors.Is(err, nats.ErrTimeout) && !errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("trail %s: %w", l.name, errors.Join(err, ctx.Err()))
		}
		for more := n; more > 0; {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(rest):
			}
			if more, err = take(consumer.FetchNoWait(trailMost)); err != nil {
				return fmt.Errorf("trail %s: %w", l.name, err)
			}
		}
	}
}

// forget lets the server forget a consumer at once; otherwise it does in time.
func (l *JetStream) forget(ctx context.Context, consumer jetstream.Consumer) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = l.js.DeleteConsumer(ctx, l.name, consumer.CachedInfo().Name)
}
