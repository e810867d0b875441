// Package contract reads texts of contracts with blanks in them, as lawyers keep
// them, and makes a term sheet of each: every section is a text that can be
// reworded, every blank a typed term that can be bargained over.
//
// Two ways of writing blanks are read: {{name}} with {{#if name}}…{{/if}} and
// {{#olist name}}…{{/olist}}, as the templates of the Accord Project have them
// (their model, in Concerto, says of which type each is), and __NAME__, as forms
// on paper have them.
package contract

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley.example/events/negotiation"
)

// MaxFile bounds a template and its model, in bytes.
const MaxFile = 256 << 10

// Template is a text with blanks.
type Template struct {
	Title    string
	Sections []string // in the text's order, with {key} where a blank was
	Blanks   []Blank  // in the order in which they first occur

	tokens []token
}

// Blank is what can be filled in.
type Blank struct {
	Key  string
	Kind negotiation.TermKind
	Type string // by the model; empty where none says
}

// The reasons for which a text is no template.
var (
	errTooBig = fmt.Errorf("it has more than %d bytes", MaxFile)
	errEmpty  = errors.New("there is no text in it")
)

// token is a piece of a template: words, or one of its marks.
type token struct {
	words string // if it is no mark
	mark  mark
	name  string
}

type mark int

const (
	plain mark = iota
	blank
	onlyIf
	endIf
	list
	endList
)

var (
	marks = regexp.MustCompile(`\{\{\s*(#if |#olist |/if|/olist)?\s*([A-Za-z][A-Za-z0-9_]*)?\s*\}\}|__([A-Z][A-Z0-9_]*?)__`)
	kinds = map[string]mark{"": blank, "#if ": onlyIf, "/if": endIf, "#olist ": list, "/olist": endList}
)

// Read reads a template; model may be empty. The error says what is wrong.
func Read(template, model string) (Template, error) {
	if len(template) > MaxFile || len(model) > MaxFile {
		return Template{}, errTooBig
	}
	tokens, err := split(strings.TrimSpace(strings.ReplaceAll(template, "\r\n", "\n")))
	if err != nil {
		return Template{}, err
	}
	t := Template{tokens: tokens}
	types := typesOf(model)
	text, err := t.rewrite(types)
	if err != nil {
		return Template{}, err
	}
	if t.Sections = sections(text); len(t.Sections) == 0 {
		return Template{}, errEmpty
	}
	t.Title = title(t.Sections[0])
	return t, nil
}

// alike are the blanks of a form that stand for another person or place each
// time; those of any other name stand for one and the same.
var alike = []string{"NAME", "ADDRESS", "DATE"}

func split(text string) (tokens []token, err error) {
	seen := map[string]int{}
	at := 0
	for _, m := range marks.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > at {
			tokens = append(tokens, token{words: text[at:m[0]]})
		}
		at = m[1]
		if m[6] >= 0 { // a form's
			tokens = append(tokens, token{mark: blank, name: numbered(text[m[6]:m[7]], seen)})
			continue
		}
		t := token{mark: kinds[part(text, m[2], m[3])], name: part(text, m[4], m[5])}
		if (t.name == "") != (t.mark == endIf || t.mark == endList) {
			return nil, fmt.Errorf("%s is no mark", text[m[0]:m[1]])
		}
		tokens = append(tokens, t)
	}
	return append(tokens, token{words: text[at:]}), nil
}

func part(text string, from, to int) string {
	if from < 0 {
		return ""
	}
	return text[from:to]
}

func numbered(name string, seen map[string]int) string {
	key := strings.ToLower(name)
	if !slices.Contains(alike, name) {
		return key
	}
	seen[key]++
	return key + "_" + strconv.Itoa(seen[key])
}

// rewrite turns marks into names in braces, and notes which blanks there are. A
// list is one blank: its lines are bargained over as a whole.
func (t *Template) rewrite(types map[string]string) (string, error) {
	var b strings.Builder
	inside, skipping := "", false
	for i, k := range t.tokens {
		if skipping && k.mark != endList {
			continue
		}
		switch k.mark {
		case plain:
			b.WriteString(t.words(i))
		case blank:
			kind := t.fill(k.name, types[k.name], strings.HasPrefix(t.after(i), "%"))
			if inside != "" {
				return "", fmt.Errorf("the blank %s stands within {{#if %s}}: only words can", k.name, inside)
			}
			b.WriteString(quoted(types[k.name], "{"+k.name+"}", kind))
		case onlyIf:
			if inside != "" {
				return "", fmt.Errorf("{{#if %s}} stands within {{#if %s}}", k.name, inside)
			}
			inside = k.name
			t.fill(k.name, "Boolean", false)
			b.WriteString("{" + k.name + "?")
		case endIf:
			if inside == "" {
				return "", errors.New("{{/if}} ends nothing")
			}
			inside = ""
			b.WriteString("}")
		case list:
			skipping = true
			t.fill(k.name, "[]", false)
			b.WriteString("{" + k.name + "}")
		case endList:
			if !skipping {
				return "", errors.New("{{/olist}} ends nothing")
			}
			skipping = false
		}
	}
	if inside != "" || skipping {
		return "", errors.New("something that begins with {{# does not end")
	}
	return b.String(), nil
}

// words are those of a token; the sign of a percentage stands in its value.
func (t *Template) words(i int) string {
	words := t.tokens[i].words
	if i > 0 && t.tokens[i-1].mark == blank && t.kindOf(t.tokens[i-1].name) == negotiation.PercentageTerm {
		words = strings.TrimPrefix(words, "%")
	}
	return words
}

func (t *Template) after(i int) string {
	if i+1 < len(t.tokens) {
		return t.tokens[i+1].words
	}
	return ""
}

func (t *Template) kindOf(key string) negotiation.TermKind {
	for _, b := range t.Blanks {
		if b.Key == key {
			return b.Kind
		}
	}
	return ""
}

// fill notes a blank, once.
func (t *Template) fill(key, typ string, percent bool) negotiation.TermKind {
	if kind := t.kindOf(key); kind != "" {
		return kind
	}
	b := Blank{Key: key, Type: typ, Kind: kindOf(typ, percent)}
	t.Blanks = append(t.Blanks, b)
	return b.Kind
}

// quoted puts names into quotation marks, as these templates print strings.
func quoted(typ, words string, kind negotiation.TermKind) string {
	if kind == negotiation.TextTerm && (typ == "String" || typ == "Party") {
		return `"` + words + `"`
	}
	return words
}
