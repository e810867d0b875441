// Package terms is what a term is, which values it takes, and how a value reads
// in a sentence. Values are compared as whole numbers of their smallest step:
// minor units, days, or the last decimal of the term's scale. Nothing is a
// float.
package terms

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// The codes of this package's refusals; INVALID names its rule.
const (
	OutOfBounds      = "OUT_OF_BOUNDS"
	OffStep          = "OFF_STEP"
	TooPrecise       = "TOO_PRECISE"
	NotAnOption      = "NOT_AN_OPTION"
	CurrencyMismatch = "CURRENCY_MISMATCH"
	WrongKind        = "WRONG_KIND"
)

// maxText bounds the characters of a text value.
const maxText = 2_000

// Check returns v as it is stored if t takes it. The refusal names the field
// within the value.
func Check(t negotiation.Term, v negotiation.Value) (negotiation.Value, *rule.Refusal) {
	if kind, ok := kindOf(v); !ok || kind != t.Kind {
		return v, rule.Refuse(WrongKind, "term", t.Name, "kind", string(t.Kind))
	}
	stored, refusal := storedForm(t, v)
	if refusal == nil {
		refusal = inBounds(t, literal(stored))
	}
	if refusal != nil {
		return v, about(t, refusal).At(string(t.Kind))
	}
	return stored, nil
}

// kindOf names the one field of a value that is set.
func kindOf(v negotiation.Value) (kind negotiation.TermKind, ok bool) {
	set := 0
	for _, f := range []struct {
		is   bool
		kind negotiation.TermKind
	}{
		{v.Money != nil, negotiation.MoneyTerm},
		{v.Quantity != "", negotiation.QuantityTerm},
		{v.Percentage != "", negotiation.PercentageTerm},
		{v.Date != "", negotiation.DateTerm},
		{v.Choice != "", negotiation.ChoiceTerm},
		{v.YesNo != nil, negotiation.YesNoTerm},
		{v.Text != "", negotiation.TextTerm},
		{v.Duration != "", negotiation.DurationTerm},
		{v.Choices != nil, negotiation.ChoicesTerm},
		{v.Shares != nil, negotiation.SharesTerm},
	} {
		if f.is {
			kind = f.kind
			set++
		}
	}
	return kind, set == 1
}

func storedForm(t negotiation.Term, v negotiation.Value) (negotiation.Value, *rule.Refusal) {
	switch t.Kind {
	case negotiation.MoneyTerm:
		if v.Money.Currency != t.Currency {
			return v, rule.Refuse(CurrencyMismatch, "currency", t.Currency)
		}
	case negotiation.TextTerm:
		clean, refusal := text.Clean(v.Text, maxText)
		return negotiation.Value{Text: clean}, refusal
	case negotiation.ChoiceTerm, negotiation.YesNoTerm:
		return v, nil
	case negotiation.ChoicesTerm:
		return chosen(t, v.Choices)
	case negotiation.SharesTerm:
		return divided(t, v.Shares)
	}
	n, refusal := measure(t, literal(v))
	if refusal != nil {
		return v, refusal
	}
	return valued(t, n), nil
}

// valued is the value of a term that is a number inside.
func valued(t negotiation.Term, n int64) negotiation.Value {
	s := written(t, n)
	switch t.Kind {
	case negotiation.MoneyTerm:
		return negotiation.Value{Money: &negotiation.Money{Minor: s, Currency: t.Currency}}
	case negotiation.QuantityTerm:
		return negotiation.Value{Quantity: s}
	case negotiation.PercentageTerm:
		return negotiation.Value{Percentage: s}
	case negotiation.DurationTerm:
		return negotiation.Value{Duration: s}
	}
	return negotiation.Value{Date: s}
}

// literal is how a value is written among options, bounds and limits.
func literal(v negotiation.Value) string {
	switch {
	case v.Money != nil:
		return v.Money.Minor
	case v.YesNo != nil && *v.YesNo:
		return "yes"
	case v.YesNo != nil:
		return "no"
	case v.Shares != nil:
		return parts(v.Shares)
	}
	return v.Quantity + v.Percentage + v.Date + v.Choice + v.Text + v.Duration + strings.Join(v.Choices, ",")
}

func inBounds(t negotiation.Term, value string) *rule.Refusal {
	if !ordered(t.Kind) {
		if t.Kind == negotiation.ChoiceTerm && !listed(t, value) {
			return rule.Refuse(NotAnOption, "value", value)
		}
		return nil
	}
	if len(t.Options) > 0 && !listed(t, value) {
		return rule.Refuse(NotAnOption, "value", value)
	}
	n, refusal := measure(t, value)
	if refusal != nil {
		return refusal
	}
	if !between(t, n, t.Min, t.Max) {
		return rule.Refuse(OutOfBounds, "min", cmp.Or(t.Min, "−∞"), "max", cmp.Or(t.Max, "∞"), "value", value)
	}
	if !onStep(t, n) {
		return rule.Refuse(OffStep, "step", t.Step, "value", value)
	}
	return nil
}

func listed(t negotiation.Term, value string) bool {
	for _, o := range t.Options {
		if o.Key == value {
			return true
		}
	}
	return false
}

// between tells whether n lies between bounds in their written form; an empty
// bound does not bind, one that nobody can read holds nothing.
func between(t negotiation.Term, n int64, low, high string) bool {
	if low != "" {
		if bound, refusal := measure(t, low); refusal != nil || n < bound {
			return false
		}
	}
	if high != "" {
		if bound, refusal := measure(t, high); refusal != nil || n > bound {
			return false
		}
	}
	return true
}

func onStep(t negotiation.Term, n int64) bool {
	if t.Step == "" {
		return true
	}
	step, _ := stepOf(t)
	from := int64(0)
	if t.Min != "" {
		from, _ = measure(t, t.Min)
	}
	return step > 0 && (n-from)%step == 0
}

// Within tells whether a mandate's limit allows a value. What cannot be
// compared, such as a smallest choice, is not allowed: a limit never opens. A
// limit may have more decimals than the term.
func Within(l registry.Limit, t negotiation.Term, v negotiation.Value) bool {
	if t.Kind == negotiation.ChoicesTerm && len(l.Allowed) > 0 { // each of them must be
		return l.Min == nil && l.Max == nil && !slices.ContainsFunc(v.Choices, func(c string) bool { return !slices.Contains(l.Allowed, c) })
	}
	value := literal(v)
	t.Scale = maxScale
	if len(l.Allowed) > 0 && !allowed(l.Allowed, t, value) {
		return false
	}
	if l.Min == nil && l.Max == nil {
		return true
	}
	n, refusal := measure(t, value)
	return refusal == nil && ordered(t.Kind) && between(t, n, deref(l.Min), deref(l.Max))
}

func allowed(values []string, t negotiation.Term, value string) bool {
	n, refusal := measure(t, value)
	for _, a := range values {
		if a == value {
			return true
		}
		if m, unread := measure(t, a); ordered(t.Kind) && refusal == nil && unread == nil && m == n {
			return true
		}
	}
	return false
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func about(t negotiation.Term, r *rule.Refusal) *rule.Refusal {
	c := *r
	c.Params = maps.Clone(r.Params)
	if c.Params == nil {
		c.Params = make(map[string]string)
	}
	c.Params["term"] = t.Name
	return &c
}
