// Package sample draws scenarios from a source of chance, for tests and
// benches.
package sample

import (
	"fmt"
	"math/rand/v2"

	"parley.example/services/negotiation/internal/mediation"
)

// Source is a source of chance that a seed determines.
func Source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9a71e7)) }

// Sizes draws how many values each of some terms has, from least to most.
func Sizes(r *rand.Rand, terms, least, most int) []int {
	sizes := make([]int, terms)
	for k := range sizes {
		sizes[k] = least + r.IntN(most-least+1)
	}
	return sizes
}

// Independent draws parties whose weights and worths have nothing to do with
// each other's, and reservation values up to 0.4.
func Independent(r *rand.Rand, parties int, sizes []int) mediation.Scenario {
	return scenario(r, parties, sizes, func(_, _, _ int) float64 { return r.Float64() })
}

// Opposed draws parties of two camps that want the opposite of every term, or
// nearly.
func Opposed(r *rand.Rand, parties int, sizes []int) mediation.Scenario {
	return scenario(r, parties, sizes, func(party, v, n int) float64 {
		rank := float64(v) / float64(max(1, n-1))
		if party%2 == 0 {
			rank = 1 - rank
		}
		return rank + 0.2*r.Float64()
	})
}

// scenario draws weights and asks for the worth, to a party, of value v out of n.
func scenario(r *rand.Rand, parties int, sizes []int, worth func(party, v, n int) float64) mediation.Scenario {
	s := mediation.Scenario{Terms: terms(sizes)}
	for i := range parties {
		y := mediation.Party{Name: fmt.Sprint("party ", i+1), Reservation: 0.4 * r.Float64()}
		for _, n := range sizes {
			y.Weights = append(y.Weights, 0.05+r.Float64())
			worths, best := make([]float64, n), 0.0
			for v := range worths {
				worths[v] = worth(i, v, n)
				best = max(best, worths[v])
			}
			y.Worth = append(y.Worth, divided(worths, best))
		}
		y.Weights = divided(y.Weights, total(y.Weights))
		s.Parties = append(s.Parties, y)
	}
	return s
}

func terms(sizes []int) []mediation.Term {
	all := make([]mediation.Term, len(sizes))
	for k, n := range sizes {
		all[k].Name = fmt.Sprint("term ", k+1)
		for v := range n {
			all[k].Values = append(all[k].Values, fmt.Sprint("value ", v+1))
		}
	}
	return all
}

func divided(all []float64, by float64) []float64 {
	for i := range all {
		all[i] /= by
	}
	return all
}

func total(all []float64) float64 {
	t := 0.0
	for _, x := range all {
		t += x
	}
	return t
}
