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
	slices.SortFunc(heaps, along(longer(heaps)))
	half := len(heaps) / 2
	return append(gather(heaps[:half:half], most/2), gather(heaps[half:], most-most/2)...)
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
