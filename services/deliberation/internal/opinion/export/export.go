// Package export writes a conversation in the two files that package sheet
// reads. People are numbers in the order of the analysis, which depends on what
// they said alone; a cell never begins like a formula.
package export

import (
	"encoding/csv"
	"strconv"
	"strings"

	"parley.example/services/deliberation/internal/opinion"
)

// Statement is what comments.csv says of one beside the analysis.
type Statement struct{ ID, Text string }

// pageRows bounds the rows of a page; the first one begins with the header.
const pageRows = 500

// Votes returns a page of participants-votes.csv from a person on, and the
// person that the next one begins with, 0 after the last.
func Votes(m *opinion.Matrix, from int) (text string, next int) {
	var out strings.Builder
	w := csv.NewWriter(&out)
	statements := m.Statements()
	if from == 0 {
		head := []string{"participant", "n-votes", "n-agree", "n-disagree"}
		for _, s := range statements {
			head = append(head, s.ID)
		}
		_ = w.Write(head)
	}
	upTo := min(from+pageRows, m.People())
	for p := from; p < upTo; p++ {
		_ = w.Write(row(m, p, len(statements)))
	}
	w.Flush() // a builder takes everything
	if upTo == m.People() {
		upTo = 0
	}
	return out.String(), upTo
}

func row(m *opinion.Matrix, p, statements int) []string {
	cells := make([]string, 4+statements)
	agree, disagree, all := 0, 0, 0
	m.Each(p, func(t int, stance opinion.Stance) {
		all++
		switch stance {
		case opinion.Agree:
			agree++
			cells[4+t] = "1"
		case opinion.Disagree:
			disagree++
			cells[4+t] = "-1"
		case opinion.Pass:
			cells[4+t] = "0"
		}
	})
	cells[0], cells[1], cells[2], cells[3] = strconv.Itoa(p+1), strconv.Itoa(all), strconv.Itoa(agree), strconv.Itoa(disagree)
	return cells
}

// Comments returns a page of comments.csv from a statement on, likewise.
func Comments(m *opinion.Matrix, texts map[string]string, from int) (text string, next int) {
	var out strings.Builder
	w := csv.NewWriter(&out)
	if from == 0 {
		_ = w.Write([]string{"comment-id", "moderated", "comment-body"})
	}
	statements := m.Statements()
	upTo := min(from+pageRows, len(statements))
	for _, s := range statements[min(from, upTo):upTo] {
		moderated := "1"
		if s.Out {
			moderated = "-1"
		}
		_ = w.Write([]string{s.ID, moderated, inert(texts[s.ID])})
	}
	w.Flush()
	if upTo == len(statements) {
		upTo = 0
	}
	return out.String(), upTo
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(text string) string {
	if text == "" || strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}
