package vault

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
)

// The bounds of a seal: above any sheet that people weigh, and within one
// document.
const (
	maxPoints  = 800
	maxRefused = 400
	decimals   = 18 // after the point
)

// unit is 1 as a whole number of the last decimal.
const unit = 1_000_000_000_000_000_000

// Check returns a wish as it is sealed, or refuses the first thing in it that
// is no preference about the sheet. What it says of a number is where it stands,
// never the number.
func Check(sheet table.Sheet, w Wish) (Wish, error) {
	if w.Full == nil && len(w.Refused) == 0 {
		return w, rule.Refuse("INVALID", "rule", "required").At("full")
	}
	var sealed Wish
	if w.Full != nil {
		full, refusal := utility(sheet, *w.Full)
		if refusal != nil {
			return w, refusal.At(append([]string{"full"}, refusal.Field...)...)
		}
		sealed.Full = &full
	}
	refused, refusal := refuses(sheet, w.Refused)
	if refusal != nil {
		return w, refusal
	}
	sealed.Refused = refused
	return sealed, nil
}

func bad(why string, field ...string) *rule.Refusal {
	return rule.Refuse("INVALID", "rule", why).At(field...)
}

// utility checks a full seal: a weight for every term that can be weighed, with
// sum 1, and for each a curve.
func utility(sheet table.Sheet, u negotiation.Utility) (negotiation.Utility, *rule.Refusal) {
	reservation, ok := share(u.Reservation)
	if !ok {
		return u, bad("unit_decimal", "reservation")
	}
	sealed := negotiation.Utility{Reservation: reservation}
	total, points := int64(0), 0
	seen := make(map[string]bool)
	for i, p := range u.Terms {
		at := []string{"terms", strconv.Itoa(i)}
		term, listed := sheet[p.Term]
		switch {
		case !listed:
			return u, rule.Refuse("NO_SUCH_TERM").At(append(at, "term")...)
		case seen[p.Term]:
			return u, bad("twice", append(at, "term")...)
		case !terms.Weighable(term.Term):
			return u, rule.Refuse("NOT_WEIGHABLE", "term", term.Name).At(append(at, "term")...)
		}
		weight, ok := share(p.Weight)
		if !ok {
			return u, bad("unit_decimal", append(at, "weight")...)
		}
		n, _ := scaled(weight)
		if total += n; total > unit {
			return u, rule.Refuse("WEIGHTS_SUM").At("terms")
		}
		if points += len(p.Curve); points > maxPoints {
			return u, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxPoints)).At("terms")
		}
		curve, refusal := curved(term.Term, p.Curve)
		if refusal != nil {
			return u, refusal.At(append(append(at, "curve"), refusal.Field...)...)
		}
		seen[p.Term] = true
		sealed.Terms = append(sealed.Terms, negotiation.Preference{Term: p.Term, Weight: weight, Curve: curve})
	}
	for _, id := range sheet.Ordered() {
		if t := sheet[id].Term; terms.Weighable(t) && !seen[id] {
			return u, rule.Refuse("TERM_NOT_WEIGHED", "term", t.Name).At("terms")
		}
	}
	if total != unit {
		return u, rule.Refuse("WEIGHTS_SUM").At("terms")
	}
	slices.SortFunc(sealed.Terms, func(a, b negotiation.Preference) int { return sheet[a.Term].Number - sheet[b.Term].Number })
	return sealed, nil
}

// curved checks the worths of a term's values and brings them into an order of
// their own: of a choice each option has one, of numbers two points are enough.
func curved(t negotiation.Term, curve []negotiation.Point) ([]negotiation.Point, *rule.Refusal) {
	if len(curve) == 0 {
		return nil, bad("required")
	}
	sealed := make([]negotiation.Point, len(curve))
	seen := make(map[string]bool)
	for i, p := range curve {
		at, known := terms.Written(t, p.At)
		switch {
		case !known:
			return nil, bad("value", strconv.Itoa(i), "at")
		case seen[at]:
			return nil, bad("twice", strconv.Itoa(i), "at")
		}
		worth, ok := share(p.Worth)
		if !ok {
			return nil, bad("unit_decimal", strconv.Itoa(i), "worth")
		}
		sealed[i], seen[at] = negotiation.Point{At: at, Worth: worth}, true
	}
	if terms.Ordered(t) {
		slices.SortFunc(sealed, func(a, b negotiation.Point) int { return compare(t, a.At, b.At) })
		return sealed, nil
	}
	for _, value := range terms.Literals(t, maxPoints) {
		if !seen[value] {
			return nil, rule.Refuse("VALUE_NOT_WEIGHED", "value", value, "term", t.Name)
		}
	}
	return sealed, nil
}

