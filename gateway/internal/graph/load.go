package graph

import (
	"encoding/json"

	"golang.org/x/sync/errgroup"

	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/read"
)

// loads are what the fields of a level want to know, and what is known already.
// A document is fetched and opened once per run.
type loads struct {
	kinds   map[string]sdl.Document // by table
	wanted  map[string][]string     // ids by table
	asked   map[read.Key]bool
	docs    map[read.Key]*document
	pages   []*page
	answers map[question]*answer
	open    []*answer
	err     error // of the last flush
}

func newLoads() loads {
	return loads{
		kinds: make(map[string]sdl.Document), wanted: make(map[string][]string),
		asked: make(map[read.Key]bool), docs: make(map[read.Key]*document), answers: make(map[question]*answer),
	}
}

// want notes that a document is needed.
func (l *loads) want(kind sdl.Document, id string) {
	key := read.Key{Table: kind.View, ID: id}
	if l.asked[key] {
		return
	}
	l.asked[key] = true
	l.kinds[kind.View] = kind
	l.wanted[kind.View] = append(l.wanted[kind.View], id)
}

// stale forgets what was fetched, since the next read is of another moment or
// of another actor, and wants it again.
func (l *loads) stale() {
	l.err = nil
	clear(l.docs)
	clear(l.answers)
	clear(l.wanted)
	for key := range l.asked {
		l.wanted[key.Table] = append(l.wanted[key.Table], key.ID)
	}
}

// document returns a document that was wanted, nil if the actor has none.
func (r *run) document(kind sdl.Document, id string) (*document, error) {
	if err := r.flush(); err != nil {
		return nil, err
	}
	return r.loads.docs[read.Key{Table: kind.View, ID: id}], nil
}

// flush fetches everything that is wanted now: documents and pages in one round
// trip to Postgres, questions to services beside it.
func (r *run) flush() error {
	l := &r.loads
	if l.err != nil || len(l.wanted) == 0 && len(l.pages) == 0 && len(l.open) == 0 {
		return l.err
	}
	var group errgroup.Group
	group.SetLimit(8)
	for _, a := range l.open {
		group.Go(func() error { r.request(a); return nil })
	}
	l.open = nil
	if len(l.wanted) > 0 || len(l.pages) > 0 {
		l.err = r.load()
	}
	_ = group.Wait()
	return l.err
}

func (r *run) load() error {
	l := &r.loads
	var batch read.Batch
	for table, ids := range l.wanted {
		batch.Lookups = append(batch.Lookups, read.Lookup{Table: table, IDs: ids})
	}
	pages := l.pages
	for _, p := range pages {
		batch.Pages = append(batch.Pages, p.asked)
	}
	l.wanted, l.pages = make(map[string][]string), nil
	found, err := r.open().Read(r.ctx, batch)
	if err != nil {
		return err
	}
	for key, row := range found.Rows {
		l.docs[key] = &document{kind: l.kinds[key.Table], row: row}
	}
	for i, p := range pages {
		p.rows = found.Pages[i]
	}
	return nil
}

// question is what is asked of a service; the same one is asked once.
type question struct{ service, name, body string }

type answer struct {
	question
	value json.RawMessage
	err   error
}

func (r *run) request(a *answer) {
	a.value, a.err = r.Services.Ask(r.ctx, r.req.Actor, a.service, a.name, []byte(a.body))
}
