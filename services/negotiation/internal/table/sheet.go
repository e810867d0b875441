package table

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

// The bounds of a term sheet and of what a package says about it. Together
// they keep the largest package within one document, and the largest text
// within one event.
const (
	maxTerms   = 200
	maxListed  = 1_000 // over the whole life of a table
	maxClauses = 100_000
	maxTexts   = 12_000
)

// Sheet is the term sheet, by the terms' ids.
type Sheet map[string]Term

// Term is a term as it stands, in its version and place.
type Term struct {
	negotiation.Term
	Version int
	Number  int
}

// Definition is a wished-for term, whole. What may be left out follows from
// the table.
type Definition struct {
	Key      string               `json:"key" need:"true"`
	Name     string               `json:"name" need:"true"`
	Kind     negotiation.TermKind `json:"kind" need:"true"`
	Unit     string               `json:"unit"`
	Currency string               `json:"currency"`
	Min      string               `json:"min"`
	Max      string               `json:"max"`
	Step     string               `json:"step"`
	Options  []negotiation.Option `json:"options"`
	Clause   string               `json:"clause"`
	Level    negotiation.Level    `json:"level"`
	Proposed *negotiation.Value   `json:"proposed"`
	negotiation.Causes
}

// AddTerm asks for a term on the sheet.
type AddTerm struct {
	ID string `json:"-"`
	Definition
	Because
}

// ChangeTerm asks for another definition of a term.
type ChangeTerm struct {
	ID string `json:"term" need:"true"`
	Definition
	Because
}

// RemoveTerm asks for a sheet without a term.
type RemoveTerm struct {
	ID string `json:"term" need:"true"`
	Because
}

// Because is why the sheet should change. While the convener prepares it no
// reason is needed.
type Because struct {
	Motion string `json:"-"`
	Reason string `json:"reason"`
}

func (c AddTerm) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "addTerm"); err != nil {
		return nil, err
	}
	term, err := t.define(c.ID, c.Definition)
	if err := either(err, t.sides(by, term)); err != nil {
		return nil, err
	}
	return t.changes(by, at, c.Because, negotiation.TermWish{Do: addTerm, Term: c.ID, Wish: &term})
}

func (c ChangeTerm) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := either(May(t, by, "changeTerm"), t.Sheet.has(c.ID)); err != nil {
		return nil, err
	}
	term, err := t.define(c.ID, c.Definition)
	if err := either(err, t.sides(by, term)); err != nil {
		return nil, err
	}
	old := t.Sheet[c.ID]
	if same(term, old.Term) {
		return nil, nil
	}
	return t.changes(by, at, c.Because, negotiation.TermWish{Do: changeTerm, Term: c.ID, Version: old.Version, Wish: &term})
}

func (c RemoveTerm) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := either(May(t, by, "removeTerm"), t.Sheet.has(c.ID)); err != nil {
		return nil, err
	}
	return t.changes(by, at, c.Because, negotiation.TermWish{Do: removeTerm, Term: c.ID, Version: t.Sheet[c.ID].Version})
}

// What a wish does to the sheet.
const (
	addTerm    = "add"
	changeTerm = "change"
	removeTerm = "remove"
)

// changes changes the sheet at once while the convener prepares it, and asks
// those whom the ground rules name later.
func (t Table) changes(by By, at time.Time, why Because, w negotiation.TermWish) ([]negotiation.Event, error) {
	if _, refusal := text.Optional(why.Reason, maxReason); refusal != nil {
		return nil, refusal.At("reason")
	}
	needs := t.sheetNeeds()
	if needs == negotiation.NobodyElse {
		return t.sheetChanged(w)
	}
	return t.moves(by, at, wished{why.Motion, needs, why.Reason, negotiation.Proposal{Term: &w}})
}

// sheetChanged is a change of the sheet as it now stands. With a term go the
// constraints that speak of it.
func (t Table) sheetChanged(w negotiation.TermWish) ([]negotiation.Event, error) {
	if err := first(t.sheetRests(), t.Reopening.rests(t.Sheet, w)); err != nil {
		return nil, err
	}
	if w.Do != addTerm && t.Sheet[w.Term].Version != w.Version {
		return nil, rule.Refuse("TERM_CHANGED").At("term")
	}
	if w.Do == removeTerm {
		if err := first(t.unreferred(w.Term)); err != nil {
			return nil, err
		}
	}
	if w.Wish != nil {
		if _, err := t.define(w.Term, definitionOf(*w.Wish)); err != nil {
			return nil, err
		}
	}
	switch w.Do {
	case addTerm:
		if len(t.Sheet) >= maxTerms || t.Listed >= maxListed {
			return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxTerms))
		}
		return []negotiation.Event{negotiation.TermAdded{TermID: w.Term, Initiative: t.Initiative, Number: t.Listed + 1, Term: *w.Wish}}, nil
	case changeTerm:
		e := negotiation.TermChanged{TermID: w.Term, Version: w.Version + 1, Term: *w.Wish, Stale: t.setting(w.Term)}
		return append(t.bound(w.Term), e), nil
	}
	return append(t.bound(w.Term), negotiation.TermRemoved{TermID: w.Term, Stale: t.setting(w.Term)}), nil
}

