package vault

import (
	"math/big"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
)

// Review tells somebody what their preferences come to, before or after they
// seal them: in which order terms matter to them, and what does not fit
// together. It is for the sealer alone.
type Review struct {
	Ranking []Rank   `json:"ranking"` // what matters most first
	Remarks []Remark `json:"remarks"`
	Least   string   `json:"least"` // what the worst and the best package are worth
	Most    string   `json:"most"`
}

// Rank is how much of a utility a term decides on.
type Rank struct {
	Term  string `json:"term"`
	Swing string `json:"swing"` // from the worst to the best value
	Worst string `json:"worst"`
	Best  string `json:"best"`
}

// Remark is something that may not be meant. Code has a sentence.
type Remark struct {
	Code string `json:"code"`
	Term string `json:"term,omitempty"`
}

// The remarks.
const (
	WeightIdle        = "SEAL_WEIGHT_IDLE"       // a weight on a term of which all values are worth the same
	CurveIdle         = "SEAL_CURVE_IDLE"        // worths that differ, under a weight of 0
	BestUnreached     = "SEAL_BEST_UNREACHED"    // no value of the term is worth 1: the weight says more than it does
	NothingEnough     = "SEAL_NOTHING_ENOUGH"    // no package reaches what no agreement is worth
	AllEnough         = "SEAL_ALL_ENOUGH"        // every package does
	BestRefused       = "SEAL_BEST_REFUSED"      // the value worth most is one that cannot be lived with
	OwnOfferTooLittle = "SEAL_OFFER_TOO_LITTLE"  // an own offer on the table is worth less than no agreement
	OwnOfferRefused   = "SEAL_OFFER_REFUSED"     // or has a value that cannot be lived with
	NotMonotone       = "SEAL_CURVE_TURNS_TWICE" // a curve goes up and down more than once
	OneTermDecides    = "SEAL_ONE_TERM_DECIDES"  // one term outweighs all others together
	ThinOnly          = "SEAL_THIN"              // the seal protects only from what it refuses
)

// ReviewOf reviews a wish that [Check] has let pass, next to the seat's own
// offers on the table.
func ReviewOf(sheet table.Sheet, w Wish, offers []map[string]negotiation.Value) Review {
	r := Review{Ranking: []Rank{}, Remarks: []Remark{}, Least: "0", Most: "0"}
	e := negotiation.PreferencesSealed{Sheet: sheet.Digest(), Full: w.Full, Refused: w.Refused}
	for _, offer := range offers {
		worth := Of(e, sheet, offer)
		if worth.Refused {
			r.add(OwnOfferRefused, "")
		}
		if worth.Enough != nil && !*worth.Enough {
			r.add(OwnOfferTooLittle, "")
		}
	}
	if w.Full == nil {
		r.add(ThinOnly, "")
		return r
	}
	least, most := new(big.Rat), new(big.Rat)
	swings := make(map[string]*big.Rat)
	for _, p := range w.Full.Terms {
		weight := number(p.Weight)
		low, high := lowest(p), highest(p)
		least.Add(least, low.Mul(low, weight))
		most.Add(most, high.Mul(high, weight))
		swings[p.Term] = new(big.Rat).Sub(high, low)
		r.rank(sheet[p.Term].Term, p, w, swings[p.Term])
	}
	slices.SortStableFunc(r.Ranking, func(a, b Rank) int { return swings[b.Term].Cmp(swings[a.Term]) })
	r.Least, r.Most = least.FloatString(shown), most.FloatString(shown)
	r.whole(w, least, most, swings)
	return r
}

// rank adds a term to the ranking, and what is strange about it.
func (r *Review) rank(t negotiation.Term, p negotiation.Preference, w Wish, swing *big.Rat) {
	worst, best := slices.MinFunc(p.Curve, worthless), slices.MaxFunc(p.Curve, worthless)
	r.Ranking = append(r.Ranking, Rank{Term: p.Term, Swing: swing.FloatString(shown), Worst: worst.At, Best: best.At})
	weightless, flat := number(p.Weight).Sign() == 0, worthless(worst, best) == 0
	switch {
	case flat && !weightless:
		r.add(WeightIdle, p.Term)
	case weightless && !flat:
		r.add(CurveIdle, p.Term)
	case !weightless && best.Worth != "1":
		r.add(BestUnreached, p.Term)
	}
	if terms.Ordered(t) && turns(p.Curve) > 1 {
		r.add(NotMonotone, p.Term)
	}
	for _, refused := range w.Refused {
		if refused.Term == p.Term && !flat && Refuses(t, refused, best.At) {
			r.add(BestRefused, p.Term)
		}
	}
}

// turns counts how often a curve changes between up and down.
func turns(curve []negotiation.Point) (n int) {
	direction := 0
	for i := range curve[1:] {
		next := worthless(curve[i+1], curve[i])
		if next != 0 && direction != 0 && next != direction {
			n++
		}
		if next != 0 {
			direction = next
		}
	}
	return n
}

func (r *Review) whole(w Wish, least, most *big.Rat, swings map[string]*big.Rat) {
	reservation := number(w.Full.Reservation)
	switch {
	case most.Cmp(reservation) < 0:
		r.add(NothingEnough, "")
	case least.Cmp(reservation) >= 0:
		r.add(AllEnough, "")
	}
	if len(r.Ranking) > 1 {
		rest := new(big.Rat)
		for _, next := range r.Ranking[1:] {
			rest.Add(rest, swings[next.Term])
		}
		if first := r.Ranking[0].Term; swings[first].Cmp(rest) > 0 {
			r.add(OneTermDecides, first)
		}
	}
}

func (r *Review) add(code, term string) {
	if next := (Remark{code, term}); !slices.Contains(r.Remarks, next) {
		r.Remarks = append(r.Remarks, next)
	}
}
