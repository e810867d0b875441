// Package project turns commits into read models: documents in Postgres that
// have exactly the shape in which the API serves them.
//
// A view is pure: which documents an event touches, and what each becomes. The
// [Runner] writes journal, documents, due rows and checkpoint in one
// transaction and then tells the world what changed.
package project

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"time"

	"parley.example/events/record"
)

// Event is one event with the commit that carries it.
type Event struct {
	record.Event
	Commit *record.Stored
	Index  int // its place within the commit
}

// At is the commit's instant.
func (e Event) At() time.Time { return e.Commit.At.Time }

// Row holds the key columns of a document.
type Row struct {
	Parent   string // the document or viewer whose list this one stands in
	Sort     string // its place in that list
	Audience string // who may read it: exactly one audience
}

// Document is what a view is made of. Its JSON is what the API serves, plus
// whatever Row needs.
type Document interface{ Row() Row }

// View is one table of documents, fed by one stream.
type View struct {
	Table    string   // within the schema of the stream
	Version  int      // another version is rebuilt from the journal, never migrated
	Audience string   // pattern of Row.Audience, as the SDL's @audience says it: "table:{initiative}"
	Readers  []string // database roles of services that look documents up: contract tables
	Internal bool     // the gateway may not read it
	Policy   string   // what the gateway may read, where the audience does not say it

	touches func(Event) []string
	fold    func() folder
}

// folder holds documents of one view in memory, decoded.
type folder interface {
	missing(keys iter.Seq[string]) []string // which are not held; from then on they are, as absent
	load(key string, doc []byte) error
	project(key string, e Event)
	stored(key string) (doc []byte, row Row, live bool, err error)
	keys() iter.Seq[string]
	trim(keep int)
}

// Of makes a view of documents D. touches names the documents that an event
// changes; apply returns what such a document becomes: doc is nil when there is
// none yet, and a nil result deletes it. apply may change doc in place.
func Of[D any, P interface {
	*D
	Document
}](v View, touches func(Event) []string, apply func(key string, doc P, e Event) P,
) View {
	v.touches = touches
	v.fold = func() folder { return &docs[D, P]{held: make(map[string]*held[P]), apply: apply} }
	return v
}

type docs[D any, P interface {
	*D
	Document
}] struct {
	held  map[string]*held[P]
	apply func(key string, doc P, e Event) P
}

// held is one document; nil bytes mean that it has not been encoded since its
// last event.
type held[P any] struct {
	doc   P
	live  bool
	bytes []byte
}

func (d *docs[D, P]) missing(keys iter.Seq[string]) []string {
	var unknown []string
	for key := range keys {
		if d.held[key] == nil {
			unknown = append(unknown, key)
			d.held[key] = new(held[P])
		}
	}
	return unknown
}

func (d *docs[D, P]) load(key string, doc []byte) error {
	p := P(new(D))
	if err := json.Unmarshal(doc, p); err != nil {
		return fmt.Errorf("load document %s: %w", key, err)
	}
	d.held[key] = &held[P]{doc: p, live: true}
	return nil
}

func (d *docs[D, P]) project(key string, e Event) {
	h := d.held[key]
	if h == nil {
		h = new(held[P])
		d.held[key] = h
	}
	h.doc, h.bytes = d.apply(key, h.doc, e), nil
	h.live = h.doc != nil
}

func (d *docs[D, P]) stored(key string) ([]byte, Row, bool, error) {
	h := d.held[key]
	if h == nil || !h.live {
		return nil, Row{}, false, nil
	}
	if h.bytes == nil {
		var err error
		if h.bytes, err = encode(h.doc); err != nil {
			return nil, Row{}, false, err
		}
	}
	row := h.doc.Row()
	return h.bytes, row, true, row.storable(key)
}

func (d *docs[D, P]) keys() iter.Seq[string] { return maps.Keys(d.held) }

// trim forgets documents until keep are left; which ones does not matter, they
// are loaded again.
func (d *docs[D, P]) trim(keep int) {
	for key := range d.held {
		if len(d.held) <= keep {
			return
		}
		delete(d.held, key)
	}
}

// Due is a moment at which an aggregate wants to be asked again. A zero At
// withdraws it.
type Due struct {
	Aggregate string
	What      string
	At        time.Time
}

// Model is everything that is projected from one stream.
type Model struct {
	Stream string
	Decode func(name string, data []byte) (record.Event, error)
	Views  []View
	Due    func(Event) []Due // may be nil
}

// Decoding makes the Decode of a model out of a contract's decoders.
func Decoding[E record.Event](decoders map[string]func([]byte) (E, error)) func(string, []byte) (record.Event, error) {
	return func(name string, data []byte) (record.Event, error) {
		decode, known := decoders[name]
		if !known {
			return nil, fmt.Errorf("unknown event %q", name)
		}
		return decode(data)
	}
}
