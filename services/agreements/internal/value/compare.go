package value

import (
	"math/big"
	"slices"
	"strings"

	"parley.example/services/internal/rules/measure"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/shares"
)

// Group is what some portions are worth when they work together without the
// others, as all parties have said.
type Group struct {
	Of    []string
	Minor int64
}

// Fairness sets what portions received beside what other rules would have given
// them. It informs; nothing is paid by it.
type Fairness struct {
	Received      []int64
	Equal         []int64
	Proportional  []int64    // nil where nobody contributed anything
	Shapley       []*big.Rat // nil where the parties adopted no worth of groups
	Error         *big.Rat   // of Shapley, where it was sampled
	Gini          *big.Rat
	FromEqual     *big.Rat // part of the money that would have to change hands
	FromByGiven   *big.Rat
	FromByShapley *big.Rat
}

// Compare works out all that can be, over the portions in their order. The seed
// is drawn from where there are too many of them for every group to be looked at.
func Compare(keys []string, received, contributed []int64, groups []Group, seed string) (Fairness, error) {
	f := Fairness{Received: received}
	whole, pot, given := make([]*big.Rat, len(keys)), int64(0), int64(0)
	got, gave := make([]*big.Rat, len(keys)), make([]*big.Rat, len(keys))
	for i := range keys {
		whole[i] = big.NewRat(1, 1)
		got[i], gave[i] = new(big.Rat).SetInt64(received[i]), new(big.Rat).SetInt64(max(0, contributed[i]))
		pot, given = pot+received[i], given+max(0, contributed[i])
	}
	f.Gini = measure.Gini(got)
	var err error
	if f.Equal, err = split(pot, whole); err != nil {
		return f, err
	}
	f.FromEqual = apart(received, f.Equal, pot)
	if given > 0 {
		if f.Proportional, err = split(pot, gave); err != nil {
			return f, err
		}
		f.FromByGiven = apart(received, f.Proportional, pot)
	}
	if len(groups) > 0 {
		err = f.shapley(keys, groups, seed)
	}
	return f, err
}

// apart is which part of the money would have to change hands to get from one
// division to another.
func apart(a, b []int64, pot int64) *big.Rat {
	moved := int64(0)
	for i := range a {
		moved += max(0, a[i]-b[i])
	}
	if pot == 0 {
		return new(big.Rat)
	}
	return big.NewRat(moved, pot)
}

// Players whom Shapley's value is computed for in full, and the pairs of orders
// that it is sampled from otherwise.
const (
	exactly = 16
	pairs   = 1000
)

func (f *Fairness) shapley(keys []string, groups []Group, seed string) error {
	game, most := Game(keys, groups)
	if len(keys) <= exactly {
		values, err := shares.Shapley(game)
		f.Shapley = values
		f.FromByShapley = f.fromShapley()
		return err
	}
	e, err := shares.Sample(game, seed, pairs, new(big.Rat), new(big.Rat).SetInt64(most))
	f.Shapley, f.Error = e.Values, e.Error
	f.FromByShapley = f.fromShapley()
	return err
}

// fromShapley compares parts of the two wholes, since the parties' worth of all
// together need not be this pot.
func (f *Fairness) fromShapley() *big.Rat {
	got, want := make([]*big.Rat, len(f.Received)), f.Shapley
	for i, r := range f.Received {
		got[i] = new(big.Rat).SetInt64(r)
	}
	moved := new(big.Rat)
	for _, r := range measure.Against(want, got) {
		if r.More.Sign() > 0 {
			moved.Add(moved, r.More)
		}
	}
	return moved
}

// Game is the worth of groups as the parties said it. A group that nobody spoke
// of is worth as much as the best one within it of which somebody did; so nobody
// does harm by coming.
func Game(keys []string, groups []Group) (shares.Game, int64) {
	sets, most := make([]uint64, len(groups)), int64(0)
	for i, g := range groups {
		for at, key := range keys {
			if slices.Contains(g.Of, key) {
				sets[i] |= 1 << at
			}
		}
		most = max(most, g.Minor)
	}
	return shares.Game{Players: len(keys), Worth: func(in []bool) *big.Rat {
		var set uint64
		for at, is := range in {
			if is {
				set |= 1 << at
			}
		}
		best := int64(0)
		for i, s := range sets {
			if s&^set == 0 {
				best = max(best, groups[i].Minor)
			}
		}
		return new(big.Rat).SetInt64(best)
	}}, most
}

// MostGroups bounds what the parties may say about groups; mostPortions is how
// many portions a bit each can stand for.
const (
	MostGroups   = 400
	mostPortions = 64
)

// Sound refuses groups that are no statement about these portions.
func Sound(keys []string, groups []Group) error {
	if len(groups) == 0 || len(groups) > MostGroups || len(keys) > mostPortions {
		return rule.Refuse("INVALID", "rule", "too_many", "max", "400").At("groups")
	}
	met := make(map[string]bool)
	for _, g := range groups {
		var name strings.Builder
		for _, key := range keys {
			if slices.Contains(g.Of, key) {
				name.WriteString(key + "\n")
			}
		}
		switch {
		case len(g.Of) == 0 || strings.Count(name.String(), "\n") != len(g.Of):
			return rule.Refuse("INVALID", "rule", "unknown").At("groups")
		case met[name.String()]:
			return rule.Refuse("INVALID", "rule", "twice").At("groups")
		case g.Minor < 0 || g.Minor > MostMinor:
			return rule.Refuse("INVALID", "rule", "money").At("groups")
		}
		met[name.String()] = true
	}
	return nil
}
