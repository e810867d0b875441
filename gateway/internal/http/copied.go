package http

import (
	"context"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"

	"parley.example/events/command"
	"parley.example/gateway/internal/read"
)

// The documents of a copy: of tables that the whole table shares, never of a
// sealed stream. A table hangs on the ids of the one that it is read below.
var copied = []struct{ table, below string }{
	{"negotiation.negotiation", ""},
	{"negotiation.talks", "negotiation.negotiation"},
	{"negotiation.guidance", "negotiation.negotiation"},
	{"negotiation.term", "negotiation.negotiation"},
	{"negotiation.constraint", "negotiation.negotiation"},
	{"negotiation.working_text", "negotiation.negotiation"},
	{"negotiation.redline", "negotiation.negotiation"},
	{"negotiation.motion", "negotiation.negotiation"},
	{"negotiation.round", "negotiation.negotiation"},
	{"negotiation.seal", "negotiation.negotiation"},
	{"negotiation.mediation_round", "negotiation.negotiation"},
	{"negotiation.suggestion", "negotiation.mediation_round"},
	{"negotiation.package", "negotiation.negotiation"},
	{"negotiation.position", "negotiation.package negotiation.term"},
	{"negotiation.decision", "negotiation.negotiation"},
	{"negotiation.vote", "negotiation.decision"},
	{"negotiation.session", "negotiation.negotiation"},
	{"negotiation.brief", "negotiation.negotiation"},
	{"negotiation.thread", "negotiation.negotiation"},
	{"negotiation.message", "room negotiation.term negotiation.package negotiation.decision"},
	{"negotiation.closing_word", "negotiation.negotiation"},
	{"negotiation.standing_offer", "negotiation.negotiation"},
	{"negotiation.ask", "initiative"},
	{"registry.seat", "initiative"},
	{"agreements.agreement", "negotiation.negotiation"},
	{"agreements.document", "agreements.agreement"},
	{"agreements.signature", "agreements.agreement"},
	{"agreements.obligation", "agreements.agreement"},
	{"agreements.period", "agreements.agreement"},
	{"agreements.value_line", "agreements.period"},
	{"agreements.distribution", "agreements.period"},
}

// documents writes what the actor may read of a negotiation, in one snapshot,
// and returns the ids of its agreements.
func (c *composition) documents(ctx context.Context, id string) ([]string, error) {
	r := c.site.Documents(c.actor)
	defer r.Close()
	ids, named, err := begun(ctx, r, id)
	if err != nil {
		return nil, err
	}
	for _, t := range copied {
		err := c.file("documents/"+t.table+".jsonl", func(w io.Writer) error {
			if t.below == "" {
				return named.write(w, ids.root)
			}
			for _, parent := range ids.below(t.below) {
				if err := eachRow(ctx, r, t.table, parent, func(row read.Row) error {
					if t.table == "negotiation.ask" && !about(row.Doc, id) {
						return nil
					}
					ids.add(t.table, row.ID)
					return named.write(w, row.Doc)
				}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ids.of["agreements.agreement"], c.names(ctx, r, named, ids.of["initiative"])
}

// names writes the initiative, and the public documents of whoever is named in
// what was written.
func (c *composition) names(ctx context.Context, r Reader, named *mentioned, initiative []string) error {
	for _, t := range []struct {
		table string
		ids   []string
	}{{"registry.initiative", initiative}, {"registry.organization", named.sorted("org_")}, {"registry.person", named.sorted("per_")}} {
		err := c.file("documents/"+t.table+".jsonl", func(w io.Writer) error {
			for ids := range slices.Chunk(t.ids, pageOfCopy) {
				found, err := r.Read(ctx, read.Batch{Lookups: []read.Lookup{{Table: t.table, IDs: ids}}})
				if err != nil {
					return err
				}
				for _, id := range ids {
					if row, there := found.Rows[read.Key{Table: t.table, ID: id}]; there {
						if err := named.write(w, row.Doc); err != nil {
							return err
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// family are the ids that were read, by table.
type family struct {
	of   map[string][]string
	root []byte // the negotiation itself
}

func (f family) add(table, id string) { f.of[table] = append(f.of[table], id) }

func (f family) below(tables string) (ids []string) {
	for table := range strings.FieldsSeq(tables) {
		ids = append(ids, f.of[table]...)
	}
	return ids
}

// begun reads the negotiation; who may not gets what there is of nothing.
func begun(ctx context.Context, r Reader, id string) (family, *mentioned, error) {
	found, err := r.Read(ctx, read.Batch{Lookups: []read.Lookup{{Table: "negotiation.negotiation", IDs: []string{id}}}})
	if err != nil {
		return family{}, nil, err
	}
	row, there := found.Rows[read.Key{Table: "negotiation.negotiation", ID: id}]
	var d struct{ Initiative, Room string }
	if !there || json.Unmarshal(row.Doc, &d) != nil {
		return family{}, nil, command.NotFound
	}
	return family{root: row.Doc, of: map[string][]string{"negotiation.negotiation": {id}, "initiative": {d.Initiative}, "room": {d.Room}}}, &mentioned{ids: make(map[string]bool)}, nil
}

// pageOfCopy is how many documents are in memory at a time.
const pageOfCopy = 200

func eachRow(ctx context.Context, r Reader, table, parent string, each func(read.Row) error) error {
	var from read.Place
	for {
		found, err := r.Read(ctx, read.Batch{Pages: []read.Page{{Table: table, Parent: parent, From: from, Limit: pageOfCopy}}})
		if err != nil {
			return err
		}
		for _, row := range found.Pages[0] {
			if err := each(row); err != nil {
				return err
			}
			from = read.Place{Sort: row.Sort, ID: row.ID}
		}
		if len(found.Pages[0]) < pageOfCopy {
			return nil
		}
	}
}

// about tells whether an ask is of a negotiation, or of no other.
func about(doc []byte, negotiation string) bool {
	var d struct{ Negotiation string }
	return json.Unmarshal(doc, &d) == nil && (d.Negotiation == negotiation || d.Negotiation == "")
}

// mentioned are the people and organizations that documents name.
type mentioned struct{ ids map[string]bool }

var names = regexp.MustCompile(`"((?:per|org)_[a-z2-7]{26})"`)

// write writes a document as it is stored, on a line of its own.
func (m *mentioned) write(w io.Writer, doc []byte) error {
	for _, found := range names.FindAllSubmatch(doc, -1) {
		m.ids[string(found[1])] = true
	}
	_, err := w.Write(append(slices.Clip(doc), '\n'))
	return err
}

func (m *mentioned) sorted(prefix string) (ids []string) {
	for id := range m.ids {
		if id[:len(prefix)] == prefix {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
