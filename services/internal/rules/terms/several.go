package terms

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/shares"
)

// NotWhole refuses shares that are more or less than all there is.
const NotWhole = "NOT_WHOLE"

// chosen puts several choices into the order of the options. None is a choice
// too, and has to be said: an empty list.
func chosen(t negotiation.Term, keys []string) (negotiation.Value, *rule.Refusal) {
	stored := negotiation.Value{Choices: []string{}}
	for i, k := range keys {
		switch {
		case !listed(t, k):
			return stored, rule.Refuse(NotAnOption, "value", k).At(strconv.Itoa(i))
		case slices.Contains(keys[:i], k):
			return stored, rule.Refuse("INVALID", "rule", "twice").At(strconv.Itoa(i))
		}
	}
	if len(keys) == 0 {
		return stored, rule.Refuse("INVALID", "rule", "required")
	}
	for _, o := range t.Options {
		if slices.Contains(keys, o.Key) {
			stored.Choices = append(stored.Choices, o.Key)
		}
	}
	return stored, nil
}

// divided puts shares into the order of the options and lowest terms. They sum
// to one exactly: a third is a third, never 33 %.
func divided(t negotiation.Term, said []negotiation.Share) (negotiation.Value, *rule.Refusal) {
	byKey := make(map[string]*big.Rat)
	sum := new(big.Rat)
	for i, s := range said {
		part, ok := decision.Fraction(s.Share)
		switch {
		case !ok:
			return negotiation.Value{}, rule.Refuse("INVALID", "rule", "share").At(strconv.Itoa(i), "share")
		case !listed(t, s.Of):
			return negotiation.Value{}, rule.Refuse(NotAnOption, "value", s.Of).At(strconv.Itoa(i), "of")
		case byKey[s.Of] != nil:
			return negotiation.Value{}, rule.Refuse("INVALID", "rule", "twice").At(strconv.Itoa(i), "of")
		}
		byKey[s.Of] = part
		sum.Add(sum, part)
	}
	stored := negotiation.Value{Shares: []negotiation.Share{}}
	var parts []*big.Rat
	for _, o := range t.Options {
		if part := byKey[o.Key]; part != nil {
			parts = append(parts, part)
			stored.Shares = append(stored.Shares, negotiation.Share{Of: o.Key, Share: part.RatString()})
		}
	}
	if !shares.Whole(parts) {
		return stored, rule.Refuse(NotWhole, "sum", sum.RatString())
	}
	return stored, nil
}

// parts is how shares are written among other values.
func parts(said []negotiation.Share) string {
	words := make([]string, len(said))
	for i, s := range said {
		words[i] = s.Of + "=" + s.Share
	}
	return strings.Join(words, ",")
}

// percent writes a share as people read it: as a percentage where that is
// exact, and as the fraction that it is where not.
func percent(share string) string {
	r, ok := decision.Fraction(share)
	if !ok {
		return share
	}
	r.Mul(r, big.NewRat(100, 1))
	if places, exact := r.FloatPrec(); exact {
		return r.FloatString(places) + " %"
	}
	return share
}
