package terms

import (
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// optional puts the options of a term in order: keys are unique and written as
// the term's values are. A choice needs at least two; a yes-or-no may give its
// two answers other words.
func optional(t *negotiation.Term) *rule.Refusal {
	several := t.Kind == negotiation.ChoiceTerm || t.Kind == negotiation.ChoicesTerm || t.Kind == negotiation.SharesTerm
	if several && len(t.Options) < 2 {
		return invalid("options", "two_options")
	}
	if t.Kind == negotiation.TextTerm && len(t.Options) > 0 {
		return invalid("options", "no_options")
	}
	if len(t.Options) > maxOptions {
		return invalid("options", "too_many")
	}
	options := make([]negotiation.Option, len(t.Options)) // the caller keeps its own
	seen := make(map[string]bool)
	for i, o := range t.Options {
		stored, refusal := option(t, o)
		if refusal == nil && seen[stored.Key] {
			refusal = invalid("key", "twice")
		}
		if refusal != nil {
			return refusal.At(append([]string{"options", strconv.Itoa(i)}, refusal.Field...)...)
		}
		options[i], seen[stored.Key] = stored, true
	}
	if len(options) > 0 {
		t.Options = options
	}
	return nil
}

func option(t *negotiation.Term, o negotiation.Option) (negotiation.Option, *rule.Refusal) {
	switch {
	case ordered(t.Kind):
		n, refusal := measure(*t, o.Key)
		if refusal != nil {
			return o, refusal.At("key")
		}
		o.Key = written(*t, n)
	case t.Kind == negotiation.YesNoTerm && o.Key != "yes" && o.Key != "no", !isKey(o.Key):
		return o, invalid("key", "key")
	}
	if o.Label == "" {
		return o, nil
	}
	label, refusal := text.Line(o.Label, maxLabel)
	if refusal != nil {
		return o, refusal.At("label")
	}
	o.Label = label
	return o, nil
}
