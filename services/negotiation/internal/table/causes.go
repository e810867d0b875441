package table

import (
	"slices"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// maxDuties are those of a whole sheet.
const maxDuties = 100

// wordy is how many bytes a term brings into a text.
func wordy(t negotiation.Term) int {
	n := len(t.Clause)
	for _, d := range t.Duties {
		n += len(d.What)
	}
	if t.Sharing != nil {
		for _, w := range t.Sharing.Within {
			n += len(w.Formula)
		}
	}
	return n
}

// sides refuses a term that binds, waits for or keeps something for a seat or
// class that this table does not have.
func (t Table) sides(by By, term negotiation.Term) *rule.Refusal {
	seat := func(id string) bool {
		return slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.ID == id })
	}
	for field, ids := range map[string][]string{"needs": term.Needs, "heldFor": term.HeldFor} {
		for i, id := range ids {
			if !seat(id) {
				return noSuchSeat(field, strconv.Itoa(i))
			}
		}
	}
	if s := term.Sharing; s != nil && s.Reader != "" && !seat(s.Reader) {
		return noSuchSeat("sharing", "reader")
	}
	for i, d := range term.Duties {
		for _, side := range []struct {
			field string
			whom  negotiation.Whom
		}{{"debtor", d.Debtor}, {"creditor", d.Creditor}} {
			switch w := side.whom; {
			case w.Seat != "" && !seat(w.Seat):
				return noSuchSeat("duties", strconv.Itoa(i), side.field, "seat")
			case w.Class != "" && !slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool { return s.Class == w.Class }):
				return noSuchSeat("duties", strconv.Itoa(i), side.field, "class")
			}
		}
	}
	return nil
}

func noSuchSeat(at ...string) *rule.Refusal { return rule.Refuse("NO_SUCH_SEAT").At(at...) }

// refers refuses a duty that speaks of a term which is not on the sheet, or
// that takes its amount from one which is no money.
func (t Table) refers(id string, term negotiation.Term) *rule.Refusal {
	among := func(key string) (negotiation.TermKind, bool) {
		if key == term.Key {
			return term.Kind, true
		}
		for other, held := range t.Sheet {
			if other != id && held.Key == key {
				return held.Kind, true
			}
		}
		return "", false
	}
	for i, d := range term.Duties {
		for _, key := range terms.Names(d.What) {
			if _, listed := among(key); !listed {
				return rule.Refuse("NO_SUCH_TERM").At("duties", strconv.Itoa(i), "what")
			}
		}
		if d.Amount == nil || d.Amount.Term == "" {
			continue
		}
		if kind, listed := among(d.Amount.Term); !listed || kind != negotiation.MoneyTerm {
			return rule.Refuse("NO_SUCH_TERM").At("duties", strconv.Itoa(i), "amount", "term")
		}
	}
	return nil
}

// unreferred refuses to take a term from the sheet that duties of others wait
// for.
func (t Table) unreferred(id string) *rule.Refusal {
	for other, held := range t.Sheet {
		if other != id && slices.Contains(terms.Refers(held.Causes), t.Sheet[id].Key) {
			return rule.Refuse("TERM_IN_USE", "term", held.Name).At("term")
		}
	}
	return nil
}

// prose writes with the values that a package gives. What it leaves open is not
// there.
func (t Table) prose(p Package, part []string) terms.Prose {
	return terms.Prose{Language: t.Rules.Languages[0], Among: func(key string) (negotiation.Term, *negotiation.Value, bool) {
		for id, held := range t.Sheet {
			if held.Key != key {
				continue
			}
			for _, v := range p.Values {
				if v.Term == id && (len(part) == 0 || slices.Contains(part, id)) {
					return held.Term, &v.Value, true
				}
			}
			return held.Term, nil, true
		}
		return negotiation.Term{}, nil, false
	}}
}
