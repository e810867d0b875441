// Package live keeps the analyses of conversations while people speak. What it
// hears are the rows that have changed since it last asked; from nothing, or
// after a restart, those are all of them, and the analysis is the same.
package live

import (
	"context"
	"sync"
	"time"

	"parley.example/services/deliberation/internal/opinion"
)

// Row is something that has changed: a statement, or everything that a voice
// says.
type Row struct {
	Statement *opinion.Statement
	Voice     string
	Said      map[string]opinion.Stance
	Sequence  uint64 // of the commit that changed it
}

// Source reads what has changed in a conversation after a sequence, and how far
// the record had come at that moment.
type Source func(ctx context.Context, conversation string, after uint64, hear func(Row)) (upTo uint64, err error)

// Reading is an analysis and how fresh it is: it knows everything up to a
// sequence of the stream.
type Reading struct {
	*opinion.Analysis
	Matrix   *opinion.Matrix
	Sequence uint64
	places   map[string]int
}

// Place is the row of a voice in the analysis, -1 if it says nothing.
func (r *Reading) Place(voice string) int {
	if p, known := r.places[voice]; known {
		return p
	}
	return -1
}

// Room holds the conversations that were asked about lately.
type Room struct {
	source Source
	now    func() time.Time

	mu    sync.Mutex
	held  map[string]*conversation
	order uint64
}

// NewRoom returns a room that reads from a source.
func NewRoom(source Source, now func() time.Time) *Room {
	return &Room{source: source, now: now, held: make(map[string]*conversation)}
}

// conversation is one that is kept. Whoever holds its lock may change it.
type conversation struct {
	mu       sync.Mutex
	stances  *opinion.Stances
	after    uint64 // rows up to here were heard
	upTo     uint64 // … and there were no others up to here
	changed  bool   // since the reading
	reading  *Reading
	took     time.Duration
	readAt   time.Time
	lastUsed uint64
}

// most is how many conversations are kept, and rest how many times as long as an
// analysis takes the next one has to wait: a busy conversation is analysed as
// often as the machine can bear, a small one at every question.
const (
	most = 32
	rest = 2
)

// Read returns the analysis of a conversation. Unless it has to be exact it may
// be a few moments old; it says how fresh it is.
func (r *Room) Read(ctx context.Context, id string, exact bool) (*Reading, error) {
	c := r.take(id)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reading != nil && !exact && r.now().Sub(c.readAt) < rest*c.took {
		return c.reading, nil
	}
	if err := c.hear(ctx, id, r.source); err != nil {
		return nil, err
	}
	if c.reading == nil || c.changed {
		c.analyse(r.now)
	} else if c.reading.Sequence != c.upTo {
		same := *c.reading // nothing new was said up to there
		same.Sequence = c.upTo
		c.reading = &same
	}
	return c.reading, nil
}

func (c *conversation) hear(ctx context.Context, id string, source Source) error {
	after := c.after
	upTo, err := source(ctx, id, after, func(row Row) {
		c.changed = true
		after = max(after, row.Sequence)
		if row.Statement != nil {
			c.stances.Put(*row.Statement)
		}
		for statement, stance := range row.Said {
			c.stances.Hear(row.Voice, statement, stance, row.Sequence)
		}
	})
	if err == nil { // otherwise rows are missing in between: all are read again
		c.after, c.upTo = after, upTo
	}
	return err
}

func (c *conversation) analyse(now func() time.Time) {
	begin := now()
	m := c.stances.Matrix()
	r := &Reading{Analysis: opinion.Analyse(m), Matrix: m, Sequence: c.upTo}
	r.places = make(map[string]int, len(r.People))
	for p, voice := range r.People {
		r.places[voice] = p
	}
	c.reading, c.changed, c.readAt = r, false, now()
	c.took = c.readAt.Sub(begin)
}

// take returns a conversation that is kept, and forgets the one that nobody has
// asked about for longest when there are too many.
func (r *Room) take(id string) *conversation {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.held[id]
	if c == nil {
		if len(r.held) >= most {
			r.forget()
		}
		c = &conversation{stances: opinion.NewStances()}
		r.held[id] = c
	}
	r.order++
	c.lastUsed = r.order
	return c
}

func (r *Room) forget() {
	oldest := ""
	for id, c := range r.held {
		if oldest == "" || c.lastUsed < r.held[oldest].lastUsed {
			oldest = id
		}
	}
	delete(r.held, oldest)
}
