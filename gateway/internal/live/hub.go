// Package live keeps answers up to date: a live query is a query that is run
// again when something it depends on has changed.
//
// What is announced only wakes; the data is read again as the viewer, so that
// nothing reaches anyone by being announced.
package live

import (
	"context"
	"strings"
	"sync"

	"parley.example/events/project"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
)

// remembered is how many notices back the hub can look for what a query missed
// while it was being run.
const remembered = 1024

// Hub hears notices and wakes whom they concern.
type Hub struct {
	mu       sync.Mutex
	last     map[string]uint64 // sequence of the last notice by stream
	seen     position.Vector
	moved    chan struct{} // closed at the next notice
	count    uint64        // of notices so far
	recent   []heard       // the last of them, oldest first
	touching map[read.Touch]map[*Watch]struct{}
	watches  map[*Watch]struct{}
	visits   map[*visit]struct{}
}

// heard is a notice as the hub keeps it.
type heard struct {
	number  uint64
	stream  string
	gap     bool // anything of the stream may have changed
	changed []project.Change
	trace   string
}

// NewHub returns a hub that has heard nothing.
func NewHub() *Hub {
	return &Hub{
		last: make(map[string]uint64), moved: make(chan struct{}),
		touching: make(map[read.Touch]map[*Watch]struct{}), watches: make(map[*Watch]struct{}), visits: make(map[*visit]struct{}),
	}
}

// Watch is one live query's ear. Wake holds something when the query has to be
// run again.
type Watch struct {
	Wake    chan struct{}
	touched read.Touched
	streams map[string]bool
	mu      sync.Mutex
	trace   string
}

// Trace returns the trace of the change that woke the query, and forgets it.
func (w *Watch) Trace() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	trace := w.trace
	w.trace = ""
	return trace
}

func (w *Watch) wake(trace string) {
	w.mu.Lock()
	if w.trace == "" {
		w.trace = trace
	}
	w.mu.Unlock()
	select {
	case w.Wake <- struct{}{}:
	default: // it is awake already: one more run shows everything
	}
}

// concerned tells whether a notice is about something that w depends on.
func (w *Watch) concerned(n heard) bool {
	if n.gap && (n.stream == "" || w.streams[n.stream]) {
		return true
	}
	for _, c := range n.changed {
		if _, ok := w.touched[read.Touch{Table: c.Table, Key: c.Key}]; ok {
			return true
		}
		if _, ok := w.touched[read.Touch{Table: c.Table, Parent: c.Parent}]; ok && c.Parent != "" {
			return true
		}
	}
	return false
}

// Changed implements [bus.Listener].
func (h *Hub) Changed(n project.Notice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	gap := n.Prev != h.last[n.Stream]
	h.last[n.Stream] = n.Seq
	h.seen = h.seen.Merge(position.Of(n.Stream, n.Seq))
	trace := ""
	if len(n.Trace) > 0 {
		trace = n.Trace[0]
	}
	h.hear(heard{stream: n.Stream, gap: gap, changed: n.Changed, trace: trace})
}

// Lost tells the hub that it may have missed anything.
func (h *Hub) Lost() {
	h.mu.Lock()
	defer h.mu.Unlock()
	clear(h.last)
	h.hear(heard{gap: true})
}

func (h *Hub) hear(n heard) {
	h.count++
	n.number = h.count
	if len(h.recent) == remembered {
		h.recent = append(h.recent[:0], h.recent[remembered/2:]...)
	}
	h.recent = append(h.recent, n)
	close(h.moved)
	h.moved = make(chan struct{})
	if n.gap {
		for w := range h.watches {
			if w.concerned(n) {
				w.wake(n.trace)
			}
		}
		return
	}
	for _, c := range n.changed {
		h.wakeAll(read.Touch{Table: c.Table, Key: c.Key}, n.trace)
		if c.Parent != "" {
			h.wakeAll(read.Touch{Table: c.Table, Parent: c.Parent}, n.trace)
		}
	}
}

func (h *Hub) wakeAll(t read.Touch, trace string) {
	for w := range h.touching[t] {
		w.wake(trace)
	}
}

// Await implements [read.Watch].
func (h *Hub) Await(ctx context.Context, v position.Vector) {
	for {
		h.mu.Lock()
		covered, moved := h.seen.Covers(v), h.moved
		h.mu.Unlock()
		if covered {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-moved:
		}
	}
}

// Now returns a mark to hand to [Hub.Watch] after a run: what is heard in
// between is not lost.
func (h *Hub) Now() uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.count
}

// Watch makes w wait for what its last answer depends on. What was heard since
// the mark counts too.
func (h *Hub) Watch(w *Watch, touched read.Touched, mark uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(w)
	w.touched, w.streams = touched, make(map[string]bool)
	h.watches[w] = struct{}{}
	for t := range touched {
		stream, _, _ := strings.Cut(t.Table, ".")
		w.streams[stream] = true
		if h.touching[t] == nil {
			h.touching[t] = make(map[*Watch]struct{})
		}
		h.touching[t][w] = struct{}{}
	}
	if len(h.recent) > 0 && h.recent[0].number > mark+1 {
		w.wake("") // too long ago to say
		return
	}
	for _, n := range h.recent {
		if n.number > mark && w.concerned(n) {
			w.wake(n.trace)
		}
	}
}

// Forget ends a watch.
func (h *Hub) Forget(w *Watch) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(w)
}

func (h *Hub) forget(w *Watch) {
	delete(h.watches, w)
	for t := range w.touched {
		if delete(h.touching[t], w); len(h.touching[t]) == 0 {
			delete(h.touching, t)
		}
	}
}
