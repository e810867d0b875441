package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/rules/rule"
)

// Reaction is what a policy does about one event. It may be asked again about
// the same event, so the ids of its commands depend on the event alone.
type Reaction func(ctx context.Context, e project.Event) error

// policy follows a stream from a checkpoint of its own.
type policy struct {
	name, stream string
	about        []string                                             // names of another context's events
	decode       func(name string, data []byte) (record.Event, error) // … and how they are read
	react        Reaction

	mu     sync.Mutex
	queue  []project.Event
	upTo   uint64 // the queue holds all that came up to here …
	behind bool   // … or had to be dropped: read the journal
	more   chan struct{}

	saved   uint64 // the checkpoint, as Postgres has it
	savedAt time.Time
}

// queued bounds the events that wait for a policy in memory.
const queued = 10_000

// Policy declares a reaction to the events of one of the service's own streams.
func (h *House) Policy(name, stream string, react Reaction) {
	h.follows = append(h.follows, &policy{name: name, stream: stream, react: react, more: make(chan struct{}, 1)})
}

// PolicyOn declares a reaction to some events of another context, by their
// names.
func (h *House) PolicyOn(name, stream string, about []string, decode func(name string, data []byte) (record.Event, error), react Reaction) {
	h.follows = append(h.follows, &policy{name: name, stream: stream, about: about, decode: decode, react: react})
}

// changed passes a batch on: to the policies of this service and, as a notice
// that may be lost, to whoever shows live data.
func (h *House) changed(s *Stream, n project.Notice) {
	for _, p := range h.follows {
		if p.stream == n.Stream && p.decode == nil {
			p.offer(n)
		}
	}
	s.alarm.set(n.Due)
	h.publish(n)
}

func (p *policy) offer(n project.Notice) {
	p.mu.Lock()
	if p.behind = p.behind || len(p.queue)+len(n.Events) > queued; p.behind {
		p.queue = nil
	} else {
		p.queue = append(p.queue, n.Events...)
	}
	p.upTo = n.Seq
	p.mu.Unlock()
	select {
	case p.more <- struct{}{}:
	default:
	}
}

// take empties the queue.
func (p *policy) take() (events []project.Event, upTo uint64, behind bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	events, upTo, behind = p.queue, p.upTo, p.behind
	p.queue, p.behind = nil, false
	return events, upTo, behind
}

// run follows the stream until ctx ends.
func (h *House) run(ctx context.Context, p *policy) error {
	at, err := h.policyAt(ctx, p)
	if err != nil {
		return err
	}
	if p.decode != nil {
		return h.runAbroad(ctx, p, at)
	}
	s := h.Stream(p.stream)
	if at, err = h.replay(ctx, s, p, at, s.Runner.Seq()); err != nil {
		return err
	}
	for {
		var late <-chan time.Time
		if at > p.saved {
			late = time.After(saveAfter)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-late:
			if err := h.save(ctx, p, at); err != nil {
				return err
			}
			continue
		case <-p.more:
		}
		events, upTo, behind := p.take()
		if behind {
			at, err = h.replay(ctx, s, p, at, upTo)
		} else {
			at, err = h.handle(ctx, p, events, at, upTo)
		}
		if err != nil {
			return err
		}
	}
}

// replay reads from the journal what came while nobody listened.
func (h *House) replay(ctx context.Context, s *Stream, p *policy, after, upTo uint64) (uint64, error) {
	err := s.Model.Replay(ctx, h.pool, after, upTo, func(events []project.Event, seq uint64) (err error) {
		after, err = h.handle(ctx, p, events, after, seq)
		return err
	})
	return after, err
}

// abroadRest is how long a policy takes no more of another context's stream
// after something came. Hardly any of it is about the policy, and message by
// message it cost every command of the others.
const abroadRest = 50 * time.Millisecond

// runAbroad follows another context's stream on the bus.
func (h *House) runAbroad(ctx context.Context, p *policy, at uint64) error {
	log, err := record.Open(h.nc, p.stream)
	if err != nil {
		return err
	}
	return log.Trail(ctx, at, abroadRest, func(d record.Delivery) (err error) {
		at, err = h.handle(ctx, p, p.read(ctx, d), at, d.Sequence)
		return err
	})
}

