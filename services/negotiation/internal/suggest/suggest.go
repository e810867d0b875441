// Package suggest brings mediation to a table: it makes a scenario of a term
// sheet and of what seats have sealed, and packages of what mediation finds.
//
// What it may choose from follows from what all can see: the sheet, and the
// package that is the text. A term whose values nobody can list stays as it is
// in the text. How long it searches follows from that too, so that neither the
// moment of an answer nor its being there tells of what was sealed.
package suggest

import (
	"math/big"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// places is how many values of a range are looked at: a longer one is spread
// evenly.
const places = 101

// Domain is what a round may choose from.
type Domain struct {
	sheet table.Sheet
	text  []negotiation.Setting
	ids   []string   // of the terms that are open
	words [][]string // their values in written form
	start mediation.Package
}

// Of returns the domain of a sheet and a complete text.
func Of(sheet table.Sheet, text []negotiation.Setting) Domain {
	d := Domain{sheet: sheet, text: text}
	for _, s := range text {
		t := sheet[s.Term].Term
		here := terms.Literal(s.Value)
		words := terms.Literals(t, places)
		if len(words) == 0 || !terms.Weighable(t) {
			continue
		}
		if !slices.Contains(words, here) {
			words = slices.Insert(words, slices.IndexFunc(append(words, here), func(w string) bool { return beyond(t, w, here) }), here)
		}
		d.ids, d.words = append(d.ids, s.Term), append(d.words, words)
		d.start = append(d.start, slices.Index(words, here))
	}
	return d
}

// beyond tells whether a stands behind b, or is b.
func beyond(t negotiation.Term, a, b string) bool {
	x, _ := terms.Measure(t, a)
	y, _ := terms.Measure(t, b)
	return x >= y
}

// Size is the number of packages.
func (d Domain) Size() *big.Int {
	n := big.NewInt(1)
	for _, words := range d.words {
		n.Mul(n, big.NewInt(int64(len(words))))
	}
	return n
}

// Scenario is what mediation computes with: a party for every full seal, and
// constraints for what seats cannot live with.
func (d Domain) Scenario(seals []negotiation.PreferencesSealed) mediation.Scenario {
	var s mediation.Scenario
	for k, id := range d.ids {
		s.Terms = append(s.Terms, mediation.Term{Name: id, Values: d.words[k]})
	}
	for _, seal := range seals {
		s.Constraints = append(s.Constraints, mediation.Refusing(d.refused(seal.Refused))...)
		if seal.Full != nil {
			s.Parties = append(s.Parties, d.party(seal))
		}
	}
	return s
}

// party is a full seal in numbers. What it gives to terms that stay as they are
// is part of no comparison but the one with the reservation value, which is
// lowered by it.
func (d Domain) party(seal negotiation.PreferencesSealed) mediation.Party {
	y := mediation.Party{Name: seal.Seat, Weights: make([]float64, len(d.ids)), Worth: make([][]float64, len(d.ids))}
	reservation, _ := new(big.Rat).SetString(seal.Full.Reservation)
	total := new(big.Rat)
	for k, words := range d.words {
		y.Worth[k] = make([]float64, len(words))
	}
	for _, p := range seal.Full.Terms {
		t := d.sheet[p.Term].Term
		weight, _ := new(big.Rat).SetString(p.Weight)
		k := slices.Index(d.ids, p.Term)
		if k < 0 {
			for _, s := range d.text {
				if s.Term == p.Term {
					reservation.Sub(reservation, weight.Mul(weight, vault.At(t, p, terms.Literal(s.Value))))
				}
			}
			continue
		}
		total.Add(total, weight)
		y.Weights[k], _ = weight.Float64()
		for v, word := range d.words[k] {
			y.Worth[k][v], _ = vault.At(t, p, word).Float64()
		}
	}
	y.Reservation, _ = reservation.Float64()
	return whole(y, total)
}

// whole makes weights that sum to less than 1, since terms stay as they are, sum
// to 1: all of the party's utilities grow alike.
func whole(y mediation.Party, total *big.Rat) mediation.Party {
	sum, exact := total.Float64()
	switch {
	case exact && sum == 1:
	case sum == 0:
		for k := range y.Weights {
			y.Weights[k] = 1 / float64(len(y.Weights))
			clear(y.Worth[k])
		}
	default:
		for k := range y.Weights {
			y.Weights[k] /= sum
		}
		y.Reservation /= sum
	}
	y.Reservation = min(max(y.Reservation, 0), 1)
	return y
}

func (d Domain) refused(all []negotiation.Refused) []mediation.Choice {
	var choices []mediation.Choice
	for _, r := range all {
		k := slices.Index(d.ids, r.Term)
		if k < 0 {
			continue
		}
		c := mediation.Choice{Term: k}
		for v, word := range d.words[k] {
			if vault.Refuses(d.sheet[r.Term].Term, r, word) {
				c.Values = append(c.Values, v)
			}
		}
		if len(c.Values) > 0 {
			choices = append(choices, c)
		}
	}
	return choices
}

// settings is a package as it stands on the table: with the terms that stayed.
func (d Domain) settings(p mediation.Package) []negotiation.Setting {
	all := slices.Clone(d.text)
	for i, s := range all {
		if k := slices.Index(d.ids, s.Term); k >= 0 && p[k] != d.start[k] {
			all[i].Value, _ = terms.Valued(d.sheet[s.Term].Term, d.words[k][p[k]])
		}
	}
	return all
}

// Found is a package that a round found, and by which methods.
type Found struct {
	Methods []negotiation.MediationMethod
	Values  []negotiation.Setting
}

// Round computes a round. It depends on nothing but its arguments, so that a
// round that was interrupted is simply computed again.
func Round(q table.Question, seals []negotiation.PreferencesSealed) []Found {
	d := Of(q.Sheet, q.Text)
	s := d.Scenario(seals)
	s.Constraints = append(s.Constraints, d.bonds(q.Bonds)...)
	if len(s.Terms) == 0 || len(s.Parties) == 0 || s.Check() != nil {
		return nil
	}
	methods := make([]mediation.Method, len(q.Methods))
	for i, m := range q.Methods {
		methods[i] = mediation.Method(m)
	}
	suggestions, _ := mediation.Suggest(s, d.start, methods, mediation.Budget{Nodes: d.nodes(len(s.Parties))})
	found := make([]Found, len(suggestions))
	for i, x := range suggestions {
		found[i].Values = d.settings(x.Package)
		for _, m := range x.Methods {
			found[i].Methods = append(found[i].Methods, negotiation.MediationMethod(m))
		}
	}
	return found
}

// nodes is how many steps a method may search: fewer the more each costs.
func (d Domain) nodes(parties int) int {
	const usual = 40 * 20 // terms and parties for which RoundNodes is meant
	return mediation.RoundNodes * usual / max(usual, len(d.ids)*parties)
}

// Window is how long a round takes, whatever it finds: enough for the search,
// from what all can see.
func Window(q table.Question, seals int) time.Duration {
	d := Of(q.Sheet, q.Text)
	size := d.Size()
	switch {
	case size.Cmp(big.NewInt(20_000)) <= 0:
		return time.Second
	case size.Cmp(big.NewInt(mediation.Enumerable)) <= 0:
		return 5*time.Second + time.Duration(seals)*time.Second
	}
	return time.Duration(1+len(q.Methods)) * 20 * time.Second
}
