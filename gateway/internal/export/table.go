package export

import (
	"encoding/csv"
	"io"
	"strings"
)

// Table writes rows as CSV (RFC 4180), with the mark by which spreadsheets know
// that it is UTF-8.
type Table struct{ w *csv.Writer }

// NewTable begins a table with its head.
func NewTable(w io.Writer, head ...string) (*Table, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	t := &Table{csv.NewWriter(w)}
	t.w.UseCRLF = true
	return t, t.Row(head...)
}

// Row writes a row.
func (t *Table) Row(cells ...string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = Cell(c)
	}
	return t.w.Write(safe)
}

// Close writes what is left.
func (t *Table) Close() error { t.w.Flush(); return t.w.Error() }

// Cell keeps spreadsheets from taking a cell for a formula: one that begins, after
// blanks, as formulas do gets an apostrophe before it.
func Cell(s string) string {
	s = plain(s)
	begin := strings.TrimLeft(s, " \t\n\u00a0\u3000")
	if begin != s && begin == "" {
		return s
	}
	if begin != "" && strings.ContainsAny(first(begin), "=+-@|%＝＋－＠") || strings.HasPrefix(s, "\t") {
		return "'" + s
	}
	return s
}

func first(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
