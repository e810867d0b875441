package terms

import (
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/money"
)

// place is where the value stands in a clause.
const place = "{value}"

// Prose writes values into the sentences of one text.
type Prose struct {
	Language string // of units of time; numbers are written the same in every language
	Among    Among  // the other terms of the text; nil: none
}

// Sentence is a term's clause with values in the place of their names, as it
// stands in the text. A text that was agreed on can name other terms too, so
// that a wording and the numbers in it are negotiated one by one.
func (p Prose) Sentence(t negotiation.Term, v negotiation.Value) string {
	own := p.Words(t, v)
	if t.Kind == negotiation.TextTerm {
		own = fill(own, p.listed)
	}
	return fill(t.Clause, func(key string) (string, bool, bool) {
		if key == "value" {
			return own, true, true
		}
		return p.listed(key)
	})
}

// listed is what a term of the text reads like. What names no term stays as
// somebody wrote it.
func (p Prose) listed(key string) (words string, holds, known bool) {
	if p.Among == nil {
		return "", false, false
	}
	t, v, known := p.Among(key)
	switch {
	case !known:
		return "", false, false
	case v == nil:
		return open, false, true
	}
	return p.Words(t, *v), v.YesNo == nil || *v.YesNo, true
}

// Words is how a value reads: "4.00 EUR", "7 days", "6.0 %", the label of an
// option.
func (p Prose) Words(t negotiation.Term, v negotiation.Value) string {
	for _, o := range t.Options {
		if o.Key == literal(v) && o.Label != "" {
			return o.Label
		}
	}
	switch t.Kind {
	case negotiation.MoneyTerm:
		if a, err := money.Parse(literal(v), t.Currency); err == nil {
			return a.String()
		}
	case negotiation.PercentageTerm:
		return v.Percentage + " %"
	case negotiation.QuantityTerm:
		return strings.TrimSpace(v.Quantity + " " + t.Unit)
	case negotiation.DurationTerm:
		return spell(v.Duration, p.Language)
	case negotiation.ChoicesTerm:
		return several(v.Choices, func(key string) string { return labelled(t, key) })
	case negotiation.SharesTerm:
		return several(v.Shares, func(s negotiation.Share) string { return labelled(t, s.Of) + " " + percent(s.Share) })
	}
	return literal(v)
}

func several[T any](all []T, say func(T) string) string {
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = say(one)
	}
	return strings.Join(words, ", ")
}

func labelled(t negotiation.Term, key string) string {
	for _, o := range t.Options {
		if o.Key == key && o.Label != "" {
			return o.Label
		}
	}
	return key
}
