package opinion

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What is found by multiplying alone is what Jacobi finds with the whole matrix
// before it, also where several directions are equally strong or none is left.
func TestLeadingDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, rank := rapid.IntRange(1, 70).Draw(t, "n"), rapid.IntRange(0, 70).Draw(t, "rank")
		entry := rapid.SampledFrom([]float64{-1, 0, 0, 1})
		x := make([][]float64, rank)
		for i := range x {
			x[i] = make([]float64, n)
			for j := range x[i] {
				x[i][j] = entry.Draw(t, "entry")
			}
		}
		gram := product(x, n)
		values, vectors := leading(2, n, func(in block) block {
			out := newBlock(n)
			for i := range gram {
				for j, g := range gram[i] {
					for k := range in[j] {
						out[i][k] += g * in[j][k]
					}
				}
			}
			return out
		})
		want, _ := eigen(product(x, n))
		for i, v := range vectors {
			if math.Abs(values[i]-want[i]) > 1e-8*(1+want[0]) {
				t.Fatalf("eigenvalue %d is %v, want %v", i, values[i], want[i])
			}
			for r := range gram {
				if d := dot(gram[r], v) - values[i]*v[r]; math.Abs(d) > 1e-6*(1+want[0]) {
					t.Fatalf("A·v and λ·v differ by %v", d)
				}
			}
		}
	})
}

func product(x [][]float64, n int) [][]float64 {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		for _, row := range x {
			for j := range row {
				a[i][j] += row[i] * row[j]
			}
		}
	}
	return a
}
