package sample

import (
	"math/rand/v2"

	"parley.example/services/negotiation/internal/mediation"
)

// Small draws up to 5 terms of up to 4 values, up to 5 parties and up to 3
// constraints. In half of the cases weights and worths are so coarse that many
// packages tie, and in some no package keeps the constraints or all
// reservation values.
func Small(r *rand.Rand) mediation.Scenario {
	coarse := r.IntN(2) == 0
	chance := func() float64 {
		if coarse {
			return float64(r.IntN(4)) / 3
		}
		return r.Float64()
	}
	s := mediation.Scenario{Terms: terms(Sizes(r, 1+r.IntN(5), 1, 4))}
	for range 1 + r.IntN(5) {
		y := mediation.Party{Reservation: 0.7 * chance()}
		for _, t := range s.Terms {
			y.Weights = append(y.Weights, chance())
			worths := make([]float64, len(t.Values))
			for v := range worths {
				worths[v] = chance()
			}
			y.Worth = append(y.Worth, worths)
		}
		if total(y.Weights) == 0 {
			y.Weights[0] = 1
		}
		y.Weights = divided(y.Weights, total(y.Weights))
		s.Parties = append(s.Parties, y)
	}
	for range r.IntN(4) {
		s.Constraints = append(s.Constraints, constraint(r, s.Terms))
	}
	return s
}

func constraint(r *rand.Rand, terms []mediation.Term) mediation.Constraint {
	about := r.Perm(len(terms))[:1+r.IntN(min(len(terms), 3))]
	if r.IntN(2) == 0 {
		return mediation.Constraint{Sum: sum(r, terms, about)}
	}
	var c mediation.Constraint
	for _, k := range about {
		n := len(terms[k].Values)
		c.Never = append(c.Never, mediation.Choice{Term: k, Values: r.Perm(n)[:1+r.IntN(max(1, n-1))]})
	}
	return c
}

func sum(r *rand.Rand, terms []mediation.Term, about []int) *mediation.Sum {
	s := &mediation.Sum{Terms: about}
	for _, k := range about {
		numbers := make([]int64, len(terms[k].Values))
		for v := range numbers {
			numbers[v] = int64(r.IntN(10))
		}
		s.Numbers = append(s.Numbers, numbers)
	}
	s.Min = int64(r.IntN(5*len(about) + 1))
	s.Max = s.Min + int64(r.IntN(10*len(about)))
	return s
}
