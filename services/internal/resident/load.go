package resident

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/internal/serve"
)

// load makes an aggregate resident from the journal: one indexed query.
func (s *Store[S]) load(ctx context.Context, stream *serve.Stream, a *aggregate[S], id string) error {
	if _, parked := stream.Runner.Parked(id); parked {
		return command.AggregateParked
	}
	if a.loaded {
		return nil
	}
	var none S
	a.state, a.version, a.changed, a.seq, a.prev, a.at = none, 0, 0, 0, "", time.Time{}
	a.granted = make(map[name]granted)
	if err := s.read(ctx, stream, a, id); err != nil {
		return err
	}
	a.loaded = true
	return nil
}

// read brings a resident up to the journal.
func (s *Store[S]) read(ctx context.Context, stream *serve.Stream, a *aggregate[S], id string) error {
	rows, err := s.house.Pool().Query(ctx, "SELECT seq, body FROM journal."+pgx.Identifier{s.kind.Stream}.Sanitize()+" WHERE aggregate = $1 AND version > $2 ORDER BY version", id, int64(a.version))
	if err != nil {
		return fmt.Errorf("load %s: %w", id, err)
	}
	var page []decoded
	var seq uint64
	var body []byte
	_, err = pgx.ForEachRow(rows, []any{&seq, &body}, func() error {
		page = append(page, decoded{Stored: record.Stored{Sequence: seq, Body: body}})
		body = nil // the next row gets bytes of its own
		if len(page) < pageSize {
			return nil
		}
		defer func() { page = page[:0] }()
		return s.replay(stream, a, page)
	})
	if err == nil {
		err = s.replay(stream, a, page)
	}
	if err != nil {
		a.loaded = false
		return fmt.Errorf("load %s: %w", id, err)
	}
	return nil
}

// decoded is a commit with its events.
type decoded struct {
	record.Stored
	events []record.Event
	err    error
}

// A long history is decoded by all processors, a page at a time: that is nearly
// all that loading costs.
const (
	pageSize = 2048
	share    = 64 // of a page that one goroutine takes
)

// replay evolves a resident by some commits. A history with a gap or a broken
// link is not served.
func (s *Store[S]) replay(stream *serve.Stream, a *aggregate[S], page []decoded) error {
	var all sync.WaitGroup
	for part := range slices.Chunk(page, max(share, len(page)/runtime.GOMAXPROCS(0)+1)) {
		all.Go(func() {
			for i := range part {
				part[i].decode(s.kind.Stream, stream.Model.Decode)
			}
		})
	}
	all.Wait()
	for _, c := range page {
		switch {
		case c.err != nil:
			return fmt.Errorf("%w: %w", command.AggregateParked, c.err)
		case c.Version != a.version+1 || c.Prev != a.prev:
			return fmt.Errorf("%w: version %d does not follow %d", command.AggregateParked, c.Version, a.version)
		case c.Kind != s.kind.Name:
			return command.NotFound
		}
		s.evolve(a, c.Commit, c.Sequence, c.Body, c.events)
	}
	return nil
}

func (d *decoded) decode(stream string, event func(name string, data []byte) (record.Event, error)) {
	if d.Stored, d.err = record.Decode(stream, d.Sequence, d.Body); d.err != nil {
		return
	}
	d.events = make([]record.Event, len(d.Events))
	for i, entry := range d.Events {
		if d.events[i], d.err = event(entry.Type, entry.Data); d.err != nil {
			return
		}
	}
}

// refresh makes a refusal or an answer linearizable: it is given only from a
// state at least as new as the journal on the primary.
func (s *Store[S]) refresh(ctx context.Context, stream *serve.Stream, a *aggregate[S], id string) (newer bool, err error) {
	var version uint64
	err = s.house.Pool().QueryRow(ctx, "SELECT coalesce(max(version), 0) FROM journal."+pgx.Identifier{s.kind.Stream}.Sanitize()+" WHERE aggregate = $1", id).Scan(&version)
	if err != nil {
		return false, fmt.Errorf("version of %s: %w", id, err)
	}
	if version <= a.version {
		return false, nil
	}
	return true, s.read(ctx, stream, a, id)
}

// afterConflict waits until the journal has what came first and reads it.
func (s *Store[S]) afterConflict(ctx context.Context, stream *serve.Stream, a *aggregate[S], id string, c record.Conflict) error {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	if err := stream.Runner.Wait(ctx, c.Last); err != nil {
		return fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	return s.read(ctx, stream, a, id)
}
