package table

import (
	"reflect"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// Reopening is what is at the table again after a text was fixed. The zero one
// is nothing.
type Reopening struct {
	Agreement string
	Locked    map[string]negotiation.Value // terms that stay as they were fixed
}

// ReopenTerms is the word of an agreement that its terms were refused by those
// who had to ratify it.
type ReopenTerms struct {
	Agreement string
	Version   int
	Decision  string   // which had fixed the text
	Keys      []string // of the terms
}

func (c ReopenTerms) decide(t Table, _ By, _ time.Time) ([]negotiation.Event, error) {
	if _, known := t.Decisions[c.Decision]; !known || t.Fixed == "" {
		return nil, nil
	}
	var open []string
	for _, id := range t.Sheet.Ordered() {
		if slices.Contains(c.Keys, t.Sheet[id].Key) {
			open = append(open, id)
		}
	}
	if len(open) == 0 {
		return nil, nil
	}
	return []negotiation.Event{negotiation.TermsReopened{Initiative: t.Initiative, Agreement: c.Agreement, Version: c.Version, Terms: open}}, nil
}

// reopened is the table after terms have come back to it: the others keep the
// values of the text that was fixed.
func (t Table) reopened(e negotiation.TermsReopened) Table {
	locked := make(map[string]negotiation.Value)
	for _, v := range t.Packages[t.Fixed].Values {
		if !slices.Contains(e.Terms, v.Term) {
			locked[v.Term] = v.Value
		}
	}
	t.Fixed, t.Reopening = "", Reopening{e.Agreement, locked}
	return t
}

// kept refuses values that differ from what was fixed and is not talked about
// again.
func (r Reopening) kept(sheet Sheet, values []negotiation.Setting) *rule.Refusal {
	for _, v := range values {
		if fixed, locked := r.Locked[v.Term]; locked && !reflect.DeepEqual(fixed, v.Value) {
			return rule.Refuse("TERM_LOCKED", "term", sheet[v.Term].Name).At("values")
		}
	}
	return nil
}

// rests refuses changes of the sheet that go beyond the terms that are talked
// about again.
func (r Reopening) rests(sheet Sheet, w negotiation.TermWish) *rule.Refusal {
	if r.Agreement == "" {
		return nil
	}
	if _, locked := r.Locked[w.Term]; locked || w.Do != changeTerm {
		name := sheet[w.Term].Name
		if w.Wish != nil {
			name = w.Wish.Name
		}
		return rule.Refuse("TERM_LOCKED", "term", name).At("term")
	}
	return nil
}