// read returns those events of a commit that the policy is about. Most commits
// hold none, and are not worth decoding.
func (p *policy) read(ctx context.Context, d record.Delivery) []project.Event {
	if !slices.ContainsFunc(p.about, func(name string) bool { return bytes.Contains(d.Body, []byte(name)) }) {
		return nil
	}
	commit, err := d.Commit()
	if err != nil {
		slog.ErrorContext(ctx, "policy passes over what is no commit", "policy", p.name, "seq", d.Sequence, "error", err)
		return nil
	}
	var events []project.Event
	for i, entry := range commit.Events {
		if !slices.Contains(p.about, entry.Type) {
			continue
		}
		e, err := p.decode(entry.Type, entry.Data)
		if err != nil {
			slog.ErrorContext(ctx, "policy passes over an event", "policy", p.name, "seq", d.Sequence, "error", err)
			continue
		}
		events = append(events, project.Event{Event: e, Commit: &commit, Index: i})
	}
	return events
}

// handle reacts to events in order and returns how far it has come.
func (h *House) handle(ctx context.Context, p *policy, events []project.Event, at, upTo uint64) (uint64, error) {
	for _, e := range events {
		if e.Commit.Sequence <= at {
			continue // known from the journal already
		}
		if err := h.react(ctx, p, e); err != nil {
			return at, err
		}
	}
	at = max(at, upTo)
	if at >= p.saved+saveBehind || time.Since(p.savedAt) > saveAfter {
		return at, h.save(ctx, p, at)
	}
	return at, nil
}

// A checkpoint may lag: reacting again to the same event has the same effect.
// Written after each batch it would double what a command costs Postgres.
const (
	saveBehind = 1000
	saveAfter  = time.Second
)

func (h *House) save(ctx context.Context, p *policy, at uint64) error {
	p.savedAt = h.Now()
	if at <= p.saved {
		return nil
	}
	_, err := h.pool.Exec(ctx, `INSERT INTO journal.policy (name, owner, stream, seq) VALUES ($1, $2, $3, $4)
		ON CONFLICT (name) DO UPDATE SET seq = excluded.seq WHERE journal.policy.seq < excluded.seq`, p.name, h.Name, p.stream, at)
	if err != nil {
		return fmt.Errorf("checkpoint of policy %s: %w", p.name, err)
	}
	p.saved = at
	return nil
}

// attempts is how often a policy tries what fails for a reason of its own. What
// is merely out of reach is tried for as long as it takes.
const attempts = 5

func (h *House) react(ctx context.Context, p *policy, e project.Event) error {
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{record.Trace: e.Commit.Trace})
	ctx, span := tracer.Start(ctx, "policy "+p.name, trace.WithAttributes(attribute.String("parley.policy", p.name), attribute.String("parley.aggregate", e.Commit.Aggregate)))
	defer span.End()
	for try, wait := 1, 50*time.Millisecond; ; try, wait = try+1, min(2*wait, 5*time.Second) {
		err := p.react(ctx, e)
		var ruled *rule.Refusal
		var refused *command.Refusal
		switch {
		case err == nil:
			return nil
		case errors.As(err, &ruled) || errors.As(err, &refused):
			slog.WarnContext(ctx, "policy was refused", "policy", p.name, "aggregate", e.Commit.Aggregate, "seq", e.Commit.Sequence, "error", err)
			return nil
		case !passing(err) && try >= attempts:
			slog.ErrorContext(ctx, "policy gave up", "policy", p.name, "aggregate", e.Commit.Aggregate, "seq", e.Commit.Sequence, "error", err)
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// passing tells an outage from a defect.
func passing(err error) bool {
	return errors.Is(err, command.Unavailable) || errors.Is(err, command.NotYetVisible) || unreachable(err)
}

func (h *House) policyAt(ctx context.Context, p *policy) (uint64, error) {
	var seq uint64
	err := h.pool.QueryRow(ctx, "SELECT coalesce(max(seq), 0) FROM journal.policy WHERE name = $1", p.name).Scan(&seq)
	if err != nil {
		return 0, fmt.Errorf("checkpoint of policy %s: %w", p.name, err)
	}
	p.saved, p.savedAt = seq, h.Now()
	return seq, nil
}
