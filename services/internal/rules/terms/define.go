package terms

import (
	"strconv"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/money"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// The bounds of a definition.
const (
	maxKey     = 40
	maxName    = 120
	maxUnit    = 40
	maxLabel   = 120
	maxClause  = 2_000
	maxOptions = 50
)

// Define returns a term as it is stored. Money without a currency is in the
// given one, a term without a level works at the given one, and a term without
// a clause reads "Name: {value}". Bounds and options come out as values do.
func Define(t negotiation.Term, currency string, level negotiation.Level) (negotiation.Term, *rule.Refusal) {
	for _, complete := range []func(*negotiation.Term) *rule.Refusal{
		named, func(t *negotiation.Term) *rule.Refusal { return typed(t, currency) },
		scaled, bounded, optional, said, caused, proposed,
	} {
		if refusal := complete(&t); refusal != nil {
			return t, refusal
		}
	}
	if t.Level == 0 {
		t.Level = level
	}
	if t.Level < negotiation.Local || t.Level > negotiation.Ecosystem {
		return t, invalid("level", "level")
	}
	return t, nil
}

func invalid(field, why string) *rule.Refusal {
	return rule.Refuse("INVALID", "rule", why).At(field)
}

func named(t *negotiation.Term) *rule.Refusal {
	if !isKey(t.Key) {
		return invalid("key", "key")
	}
	name, refusal := text.Line(t.Name, maxName)
	if refusal != nil {
		return refusal.At("name")
	}
	t.Name = name
	return nil
}

// isKey tells whether s can name something among others: a letter, then
// letters, digits, hyphens and underscores.
func isKey(s string) bool {
	letters := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return s != "" && len(s) <= maxKey && strings.Contains(letters, s[:1]) && strings.Trim(s, letters+"0123456789-_") == ""
}

func typed(t *negotiation.Term, currency string) *rule.Refusal {
	switch t.Kind {
	case negotiation.MoneyTerm:
		if t.Currency == "" {
			t.Currency = currency
		}
		if !money.Known(t.Currency) {
			return invalid("currency", "currency")
		}
	case negotiation.QuantityTerm, negotiation.PercentageTerm, negotiation.DateTerm,
		negotiation.ChoiceTerm, negotiation.YesNoTerm, negotiation.TextTerm,
		negotiation.DurationTerm, negotiation.ChoicesTerm, negotiation.SharesTerm:
		if t.Currency != "" {
			return invalid("currency", "money_only")
		}
	default:
		return invalid("kind", "kind")
	}
	if t.Unit == "" {
		return nil
	}
	if t.Kind != negotiation.QuantityTerm {
		return invalid("unit", "quantity_only")
	}
	unit, refusal := text.Line(t.Unit, maxUnit)
	if refusal != nil {
		return refusal.At("unit")
	}
	t.Unit = unit
	return nil
}

// scaled gives a quantity or percentage as many decimals as its bounds, step
// and options have, and two where there are none of these.
func scaled(t *negotiation.Term) *rule.Refusal {
	t.Scale = 0
	if t.Kind != negotiation.QuantityTerm && t.Kind != negotiation.PercentageTerm {
		return nil
	}
	said := []string{t.Min, t.Max, t.Step}
	for _, o := range t.Options {
		said = append(said, o.Key)
	}
	for _, s := range said {
		t.Scale = max(t.Scale, decimals(s))
	}
	if t.Scale > maxScale {
		return invalid("step", "decimals")
	}
	if t.Step == "" && len(t.Options) == 0 {
		t.Scale = max(t.Scale, 2)
	}
	return nil
}

func bounded(t *negotiation.Term) *rule.Refusal {
	if !ordered(t.Kind) {
		if t.Min+t.Max+t.Step != "" {
			return invalid("kind", "numbers_only")
		}
		return nil
	}
	for _, b := range []struct {
		field string
		s     *string
	}{{"min", &t.Min}, {"max", &t.Max}} {
		if *b.s == "" {
			continue
		}
		n, refusal := measure(*t, *b.s)
		if refusal != nil {
			return refusal.At(b.field)
		}
		*b.s = written(*t, n)
	}
	if t.Min != "" && t.Max != "" {
		if low, _ := measure(*t, t.Min); !between(*t, low, "", t.Max) {
			return invalid("max", "below_min")
		}
	}
	return stepped(t)
}

func stepped(t *negotiation.Term) *rule.Refusal {
	if t.Step == "" {
		return nil
	}
	n, refusal := stepOf(*t)
	if refusal != nil {
		return refusal.At("step")
	}
	if n <= 0 {
		return invalid("step", "positive")
	}
	if t.Kind == negotiation.DateTerm {
		t.Step = strconv.FormatInt(n, 10)
	} else {
		t.Step = written(*t, n)
	}
	return nil
}

// proposed makes sure that a draft can begin with what is proposed.
func proposed(t *negotiation.Term) *rule.Refusal {
	if t.Proposed == nil {
		return nil
	}
	v, refusal := Check(*t, *t.Proposed)
	if refusal != nil {
		return refusal.At("proposed")
	}
	t.Proposed = &v
	return nil
}

// said makes sure that the term can be said in the text.
func said(t *negotiation.Term) *rule.Refusal {
	if t.Clause == "" {
		t.Clause = t.Name + ": {value}"
	}
	clause, refusal := text.Clean(t.Clause, maxClause)
	if refusal != nil {
		return refusal.At("clause")
	}
	if !strings.Contains(clause, place) {
		return invalid("clause", "value_missing")
	}
	t.Clause = clause
	return nil
}
