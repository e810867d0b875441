package vault

import (
	"math/big"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
)

// Worth is what a package is worth to the seat that asks, to twelve decimals. A
// package that leaves terms open lies between two numbers. A thin seal says
// only whether the seat can live with it.
type Worth struct {
	Version int    `json:"version"` // of the seal
	Stale   bool   `json:"stale"`   // the term sheet has changed since it was sealed
	Refused bool   `json:"refused"` // it has a value that the seat cannot live with
	Least   string `json:"least,omitempty"`
	Most    string `json:"most,omitempty"`
	Enough  *bool  `json:"enough,omitempty"` // at least what no agreement is worth; absent while that is open
}

// shown is how many decimals of a utility are shown.
const shown = 12

// Of returns what values, by term, are worth under a seal.
func Of(e negotiation.PreferencesSealed, sheet table.Sheet, values map[string]negotiation.Value) Worth {
	w := Worth{Version: e.Version, Stale: e.Sheet != sheet.Digest()}
	for _, r := range e.Refused {
		if v, set := values[r.Term]; set && Refuses(sheet[r.Term].Term, r, terms.Literal(v)) {
			w.Refused = true
		}
	}
	if e.Full == nil {
		return w
	}
	least, most := new(big.Rat), new(big.Rat)
	for _, p := range e.Full.Terms {
		weight, low, high := number(p.Weight), lowest(p), highest(p)
		if v, set := values[p.Term]; set {
			low = At(sheet[p.Term].Term, p, terms.Literal(v))
			high = low
		}
		least.Add(least, low.Mul(weight, low))
		if high == low { // both are the one that was just multiplied
			most.Add(most, high)
		} else {
			most.Add(most, high.Mul(weight, high))
		}
	}
	reservation := number(e.Full.Reservation)
	if enough := least.Cmp(reservation) >= 0; enough || most.Cmp(reservation) < 0 {
		w.Enough = &enough
	}
	w.Least, w.Most = least.FloatString(shown), most.FloatString(shown)
	return w
}

// At returns what one value of a term is worth: on a line between the nearest
// points, beyond the last as much as there. A value that a choice does not know
// is worth nothing.
func At(t negotiation.Term, p negotiation.Preference, value string) *big.Rat {
	if !terms.Ordered(t) {
		for _, point := range p.Curve {
			if point.At == value {
				return number(point.Worth)
			}
		}
		return new(big.Rat)
	}
	n, _ := terms.Measure(t, value)
	after := slices.IndexFunc(p.Curve, func(point negotiation.Point) bool { return measured(t, point) >= n })
	switch {
	case after < 0:
		return number(p.Curve[len(p.Curve)-1].Worth)
	case after == 0 || measured(t, p.Curve[after]) == n:
		return number(p.Curve[after].Worth)
	}
	from, to := p.Curve[after-1], p.Curve[after]
	share := big.NewRat(n-measured(t, from), measured(t, to)-measured(t, from))
	low, high := number(from.Worth), number(to.Worth)
	return share.Add(low, share.Mul(share, high.Sub(high, low)))
}

func measured(t negotiation.Term, p negotiation.Point) int64 {
	n, _ := terms.Measure(t, p.At)
	return n
}

// Refuses tells whether a value of a term is one that cannot be lived with.
func Refuses(t negotiation.Term, r negotiation.Refused, value string) bool {
	if slices.Contains(r.Values, value) {
		return true
	}
	return r.Below != "" && compare(t, value, r.Below) < 0 || r.Above != "" && compare(t, value, r.Above) > 0
}

func lowest(p negotiation.Preference) *big.Rat {
	return number(slices.MinFunc(p.Curve, worthless).Worth)
}

func highest(p negotiation.Preference) *big.Rat {
	return number(slices.MaxFunc(p.Curve, worthless).Worth)
}

func worthless(a, b negotiation.Point) int { return number(a.Worth).Cmp(number(b.Worth)) }

// number reads a decimal that was checked before it was stored.
func number(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}
