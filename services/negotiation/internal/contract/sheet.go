package contract

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"parley.example/events/negotiation"
	"parley.example/services/negotiation/internal/table"
)

// longest is how many characters of a section one text term takes.
const longest = 1_900

// heading begins a section: a heading of Markdown, or a number of its own.
var heading = regexp.MustCompile(`^(#{1,6} |\d{1,3}\.\s)`)

// sections cuts a text where a heading begins, and again where one is too long
// for a term: between paragraphs, or else between lines, or else between words.
func sections(text string) (cut []string) {
	var now []string
	end := func() {
		if whole := strings.TrimSpace(strings.Join(now, "\n\n")); whole != "" {
			cut = append(cut, whole)
		}
		now = nil
	}
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if heading.MatchString(paragraph) || length(now)+utf8.RuneCountInString(paragraph) > longest {
			end()
		}
		for utf8.RuneCountInString(paragraph) > longest {
			head, tail := halve(paragraph)
			now = append(now, head)
			end()
			paragraph = tail
		}
		now = append(now, paragraph)
	}
	end()
	return cut
}

func length(paragraphs []string) (n int) {
	for _, p := range paragraphs {
		n += utf8.RuneCountInString(p) + 2
	}
	return n
}

// halve cuts off as much as fits into a term, at the last end of a line, or of a
// word outside braces.
func halve(paragraph string) (head, tail string) {
	fits := string([]rune(paragraph)[:longest])
	at := strings.LastIndex(fits, "\n")
	if at < 1 {
		at = strings.LastIndex(fits, " ")
	}
	if open := strings.LastIndex(fits[:max(at, 0)], "{"); open > strings.LastIndex(fits[:max(at, 0)], "}") {
		at = open
	}
	if at < 1 {
		at = len(fits)
	}
	return paragraph[:at], strings.TrimSpace(paragraph[at:])
}

// title is the first line that says something, without its marks.
func title(section string) string {
	line, _, _ := strings.Cut(section, "\n")
	line = strings.Join(strings.Fields(strings.Trim(line, "#* .")), " ")
	if line, _, _ = strings.Cut(line, " {."); utf8.RuneCountInString(line) > 100 {
		line = string([]rune(line)[:100])
	}
	return line
}

// Definitions is the term sheet of a template: the sections as they are worded,
// then the blanks.
func (t Template) Definitions() (all []table.Definition) {
	for i, text := range t.Sections {
		all = append(all, table.Definition{
			Key: fmt.Sprintf("section_%d", i+1), Name: cmp.Or(title(text), fmt.Sprintf("Section %d", i+1)), Kind: negotiation.TextTerm,
			Clause: "{value}", Proposed: &negotiation.Value{Text: text},
		})
	}
	for _, b := range t.Blanks {
		d := table.Definition{Key: b.Key, Name: spaced(b.Key), Kind: b.Kind}
		switch {
		case b.Type == "Integer" || b.Type == "Long":
			d.Step = "1"
		case b.Kind == negotiation.ChoiceTerm:
			for _, unit := range unitsOfTime {
				d.Options = append(d.Options, negotiation.Option{Key: unit})
			}
		}
		all = append(all, d)
	}
	return all
}

var hump = regexp.MustCompile(`([a-z])([A-Z])`)

// spaced is the name of a blank for people: "noticeWindow" is "Notice window".
func spaced(key string) string {
	words := strings.ToLower(hump.ReplaceAllString(strings.ReplaceAll(key, "_", " "), "$1 $2"))
	return strings.ToUpper(words[:1]) + words[1:]
}
