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
	}
	return literal(v)
}
