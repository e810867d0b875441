package opinion

import (
	"math"
	"slices"
)

// settling is how often centres may move; they stop much earlier.
const settling = 100

// centres finds k centres, for each k up to most, so that the squared distances
// of all heaps to the nearest one are as small as can be found: the global
// k-means of Likas, Vlassis and Verbeek (2003). The best k−1 centres and each
// candidate in turn are the start of the k-th search, so nothing is drawn by
// lot. Index 0 is k = 1.
func centres(heaps, candidates []heap, most int) [][]Point {
	found := [][]Point{settle(heaps, []Point{{}})}
	for len(found) < most {
		var best []Point
		least := math.Inf(1)
		for _, c := range candidates {
			got := settle(heaps, append(slices.Clone(found[len(found)-1]), c.at))
			if spread := within(heaps, got); spread < least {
				best, least = got, spread
			}
		}
		found = append(found, best)
	}
	return found
}

// settle moves each centre to the middle of what is nearest to it until none
// moves (Lloyd 1982). A centre with nothing near it stays.
func settle(heaps []heap, centres []Point) []Point {
	for range settling {
		sums, sizes := make([]Point, len(centres)), make([]float64, len(centres))
		for _, h := range heaps {
			k, _ := nearest(centres, h.at)
			n := h.size
			sums[k][0] += float64(n * h.at[0])
			sums[k][1] += float64(n * h.at[1])
			sizes[k] += n
		}
		moved := false
		for k, n := range sizes {
			if to := (Point{sums[k][0] / n, sums[k][1] / n}); n > 0 && to != centres[k] {
				centres[k], moved = to, true
			}
		}
		if !moved {
			break
		}
	}
	return centres
}

// nearest returns the centre that is closest to a point, the first of several,
// and its squared distance.
func nearest(centres []Point, p Point) (k int, square float64) {
	square = math.Inf(1)
	for i, c := range centres {
		if d := squared(c, p); d < square {
			k, square = i, d
		}
	}
	return k, square
}

func squared(a, b Point) float64 {
	x, y := a[0]-b[0], a[1]-b[1]
	return float64(x*x) + float64(y*y)
}

// within is the sum of squared distances to the nearest centres.
func within(heaps []heap, centres []Point) float64 {
	sum := 0.0
	for _, h := range heaps {
		_, d := nearest(centres, h.at)
		sum += float64(h.size * d)
	}
	return sum
}
