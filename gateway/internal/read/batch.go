package read

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Batch is what one level of a request wants to know, in one round trip.
type Batch struct {
	Lookups []Lookup
	Pages   []Page
	Feeds   []Feed
}

// Lookup asks for documents of a table by their ids.
type Lookup struct {
	Table string
	IDs   []string
}

// Page asks for documents of a table that belong to one parent, in their
// stored order (or the reverse of it), at most Limit of them, after From.
type Page struct {
	Table    string
	Parent   string
	From     Place
	Backward bool
	Limit    int
}

// Place is where a document stands in its list. The zero Place is before the
// first one going forward, behind the last one going backward.
type Place struct{ Sort, ID string }

// Row is a document as it is stored.
type Row struct {
	ID     string
	Sort   string
	Parked bool // its aggregate waits for an operator; this is the last good state
	Doc    []byte
}

// Key names a document.
type Key struct{ Table, ID string }

// Found answers a [Batch]. What does not exist and what the actor may not read
// are both just not in it.
type Found struct {
	Rows  map[Key]Row
	Pages [][]Row // in the order of the batch's
	Feeds [][]Fed // likewise
}

var tableName = regexp.MustCompile(`^[a-z][a-z_]*\.[a-z][a-z_]*$`)

// CheckTable tells whether a name can be that of a table of documents:
// "schema.table".
func CheckTable(name string) error {
	if !tableName.MatchString(name) {
		return fmt.Errorf("%q is not the name of a view", name)
	}
	return nil
}

// quoted returns the table's name for SQL. Names come from the schema's
// bindings, which were checked at the start.
func quoted(table string) string {
	return pgx.Identifier(strings.SplitN(table, ".", 2)).Sanitize()
}

func lookupSQL(table string) string {
	return `SELECT id, sort, parked, doc FROM ` + quoted(table) + ` WHERE id = ANY($1)`
}

// pageSQL reads one page for each of several parents. Its arguments are the
// parents, the places' sorts and ids, and the limit.
func pageSQL(table string, backward bool) string {
	place, order := `(d.sort, d.id) > (w.sort, w.id)`, `d.sort, d.id`
	if backward {
		place, order = `(w.id = '' OR (d.sort, d.id) < (w.sort, w.id))`, `d.sort DESC, d.id DESC`
	}
	return `SELECT w.n, f.id, f.sort, f.parked, f.doc
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w(parent, sort, id, n)
CROSS JOIN LATERAL (
	SELECT d.id, d.sort, d.parked, d.doc FROM ` + quoted(table) + ` d
	WHERE d.parent = w.parent AND ` + place + `
	ORDER BY ` + order + ` LIMIT $4) f`
}

// pages is a group of pages that one statement can read.
type pages struct {
	table    string
	backward bool
	limit    int
}

// grouped returns the places of pages in a batch, by the statement they share,
// and the groups in the order of their first page.
func grouped(batch []Page) ([]pages, map[pages][]int) {
	var order []pages
	members := make(map[pages][]int)
	for i, p := range batch {
		g := pages{p.Table, p.Backward, p.Limit}
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], i)
	}
	return order, members
}
