package standing

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// desk asks the primary for many commands at once: all that arrive while it is
// being asked go together the next time. Nobody waits for others to come, and
// every answer is of a moment after its question.
type desk struct {
	pool *pgxpool.Pool

	mu      sync.Mutex
	waiting []*question
	asking  int
}

// question is one command's, and then the answer to it.
type question struct {
	authority, initiative string // ids
	answered              chan struct{}

	holder, seats *string // documents; nil: there is none
	seq           uint64
	err           error
}

const (
	askers     = 2               // questions under way, each of many commands
	askTimeout = 5 * time.Second // shorter than a caller's patience
)

var desks sync.Map // by pool

func deskOf(pool *pgxpool.Pool) *desk {
	d, _ := desks.LoadOrStore(pool, &desk{pool: pool})
	return d.(*desk)
}

func (d *desk) ask(ctx context.Context, authority, initiative string) (holder, seats *string, seq uint64, err error) {
	q := &question{authority: authority, initiative: initiative, answered: make(chan struct{})}
	d.mu.Lock()
	idle := d.asking < askers
	if idle {
		d.asking++
	} else {
		d.waiting = append(d.waiting, q)
	}
	d.mu.Unlock()
	if idle {
		d.answer([]*question{q})
		d.next()
	}
	select {
	case <-q.answered:
		return q.holder, q.seats, q.seq, q.err
	case <-ctx.Done():
		return nil, nil, 0, ctx.Err()
	}
}

// next answers whoever has come meanwhile, in the background.
func (d *desk) next() {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := d.waiting
	d.waiting = nil
	if len(all) == 0 {
		d.asking--
		return
	}
	go func() {
		d.answer(all)
		d.next()
	}()
}

// One statement, so that all of it is of one moment.
const glance = `SELECT 'holder', id, doc::text FROM registry.authority WHERE id = ANY ($1)
	UNION ALL SELECT 'seats', id, doc::text FROM registry.seats WHERE id = ANY ($2)
	UNION ALL SELECT 'seq', seq::text, '' FROM projection.checkpoint WHERE stream = 'registry'`

func (d *desk) answer(all []*question) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	found, seq, err := d.read(ctx, all)
	for _, q := range all {
		q.holder, q.seats, q.seq, q.err = found["holder"][q.authority], found["seats"][q.initiative], seq, err
		close(q.answered)
	}
}

func (d *desk) read(ctx context.Context, all []*question) (found map[string]map[string]*string, seq uint64, err error) {
	found = map[string]map[string]*string{"holder": {}, "seats": {}}
	var authorities, initiatives []string
	for _, q := range all {
		authorities, initiatives = append(authorities, q.authority), append(initiatives, q.initiative)
	}
	rows, err := d.pool.Query(ctx, glance, authorities, initiatives)
	if err != nil {
		return nil, 0, err
	}
	var what, id, doc string
	_, err = pgx.ForEachRow(rows, []any{&what, &id, &doc}, func() error {
		if what == "seq" {
			seq, err = strconv.ParseUint(id, 10, 64)
			return err
		}
		text := doc
		found[what][id] = &text
		return nil
	})
	return found, seq, err
}
