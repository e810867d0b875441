// Package sheet reads conversations that were exported as CSV, in the two files
// that Polis and Parley write: who said what (a row per person, a column per
// statement: 1, -1, 0 or nothing), and the statements with their texts and
// whether moderation has taken them out. Whatever is not exactly so is refused.
package sheet

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"parley.example/services/deliberation/internal/opinion"
)

// Conversation is what two files say. Text is by statement.
type Conversation struct {
	Stances *opinion.Stances
	People  int
	Text    map[string]string
}

// Read takes in both files. A statement that only the second one knows was
// never shown to anybody and is left out.
func Read(matrix, comments io.Reader) (*Conversation, error) {
	c := &Conversation{Stances: opinion.NewStances(), Text: make(map[string]string)}
	statements, err := c.readMatrix(open("participants-votes.csv", matrix))
	if err == nil {
		err = c.readComments(open("comments.csv", comments), statements)
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// page is a file while it is read.
type page struct {
	name string
	rows *csv.Reader
	head []string
	line int // where the last row begins
}

func open(name string, from io.Reader) *page {
	r := csv.NewReader(bufio.NewReader(&bounded{from: from, file: name}))
	r.ReuseRecord = true
	return &page{name: name, rows: r}
}

// next returns the next row, io.EOF after the last one.
func (p *page) next() ([]string, error) {
	row, err := p.rows.Read()
	if len(row) > 0 {
		p.line, _ = p.rows.FieldPos(0)
	}
	var form *csv.ParseError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return row, err
	case errors.Is(err, csv.ErrFieldCount):
		return nil, p.broken("columns", "there are %d columns, the first line has %d", len(row), p.rows.FieldsPerRecord)
	case errors.As(err, &form):
		return nil, &Broken{p.name, form.StartLine, "quotes", "a quotation mark stands where none may, or is never closed"}
	}
	return nil, err
}

func (p *page) broken(rule, why string, args ...any) *Broken {
	return &Broken{p.name, p.line, rule, fmt.Sprintf(why, args...)}
}

// header reads the first line and finds the columns that it must have.
func (p *page) header(must ...string) error {
	row, err := p.next()
	if errors.Is(err, io.EOF) {
		return &Broken{p.name, 1, "empty", "there is nothing in the file"}
	}
	if err != nil {
		return err
	}
	p.head = slices.Clone(row)
	p.head[0] = strings.TrimPrefix(p.head[0], "\ufeff") // spreadsheets put it there
	for _, name := range must {
		if !slices.Contains(p.head, name) {
			return p.broken("header", "the column %q is missing", name)
		}
	}
	return nil
}

func (p *page) column(name string) int { return slices.Index(p.head, name) }

// about are the columns before the statements.
var about = []string{"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}

func (c *Conversation) readMatrix(p *page) (statements []string, err error) {
	if err := p.header("participant"); err != nil {
		return nil, err
	}
	first := slices.IndexFunc(p.head, func(name string) bool { return !slices.Contains(about, name) })
	if first < 0 || first <= p.column("participant") {
		return nil, p.broken("header", "the statements have to come after the column %q", "participant")
	}
	statements = p.head[first:]
	if err := c.putAll(p, statements); err != nil {
		return nil, err
	}
	people, heard := make(map[string]bool), 0
	for {
		row, err := p.next()
		if errors.Is(err, io.EOF) {
			c.People = len(people)
			return statements, nil
		}
		if err != nil {
			return nil, err
		}
		n, err := c.person(p, row, row[first:], statements, people)
		if err != nil {
			return nil, err
		}
		if heard += n; heard > mostStances || len(people) > mostPeople {
			return nil, p.broken("huge", "there are more than %d people or %d stances", mostPeople, mostStances)
		}
	}
}

// person takes in one row and returns how many stances it has.
func (c *Conversation) person(p *page, row, said, statements []string, people map[string]bool) (int, error) {
	who := strings.Clone(row[p.column("participant")]) // not the whole row with it
	switch {
	case !name(who):
		return 0, p.broken("name", "%s cannot be the name of a person", cut(who))
	case people[who]:
		return 0, p.broken("twice", "%q has a row already", who)
	}
	people[who] = true
	n, err := c.hear(p, who, said, statements)
	if err != nil {
		return 0, err
	}
	return n, p.agrees(row, said)
}

func (c *Conversation) putAll(p *page, statements []string) error {
	if len(statements) > mostStatements {
		return p.broken("huge", "there are more than %d statements", mostStatements)
	}
	seen := make(map[string]bool, len(statements))
	for _, id := range statements {
		switch {
		case !name(id):
			return p.broken("name", "%s cannot be the name of a statement", cut(id))
		case seen[id]:
			return p.broken("twice", "the statement %q has a column already", id)
		}
		seen[id] = true
		c.Stances.Put(opinion.Statement{ID: id})
	}
	return nil
}

var stances = map[string]opinion.Stance{"1": opinion.Agree, "-1": opinion.Disagree, "0": opinion.Pass}

func (c *Conversation) hear(p *page, who string, row, statements []string) (n int, err error) {
	for i, said := range row {
		if said == "" {
			continue
		}
		stance, known := stances[said]
		if !known {
			return 0, p.broken("stance", "%s is none of 1, -1, 0 and nothing", cut(said))
		}
		c.Stances.Hear(who, statements[i], stance, 0)
		n++
	}
	return n, nil
}

// agrees holds the counts that a row may carry against its stances: a row that
// was cut or shifted is found out.
func (p *page) agrees(row, said []string) error {
	var counted [3]int
	for _, s := range said {
		for i, counts := range [...]bool{s != "", s == "1", s == "-1"} {
			if counts {
				counted[i]++
			}
		}
	}
	for i, column := range []string{"n-votes", "n-agree", "n-disagree"} {
		at := p.column(column)
		if at >= 0 && row[at] != strconv.Itoa(counted[i]) {
			return p.broken("counts", "%s says %s, but the row has %d", column, cut(row[at]), counted[i])
		}
	}
	return nil
}

// name tells whether a name can be carried anywhere: it has no spaces, signs
// that a spreadsheet would calculate with, or letters that look like others.
func name(s string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return s != "" && len(s) <= mostName && strings.Trim(s[:1], letters) == "" && strings.Trim(s, letters+"._:-") == ""
}

// cut shows a value without letting it take over the message.
func cut(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return strconv.QuoteToASCII(s)
}
