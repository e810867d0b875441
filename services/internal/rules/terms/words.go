package terms

import (
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/money"
)

// place is where the value stands in a clause.
const place = "{value}"

// Sentence is a term's clause with the value in its place, as it stands in the
// text: numbers are written the same in every language.
func Sentence(t negotiation.Term, v negotiation.Value) string {
	return strings.ReplaceAll(t.Clause, place, Words(t, v))
}

// Words is how a value reads: "4.00 EUR", "7 days", "6.0 %", the label of an
// option.
func Words(t negotiation.Term, v negotiation.Value) string {
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
