package terms

import (
	"strings"

	"parley.example/events/negotiation"
)

// Among finds a term of the sheet by its key, with the value that was agreed
// on. Without a value it is on the sheet and still open.
type Among func(key string) (t negotiation.Term, v *negotiation.Value, listed bool)

// open stands where a value would, in the words of a duty whose term was left
// open.
const open = "…"

// Effects are the causes of a term once it has a value: the words of its duties
// are whole, and their amounts are money. An amount whose term was left open is
// none.
func (p Prose) Effects(t negotiation.Term, v negotiation.Value) negotiation.Causes {
	c := t.Causes
	c.Duties = nil
	for _, d := range t.Duties {
		d.What = p.filled(d.What, t, v)
		if d.Amount != nil && d.Amount.Term != "" {
			d.Amount = amount(d.Amount.Term, p.Among)
		}
		c.Duties = append(c.Duties, d)
	}
	return c
}

func amount(key string, among Among) *negotiation.Amount {
	if _, v, listed := among(key); listed && v != nil && v.Money != nil {
		return &negotiation.Amount{Money: v.Money}
	}
	return nil
}

// filled puts values in the place of their names.
func (p Prose) filled(what string, t negotiation.Term, v negotiation.Value) string {
	return fill(what, func(key string) (string, bool, bool) {
		if key == "value" {
			return p.Words(t, v), true, true
		}
		words, holds, known := p.listed(key)
		if !known {
			return open, false, true
		}
		return words, holds, known
	})
}

// Names are the keys of other terms that the words of a duty wait for.
func Names(what string) (keys []string) {
	for {
		_, rest, begins := strings.Cut(what, "{")
		if !begins {
			return keys
		}
		key, after, ends := strings.Cut(rest, "}")
		if !ends {
			return keys
		}
		if !isKey(key) {
			what = rest
			continue
		}
		if key != "value" {
			keys = append(keys, key)
		}
		what = after
	}
}

// Refers are the keys of the terms that what a term causes depends on, besides
// itself.
func Refers(c negotiation.Causes) (keys []string) {
	for _, d := range c.Duties {
		keys = append(keys, Names(d.What)...)
		if d.Amount != nil && d.Amount.Term != "" {
			keys = append(keys, d.Amount.Term)
		}
	}
	return keys
}
