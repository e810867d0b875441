// Package measure is the numbers that stand beside every result: whose voices
// were heard, and how evenly. They inform; no rule depends on them.
package measure

import (
	"math/big"
	"slices"
)

// Gini tells how unevenly something is spread: 0 when all have the same, and
// close to 1 when one has everything (Gini 1912), as the mean difference by
// twice the mean. Of nothing, and of nobody, it is 0. No number may be negative.
//
//	G = Σ (2i−n−1)·x(i) / (n·Σx), x ascending, i from 1
func Gini(x []*big.Rat) *big.Rat {
	sorted := slices.Clone(x)
	slices.SortFunc(sorted, (*big.Rat).Cmp)
	n, sum, weighted := int64(len(x)), new(big.Rat), new(big.Rat)
	for i, v := range sorted {
		sum.Add(sum, v)
		weighted.Add(weighted, new(big.Rat).Mul(v, big.NewRat(2*int64(i+1)-n-1, 1)))
	}
	if sum.Sign() == 0 {
		return sum
	}
	return weighted.Quo(weighted, sum.Mul(sum, big.NewRat(n, 1)))
}

// Part is how many of a class took part.
type Part struct {
	Class     string
	Have, Of  int
	Concealed bool // fewer than five are behind it, or it would give away one where it is so
}

// Share is Have/Of, 0 of nobody.
func (p Part) Share() *big.Rat {
	if p.Of == 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(p.Have), int64(p.Of))
}

// Turnout counts who took part, class by class in the order in which the
// classes first appear.
func Turnout(classes []string, took []bool) []Part {
	var parts []Part
	for i, class := range classes {
		at := slices.IndexFunc(parts, func(p Part) bool { return p.Class == class })
		if at < 0 {
			at = len(parts)
			parts = append(parts, Part{Class: class})
		}
		parts[at].Of++
		if took[i] {
			parts[at].Have++
		}
	}
	return parts
}

// Conceal applies the rule of five to parts whose sum is shown beside them.
func Conceal(parts []Part) (_ []Part, sum bool) {
	people := make([]int, len(parts))
	for i, p := range parts {
		people[i] = p.Of
	}
	shown, sum := Five(people)
	parts = slices.Clone(parts)
	for i := range parts {
		parts[i].Concealed = !shown[i]
	}
	return parts, sum
}

// Received is what somebody gets of the whole against what they gave to it.
type Received struct {
	Given, Got *big.Rat // parts of the whole
	More       *big.Rat // got − given; negative is less
}

// Against sets what each received against what each contributed, as parts of
// the two wholes. Where nothing was given, or nothing received, parts are 0.
func Against(given, got []*big.Rat) []Received {
	all := make([]Received, len(given))
	wholeGiven, wholeGot := sum(given), sum(got)
	for i := range given {
		r := Received{Given: ratio(given[i], wholeGiven), Got: ratio(got[i], wholeGot)}
		r.More = new(big.Rat).Sub(r.Got, r.Given)
		all[i] = r
	}
	return all
}

func sum(x []*big.Rat) *big.Rat {
	s := new(big.Rat)
	for _, v := range x {
		s.Add(s, v)
	}
	return s
}

func ratio(part, whole *big.Rat) *big.Rat {
	if whole.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(part, whole)
}
