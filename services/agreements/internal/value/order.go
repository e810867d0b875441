package value

import (
	"math/big"
	"slices"
)

// largest returns the indices of rests, greatest first, equal ones in order.
func largest(rests []*big.Int) []int {
	order := make([]int, len(rests))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return rests[j].Cmp(rests[i]) })
	return order
}
