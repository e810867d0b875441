// Package value shares money by the rule that an agreement holds: to the cent,
// and the same for ever from the same input.
//
// A pot is divided over fixed portions; what falls on a portion of several
// members is divided among them equally, by what each contributed, or by a
// formula. Every division is by largest remainder; of equal remainders the
// earlier one is served first. All numbers are whole or exact fractions.
package value

import (
	"math/big"
	"strings"

	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/shares"
)

// MostMinor bounds a pot, in minor units: a thousand million major ones with
// two decimals, far below where whole numbers end.
const MostMinor = 100_000_000_000

// MostMembers bounds who shares one portion.
const MostMembers = 5000

// The ways to divide within a portion; anything else is a formula.
const (
	Equally         = "equal"
	ByContributions = "contributions"
)

// The rules that forbid a division.
var (
	NegativePot = rule.Refuse("POT_NEGATIVE")
	TooLarge    = rule.Refuse("POT_TOO_LARGE", "max", "1000000000.00")
	NotWhole    = rule.Refuse("SHARES_NOT_WHOLE")
	NoMembers   = rule.Refuse("NO_MEMBERS")
	TooMany     = rule.Refuse("INVALID", "rule", "too_many", "max", "5000")
	NothingWon  = rule.Refuse("NO_WEIGHTS")
)

// Portion is a fixed part of a pot.
type Portion struct {
	Key   string
	Share *big.Rat
}

// Divide divides a pot over portions. Their shares must sum to one exactly.
func Divide(pot int64, portions []Portion) ([]int64, error) {
	if err := payable(pot); err != nil {
		return nil, err
	}
	parts := make([]*big.Rat, len(portions))
	for i, p := range portions {
		parts[i] = p.Share
	}
	if len(parts) == 0 || !shares.Whole(parts) {
		return nil, NotWhole
	}
	return shares.Split(pot, parts)
}

// Within divides what fell on a portion among its members, given in their order
// with what each contributed.
func Within(pot int64, way string, contributed []*big.Rat) ([]int64, error) {
	switch {
	case len(contributed) == 0:
		return nil, NoMembers
	case len(contributed) > MostMembers:
		return nil, TooMany
	}
	if err := payable(pot); err != nil {
		return nil, err
	}
	weights, err := Weights(way, contributed)
	if err != nil {
		return nil, err
	}
	return split(pot, weights)
}

// Weights is what each member's part is in proportion to.
func Weights(way string, contributed []*big.Rat) ([]*big.Rat, error) {
	switch way {
	case Equally, "":
		weights := make([]*big.Rat, len(contributed))
		for i := range weights {
			weights[i] = big.NewRat(1, 1)
		}
		return weights, nil
	case ByContributions:
		return contributed, nil
	}
	formula, err := Read(way)
	if err != nil {
		return nil, err
	}
	return formula.each(contributed)
}

func payable(pot int64) error {
	switch {
	case pot < 0:
		return NegativePot
	case pot > MostMinor:
		return TooLarge
	}
	return nil
}

// split is [shares.Split] for many: it brings weights to whole numbers of one
// measure first, so that each member costs one division and no fraction is
// ever reduced.
func split(pot int64, weights []*big.Rat) ([]int64, error) {
	measure, sum := big.NewInt(1), new(big.Int)
	for _, w := range weights {
		if w.Sign() < 0 {
			return nil, rule.Refuse("INVALID", "rule", "negative")
		}
		if measure = lcm(measure, w.Denom()); measure.BitLen() > mostBits {
			return shares.Split(pot, weights) // measures without end: slower, but as exact
		}
	}
	whole := make([]*big.Int, len(weights))
	for i, w := range weights {
		whole[i] = new(big.Int).Quo(measure, w.Denom())
		whole[i].Mul(whole[i], w.Num())
		sum.Add(sum, whole[i])
	}
	if sum.Sign() == 0 {
		return nil, NothingWon
	}
	return hamilton(pot, whole, sum), nil
}

func hamilton(pot int64, weights []*big.Int, sum *big.Int) []int64 {
	units, rests, left := make([]int64, len(weights)), make([]*big.Int, len(weights)), pot
	total, due := big.NewInt(pot), new(big.Int)
	for i, w := range weights {
		full, rest := new(big.Int).QuoRem(due.Mul(total, w), sum, new(big.Int))
		units[i], rests[i] = full.Int64(), rest
		left -= units[i]
	}
	for _, i := range largest(rests)[:left] {
		units[i]++
	}
	return units
}

func lcm(a, b *big.Int) *big.Int {
	if a.Cmp(b) == 0 || b.IsInt64() && b.Int64() == 1 {
		return a
	}
	gcd := new(big.Int).GCD(nil, nil, a, b)
	return new(big.Int).Mul(a, gcd.Quo(b, gcd))
}

// Number reads a whole number or decimal, "180" or "12.5": not negative, at
// most twelve digits before the point and six after it.
func Number(s string) (*big.Rat, bool) {
	whole, part, pointed := strings.Cut(s, ".")
	if !digits(whole, 12) || pointed && !digits(part, 6) || len(whole) > 1 && whole[0] == '0' {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// Divided divides a pot in proportion to weights: the way of all divisions here.
func Divided(pot int64, weights []*big.Rat) ([]int64, error) { return split(pot, weights) }
