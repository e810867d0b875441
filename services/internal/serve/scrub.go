package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/record"
)

// A scrub compares so much at once, and rests in between: people come first.
const (
	scrubBytes = 256 << 10
	scrubRest  = 2 * time.Millisecond
	// scrubStall is how long the log may deliver nothing although there is more.
	scrubStall = 5 * time.Second
)

// errScrubbed ends the reading of a log when there is no more to learn.
var errScrubbed = errors.New("scrubbed")

// scrub holds all of one log against its journal.
type scrub struct {
	*House
	stream *Stream
	at     uint64 // the last sequence that is right
	upTo   uint64
	batch  []record.Delivery // what came after it
	size   int
	rot    error // the first sequence that is not
}

// keepScrubbed scrubs a log once after each start. By itself a log does not
// miss what has rotted inside it: it goes on counting messages that it can no
// longer read.
func (h *House) keepScrubbed(ctx context.Context, stream *Stream) error {
	if err := h.UntilReady(ctx); err != nil {
		return err
	}
	s := &scrub{House: h, stream: stream, upTo: stream.Runner.Seq()}
	if err := s.run(ctx); err != nil {
		return err
	}
	if s.rot != nil {
		slog.ErrorContext(ctx, "scrub", "error", s.rot)
		h.guard.mu.Lock()
		h.guard.rot = errors.Join(h.guard.rot, s.rot)
		h.guard.mu.Unlock()
	}
	<-ctx.Done()
	return ctx.Err()
}

// run reads the log until everything is compared or something is wrong. It
// fails where nobody can say at the moment.
func (s *scrub) run(ctx context.Context) error {
	if s.upTo == 0 {
		return nil
	}
	reading, stop := context.WithCancel(ctx)
	defer stop()
	stall := time.AfterFunc(scrubStall, stop)
	defer stall.Stop()
	err := s.stream.Log.Follow(reading, 0, func(d record.Delivery) error {
		stall.Reset(scrubStall)
		return s.take(reading, d)
	})
	if errors.Is(err, errScrubbed) || ctx.Err() != nil {
		return ctx.Err()
	}
	next := s.at + uint64(len(s.batch)) + 1 // of which nothing was delivered
	if next > s.upTo {                      // all of it came, and could not be compared
		return err
	}
	if _, readErr := s.stream.Log.At(ctx, next); errors.Is(readErr, record.ErrGone) {
		s.rot = fmt.Errorf("stream %s: sequence %d cannot be read", s.stream.Model.Stream, next)
		return nil
	}
	return fmt.Errorf("scrub %s: nothing comes before %d: %w", s.stream.Model.Stream, next, err)
}

// take collects what is delivered and compares it when it is enough.
func (s *scrub) take(ctx context.Context, d record.Delivery) error {
	s.batch, s.size = append(s.batch, d), s.size+len(d.Body)
	if d.Sequence < s.upTo && s.size < scrubBytes {
		return nil
	}
	if err := s.compare(ctx); err != nil {
		return err
	}
	s.guard.mu.Lock()
	s.guard.verified[s.stream.Model.Stream] = s.at
	s.guard.mu.Unlock()
	if s.rot != nil || s.at >= s.upTo {
		return errScrubbed
	}
	s.batch, s.size = nil, 0
	time.Sleep(scrubRest)
	return nil
}

// compare holds the batch against the journal.
func (s *scrub) compare(ctx context.Context) error {
	name := s.stream.Model.Stream
	rows, err := s.pool.Query(ctx, "SELECT body FROM journal."+pgx.Identifier{name}.Sanitize()+" WHERE seq > $1 AND seq <= $2 ORDER BY seq", s.at, s.at+uint64(len(s.batch)))
	if err != nil {
		return fmt.Errorf("scrub %s: %w", name, err)
	}
	bodies, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	if err != nil {
		return fmt.Errorf("scrub %s: %w", name, err)
	}
	if len(bodies) != len(s.batch) {
		return fmt.Errorf("scrub %s: the journal holds %d commits after %d, not %d", name, len(bodies), s.at, len(s.batch))
	}
	for i, body := range bodies {
		if !bytes.Equal(s.batch[i].Body, body) {
			s.rot = fmt.Errorf("stream %s: sequence %d differs from the journal", name, s.at+1)
			return nil
		}
		s.at++
	}
	return nil
}
