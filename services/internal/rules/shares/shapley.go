package shares

import "math/big"

// Game is what any group of players is worth together. Worth is asked for who
// is in; nobody at all has to be worth nothing.
type Game struct {
	Players int
	Worth   func(in []bool) *big.Rat
}

// exactly is up to how many players every group is looked at.
const exactly = 16

// Shapley returns each player's value, the mean of what the player adds over
// all orders of arrival (Shapley 1953):
//
//	φ(i) = Σ over S without i of |S|!·(n−|S|−1)!/n! · (v(S∪i) − v(S))
//
// The values sum to what all are worth together. For more than 16 players it
// refuses: use [Sample].
func Shapley(g Game) ([]*big.Rat, error) {
	switch {
	case g.Players > exactly:
		return nil, invalid("players")
	case g.Worth(make([]bool, g.Players)).Sign() != 0:
		return nil, invalid("nobody")
	}
	worth := g.all()
	// By player and size, so that each weight is multiplied once only.
	added := make([][]big.Rat, g.Players)
	for i := range added {
		added[i] = make([]big.Rat, g.Players)
	}
	var gain big.Rat
	for set := range worth {
		for i := range g.Players {
			if with := set | 1<<i; with != set {
				to := &added[i][size(set)]
				to.Add(to, gain.Sub(worth[with], worth[set]))
			}
		}
	}
	values := make([]*big.Rat, g.Players)
	for i := range values {
		values[i] = new(big.Rat)
		for s := range added[i] {
			values[i].Add(values[i], gain.Mul(&added[i][s], orders(s, g.Players)))
		}
	}
	return values, nil
}

// all returns the worth of every group; bit i of the index is player i.
func (g Game) all() []*big.Rat {
	worth := make([]*big.Rat, 1<<g.Players)
	in := make([]bool, g.Players)
	for set := range worth {
		for i := range in {
			in[i] = set>>i&1 == 1
		}
		worth[set] = g.Worth(in)
	}
	return worth
}

func size(set int) (n int) {
	for ; set > 0; set &= set - 1 {
		n++
	}
	return n
}

// orders is s!·(n−s−1)!/n!: the share of all orders in which just these s come
// before a player.
func orders(s, n int) *big.Rat {
	up := new(big.Int).Mul(factorial(s), factorial(n-s-1))
	return new(big.Rat).SetFrac(up, factorial(n))
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }
