package terms

import (
	"slices"

	"parley.example/events/negotiation"
)

// Weighable tells whether one can say in numbers what values of a term are
// worth. Of words nobody can.
func Weighable(t negotiation.Term) bool {
	return Ordered(t) || t.Kind == negotiation.ChoiceTerm || t.Kind == negotiation.YesNoTerm
}

// Ordered tells whether the values of a term are numbers inside.
func Ordered(t negotiation.Term) bool { return ordered(t.Kind) }

// Literal is how a value is written among options, bounds and limits.
func Literal(v negotiation.Value) string { return literal(v) }

// Measure reads a value in its written form as a number of smallest steps.
func Measure(t negotiation.Term, written string) (int64, bool) {
	n, refusal := measure(t, written)
	return n, refusal == nil
}

// Written brings the written form of a value that the term could take to the
// one that is stored.
func Written(t negotiation.Term, s string) (string, bool) {
	if ordered(t.Kind) {
		n, refusal := measure(t, s)
		return written(t, n), refusal == nil
	}
	if slices.Contains(byName(t), s) {
		return s, true
	}
	return s, false
}

// Literals are the values that a term can take, in their written form and their
// order: all of them if they are at most most, else so many, evenly spread. A
// term without bounds, or of words, has no such list.
func Literals(t negotiation.Term, most int) []string {
	if len(t.Options) > 0 || !ordered(t.Kind) {
		return byName(t)
	}
	if t.Min == "" || t.Max == "" {
		return nil
	}
	low, _ := measure(t, t.Min)
	high, _ := measure(t, t.Max)
	step := int64(1)
	if t.Step != "" {
		step, _ = stepOf(t)
	}
	if step <= 0 || high < low {
		return nil
	}
	last := (high - low) / step
	places := min(last+1, int64(most))
	all := make([]string, places)
	for i := range all {
		at := int64(i)
		if places <= last && places > 1 {
			at = last / (places - 1) * int64(i)
			at += last % (places - 1) * int64(i) / (places - 1)
		}
		all[i] = written(t, low+at*step)
	}
	return all
}

// byName lists the values that are named one by one.
func byName(t negotiation.Term) []string {
	if t.Kind == negotiation.YesNoTerm {
		return []string{"yes", "no"}
	}
	all := make([]string, len(t.Options))
	for i, o := range t.Options {
		all[i] = o.Key
	}
	return all
}

// Valued is the value with a written form, if the term takes it.
func Valued(t negotiation.Term, written string) (negotiation.Value, bool) {
	var v negotiation.Value
	switch {
	case t.Kind == negotiation.ChoiceTerm:
		v.Choice = written
	case t.Kind == negotiation.YesNoTerm:
		yes := written == "yes"
		v.YesNo = &yes
	case ordered(t.Kind):
		n, refusal := measure(t, written)
		if refusal != nil {
			return v, false
		}
		v = valued(t, n)
	}
	stored, refusal := Check(t, v)
	return stored, refusal == nil
}

// Holds tells whether a value of a term is as a constraint says.
func Holds(c negotiation.TermIs, t negotiation.Term, v negotiation.Value) bool {
	sheet := func(string) (negotiation.Term, bool) { return t, true }
	return holds(c, sheet, map[string]negotiation.Value{c.Term: v})
}

// Fine reads a value in its written form as a number of the smallest step that
// any term of its kind has, in which terms can be added up.
func Fine(t negotiation.Term, written string) (int64, bool) {
	t.Scale = maxScale
	return Measure(t, written)
}
