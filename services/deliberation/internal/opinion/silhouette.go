package opinion

import "math"

// split is one way of putting things into groups 0..groups-1.
type split struct {
	of     []int
	groups int
}

// silhouettes tells of several splits of the same things how much closer things
// are to their own group than to the next: (b−a)/max(a,b), where a is a thing's
// mean distance to the others of its group and b to those of the nearest other
// group (Rousseeuw 1987). A thing alone in its group counts 0. sizes are how
// often each thing is there. Distances are what costs, so each is taken once.
func silhouettes(sizes []float64, distance func(i, j int) float64, splits []split) [][]float64 {
	each, sums, counts := make([][]float64, len(splits)), make([][]float64, len(splits)), make([][]float64, len(splits))
	for s, split := range splits {
		each[s], sums[s], counts[s] = make([]float64, len(sizes)), make([]float64, split.groups), make([]float64, split.groups)
		for i, g := range split.of {
			counts[s][g] += sizes[i]
		}
	}
	for i := range sizes {
		for s := range sums {
			clear(sums[s])
		}
		for j, size := range sizes {
			d := float64(size * distance(i, j))
			for s := range splits {
				sums[s][splits[s].of[j]] += d
			}
		}
		for s := range splits {
			each[s][i] = fit(sums[s], counts[s], splits[s].of[i])
		}
	}
	return each
}

// fit is the silhouette of one thing, by its summed distances to each group.
func fit(sums, counts []float64, own int) float64 {
	if counts[own] <= 1 {
		return 0
	}
	a, b := sums[own]/(counts[own]-1), math.Inf(1)
	for g, n := range counts {
		if g != own && n > 0 {
			b = min(b, sums[g]/n)
		}
	}
	if math.IsInf(b, 1) || a == b {
		return 0
	}
	return (b - a) / max(a, b)
}

func weightedMean(values []float64, sizes []float64) float64 {
	sum, n := 0.0, 0.0
	for i, v := range values {
		sum += float64(sizes[i] * v)
		n += sizes[i]
	}
	return sum / max(n, 1)
}
