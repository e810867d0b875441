package shares

import "maps"

import "math/big"

// Beyond so many voters, or so many different sums of their weights, counting
// would take too long.
const (
	voters = 500
	sums   = 1 << 17
)

// Power returns the index of Shapley and Shubik (1954): how often, over all
// orders of arrival, it is this voter who brings the weights up to the quota.
// The indices sum to one. It counts groups by their size and weight, so that
// many voters of few weights are no trouble; where sums are too many to follow
// it refuses.
func Power(weights []int64, quota int64) ([]*big.Rat, error) {
	if len(weights) > voters {
		return nil, invalid("voters")
	}
	sum := int64(0)
	for _, w := range weights {
		if w < 0 || w > 1<<40 {
			return nil, invalid("weights")
		}
		sum += w
	}
	if quota <= 0 || quota > sum {
		return nil, invalid("quota")
	}
	power := make([]*big.Rat, len(weights))
	known := make(map[int64]*big.Rat) // equal weights, equal power
	for i, w := range weights {
		if known[w] == nil {
			swings, err := others(weights, i, quota)
			if err != nil {
				return nil, err
			}
			known[w] = swings
		}
		power[i] = new(big.Rat).Set(known[w])
	}
	return power, nil
}

// group is a number of voters and what they weigh together.
type group struct {
	size   int
	weight int64
}

// others counts the groups without voter i that lack the quota and reach it
// with i, each by the share of orders that it stands for.
func others(weights []int64, i int, quota int64) (*big.Rat, error) {
	groups := map[group]*big.Int{{}: big.NewInt(1)}
	for j, w := range weights {
		if j == i {
			continue
		}
		more := make(map[group]*big.Int, len(groups))
		for g, n := range groups {
			with := group{g.size + 1, g.weight + w}
			if with.weight < quota { // beyond it nobody is needed any more
				more[with] = n
			}
		}
		for g, n := range more {
			if groups[g] != nil {
				n = new(big.Int).Add(groups[g], n)
			}
			more[g] = n
		}
		maps.Copy(groups, more)
		if len(groups) > sums {
			return nil, invalid("voters")
		}
	}
	power := new(big.Rat)
	for g, n := range groups {
		if g.weight+weights[i] >= quota {
			power.Add(power, new(big.Rat).Mul(orders(g.size, len(weights)), new(big.Rat).SetInt(n)))
		}
	}
	return power, nil
}
