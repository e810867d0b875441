package project

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parley.example/events/record"
)

// maxDocument bounds a document: its size is the cost of each command on it.
const maxDocument = 64 << 10

// encode writes a document as it is stored and served.
func encode(doc any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, fmt.Errorf("encode document: %w", err)
	}
	if out.Len() > maxDocument {
		return nil, fmt.Errorf("document of %d bytes: %d is the most", out.Len(), maxDocument)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// Change names one document that a batch has written or deleted.
type Change struct {
	Table  string `json:"table"`
	Key    string `json:"key"`
	Parent string `json:"parent,omitempty"`
}

// arrival is a delivery, decoded once.
type arrival struct {
	record.Delivery
	commit record.Stored
	err    error // why it is no commit
}

func decodeAll(batch []record.Delivery) []arrival {
	all := make([]arrival, len(batch))
	for i, d := range batch {
		commit, err := d.Commit()
		all[i] = arrival{d, commit, err}
	}
	return all
}

// poison is a commit that cannot be projected, and why.
type poison struct {
	aggregate string
	seq       uint64
	reason    string
}

// effects are what a batch of commits does to the tables of one stream.
type effects struct {
	events  []Event                   // decoded, for policies
	touched map[int]map[string]string // view → key → aggregate
	due     map[[2]string]Due
}

// plan decodes a batch and collects which documents it touches, without
// touching them. The first commit that cannot be read is returned as poison.
func (m *Model) plan(batch []arrival, parked func(aggregate string, seq uint64) bool) (*effects, *poison) {
	fx := &effects{touched: make(map[int]map[string]string), due: make(map[[2]string]Due)}
	for _, d := range batch {
		if parked(d.Aggregate, d.Sequence) {
			continue
		}
		events, err := m.read(d)
		if err == nil {
			err = m.touch(fx, events)
		}
		if err != nil {
			return nil, &poison{d.Aggregate, d.Sequence, err.Error()}
		}
		fx.events = append(fx.events, events...)
	}
	return fx, nil
}

// read decodes all events of a commit.
func (m *Model) read(a arrival) ([]Event, error) {
	if a.err != nil {
		return nil, a.err
	}
	events := make([]Event, 0, len(a.commit.Events))
	for i, entry := range a.commit.Events {
		e, err := m.Decode(entry.Type, entry.Data)
		if err != nil {
			return nil, fmt.Errorf("commit %s/%d: %w", a.Stream, a.Sequence, err)
		}
		events = append(events, Event{Event: e, Commit: &a.commit, Index: i})
	}
	return events, nil
}

func (m *Model) touch(fx *effects, events []Event) (err error) {
	defer recovered(&err)
	for _, e := range events {
		for v := range m.Views {
			for _, key := range m.Views[v].touches(e) {
				if !storable(key, 200) {
					return fmt.Errorf("view %s: key %.40q is no text that can be indexed", m.Views[v].Table, key)
				}
				if fx.touched[v] == nil {
					fx.touched[v] = make(map[string]string)
				}
				fx.touched[v][key] = e.Commit.Aggregate
			}
		}
		if m.Due == nil {
			continue
		}
		for _, d := range m.Due(e) {
			if !storable(d.Aggregate, 200) || !storable(d.What, 1000) {
				return fmt.Errorf("due row %.40q: it is no text that can be indexed", d.What)
			}
			fx.due[[2]string{d.Aggregate, d.What}] = d
		}
	}
	return nil
}

// apply runs the events over the documents in memory.
func (m *Model) apply(fx *effects, held []folder) *poison {
	for _, e := range fx.events {
		for v := range m.Views {
			for _, key := range m.Views[v].touches(e) {
				if err := applyOne(held[v], key, e); err != nil {
					return &poison{e.Commit.Aggregate, e.Commit.Sequence, fmt.Sprintf("view %s: %v", m.Views[v].Table, err)}
				}
			}
		}
	}
	for v, keys := range fx.touched {
		for key := range keys {
			if _, _, _, err := held[v].stored(key); err != nil {
				return &poison{keys[key], lastOf(fx.events, keys[key]), fmt.Sprintf("view %s: %v", m.Views[v].Table, err)}
			}
		}
	}
	return nil
}

func applyOne(held folder, key string, e Event) (err error) {
	defer recovered(&err)
	held.project(key, e)
	return nil
}

// recovered turns the panic of a rule into an error that parks one aggregate.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v at %s", p, caller())
	}
}

