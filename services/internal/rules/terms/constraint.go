package terms

import (
	"math/big"
	"slices"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Infeasible refuses a package whose values cannot hold together.
const Infeasible = "INFEASIBLE"

// most terms that one constraint speaks of.
const maxBound = 12

// Sheet finds a term by its id.
type Sheet func(id string) (negotiation.Term, bool)

// Constrain returns a constraint as it is stored: it has one form, and compares
// terms of the sheet with values that they take.
func Constrain(c negotiation.Constraint, sheet Sheet) (negotiation.Constraint, *rule.Refusal) {
	name, refusal := text.Line(c.Name, maxName)
	if refusal != nil {
		return c, refusal.At("name")
	}
	c.Name = name
	forms := 0
	for _, is := range []bool{c.If != nil || c.Then != nil, c.Sum != nil, c.Never != nil} {
		if is {
			forms++
		}
	}
	if forms != 1 || (c.If == nil) != (c.Then == nil) {
		return c, invalid("if", "one_form")
	}
	switch {
	case c.Sum != nil:
		c.Sum, refusal = summed(*c.Sum, sheet)
	case c.Never != nil:
		c.Never, refusal = never(c.Never, sheet)
	default:
		c.If, refusal = compared(*c.If, sheet, "if")
		if refusal == nil {
			c.Then, refusal = compared(*c.Then, sheet, "then")
		}
		if refusal == nil && c.If.Term == c.Then.Term {
			refusal = invalid("then", "other_term")
		}
	}
	return c, refusal
}

// compared checks one comparison; only numbers are more or less than others.
func compared(c negotiation.TermIs, sheet Sheet, at ...string) (*negotiation.TermIs, *rule.Refusal) {
	t, listed := sheet(c.Term)
	if !listed {
		return nil, rule.Refuse("NO_SUCH_TERM").At(append(at, "term")...)
	}
	switch c.Is {
	case negotiation.Equals, negotiation.Not:
		if t.Kind == negotiation.TextTerm {
			return nil, rule.Refuse("INVALID", "rule", "no_words").At(append(at, "term")...)
		}
	case negotiation.AtLeast, negotiation.AtMost:
		if !ordered(t.Kind) {
			return nil, rule.Refuse("INVALID", "rule", "numbers_only").At(append(at, "is")...)
		}
	default:
		return nil, rule.Refuse("INVALID", "rule", "comparison").At(append(at, "is")...)
	}
	value, refusal := Check(t, c.Value)
	if refusal != nil {
		return nil, refusal.At(append(append(at, "value"), refusal.Field...)...)
	}
	c.Value = value
	return &c, nil
}

func never(together []negotiation.TermIs, sheet Sheet) ([]negotiation.TermIs, *rule.Refusal) {
	if len(together) < 2 || len(together) > maxBound {
		return nil, invalid("never", "two_terms")
	}
	stored := make([]negotiation.TermIs, len(together))
	seen := make(map[string]bool)
	for i, c := range together {
		is, refusal := compared(c, sheet, "never", strconv.Itoa(i))
		if refusal == nil && seen[c.Term] {
			refusal = rule.Refuse("INVALID", "rule", "twice").At("never", strconv.Itoa(i), "term")
		}
		if refusal != nil {
			return nil, refusal
		}
		stored[i], seen[c.Term] = *is, true
	}
	return stored, nil
}

// summed checks a sum: of terms that are counted in the same thing. Its value
// is one of the first of them, but for their bounds.
func summed(s negotiation.TermSum, sheet Sheet) (*negotiation.TermSum, *rule.Refusal) {
	if len(s.Terms) < 2 || len(s.Terms) > maxBound {
		return nil, invalid("sum", "two_terms")
	}
	if s.Is != negotiation.Equals && s.Is != negotiation.AtLeast && s.Is != negotiation.AtMost {
		return nil, rule.Refuse("INVALID", "rule", "comparison").At("sum", "is")
	}
	var first negotiation.Term
	seen := make(map[string]bool)
	for i, id := range s.Terms {
		t, listed := sheet(id)
		switch at := strconv.Itoa(i); {
		case !listed:
			return nil, rule.Refuse("NO_SUCH_TERM").At("sum", "terms", at)
		case seen[id]:
			return nil, rule.Refuse("INVALID", "rule", "twice").At("sum", "terms", at)
		case !ordered(t.Kind) || t.Kind == negotiation.DateTerm, i > 0 && (t.Kind != first.Kind || t.Unit != first.Unit || t.Currency != first.Currency):
			return nil, rule.Refuse("INVALID", "rule", "same_measure").At("sum", "terms", at)
		case i == 0:
			first = t
		}
		seen[id] = true
		first.Scale = max(first.Scale, t.Scale)
	}
	first.Min, first.Max, first.Step, first.Options = "", "", "", nil
	value, refusal := Check(first, s.Value)
	if refusal != nil {
		return nil, refusal.At(append([]string{"sum", "value"}, refusal.Field...)...)
	}
	s.Value = value
	return &s, nil
}

// Speaks tells whether a constraint is about a term.
func Speaks(c negotiation.Constraint, term string) bool {
	return slices.Contains(Bound(c), term)
}

// Bound are the terms that a constraint is about.
func Bound(c negotiation.Constraint) []string {
	switch {
	case c.Sum != nil:
		return c.Sum.Terms
	case c.If != nil && c.Then != nil:
		return []string{c.If.Term, c.Then.Term}
	}
	var ids []string
	for _, is := range c.Never {
		ids = append(ids, is.Term)
	}
	return ids
}

// Broken tells whether values break a constraint. One that speaks of a term
// that is still open is not broken yet.
func Broken(c negotiation.Constraint, sheet Sheet, values map[string]negotiation.Value) bool {
	for _, id := range Bound(c) {
		if _, set := values[id]; !set {
			return false
		}
	}
	switch {
	case c.Sum != nil:
		return !sums(*c.Sum, sheet, values)
	case c.If != nil && c.Then != nil:
		return holds(*c.If, sheet, values) && !holds(*c.Then, sheet, values)
	}
	for _, is := range c.Never {
		if !holds(is, sheet, values) {
			return false
		}
	}
	return len(c.Never) > 0
}

func holds(c negotiation.TermIs, sheet Sheet, values map[string]negotiation.Value) bool {
	t, _ := sheet(c.Term)
	here, there := literal(values[c.Term]), literal(c.Value)
	if !ordered(t.Kind) {
		return (here == there) == (c.Is == negotiation.Equals)
	}
	n, unread := measure(t, here)
	m, alsoUnread := measure(t, there)
	return unread == nil && alsoUnread == nil && compares(big.NewInt(n).Cmp(big.NewInt(m)), c.Is)
}

func compares(order int, is negotiation.Comparison) bool {
	switch is {
	case negotiation.Equals:
		return order == 0
	case negotiation.Not:
		return order != 0
	case negotiation.AtLeast:
		return order >= 0
	}
	return order <= 0
}

// sums adds up in the smallest step that any of the terms has.
func sums(s negotiation.TermSum, sheet Sheet, values map[string]negotiation.Value) bool {
	total := new(big.Int)
	var last negotiation.Term
	for _, id := range s.Terms {
		t, _ := sheet(id)
		t.Scale = maxScale
		n, refusal := measure(t, literal(values[id]))
		if refusal != nil {
			return false
		}
		total.Add(total, big.NewInt(n))
		last = t
	}
	bound, refusal := measure(last, literal(s.Value))
	return refusal == nil && compares(total.Cmp(big.NewInt(bound)), s.Is)
}
