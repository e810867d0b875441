package opinion

import (
	"math"
	"slices"
)

// eigen returns the eigenvalues of a small symmetric matrix, greatest first,
// and its eigenvectors as columns: cyclic Jacobi rotations (Golub and Van Loan
// 2013, §8.5). It uses up its argument.
func eigen(a [][]float64) (values []float64, vectors [][]float64) {
	n := len(a)
	v := make([][]float64, n)
	for i := range v {
		v[i] = make([]float64, n)
		v[i][i] = 1
	}
	for range 60 { // ten sweeps are many
		if !sweep(a, v) {
			break
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareDown(a[i][i], a[j][j]) })
	vectors = make([][]float64, n)
	for i := range vectors {
		vectors[i] = make([]float64, n)
	}
	for k, from := range order {
		values = append(values, a[from][from])
		for i := range vectors {
			vectors[i][k] = v[i][from]
		}
	}
	return values, vectors
}

func compareDown(x, y float64) int {
	switch {
	case x > y:
		return -1
	case x < y:
		return 1
	}
	return 0
}

// sweep rotates each pair of axes once and tells whether anything still moved.
func sweep(a, v [][]float64) bool {
	moved := false
	for p := range a {
		for q := p + 1; q < len(a); q++ {
			if math.Abs(a[p][q]) <= 1e-18*(math.Abs(a[p][p])+math.Abs(a[q][q])) {
				continue
			}
			moved = true
			rotate(a, v, p, q)
		}
	}
	return moved
}

// rotate makes a[p][q] zero.
func rotate(a, v [][]float64, p, q int) {
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := math.Copysign(1, theta) / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range a {
		a[k][p], a[k][q] = turn(a[k][p], a[k][q], c, s)
	}
	for k := range a {
		a[p][k], a[q][k] = turn(a[p][k], a[q][k], c, s)
	}
	for k := range v {
		v[k][p], v[k][q] = turn(v[k][p], v[k][q], c, s)
	}
}

func turn(x, y, c, s float64) (float64, float64) {
	return float64(c*x) - float64(s*y), float64(s*x) + float64(c*y)
}
