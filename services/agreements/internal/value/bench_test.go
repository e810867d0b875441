package value

import (
	"fmt"
	"math/big"
	"testing"

	"parley.example/services/internal/rules/shares"
)

// BenchmarkWithin shares among many, beside the plain way that brings every
// part to lowest terms.
func BenchmarkWithin(b *testing.B) {
	for _, n := range []int{1900, 100_000} {
		weights := make([]*big.Rat, n)
		for i := range weights {
			weights[i] = big.NewRat(int64(7919*i%997+1), 10)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, _ = split(3_600_000, weights)
			}
		})
		b.Run(fmt.Sprint(n, " plainly"), func(b *testing.B) {
			for b.Loop() {
				_, _ = shares.Split(3_600_000, weights)
			}
		})
	}
}

// BenchmarkShapley is sixteen parties, every group of them.
func BenchmarkShapley(b *testing.B) {
	g := shares.Game{Players: 16, Worth: func(in []bool) *big.Rat {
		n := int64(0)
		for i, is := range in {
			if is {
				n += int64(i + 1)
			}
		}
		return big.NewRat(n*n, 1)
	}}
	for b.Loop() {
		_, _ = shares.Shapley(g)
	}
}
