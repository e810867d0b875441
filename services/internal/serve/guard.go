package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/record"
)

// silence is how long a projector may say nothing before commands are refused:
// a command that cannot be made durable twice must not be begun.
const silence = 2 * time.Second

// drift is how far the clock may be from Postgres's.
const drift = 2 * time.Second

// guard remembers what the last inspection found.
type guard struct {
	mu       sync.Mutex
	found    error
	rot      error // found by a scrub: it does not heal
	looked   time.Time
	started  bool
	verified map[string]uint64 // how far scrubs have come, by stream
	once     sync.Once
	well     chan struct{} // closed when all was in order for the first time
	again    chan struct{} // holds something when there is a reason to look now
}

func newGuard() *guard {
	return &guard{well: make(chan struct{}), again: make(chan struct{}, 1), verified: make(map[string]uint64)}
}

// doubt takes the last finding back until somebody has looked again: a message
// server that was away may be another one now, or have lost something.
func (g *guard) doubt(why string) {
	g.mu.Lock()
	g.found = errors.New(why)
	g.mu.Unlock()
	select {
	case g.again <- struct{}{}:
	default:
	}
}

// Ready is the answer to the question whether commands could be acknowledged.
type Ready struct {
	Ready   bool              `json:"ready"`
	Why     string            `json:"why,omitempty"`
	Parked  int               `json:"parked"`
	Streams map[string]uint64 `json:"streams"`
	// Verified tells how far each log was held against its journal, byte by
	// byte, since the service started.
	Verified map[string]uint64 `json:"verified"`
}

func (h *House) readiness(context.Context) Ready {
	h.guard.mu.Lock()
	r := Ready{Streams: make(map[string]uint64), Verified: maps.Clone(h.guard.verified)}
	h.guard.mu.Unlock()
	for name, s := range h.streams {
		r.Streams[name] = s.Runner.Seq()
		r.Parked += s.Runner.ParkedCount()
	}
	if why := h.unready(); why != nil {
		r.Why = why.Error()
	}
	r.Ready = r.Why == ""
	return r
}

// unready tells why no command can be acknowledged now.
func (h *House) unready() error {
	h.guard.mu.Lock()
	found, rot, started := h.guard.found, h.guard.rot, h.guard.started
	h.guard.mu.Unlock()
	if !started {
		return errors.New("starting")
	}
	if found != nil {
		return found
	}
	if rot != nil {
		return rot
	}
	for _, s := range h.streams {
		if quiet := s.Runner.Silent(); quiet > silence {
			return fmt.Errorf("projector of %s silent for %s", s.Model.Stream, quiet.Round(time.Second))
		}
	}
	return nil
}

// UntilReady waits for the first inspection that finds everything in order.
func (h *House) UntilReady(ctx context.Context) error {
	select {
	case <-h.guard.well:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s is not ready: %w", h.Name, h.unready())
	}
}

// inspect compares log, journal and clocks, and remembers the result.
func (h *House) inspect(ctx context.Context) error {
	var all []error
	for _, s := range h.streams {
		all = append(all, h.inspectStream(ctx, s))
	}
	all = append(all, h.inspectClock(ctx), h.inspectServer(ctx))
	found := errors.Join(all...)
	h.guard.mu.Lock()
	defer h.guard.mu.Unlock()
	h.guard.found, h.guard.looked, h.guard.started = found, h.Now(), true
	if found == nil {
		h.guard.once.Do(func() { close(h.guard.well) })
	}
	return found
}

// inspectStream holds the log against its second copy. A journal that is
// behind is normal; a log that is behind has lost what was acknowledged.
func (h *House) inspectStream(ctx context.Context, s *Stream) error {
	name := s.Model.Stream
	var head uint64
	var body []byte
	err := h.pool.QueryRow(ctx, "SELECT seq, body FROM journal."+pgx.Identifier{name}.Sanitize()+" ORDER BY seq DESC LIMIT 1").Scan(&head, &body)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("journal of %s: %w", name, err)
	}
	state, err := s.Log.State(ctx)
	if err != nil {
		return err
	}
	switch {
	case state.Config != nil:
		return state.Config
	case state.Messages > 0 && state.First != 1:
		return fmt.Errorf("stream %s: sequence 1 is gone, the first is %d", name, state.First)
	case state.Deleted > 0 || state.Messages != state.Last:
		return h.firstLost(ctx, s, state)
	case state.Last < head:
		return fmt.Errorf("stream %s: sequence %d is gone, the journal has %d", name, state.Last+1, head)
	case head == 0:
		return nil
	}
	stored, err := s.Log.At(ctx, head)
	if err != nil {
		return fmt.Errorf("stream %s: sequence %d cannot be read: %w", name, head, err)
	}
	if !bytes.Equal(stored, body) {
		return fmt.Errorf("stream %s: sequence %d differs from the journal", name, head)
	}
	return nil
}

// firstLost names the first sequence that the log no longer has.
func (h *House) firstLost(ctx context.Context, s *Stream, state record.State) error {
	for seq := uint64(1); seq <= state.Last; seq++ {
		if _, err := s.Log.At(ctx, seq); err != nil {
			return fmt.Errorf("stream %s: sequence %d is gone (%d of %d messages left)", s.Model.Stream, seq, state.Messages, state.Last)
		}
	}
	return fmt.Errorf("stream %s: holds %d messages for %d sequences", s.Model.Stream, state.Messages, state.Last)
}

// inspectClock refuses to stamp commits by a clock that is not Postgres's.
func (h *House) inspectClock(ctx context.Context) error {
	var theirs time.Time
	begin := h.Now()
	if err := h.pool.QueryRow(ctx, "SELECT clock_timestamp()").Scan(&theirs); err != nil {
		return fmt.Errorf("ask Postgres for the time: %w", err)
	}
	if off := theirs.Sub(begin).Abs() - h.Now().Sub(begin); off > drift {
		return fmt.Errorf("clock is %s from Postgres's", off.Round(time.Millisecond))
	}
	return nil
}
