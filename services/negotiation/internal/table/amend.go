package table

import (
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

const maxRedlines = 5_000

// Text is the package that all work on: it binds nobody until a package with
// its values is offered and decided on.
type Text struct {
	Package string // from which it began
	Values  map[string]negotiation.Setting
}

// TakeText makes a package the text that all work on.
type TakeText struct {
	Why
	Package string `json:"package" need:"true"`
}

func (c TakeText) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "takeText"); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Text: c.Package}})
}

func (t Table) textTaken(id string, lead negotiation.Lead, at time.Time) (negotiation.Event, error) {
	p, refusal := t.alive(id, at)
	return negotiation.TextTaken{Initiative: t.Initiative, Package: id, Values: p.Values, Lead: lead}, first(refusal, t.live())
}

// Amend proposes another value for one term of the text. A seat of another
// class, or the facilitator, accepts it.
type Amend struct {
	Why
	ID    string            `json:"-"`
	Term  string            `json:"term" need:"true"`
	Value negotiation.Value `json:"value"`
}

func (c Amend) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := either(May(t, by, "amendText"), t.Sheet.has(c.Term)); err != nil {
		return nil, err
	}
	after, refusal := terms.Check(t.Sheet[c.Term].Term, c.Value)
	if refusal != nil {
		return nil, refusal.At(append([]string{"value"}, refusal.Field...)...)
	}
	a := negotiation.Amendment{Amendment: c.ID, Term: c.Term, Version: t.Sheet[c.Term].Version, After: after}
	if before, set := t.Text.Values[c.Term]; set {
		a.Before = &before.Value
	}
	return t.moves(by, at, wished{c.Motion, negotiation.AnotherClass, c.Reason, negotiation.Proposal{Amendment: &a}})
}

// amended is a redline that is accepted: against the text as it stood when it
// was proposed, so that nobody accepts what they have not read.
func (t Table) amended(a negotiation.Amendment, seat string, lead negotiation.Lead) (negotiation.Event, error) {
	var refusal *rule.Refusal
	before, set := t.Text.Values[a.Term]
	switch {
	case t.Text.Package == "":
		refusal = rule.Refuse("NO_TEXT")
	case t.Redlines >= maxRedlines:
		refusal = rule.Refuse("TOO_MANY", "max", itoa(maxRedlines))
	case t.Sheet[a.Term].Version != a.Version:
		refusal = rule.Refuse(string(Stale)).At("term")
	case set != (a.Before != nil), set && terms.Literal(before.Value) != terms.Literal(*a.Before):
		refusal = rule.Refuse("TEXT_CHANGED").At("term")
	case set && terms.Literal(before.Value) == terms.Literal(a.After):
		refusal = rule.Refuse("ALREADY_DONE")
	}
	texts := len(a.After.Text)
	for term, s := range t.Text.Values {
		if term != a.Term {
			texts += len(s.Value.Text)
		}
	}
	if refusal == nil && texts > maxTexts {
		refusal = rule.Refuse("INVALID", "rule", "too_long", "max", itoa(maxTexts)).At("value")
	}
	return negotiation.TextAmended{Initiative: t.Initiative, Number: t.Redlines + 1, Seat: seat, Amendment: a, Lead: lead}, first(refusal, t.working())
}

// draft is the text as values of a package.
func (t Text) draft() []negotiation.DraftValue {
	var all []negotiation.DraftValue
	for term, s := range t.Values {
		all = append(all, negotiation.DraftValue{Term: term, Value: s.Value})
	}
	slices.SortFunc(all, func(a, b negotiation.DraftValue) int { return compare(a.Term, b.Term) })
	return all
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
