// Package shares divides: money to the cent, the worth of working together, and
// things that two want. All arithmetic is exact; what depends on the order of
// the parts says so.
package shares

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"parley.example/services/internal/rules/rule"
)

// invalid refuses input that no rule of division has an answer for.
func invalid(what string) error { return rule.Refuse("INVALID", "rule", what) }

// Parts returns each weight's part of the whole. They sum to one exactly.
func Parts(weights []*big.Rat) ([]*big.Rat, error) {
	sum := new(big.Rat)
	for _, w := range weights {
		if w.Sign() < 0 {
			return nil, invalid("negative")
		}
		sum.Add(sum, w)
	}
	if sum.Sign() == 0 {
		return nil, invalid("weights")
	}
	parts := make([]*big.Rat, len(weights))
	for i, w := range weights {
		parts[i] = new(big.Rat).Quo(w, sum)
	}
	return parts, nil
}

// Whole tells whether parts are a division: none negative, and one together.
func Whole(parts []*big.Rat) bool {
	sum := new(big.Rat)
	for _, p := range parts {
		if p.Sign() < 0 {
			return false
		}
		sum.Add(sum, p)
	}
	return sum.Cmp(big.NewRat(1, 1)) == 0
}

// Split divides a whole number of units, such as cents, in proportion to
// weights, by largest remainder (Hamilton 1792): everybody gets the units that
// are theirs in full, and the rest goes one by one to the largest fractions. Of
// equal fractions the earlier one is served first: seats in their order. The
// units given sum to total.
func Split(total int64, weights []*big.Rat) ([]int64, error) {
	if total < 0 {
		return nil, invalid("negative")
	}
	parts, err := Parts(weights)
	if err != nil {
		return nil, err
	}
	units, fractions, left := make([]int64, len(parts)), make([]*big.Rat, len(parts)), total
	for i, p := range parts {
		due := new(big.Rat).Mul(p, new(big.Rat).SetInt64(total))
		full := new(big.Int).Quo(due.Num(), due.Denom())
		units[i], fractions[i] = full.Int64(), due.Sub(due, new(big.Rat).SetInt(full))
		left -= units[i]
	}
	for _, i := range largest(fractions)[:left] {
		units[i]++
	}
	return units, nil
}

// largest returns the indices of numbers, greatest first, equal ones in order.
func largest(numbers []*big.Rat) []int {
	order := make([]int, len(numbers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return numbers[j].Cmp(numbers[i]) })
	return order
}

// Percent writes parts of a whole with so many decimals, so that what is
// printed sums to 100 as well.
func Percent(parts []*big.Rat, decimals int) ([]string, error) {
	units := int64(100)
	for range decimals {
		units *= 10
	}
	split, err := Split(units, parts)
	if err != nil {
		return nil, err
	}
	text := make([]string, len(split))
	for i, n := range split {
		digits := strconv.FormatInt(n, 10)
		if decimals > 0 {
			digits = strings.Repeat("0", max(0, decimals+1-len(digits))) + digits
			digits = digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
		}
		text[i] = digits
	}
	return text, nil
}
