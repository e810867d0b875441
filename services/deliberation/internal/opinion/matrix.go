package opinion

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"strings"
)

// Matrix is a conversation at one moment, in canonical order: statements by
// name, people by what they said. It does not change.
type Matrix struct {
	statements []Statement
	people     []string // who says what a row says
	starts     []int32  // row p is cells[starts[p]:starts[p+1]]
	cells      []cell
}

// cell is a statement's index and a stance. Rows hold what was seen only:
// people see few of many statements.
type cell uint32

func (c cell) statement() int { return int(c >> 2) }
func (c cell) stance() Stance { return Stance(c & 3) }

// Matrix returns what people say now. Whoever says nothing is not in it.
func (c *Stances) Matrix() *Matrix {
	m := &Matrix{statements: slices.Clone(c.known)}
	slices.SortFunc(m.statements, func(a, b Statement) int { return byName(a.ID, b.ID) })
	place := make([]int32, len(c.known))
	for i, s := range m.statements {
		place[c.statements[s.ID]] = int32(i)
	}
	total := 0
	for _, said := range c.said {
		total += len(said)
	}
	m.stack(c.rows(place, total), total)
	return m
}

// row is what one person says, before the rows are in order.
type row struct {
	name  string
	cells []cell
}

// rows returns what people say, each in the order of the statements; place is
// where each statement has gone.
func (c *Stances) rows(place []int32, total int) []row {
	rows, cells := make([]row, 0, len(c.said)), make([]cell, 0, total)
	for p, said := range c.said {
		first := len(cells)
		for _, s := range said {
			if s.stance != Unseen {
				cells = append(cells, cell(place[s.statement])<<2|cell(s.stance))
			}
		}
		if own := cells[first:]; len(own) > 0 {
			slices.Sort(own)
			rows = append(rows, row{c.names[p], own})
		}
	}
	return rows
}

// stack lays the rows one after another, in an order that depends on what was
// said; names only tell apart those who said the same.
func (m *Matrix) stack(rows []row, total int) {
	slices.SortFunc(rows, func(a, b row) int {
		if order := slices.Compare(a.cells, b.cells); order != 0 {
			return order
		}
		return byName(a.name, b.name)
	})
	m.starts, m.people, m.cells = make([]int32, 1, len(rows)+1), make([]string, 0, len(rows)), make([]cell, 0, total)
	for _, r := range rows {
		m.people = append(m.people, r.name)
		m.cells = append(m.cells, r.cells...)
		m.starts = append(m.starts, int32(len(m.cells)))
	}
}

// byName puts shorter names first, so that numbers come in their order.
func byName(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

func (m *Matrix) row(p int) []cell { return m.cells[m.starts[p]:m.starts[p+1]] }

// People is how many say something.
func (m *Matrix) People() int { return len(m.people) }

// Statements are those of the conversation, taken out or not, in order.
func (m *Matrix) Statements() []Statement { return slices.Clone(m.statements) }

// method is part of every id: a changed method is a changed analysis.
const method = "parley.opinion.v1"

// ID names the analysis of this matrix: a hash of the statements and of what
// was said to them. What the people are called is not part of it, so an export
// under other names has the same id, and an id gives nobody away.
func (m *Matrix) ID() string {
	h := sha256.New()
	h.Write([]byte(method))
	var word [8]byte
	number := func(n int) {
		binary.BigEndian.PutUint64(word[:], uint64(n))
		h.Write(word[:])
	}
	number(len(m.statements))
	for _, s := range m.statements {
		out := 0
		if s.Out {
			out = 1
		}
		number(out)
		number(len(s.ID))
		h.Write([]byte(s.ID))
	}
	number(len(m.people))
	packed := make([]byte, 0, 4*64)
	for p := range m.people {
		packed = packed[:0]
		for _, c := range m.row(p) {
			packed = binary.BigEndian.AppendUint32(packed, uint32(c))
		}
		number(len(packed))
		h.Write(packed)
	}
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil))
	return "ana_" + strings.ToLower(text[:26])
}

// Each calls see with every statement that a person has seen, by its place
// among [Matrix.Statements], in their order.
func (m *Matrix) Each(person int, see func(statement int, stance Stance)) {
	for _, c := range m.row(person) {
		see(c.statement(), c.stance())
	}
}
