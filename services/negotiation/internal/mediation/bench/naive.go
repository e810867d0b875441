package bench

import (
	"math"
	"slices"

	"parley.example/services/negotiation/internal/mediation"
)

// naive is what one would write first: list all packages with their utilities,
// drop from the frontier what each dominates, and look through everything once
// for every method. It stands for the numbers, not for the last tie.
func naive(s mediation.Scenario, text mediation.Package) (frontier int, values map[mediation.Method]float64) {
	var utilities [][]float64
	p := make(mediation.Package, len(s.Terms))
	for more := true; more; more = next(s, p) {
		utilities = append(utilities, s.Utilities(p))
	}
	var efficient [][]float64
	for _, u := range utilities {
		if slices.ContainsFunc(efficient, func(e []float64) bool { return dominates(e, u) }) {
			continue
		}
		efficient = slices.DeleteFunc(efficient, func(e []float64) bool { return dominates(u, e) })
		efficient = append(efficient, u)
	}
	zero, reserved, best := make([]float64, len(s.Parties)), make([]float64, len(s.Parties)), make([]float64, len(s.Parties))
	for i, y := range s.Parties {
		reserved[i] = y.Reservation
		for _, u := range utilities {
			best[i] = max(best[i], u[i])
		}
	}
	ratio := func(u, d []float64) []float64 {
		r := make([]float64, len(u))
		for i := range u {
			r[i] = (u[i] - d[i]) / (best[i] - d[i])
		}
		return r
	}
	return len(efficient), map[mediation.Method]float64{
		mediation.Utilitarian:      highest(utilities, zero, minus, total),
		mediation.Nash:             highest(utilities, reserved, minus, product),
		mediation.Egalitarian:      highest(utilities, zero, minus, smallest),
		mediation.Leximin:          highest(utilities, zero, minus, smallest),
		mediation.KalaiSmorodinsky: highest(utilities, zero, ratio, smallest),
		mediation.SingleText:       highest(utilities, s.Utilities(text), minus, smallest),
	}
}

// next counts p on like the digits of a number.
func next(s mediation.Scenario, p mediation.Package) bool {
	for k := len(p) - 1; k >= 0; k-- {
		if p[k]++; p[k] < len(s.Terms[k].Values) {
			return true
		}
		p[k] = 0
	}
	return false
}

func dominates(a, b []float64) bool {
	higher := false
	for i := range a {
		if a[i] < b[i]-mediation.Tolerance {
			return false
		}
		higher = higher || a[i] > b[i]+mediation.Tolerance
	}
	return higher
}

// highest is the largest value of the gains over d among those who lose nobody.
func highest(utilities [][]float64, d []float64, gains func(u, d []float64) []float64, value func([]float64) float64) float64 {
	best := math.Inf(-1)
	for _, u := range utilities {
		if g := gains(u, d); smallest(g) >= 0 {
			best = max(best, value(g))
		}
	}
	return best
}

func minus(u, d []float64) []float64 {
	g := make([]float64, len(u))
	for i := range u {
		g[i] = u[i] - d[i]
	}
	return g
}

func smallest(g []float64) float64 { return slices.Min(g) }

func total(g []float64) float64 {
	t := 0.0
	for _, x := range g {
		t += x
	}
	return t
}

func product(g []float64) float64 {
	t := 1.0
	for _, x := range g {
		t *= x
	}
	return t
}
