package record

import (
	"context"
	"errors"
	"fmt"
)

// Log is an append-only sequence of commits, one order per aggregate and one
// for the whole stream. JetStream and memory implement it; both pass the suite
// in recordtest.
type Log interface {
	// Stream names the log.
	Stream() string
	// Append stores body as the next commit of aggregate if the last one has
	// sequence expected (0: there is none), and returns its sequence. It fails
	// with a [Conflict] when another came first, and with [ErrUnknown] when the
	// log does not answer: the commit may be stored or may yet be.
	Append(ctx context.Context, aggregate string, expected uint64, body []byte, trace string) (uint64, error)
	// Last returns the newest commit of aggregate; ok is false when there is none.
	Last(ctx context.Context, aggregate string) (s Stored, ok bool, err error)
	// Follow calls yield with every message after a sequence, in order and
	// without a gap, until ctx ends or yield fails.
	Follow(ctx context.Context, after uint64, yield func(Delivery) error) error
	// Next returns the message right after a sequence; ok is false when there is
	// none yet.
	Next(ctx context.Context, after uint64) (d Delivery, ok bool, err error)
	// At returns the bytes stored at a sequence. It fails with [ErrGone] when the
	// log has none there.
	At(ctx context.Context, seq uint64) ([]byte, error)
	// State tells how far the log has come.
	State(ctx context.Context) (State, error)
}

// Delivery is one message on its way to a reader, not yet decoded: what is no
// commit must be seen too.
type Delivery struct {
	Stream    string
	Sequence  uint64
	Aggregate string // from the subject
	Body      []byte
	Trace     string // W3C traceparent of the command

	Known *Commit // what Body says, where that is known already; nobody changes it
}

// Commit decodes the delivery.
func (d Delivery) Commit() (Stored, error) {
	if d.Known != nil {
		return Stored{Commit: *d.Known, Stream: d.Stream, Sequence: d.Sequence, Body: d.Body, Trace: d.Trace}, nil
	}
	s, err := Decode(d.Stream, d.Sequence, d.Body)
	s.Trace = d.Trace
	if err == nil && s.Aggregate != d.Aggregate {
		err = fmt.Errorf("decode commit %s/%d: it says %q and stands on the subject of %s", d.Stream, d.Sequence, s.Aggregate, d.Aggregate)
	}
	return s, err
}

// State describes what a log holds.
type State struct {
	First, Last, Messages uint64
	Deleted               int
	Config                error // how its configuration differs from what is required
}

// ErrUnknown means that nobody can say yet whether a commit was stored.
var ErrUnknown = errors.New("outcome unknown")

// ErrGone means that a log holds nothing at a sequence, or can no longer read it.
var ErrGone = errors.New("not in the log")

// ErrUnavailable means that nothing was sent, so surely nothing was stored.
var ErrUnavailable = errors.New("log unavailable")

// Conflict means that the aggregate has moved on.
type Conflict struct{ Expected, Last uint64 }

// Error implements error.
func (c Conflict) Error() string {
	return fmt.Sprintf("append: expected last sequence %d, log has %d", c.Expected, c.Last)
}
