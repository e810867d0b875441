package shares

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/big"
	"math/rand/v2"
)

// Estimate is Shapley values over some of the orders of arrival. They still sum
// to what all are worth together. All true values lie within Error of them at
// once, with a probability of 95 %.
type Estimate struct {
	Values []*big.Rat
	Error  *big.Rat
	Orders int
}

// doubt is how probable it may be that a true value lies outside the bound.
const doubt = 0.05

// Sample estimates Shapley values from so many pairs of orders, each drawn by
// lot from the seed and taken forwards and backwards, which makes the errors of
// the two cancel in part (antithetic sampling; Lomeli et al. 2019). The same
// seed gives the same values.
//
// least and most bound what a player can ever add; for a game in which nobody
// does harm they are 0 and the worth of all. The error is the empirical
// Bernstein bound of Maurer and Pontil (2009), for both sides and all players:
//
//	√(2·V·ln(4n/δ)/m) + 7·(most−least)·ln(4n/δ)/(3·(m−1)),  V the greatest variance over the m pairs
func Sample(g Game, seed string, pairs int, least, most *big.Rat) (Estimate, error) {
	switch {
	case pairs < 2:
		return Estimate{}, invalid("pairs")
	case g.Worth(make([]bool, g.Players)).Sign() != 0:
		return Estimate{}, invalid("nobody")
	}
	lots := draw(seed)
	sums, squares := zeros(g.Players), zeros(g.Players)
	for range pairs {
		order := lots.order(g.Players)
		pair := zeros(g.Players)
		for range 2 {
			if !g.arrive(order, pair, least, most) {
				return Estimate{}, invalid("bounds")
			}
			reverse(order)
		}
		for i, twice := range pair {
			sums[i].Add(sums[i], twice)
			squares[i].Add(squares[i], new(big.Rat).Mul(twice, twice))
		}
	}
	e := Estimate{Values: sums, Orders: 2 * pairs}
	e.Error = bound(sums, squares, pairs, new(big.Rat).Sub(most, least))
	for _, s := range sums {
		s.Quo(s, new(big.Rat).SetInt64(2*int64(pairs)))
	}
	return e, nil
}

// arrive adds what each player adds on arriving; false if that is out of bounds.
func (g Game) arrive(order []int, added []*big.Rat, least, most *big.Rat) bool {
	in, before := make([]bool, g.Players), new(big.Rat)
	for _, i := range order {
		in[i] = true
		now := g.Worth(in)
		gain := new(big.Rat).Sub(now, before)
		if gain.Cmp(least) < 0 || gain.Cmp(most) > 0 {
			return false
		}
		added[i].Add(added[i], gain)
		before = now
	}
	return true
}

// bound takes sums of doubled values and of their squares. It estimates an
// error and pays nobody, so it may use floats; it is rounded up.
func bound(sums, squares []*big.Rat, pairs int, reach *big.Rat) *big.Rat {
	m := float64(pairs)
	worst := 0.0
	for i := range sums {
		mean := new(big.Rat).Mul(sums[i], sums[i])
		mean.Quo(mean, new(big.Rat).SetInt64(int64(pairs)))
		spread, _ := mean.Sub(squares[i], mean).Float64()
		worst = max(worst, spread/4/(m-1))
	}
	log := math.Log(4 * float64(max(len(sums), 1)) / doubt)
	r, _ := reach.Float64()
	e := math.Sqrt(2*worst*log/m) + 7*r*log/(3*(m-1))
	return new(big.Rat).SetFloat64(e * (1 + 1e-9))
}

func zeros(n int) []*big.Rat {
	all := make([]*big.Rat, n)
	for i := range all {
		all[i] = new(big.Rat)
	}
	return all
}

func reverse(order []int) {
	for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
		order[i], order[j] = order[j], order[i]
	}
}

// lots are numbers by lot that anybody can draw again.
type lots struct{ from *rand.PCG }

func draw(seed string) lots {
	h := sha256.Sum256([]byte(seed))
	return lots{rand.NewPCG(binary.BigEndian.Uint64(h[:8]), binary.BigEndian.Uint64(h[8:16]))}
}

// order shuffles (Fisher and Yates). It does so itself because the library does
// not promise to shuffle the same way for ever.
func (l lots) order(n int) []int {
	order := make([]int, n)
	for i := range order {
		j := l.below(uint64(i) + 1)
		order[i] = order[j]
		order[j] = i
	}
	return order
}

// below draws evenly from 0..n−1: it draws again where the last round of
// numbers is incomplete.
func (l lots) below(n uint64) uint64 {
	for full := math.MaxUint64 - math.MaxUint64%n; ; {
		if x := l.from.Uint64(); x < full {
			return x % n
		}
	}
}
