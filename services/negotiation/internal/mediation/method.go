package mediation

import (
	"math"
	"slices"
)

// Method is a way to choose one package among all.
type Method string

// The methods, with u the utilities, d the reservation values where they enter
// and otherwise 0, and a the best that each party can have when nobody gets
// less than d.
const (
	// Utilitarian is the largest sum Σ u (Harsanyi 1955).
	Utilitarian Method = "utilitarian"
	// Nash is the largest product Π (u−d) over packages with u ≥ d (Nash
	// 1950). If none gives every party more than d, all products are 0, and
	// leximin of u−d decides.
	Nash Method = "nash"
	// Egalitarian is the largest smallest utility (Rawls 1971; Kalai 1977). Of
	// the packages that have it, it is the leximin one.
	Egalitarian Method = "egalitarian"
	// Leximin is the largest smallest u, then the largest second smallest, and
	// so on (Sen 1970; Moulin 1988), over packages with u ≥ d.
	Leximin Method = "leximin"
	// KalaiSmorodinsky is leximin of (u−d)/(a−d) (Kalai & Smorodinsky 1975; as
	// leximin where packages are finitely many: Imai 1983). A party with a = d
	// has all it can have, which is a ratio of 1.
	KalaiSmorodinsky Method = "kalaiSmorodinsky"
	// SingleText is leximin of u−u(text) over packages in which nobody loses
	// against the text: one step of the single negotiating text (Raiffa 1982).
	// Reservation values do not enter it, so that it cannot be moved by
	// misstating them.
	SingleText Method = "singleText"
)

// Methods are all of them.
var Methods = []Method{Utilitarian, Nash, Egalitarian, Leximin, KalaiSmorodinsky, SingleText}

// Question asks for the package that a method chooses.
type Question struct {
	Method Method
	Over   Origin  // what the parties start from; not for Utilitarian, SingleText
	Text   Package // for SingleText alone
}

// Origin is what parties fall back on when nothing is agreed.
type Origin int

// The origins.
const (
	OverZero        Origin = iota // d = 0: every package is individually rational
	OverReservation               // d = the reservation values
)

// aim is a question about a space: gains g = (u−from)·scale+plus of the
// packages with u ≥ floor, compared first by their total, if any, and then from
// the smallest gain to the largest.
type aim struct {
	total             total
	floor             []float64
	from, scale, plus []float64
}

// total is the criterion that comes before the smallest gain.
type total int

const (
	noTotal total = iota
	sum
	product // as a sum of logarithms; it counts only if every gain exceeds Tolerance
)

// aimOf turns a question into an aim. ideal is asked for a, the best that each
// party can have within floors, and may be nil unless the method needs it.
func (sp *space) aimOf(q Question, ideal func(floor []float64) []float64) aim {
	m := sp.parties
	zero, one := make([]float64, m), slices.Repeat([]float64{1}, m)
	origin := zero
	if q.Over == OverReservation {
		origin = sp.reserved
	}
	switch q.Method {
	case Utilitarian:
		return aim{total: sum, floor: zero, from: zero, scale: one, plus: zero}
	case Nash:
		return aim{total: product, floor: origin, from: origin, scale: one, plus: zero}
	case KalaiSmorodinsky:
		scale, plus := make([]float64, m), make([]float64, m)
		for i, best := range ideal(origin) {
			if best-origin[i] > Tolerance {
				scale[i] = 1 / (best - origin[i])
			} else {
				plus[i] = 1
			}
		}
		return aim{floor: origin, from: origin, scale: scale, plus: plus}
	case SingleText:
		text := make([]float64, m)
		sp.utilities(q.Text, text)
		return aim{floor: text, from: text, scale: one, plus: zero}
	}
	return aim{floor: origin, from: zero, scale: one, plus: zero}
}

// admits tells whether nobody falls below the floor.
func (a aim) admits(u []float64) bool {
	for i, x := range u {
		if x < a.floor[i]-rounding {
			return false
		}
	}
	return true
}

// score writes what u is compared by, criterion after criterion: the total, if
// any, then the gains from the smallest to the largest.
func (a aim) score(u, into []float64) []float64 {
	into = into[:0]
	if a.total != noTotal {
		into = append(into, a.totalOf(u))
	}
	gains := len(into)
	for i, x := range u {
		into = append(into, (x-a.from[i])*a.scale[i]+a.plus[i])
	}
	slices.Sort(into[gains:])
	return into
}

// first is the first criterion of a score, which is cheaper.
func (a aim) first(u []float64) float64 {
	if a.total != noTotal {
		return a.totalOf(u)
	}
	least := math.Inf(1)
	for i, x := range u {
		least = min(least, (x-a.from[i])*a.scale[i]+a.plus[i])
	}
	return least
}

func (a aim) totalOf(u []float64) float64 {
	gains := make([]float64, 0, 16)
	for i, x := range u {
		gains = append(gains, (x-a.from[i])*a.scale[i]+a.plus[i])
	}
	if a.total == sum {
		return totalled(gains)
	}
	return logs(gains)
}

// logs is the logarithm of the product of gains that all exceed Tolerance.
func logs(gains []float64) float64 {
	t := 0.0
	for _, gain := range gains {
		if gain <= Tolerance {
			return math.Inf(-1)
		}
		t += math.Log(gain)
	}
	return t
}

// value is the number that the method is known by: the sum, the product or the
// smallest gain.
func (a aim) value(u []float64) float64 {
	if a.total != product {
		return a.first(u)
	}
	p := 1.0
	for i, x := range u {
		p *= x - a.from[i]
	}
	return p
}
