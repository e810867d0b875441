// Package resident keeps aggregates in memory and lets commands at them, one
// after another. It is where a wish becomes a commit: once for ever, on the
// newest version, acknowledged when both copies of the record are durable.
package resident

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/telemetry"
	"parley.example/services/internal/serve"
)

var tracer = otel.Tracer("parley.example/services/internal/resident")

// Kind says how one kind of aggregate remembers. The zero S has not begun.
type Kind[S any] struct {
	Name   string
	Stream string
	Evolve func(S, record.Event) S // may change S in place
}

// Wish is one command to one aggregate.
type Wish = serve.Wish

// Ruling is what a granted command causes, and by which authority. Actor is
// the name under which the aggregate's audience knows whoever acted, where it
// had to be looked up; otherwise it is the wish's.
type Ruling struct {
	Events    []record.Event
	Authority *record.Authority
	Actor     string
}

// Outcome is what became of a wish.
type Outcome struct {
	Stream, Aggregate string
	Version, Sequence uint64
	Events            []record.Event // none when the answer is from memory
}

// Receipt is the outcome as its caller is told.
func (o Outcome) Receipt(ids map[string]string) command.Receipt {
	return command.Receipt{IDs: ids, Stream: o.Stream, Sequence: o.Sequence, Aggregate: o.Aggregate, Version: o.Version}
}

// Decide grants or refuses on a state. It may be called again with a newer one.
type Decide[S any] func(ctx context.Context, state S, at time.Time) (Ruling, error)

// Store holds the resident aggregates of one kind.
type Store[S any] struct {
	house *serve.House
	kind  Kind[S]

	mu   sync.Mutex
	held map[string]*aggregate[S]
}

// residents bounds the aggregates of a kind that stay in memory.
const residents = 10_000

// New returns a store over a stream that the house projects.
func New[S any](h *serve.House, k Kind[S]) *Store[S] {
	return &Store[S]{house: h, kind: k, held: make(map[string]*aggregate[S])}
}

// aggregate is one resident: the state, the end of its chain and the memory
// of every command it has granted.
type aggregate[S any] struct {
	mu      sync.Mutex
	loaded  bool
	state   S
	version uint64
	changed uint64 // the last version that had events
	seq     uint64
	prev    string
	at      time.Time
	granted map[name]granted
}

// name is a command's id in sixteen bytes. Memory of commands outgrows all else;
// without pointers in it the garbage collector has nothing to follow there.
type name [16]byte

func nameOf(id string) name {
	if parsed, err := uuid.Parse(id); err == nil && parsed.String() == id {
		return name(parsed)
	}
	sum := sha256.Sum256([]byte(id)) // of a commit that no service of ours wrote
	return name(sum[:16])
}

type granted struct {
	digest       [16]byte
	version, seq uint64
}

// take returns the resident, locked.
func (s *Store[S]) take(id string) *aggregate[S] {
	s.mu.Lock()
	a := s.held[id]
	if a == nil {
		if len(s.held) >= residents {
			s.evict()
		}
		a = &aggregate[S]{}
		s.held[id] = a
	}
	s.mu.Unlock()
	a.mu.Lock()
	return a
}

// evict drops some residents that nobody works on; they are loaded again.
func (s *Store[S]) evict() {
	for id, a := range s.held {
		if len(s.held) < residents*9/10 {
			return
		}
		if a.mu.TryLock() {
			a.loaded = false // whoever still holds a pointer loads again
			a.mu.Unlock()
			delete(s.held, id)
		}
	}
}

// retries is how often a conflict is decided again.
const retries = 5

// Patience is how long an appended commit may take until both copies are
// durable, before its caller is told that nobody knows yet.
const Patience = 5 * time.Second