func caller() string {
	for line := range strings.Lines(string(debug.Stack())) {
		if strings.HasPrefix(line, "\t") && !strings.Contains(line, "runtime/") && !strings.Contains(line, "events/project/") {
			return strings.TrimSpace(line)
		}
	}
	return "?"
}

func lastOf(events []Event, aggregate string) uint64 {
	var seq uint64
	for _, e := range events {
		if e.Commit.Aggregate == aggregate {
			seq = e.Commit.Sequence
		}
	}
	return seq
}

// write queues the statements that store what the batch has made.
func (m *Model) write(b *pgx.Batch, schema string, fx *effects, held []folder) ([]Change, error) {
	var changed []Change
	for v := range m.Views {
		keys := fx.touched[v]
		if len(keys) == 0 {
			continue
		}
		var up rows
		var gone []string
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			doc, row, live, err := held[v].stored(key)
			if err != nil {
				return nil, err
			}
			if !live {
				gone = append(gone, key)
			} else {
				up.add(key, row, keys[key], doc)
			}
			changed = append(changed, Change{m.Stream + "." + m.Views[v].Table, key, row.Parent})
		}
		table := pgx.Identifier{schema, m.Views[v].Table}.Sanitize()
		up.queue(b, table)
		if len(gone) > 0 {
			b.Queue("DELETE FROM "+table+" WHERE id = ANY($1)", gone)
		}
	}
	m.writeDue(b, schema, fx)
	return changed, nil
}

// few rows are written one by one: for them arrays cost Postgres more than
// statements do, a tenth of a millisecond for a single row.
const few = 3

const (
	upsert      = "INSERT INTO %s (id, parent, sort, audience, aggregate, doc) "
	manyRows    = "SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]::json[])"
	oneRow      = "VALUES ($1, $2, $3, $4, $5, $6::text::json)"
	overwriting = ` ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, sort = excluded.sort, audience = excluded.audience,
	aggregate = excluded.aggregate, parked = false, doc = excluded.doc`
)

// rows are the columns of an upsert.
type rows struct{ ids, parents, sorts, audiences, aggregates, docs []string }

func (r *rows) queue(b *pgx.Batch, table string) {
	into := fmt.Sprintf(upsert, table)
	switch n := len(r.ids); {
	case n > few:
		b.Queue(into+manyRows+overwriting, r.ids, r.parents, r.sorts, r.audiences, r.aggregates, r.docs)
	default:
		for i := range n {
			b.Queue(into+oneRow+overwriting, r.ids[i], r.parents[i], r.sorts[i], r.audiences[i], r.aggregates[i], r.docs[i])
		}
	}
}

func (r *rows) add(id string, row Row, aggregate string, doc []byte) {
	r.ids = append(r.ids, id)
	r.parents = append(r.parents, row.Parent)
	r.sorts = append(r.sorts, row.Sort)
	r.audiences = append(r.audiences, row.Audience)
	r.aggregates = append(r.aggregates, aggregate)
	r.docs = append(r.docs, string(doc))
}

// load reads the touched documents that are not in memory yet.
func (m *Model) load(ctx context.Context, db querier, schema string, fx *effects, held []folder) error {
	b := &pgx.Batch{}
	var views []int
	for v, keys := range fx.touched {
		missing := held[v].missing(maps.Keys(keys))
		if len(missing) == 0 {
			continue
		}
		views = append(views, v)
		b.Queue("SELECT id, doc::text FROM "+pgx.Identifier{schema, m.Views[v].Table}.Sanitize()+" WHERE id = ANY($1)", missing)
	}
	if len(views) == 0 {
		return nil
	}
	results := db.SendBatch(ctx, b)
	defer results.Close()
	for _, v := range views {
		found, err := results.Query()
		if err != nil {
			return fmt.Errorf("load %s: %w", m.Views[v].Table, err)
		}
		var id, doc string
		if _, err := pgx.ForEachRow(found, []any{&id, &doc}, func() error { return held[v].load(id, []byte(doc)) }); err != nil {
			return fmt.Errorf("load %s: %w", m.Views[v].Table, err)
		}
	}
	return results.Close()
}

type querier interface {
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}
