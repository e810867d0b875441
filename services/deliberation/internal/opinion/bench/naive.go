package bench

import (
	"math"

	"parley.example/services/deliberation/internal/opinion"
)

// naive is the textbook way: a table of everybody by everything, holes filled
// with the column's mean, power iteration with deflation, and k-means from the
// first points. It leaves out silhouettes, which would take it an hour. It
// returns how many people ended up in the biggest of its groups.
func naive(said []stance) int {
	x := filled(said)
	var axes [][]float64
	for range 2 {
		axes = append(axes, power(x, axes))
	}
	at := make([][2]float64, len(x))
	for p, row := range x {
		for i, axis := range axes {
			for t, v := range row {
				at[p][i] += v * axis[t]
			}
		}
	}
	biggest := 0
	for k := 2; k <= 5; k++ {
		biggest = lloyd(at, k)
	}
	return biggest
}

// filled returns the centred table.
func filled(said []stance) [][]float64 {
	people, statements := make(map[string]int), make(map[string]int)
	latest := make(map[[2]int]float64, len(said))
	value := map[opinion.Stance]float64{opinion.Agree: 1, opinion.Disagree: -1}
	for _, s := range said {
		latest[[2]int{place(people, s.person), place(statements, s.statement)}] = value[s.what]
	}
	sum, n := make([]float64, len(statements)), make([]float64, len(statements))
	for at, v := range latest {
		sum[at[1]] += v
		n[at[1]]++
	}
	x := make([][]float64, len(people))
	for p := range x {
		x[p] = make([]float64, len(statements))
	}
	for at, v := range latest {
		x[at[0]][at[1]] = v - sum[at[1]]/n[at[1]]
	}
	return x
}

func place(of map[string]int, name string) int {
	i, known := of[name]
	if !known {
		i = len(of)
		of[name] = i
	}
	return i
}

// iterations are fewer than Polis's hundred, in favour of the naive way.
const iterations = 20

func power(x [][]float64, before [][]float64) []float64 {
	v := make([]float64, len(x[0]))
	for t := range v {
		v[t] = 1 + float64(t%7)
	}
	for range iterations {
		w := make([]float64, len(v))
		for _, row := range x {
			d := 0.0
			for t, y := range row {
				d += y * v[t]
			}
			for t, y := range row {
				w[t] += d * y
			}
		}
		for _, b := range before {
			d := 0.0
			for t := range w {
				d += w[t] * b[t]
			}
			for t := range w {
				w[t] -= d * b[t]
			}
		}
		length := 0.0
		for _, y := range w {
			length += y * y
		}
		for t := range w {
			v[t] = w[t] / math.Sqrt(length)
		}
	}
	return v
}

func lloyd(at [][2]float64, k int) (biggest int) {
	centres := append([][2]float64(nil), at[:k]...)
	for range iterations {
		sums, n := make([][2]float64, k), make([]int, k)
		for _, p := range at {
			best, least := 0, math.Inf(1)
			for i, c := range centres {
				if d := (p[0]-c[0])*(p[0]-c[0]) + (p[1]-c[1])*(p[1]-c[1]); d < least {
					best, least = i, d
				}
			}
			sums[best][0] += p[0]
			sums[best][1] += p[1]
			n[best]++
		}
		biggest = 0
		for i := range centres {
			biggest = max(biggest, n[i])
			centres[i] = [2]float64{sums[i][0] / float64(max(n[i], 1)), sums[i][1] / float64(max(n[i], 1))}
		}
	}
	return biggest
}
