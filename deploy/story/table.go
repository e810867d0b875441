package story

import (
	"maps"
	"slices"
	"strings"
)

// Table is a negotiation of the story.
type Table struct {
	ID         string
	Initiative *Initiative
	Terms      []*Term // in the order of the sheet
	convener   *Person
	tale       *Tale
}

// Term is a line of the term sheet.
type Term struct {
	ID       string   `json:"-"`
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Unit     string   `json:"unit,omitempty"`
	Min      string   `json:"min,omitempty"`
	Max      string   `json:"max,omitempty"`
	Step     string   `json:"step,omitempty"`
	Options  []Option `json:"options,omitempty"`
	Clause   string   `json:"clause,omitempty"`
	Currency string   `json:"currency,omitempty"`
	Causes   Input    `json:"-"` // what the article brings about: needs, duties, sharing
}

// Option is a value that can be chosen.
type Option struct {
	Key   string `json:"key"`
	Label string `json:"label,omitempty"`
}

// Keys are options without labels.
func Keys(keys ...string) []Option {
	var options []Option
	for _, key := range keys {
		options = append(options, Option{Key: key})
	}
	return options
}

// OpensTable opens a negotiation. rules are where its ground rules depart from
// the template of its level.
func (i *Initiative) OpensTable(title string, rules Input) *Table {
	t := &Table{Initiative: i, convener: i.Convener, tale: i.tale}
	var got struct{ Negotiation struct{ ID string } }
	i.Convener.Does("openNegotiation", Input{"initiative": i.ID, "title": title, "groundRules": rules}, "negotiation { id }", &got)
	t.ID = got.Negotiation.ID
	return t
}

// Lists puts terms on the sheet.
func (t *Table) Lists(terms ...Term) {
	for _, term := range terms {
		input := t.definition(term)
		var got struct{ Term struct{ ID, Currency string } }
		t.convener.Does("addTerm", input, "term { id currency }", &got)
		term.ID, term.Currency = got.Term.ID, got.Term.Currency
		t.Terms = append(t.Terms, &term)
	}
}

// definition is a term as the API takes it.
func (t *Table) definition(term Term) Input {
	input := Input{"negotiation": t.ID, "key": term.Key, "name": term.Name, "kind": term.Kind}
	for name, value := range map[string]string{
		"unit": term.Unit, "min": term.Min, "max": term.Max, "step": term.Step, "clause": term.Clause, "currency": term.Currency,
	} {
		if value != "" {
			input[name] = value
		}
	}
	if len(term.Options) > 0 {
		input["options"] = term.Options
	}
	maps.Copy(input, term.Causes)
	return input
}

// Term returns the term with a key.
func (t *Table) Term(key string) *Term {
	at := slices.IndexFunc(t.Terms, func(term *Term) bool { return term.Key == key })
	if at < 0 {
		panic("there is no term " + key) // a mistake in the story itself
	}
	return t.Terms[at]
}

// Accepts gives the words of everybody's seats to keep to the ground rules.
func (t *Table) Accepts(people ...*Person) {
	for _, p := range people {
		p.Does("acceptGroundRules", Input{"negotiation": t.ID, "version": 1}, "negotiation { id }", nil)
	}
}

// Values are what a package says, by the keys of terms: money in minor units,
// yes or no as these words.
type Values map[string]string

// settings are values as the API takes them, in the order of the sheet.
func (t *Table) settings(values Values) []Input {
	var settings []Input
	for _, term := range t.Terms {
		value, set := values[term.Key]
		if !set {
			continue
		}
		settings = append(settings, Input{"term": term.ID, "value": term.Value(value)})
	}
	return settings
}

// Value is a value of the term as the API takes it.
func (t *Term) Value(value string) Input {
	switch t.Kind {
	case "money":
		return Input{"money": Input{"minor": value, "currency": t.Currency}}
	case "yesNo":
		return Input{"yesNo": value == "yes"}
	case "shares":
		return Input{"shares": parts(value)}
	}
	return Input{t.Kind: value}
}

// parts are shares that are written "growers 7/20, reserve 1/10".
func parts(text string) (parts []Input) {
	for part := range strings.SplitSeq(text, ", ") {
		of, share, _ := strings.Cut(part, " ")
		parts = append(parts, Input{"of": of, "share": share})
	}
	return parts
}

// Tabling is a package for all to see, as the API takes it; more is added to it.
func (t *Table) Tabling(as, note string, values Values, more Input) Input {
	input := Input{"negotiation": t.ID, "as": as, "values": t.settings(values), "note": note}
	maps.Copy(input, more)
	return input
}

func (t *Table) tables(p *Person, input Input) string {
	var got struct{ Package struct{ ID string } }
	p.Does("tablePackage", input, "package { id status }", &got)
	return got.Package.ID
}

// Floats tables an idea, and returns its id.
func (t *Table) Floats(p *Person, note string, values Values) string {
	return t.tables(p, t.Tabling("idea", note, values, nil))
}

// Offers tables an offer that stands for two months, and returns its id. It may
// answer another package.
func (t *Table) Offers(p *Person, note string, values Values, counterTo ...string) string {
	more := Input{"expiresAt": t.tale.In(standing)}
	for _, id := range counterTo {
		more["counterTo"] = id
	}
	return t.tables(p, t.Tabling("offer", note, values, more))
}

// OffersBriefly tables an offer for as short as the ground rules let it.
func (t *Table) OffersBriefly(p *Person, note string, values Values) string {
	return t.tables(p, t.Tabling("offer", note, values, nil))
}

// Withdraws takes a package back.
func (t *Table) Withdraws(p *Person, id, reason string) {
	p.Does("withdrawPackage", Input{"package": id, "reason": reason}, "package { id status }", nil)
}

// Thinks takes a position on a package; key names a term in it, or is empty.
func (t *Table) Thinks(p *Person, id, key, stance, reason, change string) {
	input := Input{"negotiation": t.ID, "package": id, "stance": stance, "reason": reason}
	if key != "" {
		input["term"] = t.Term(key).ID
	}
	if change != "" {
		input["change"] = change
	}
	p.Does("takePosition", input, "opinion { id stance }", nil)
}

// Says something in a room: all, or the team's.
func (t *Table) Says(p *Person, room, text string) {
	p.Does("postMessage", Input{"negotiation": t.ID, "room": room, "text": text}, "message { id } teamMessage { id }", nil)
}

// Drafts writes a package that only the own team sees.
func (t *Table) Drafts(p *Person, note string, values Values) string {
	var got struct{ Draft struct{ ID string } }
	p.Does("draftPackage", Input{"negotiation": t.ID, "values": t.settings(values), "note": note}, "draft { id }", &got)
	return got.Draft.ID
}
