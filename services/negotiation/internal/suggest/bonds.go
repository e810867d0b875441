package suggest

import (
	"slices"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/mediation"
)

// bonds are the constraints across terms as mediation computes with them.
func (d Domain) bonds(all []negotiation.Constraint) []mediation.Constraint {
	var bonds []mediation.Constraint
	for _, c := range all {
		if c.Sum != nil {
			bonds = append(bonds, d.sum(*c.Sum)...)
			continue
		}
		never := make([]mediation.Choice, 0, 2)
		possible := true
		add := func(is negotiation.TermIs, want bool) {
			choice, fixed := d.choosing(is, want)
			switch {
			case fixed != nil:
				possible = possible && *fixed
			default:
				never = append(never, choice)
			}
		}
		if c.If != nil && c.Then != nil {
			add(*c.If, true)
			add(*c.Then, false)
		}
		for _, is := range c.Never {
			add(is, true)
		}
		if possible && len(never) > 0 {
			bonds = append(bonds, mediation.Constraint{Never: never})
		}
	}
	return bonds
}

// choosing are the values of a term that are as is says, or are not. A term that
// stays as it is in the text has no choice: fixed tells whether it is so.
func (d Domain) choosing(is negotiation.TermIs, want bool) (c mediation.Choice, fixed *bool) {
	t := d.sheet[is.Term].Term
	k := slices.Index(d.ids, is.Term)
	if k < 0 {
		so := terms.Holds(is, t, d.inText(is.Term)) == want
		return c, &so
	}
	c.Term = k
	for v, word := range d.words[k] {
		if value, ok := terms.Valued(t, word); ok && terms.Holds(is, t, value) == want {
			c.Values = append(c.Values, v)
		}
	}
	return c, nil
}

func (d Domain) inText(term string) negotiation.Value {
	for _, s := range d.text {
		if s.Term == term {
			return s.Value
		}
	}
	return negotiation.Value{}
}

// sum bounds what terms come to together; those that stay as they are count with
// what they are.
func (d Domain) sum(s negotiation.TermSum) []mediation.Constraint {
	var out mediation.Sum
	bound, _ := terms.Fine(d.sheet[s.Terms[0]].Term, terms.Literal(s.Value))
	for _, id := range s.Terms {
		t := d.sheet[id].Term
		k := slices.Index(d.ids, id)
		if k < 0 {
			n, _ := terms.Fine(t, terms.Literal(d.inText(id)))
			bound -= n
			continue
		}
		numbers := make([]int64, len(d.words[k]))
		for v, word := range d.words[k] {
			numbers[v], _ = terms.Fine(t, word)
		}
		out.Terms, out.Numbers = append(out.Terms, k), append(out.Numbers, numbers)
		out.Min, out.Max = out.Min+slices.Min(numbers), out.Max+slices.Max(numbers)
	}
	if len(out.Terms) == 0 {
		return nil
	}
	switch least, most := out.Min, out.Max; {
	case s.Is != negotiation.AtMost && bound > most, s.Is != negotiation.AtLeast && bound < least:
		return d.impossible()
	case s.Is == negotiation.Equals:
		out.Min, out.Max = bound, bound
	case s.Is == negotiation.AtLeast:
		out.Min = max(bound, least)
	case s.Is == negotiation.AtMost:
		out.Max = min(bound, most)
	}
	return []mediation.Constraint{{Sum: &out}}
}

// impossible lets no package stand.
func (d Domain) impossible() []mediation.Constraint {
	all := make([]int, len(d.words[0]))
	for v := range all {
		all[v] = v
	}
	return []mediation.Constraint{{Never: []mediation.Choice{{Term: 0, Values: all}}}}
}