func compare(t negotiation.Term, a, b string) int {
	x, _ := terms.Measure(t, a)
	y, _ := terms.Measure(t, b)
	return int(min(max(x-y, -1), 1))
}

// refuses checks what a seat cannot live with. Some value of each term has to
// be left.
func refuses(sheet table.Sheet, all []negotiation.Refused) ([]negotiation.Refused, *rule.Refusal) {
	var sealed []negotiation.Refused
	seen, values := make(map[string]bool), 0
	for i, r := range all {
		at := []string{"refused", strconv.Itoa(i)}
		term, listed := sheet[r.Term]
		switch {
		case !listed:
			return nil, rule.Refuse("NO_SUCH_TERM").At(append(at, "term")...)
		case seen[r.Term]:
			return nil, bad("twice", append(at, "term")...)
		case !terms.Weighable(term.Term):
			return nil, rule.Refuse("NOT_WEIGHABLE", "term", term.Name).At(append(at, "term")...)
		case len(r.Values) == 0 && r.Below == "" && r.Above == "":
			return nil, bad("required", append(at, "values")...)
		case !terms.Ordered(term.Term) && r.Below+r.Above != "":
			return nil, bad("numbers_only", append(at, "below")...)
		}
		if values += len(r.Values); values > maxRefused {
			return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxRefused)).At("refused")
		}
		stored, refusal := written(term.Term, r)
		if refusal != nil {
			return nil, refusal.At(append(at, refusal.Field...)...)
		}
		if left := terms.Literals(term.Term, manyValues); len(left) > 0 && !slices.ContainsFunc(left, func(v string) bool { return !Refuses(term.Term, stored, v) }) {
			return nil, rule.Refuse("NOTHING_LEFT", "term", term.Name).At(append(at, "values")...)
		}
		seen[r.Term] = true
		sealed = append(sealed, stored)
	}
	slices.SortFunc(sealed, func(a, b negotiation.Refused) int { return sheet[a.Term].Number - sheet[b.Term].Number })
	return sealed, nil
}

// manyValues is enough to see whether one is left.
const manyValues = 10_000

func written(t negotiation.Term, r negotiation.Refused) (negotiation.Refused, *rule.Refusal) {
	stored := negotiation.Refused{Term: r.Term}
	for i, v := range r.Values {
		value, known := terms.Written(t, v)
		if !known || slices.Contains(stored.Values, value) {
			return r, bad("value", "values", strconv.Itoa(i))
		}
		stored.Values = append(stored.Values, value)
	}
	for _, bound := range []struct {
		field, from string
		to          *string
	}{{"below", r.Below, &stored.Below}, {"above", r.Above, &stored.Above}} {
		value, known := terms.Written(t, bound.from)
		if bound.from == "" {
			continue
		} else if !known {
			return r, bad("value", bound.field)
		}
		*bound.to = value
	}
	return stored, nil
}

// share brings a decimal between 0 and 1 to its shortest form: "0.25".
func share(s string) (string, bool) {
	n, ok := scaled(s)
	if !ok {
		return s, false
	}
	whole, part, _ := strings.Cut(s, ".")
	if part = strings.TrimRight(part, "0"); part == "" {
		return strconv.FormatInt(n/unit, 10), true
	}
	return strings.TrimLeft(whole[:len(whole)-1], "0") + whole[len(whole)-1:] + "." + part, true
}

// scaled reads a decimal between 0 and 1 as a whole number of its last place.
// Exponents, signs, infinities and what is no number are none.
func scaled(s string) (int64, bool) {
	whole, part, pointed := strings.Cut(s, ".")
	if !digits(whole) || len(whole) > decimals || pointed && !digits(part) || len(part) > decimals {
		return 0, false
	}
	n, ok := new(big.Int).SetString(whole+part+strings.Repeat("0", decimals-len(part)), 10)
	if !ok || n.Cmp(big.NewInt(unit)) > 0 {
		return 0, false
	}
	return n.Int64(), true
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
