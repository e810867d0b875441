package terms

import (
	"slices"
	"strings"

	"parley.example/events/negotiation"
)

// Template is a term that tables often need, with its words in several
// languages. It is a proposal: what comes of it is changed like any other term.
type Template struct {
	Key            string
	Levels         []negotiation.Level // at which it is of use
	Kind           negotiation.TermKind
	Min, Max, Step string
	Options        []string          // keys
	Said           map[string]Saying // by language
}

// Saying is a template in one language.
type Saying struct {
	Language string   `json:"language"`
	Name     string   `json:"name"`
	Unit     string   `json:"unit,omitempty"`
	Clause   string   `json:"clause"`
	Labels   []string `json:"labels,omitempty"` // of the options, in their order
}

// fallback is the language in which every template is said.
const fallback = "en"

// Library returns the templates for a level, in the order in which tables come
// to them.
func Library(level negotiation.Level) []Template {
	return slices.DeleteFunc(slices.Clone(library), func(t Template) bool { return !slices.Contains(t.Levels, level) })
}

// In returns the template in those of the languages (BCP 47) that it is said
// in, in their order, and in English where it is said in none.
func (t Template) In(languages []string) (all []Saying) {
	for _, tag := range languages {
		language, _, _ := strings.Cut(strings.ToLower(tag), "-")
		said, known := t.Said[language]
		if known && !slices.ContainsFunc(all, func(s Saying) bool { return s.Language == language }) {
			said.Language = language
			all = append(all, said)
		}
	}
	if all == nil {
		said := t.Said[fallback]
		said.Language = fallback
		all = append(all, said)
	}
	return all
}

// Term is the template as a term of a level, as one of its sayings has it.
// [Define] takes it.
func (t Template) Term(s Saying, level negotiation.Level) negotiation.Term {
	term := negotiation.Term{
		Key: t.Key, Name: s.Name, Kind: t.Kind, Unit: s.Unit, Min: t.Min, Max: t.Max, Step: t.Step, Clause: s.Clause, Level: level,
	}
	for i, key := range t.Options {
		term.Options = append(term.Options, negotiation.Option{Key: key, Label: s.Labels[i]})
	}
	return term
}
