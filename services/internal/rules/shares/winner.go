package shares

import (
	"math/big"
	"slices"
)

// Thing is something that two want, with the points that each of them gives it.
type Thing struct {
	Name          string
	First, Second *big.Rat
}

// Division is who gets how much of each thing, in the order of the things, and
// how many of their own points each of the two has then.
type Division struct {
	First  []*big.Rat // part of the thing; the second party has the rest
	Points [2]*big.Rat
}

// AdjustedWinner divides by Brams and Taylor (Fair Division, 1996): each thing
// goes to whoever gives it more points, an equal one to the second party; then
// whoever is ahead hands over, beginning with the thing on which the two differ
// least in proportion, until both have the same. At most one thing is cut. Of
// equal proportions the earlier thing goes first. Both have to have given the
// same number of points in all.
func AdjustedWinner(things []Thing) (Division, error) {
	d := Division{Points: [2]*big.Rat{new(big.Rat), new(big.Rat)}}
	var given [2]big.Rat
	for _, t := range things {
		if t.First.Sign() < 0 || t.Second.Sign() < 0 {
			return Division{}, invalid("negative")
		}
		given[0].Add(&given[0], t.First)
		given[1].Add(&given[1], t.Second)
		part := new(big.Rat)
		if t.First.Cmp(t.Second) > 0 {
			part.SetInt64(1)
			d.Points[0].Add(d.Points[0], t.First)
		} else {
			d.Points[1].Add(d.Points[1], t.Second)
		}
		d.First = append(d.First, part)
	}
	if given[0].Cmp(&given[1]) != 0 {
		return Division{}, invalid("points")
	}
	d.adjust(things)
	return d, nil
}

func (d *Division) adjust(things []Thing) {
	ahead := 0
	if d.Points[1].Cmp(d.Points[0]) > 0 {
		ahead = 1
	}
	for _, i := range d.handover(things, ahead) {
		gap := new(big.Rat).Sub(d.Points[ahead], d.Points[1-ahead])
		if gap.Sign() <= 0 {
			return
		}
		theirs, others := things[i].points(ahead), things[i].points(1-ahead)
		part := big.NewRat(1, 1)
		if both := new(big.Rat).Add(theirs, others); both.Cmp(gap) > 0 {
			part.Quo(gap, both) // a part of it makes them even
		}
		d.Points[ahead].Sub(d.Points[ahead], new(big.Rat).Mul(part, theirs))
		d.Points[1-ahead].Add(d.Points[1-ahead], new(big.Rat).Mul(part, others))
		if ahead == 0 {
			d.First[i].Sub(d.First[i], part)
		} else {
			d.First[i].Add(d.First[i], part)
		}
	}
}

func (t Thing) points(party int) *big.Rat {
	if party == 0 {
		return t.First
	}
	return t.Second
}

// handover returns the things of whoever is ahead, those first of which the
// other thinks nearly as much; what nobody wants moves nothing and stays. Cross
// products compare ratios without dividing by a zero.
func (d *Division) handover(things []Thing, ahead int) []int {
	var own []int
	for i, t := range things {
		if (d.First[i].Sign() > 0) == (ahead == 0) && t.First.Sign()+t.Second.Sign() > 0 {
			own = append(own, i)
		}
	}
	slices.SortStableFunc(own, func(i, j int) int {
		left := new(big.Rat).Mul(things[i].points(ahead), things[j].points(1-ahead))
		return left.Cmp(new(big.Rat).Mul(things[j].points(ahead), things[i].points(1-ahead)))
	})
	return own
}
