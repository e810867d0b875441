package opinion

import "slices"

// heap is people who stand close together, as one point with their number.
type heap struct {
	at   Point
	size float64
}

func single(points []Point) []heap {
	heaps := make([]heap, len(points))
	for i, p := range points {
		heaps[i] = heap{p, 1}
	}
	return heaps
}

// condense gathers heaps into at most so many by halving them again and again
// along their longer side (a k-d tree, Bentley 1975). Their order does not
// matter.
func condense(heaps []heap, most int) []heap { return gather(slices.Clone(heaps), most) }

func gather(heaps []heap, most int) []heap {
	switch {
	case len(heaps) <= most:
		slices.SortFunc(heaps, along(0))
		return heaps
	case most == 1:
		slices.SortFunc(heaps, along(0)) // sums are rounded: one order of adding
		return []heap{merged(heaps)}
	}
	half := len(heaps) / 2
	smallestFirst(heaps, half, along(longer(heaps)))
	return append(gather(heaps[:half:half], most/2), gather(heaps[half:], most-most/2)...)
}

// smallestFirst brings the n smallest to the front, in any order (Hoare's quickselect):
// all that halving needs, at a fifth of the price of sorting.
func smallestFirst(heaps []heap, n int, compare func(a, b heap) int) {
	for len(heaps) > 1 {
		pivot := middle(heaps[0], heaps[len(heaps)/2], heaps[len(heaps)-1], compare)
		i, j := 0, len(heaps)-1
		for i <= j {
			for compare(heaps[i], pivot) < 0 {
				i++
			}
			for compare(heaps[j], pivot) > 0 {
				j--
			}
			if i <= j {
				heaps[i], heaps[j] = heaps[j], heaps[i]
				i++
				j--
			}
		}
		switch { // up to j they are at most the pivot, from i on at least
		case n <= j:
			heaps = heaps[:j+1]
		case n >= i:
			heaps, n = heaps[i:], n-i
		default:
			return
		}
	}
}

func middle(a, b, c heap, compare func(a, b heap) int) heap {
	if compare(a, b) > 0 {
		a, b = b, a
	}
	if compare(b, c) > 0 {
		b = c
	}
	if compare(a, b) > 0 {
		b = a
	}
	return b
}

// along orders by one axis, then by the other. Heaps that it cannot tell apart
// are alike in all that matters if they are equally big.
func along(axis int) func(a, b heap) int {
	return func(a, b heap) int {
		for _, i := range [...]int{axis, 1 - axis} {
			switch {
			case a.at[i] < b.at[i]:
				return -1
			case a.at[i] > b.at[i]:
				return 1
			}
		}
		return compareDown(a.size, b.size)
	}
}

func longer(heaps []heap) int {
	least, most := heaps[0].at, heaps[0].at
	for _, h := range heaps {
		for i, x := range h.at {
			least[i], most[i] = min(least[i], x), max(most[i], x)
		}
	}
	if most[1]-least[1] > most[0]-least[0] {
		return 1
	}
	return 0
}

func merged(heaps []heap) heap {
	var sum heap
	for _, h := range heaps {
		sum.at[0] += float64(h.size * h.at[0])
		sum.at[1] += float64(h.size * h.at[1])
		sum.size += h.size
	}
	sum.at[0] /= sum.size
	sum.at[1] /= sum.size
	return sum
}