func definitionOf(t negotiation.Term) Definition {
	return Definition{
		Key: t.Key, Name: t.Name, Kind: t.Kind, Unit: t.Unit, Currency: t.Currency, Min: t.Min, Max: t.Max,
		Step: t.Step, Options: t.Options, Clause: t.Clause, Level: t.Level, Proposed: t.Proposed, Causes: t.Causes,
	}
}

// measure is what a term is counted in. Mandates set limits by a term's key, so
// a key that was once on the sheet means the same for good.
type measure struct {
	Kind           negotiation.TermKind
	Unit, Currency string
}

func measureOf(t negotiation.Term) measure { return measure{t.Kind, t.Unit, t.Currency} }

// constant refuses a key that would come to mean something else, or a term that
// would get another one.
func (t Table) constant(id string, term negotiation.Term) *rule.Refusal {
	if held, listed := t.Sheet[id]; listed && held.Key != term.Key {
		return rule.Refuse("KEY_FIXED", "key", held.Key).At("key")
	}
	if m, used := t.Measures[term.Key]; used && m != measureOf(term) {
		return rule.Refuse("KEY_FIXED", "key", term.Key).At("key")
	}
	return nil
}

// define returns the term as it would stand on the sheet under an id.
func (t Table) define(id string, d Definition) (negotiation.Term, error) {
	term, refusal := terms.Define(negotiation.Term{
		Key: d.Key, Name: d.Name, Kind: d.Kind, Unit: d.Unit, Currency: d.Currency, Min: d.Min, Max: d.Max,
		Step: d.Step, Options: d.Options, Clause: d.Clause, Level: d.Level, Proposed: d.Proposed, Causes: d.Causes,
	}, t.Rules.Currency, t.Level)
	if refusal == nil {
		refusal = t.constant(id, term)
	}
	if refusal == nil {
		refusal = t.refers(id, term)
	}
	if refusal != nil {
		return term, refusal
	}
	clauses, duties := wordy(term), len(term.Duties)
	for other, held := range t.Sheet {
		if other == id {
			continue
		}
		if held.Key == term.Key {
			return term, rule.Refuse("KEY_TAKEN", "key", term.Key).At("key")
		}
		clauses += wordy(held.Term)
		duties += len(held.Duties)
	}
	if duties > maxDuties {
		return term, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxDuties)).At("duties")
	}
	if clauses > maxClauses {
		return term, rule.Refuse("TERM_SHEET_TOO_LONG").At("clause")
	}
	return term, nil
}

func same(a, b negotiation.Term) bool {
	options := slices.Equal(a.Options, b.Options)
	a.Options, b.Options = nil, nil
	return options && reflect.DeepEqual(a, b)
}

// setting lists the packages on the table that set a term: those that a change
// of it makes stale.
func (t Table) setting(term string) []string {
	var found []string
	for _, id := range slices.Sorted(maps.Keys(t.Packages)) {
		p := t.Packages[id]
		if p.State == Tabled && slices.ContainsFunc(p.Values, func(s negotiation.Setting) bool { return s.Term == term }) {
			found = append(found, id)
		}
	}
	return found
}

func (s Sheet) has(term string) *rule.Refusal {
	if _, listed := s[term]; !listed {
		return rule.Refuse("NO_SUCH_TERM").At("term")
	}
	return nil
}

// Check returns wished-for values as a package holds them, in the order of the
// sheet, or refuses the first that its term does not take.
func (s Sheet) Check(values []negotiation.DraftValue) ([]negotiation.Setting, error) {
	settings := make([]negotiation.Setting, 0, len(values))
	texts := 0
	seen := make(map[string]bool)
	for i, v := range values {
		at := []string{"values", strconv.Itoa(i)}
		term, listed := s[v.Term]
		if !listed {
			return nil, rule.Refuse("NO_SUCH_TERM").At(append(at, "term")...)
		}
		if seen[v.Term] {
			return nil, rule.Refuse("INVALID", "rule", "twice").At(append(at, "term")...)
		}
		value, refusal := terms.Check(term.Term, v.Value)
		if refusal != nil {
			return nil, refusal.At(append(append(at, "value"), refusal.Field...)...)
		}
		if texts += len(value.Text); texts > maxTexts {
			return nil, rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(maxTexts)).At("values")
		}
		seen[v.Term] = true
		settings = append(settings, negotiation.Setting{Term: v.Term, Version: term.Version, Value: value})
	}
	slices.SortFunc(settings, func(a, b negotiation.Setting) int { return s[a.Term].Number - s[b.Term].Number })
	return settings, nil
}

// Ordered returns the ids of the terms in the order of the sheet.
func (s Sheet) Ordered() []string {
	ids := slices.Collect(maps.Keys(s))
	slices.SortFunc(ids, func(a, b string) int { return s[a].Number - s[b].Number })
	return ids
}

// beyond refuses values that a mandate's limits do not reach. Only the delegate
// is told; nothing is recorded.
func (s Sheet) beyond(limits []registry.Limit, values []negotiation.Setting) *rule.Refusal {
	for _, v := range values {
		term := s[v.Term]
		for _, l := range limits {
			if l.Term == term.Key && !terms.Within(l, term.Term, v.Value) {
				return rule.Refuse("BEYOND_MANDATE", "term", term.Name)
			}
		}
	}
	return nil
}