// Do grants or refuses a wish. A granted one is answered once its commit is in
// the log and, with all that follows from it, in the journal.
func (s *Store[S]) Do(ctx context.Context, w Wish, decide Decide[S]) (Outcome, error) {
	stream := s.house.Stream(s.kind.Stream)
	out, err := s.attempt(ctx, stream, w, decide)
	if err != nil || w.DryRun {
		return out, err
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	if err := stream.Runner.Wait(ctx, out.Sequence); err != nil {
		return Outcome{}, fmt.Errorf("command %s: %w: %w", w.ID, command.NotYetVisible, err)
	}
	return out, nil
}

// attempt decides and appends, again while others come first.
func (s *Store[S]) attempt(ctx context.Context, stream *serve.Stream, w Wish, decide Decide[S]) (Outcome, error) {
	a := s.take(w.Aggregate)
	defer a.mu.Unlock()
	for range retries {
		if err := s.load(ctx, stream, a, w.Aggregate); err != nil {
			return Outcome{}, err
		}
		out, known, err := s.remembered(a, w)
		if known || err != nil {
			return out, err
		}
		at := s.clock(a)
		ruling, err := s.decide(ctx, a, w, at, decide)
		if err != nil {
			if newer, freshErr := s.refresh(ctx, stream, a, w.Aggregate); freshErr != nil {
				return Outcome{}, freshErr
			} else if newer {
				continue // refused on an old state: decide again
			}
			return Outcome{}, err
		}
		if w.DryRun {
			return Outcome{Stream: stream.Model.Stream, Aggregate: w.Aggregate, Version: a.version, Events: ruling.Events}, nil
		}
		out, err = s.append(ctx, stream, a, w, ruling, at)
		var conflict record.Conflict
		if !errors.As(err, &conflict) {
			return out, err
		}
		if err := s.afterConflict(ctx, stream, a, w.Aggregate, conflict); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{}, fmt.Errorf("command %s: %w: others came first %d times", w.ID, command.Unavailable, retries)
}

// remembered answers a command that was granted before.
func (s *Store[S]) remembered(a *aggregate[S], w Wish) (Outcome, bool, error) {
	g, known := a.granted[nameOf(w.ID)]
	if !known {
		return Outcome{}, false, nil
	}
	if hex.EncodeToString(g.digest[:]) != record.DigestOf(w.Actor, w.Body) {
		return Outcome{}, true, command.CommandIDReused
	}
	return Outcome{Stream: s.kind.Stream, Aggregate: w.Aggregate, Version: g.version, Sequence: g.seq}, true, nil
}

func (s *Store[S]) decide(ctx context.Context, a *aggregate[S], w Wish, at time.Time, decide Decide[S]) (Ruling, error) {
	if err := a.expect(w.Expected); err != nil {
		return Ruling{}, err
	}
	ctx, span := tracer.Start(ctx, "rules "+s.kind.Name, trace.WithAttributes(attribute.String("parley.aggregate", w.Aggregate)))
	defer span.End()
	return decide(ctx, a.state, at)
}

// clock never runs backwards within an aggregate.
func (s *Store[S]) clock(a *aggregate[S]) time.Time {
	now := record.InstantOf(s.house.Now()).Time
	if now.Before(a.at) {
		return a.at
	}
	return now
}

// append stores the ruling as the next commit and brings the resident up to it.
func (s *Store[S]) append(ctx context.Context, stream *serve.Stream, a *aggregate[S], w Wish, r Ruling, at time.Time) (Outcome, error) {
	if quiet := stream.Runner.Silent(); quiet > silence {
		return Outcome{}, fmt.Errorf("projector silent for %s: %w", quiet, command.Unavailable)
	}
	commit, body, err := s.commit(a, w, r, at)
	if err != nil {
		return Outcome{}, err
	}
	ctx, span := tracer.Start(ctx, "append", trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(attribute.String("parley.stream", s.kind.Stream)))
	defer span.End()
	limited, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	trail := telemetry.Traceparent(ctx)
	seq, err := stream.Log.Append(limited, w.Aggregate, a.seq, body, trail)
	var conflict record.Conflict
	switch {
	case errors.As(err, &conflict):
		return Outcome{}, err
	case errors.Is(err, record.ErrUnavailable):
		return Outcome{}, fmt.Errorf("%w: %w", command.Unavailable, err)
	case errors.Is(err, record.ErrUnknown):
		a.loaded = false // it may be stored after all
		return Outcome{}, fmt.Errorf("%w: %w", command.NotYetVisible, err)
	case err != nil:
		a.loaded = false
		return Outcome{}, fmt.Errorf("%w: %w", command.NotYetVisible, err)
	}
	stream.Runner.Offer(record.Delivery{Stream: s.kind.Stream, Sequence: seq, Aggregate: w.Aggregate, Body: body, Trace: trail, Known: &commit})
	s.evolve(a, commit, seq, body, r.Events)
	return Outcome{Stream: s.kind.Stream, Aggregate: w.Aggregate, Version: commit.Version, Sequence: seq, Events: r.Events}, nil
}

// silence is how long the projector may say nothing before nothing is begun.
const silence = 2 * time.Second

// commit is stamped with the instant at which it was decided.
func (s *Store[S]) commit(a *aggregate[S], w Wish, r Ruling, at time.Time) (record.Commit, []byte, error) {
	c := record.Commit{
		ID: w.ID, Aggregate: w.Aggregate, Kind: s.kind.Name, Version: a.version + 1, Prev: a.prev,
		At: record.InstantOf(at), Actor: w.Actor, Digest: record.DigestOf(w.Actor, w.Body),
		Authority: r.Authority, Cause: w.Cause, Correlation: w.Correlation,
	}
	if r.Actor != "" {
		c.Actor = r.Actor
	}
	for _, e := range r.Events {
		data, err := record.EncodeEvent(e)
		if err != nil {
			return c, nil, err
		}
		c.Events = append(c.Events, record.Entry{Type: e.Name(), Data: data})
	}
	body, err := c.Encode()
	return c, body, err
}

func (s *Store[S]) evolve(a *aggregate[S], c record.Commit, seq uint64, body []byte, events []record.Event) {
	for _, e := range events {
		a.state = s.kind.Evolve(a.state, e)
		a.changed = c.Version // what was seen before still holds when nothing has happened since
	}
	a.version, a.seq, a.prev, a.at = c.Version, seq, record.Hash(body), c.At.Time
	var digest [16]byte
	if _, err := hex.Decode(digest[:], []byte(c.Digest)); err != nil {
		slog.Error("commit without a digest", "aggregate", c.Aggregate, "version", c.Version)
	}
	a.granted[nameOf(c.ID)] = granted{digest, c.Version, seq}
}

// Look returns the state for a question, at least as new as the journal.
func (s *Store[S]) Look(ctx context.Context, id string) (state S, version uint64, err error) {
	a := s.take(id)
	defer a.mu.Unlock()
	stream := s.house.Stream(s.kind.Stream)
	if err := s.load(ctx, stream, a, id); err != nil {
		return state, 0, err
	}
	if _, err := s.refresh(ctx, stream, a, id); err != nil {
		return state, 0, err
	}
	return a.state, a.version, nil
}

// With calls read with such a state while nothing else can change it. What
// read keeps must be copied.
func (s *Store[S]) With(ctx context.Context, id string, read func(state S, version uint64) error) error {
	return s.current(ctx, id, func(a *aggregate[S]) error { return read(a.state, a.version) })
}

func (s *Store[S]) current(ctx context.Context, id string, read func(*aggregate[S]) error) error {
	a := s.take(id)
	defer a.mu.Unlock()
	stream := s.house.Stream(s.kind.Stream)
	if err := s.load(ctx, stream, a, id); err != nil {
		return err
	}
	if _, err := s.refresh(ctx, stream, a, id); err != nil {
		return err
	}
	return read(a)
}
