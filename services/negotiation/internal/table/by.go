package table

import (
	"reflect"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// By is who acts, as the registry knows them at this moment.
type By struct {
	Seat     string // for which they act; "" for none
	Person   string
	Convener bool // they act for who opened the initiative
	Powers   map[registry.Act]Power
	Table    []registry.SeatRow // all chairs there are
	Seconded *Seconded          // nil: no second person is wanted
}

// Seconded is what a second person of a seat's organization has approved, where
// it wants one for each offer: the values of drafts as they are.
type Seconded struct{ Drafts [][]negotiation.DraftValue }

// Seconds refuses an offer that no second person has approved, if one is wanted.
func (b By) Seconds(values []negotiation.Setting) *rule.Refusal {
	if b.Seconded == nil || slices.ContainsFunc(b.Seconded.Drafts, func(d []negotiation.DraftValue) bool { return says(d, values) }) {
		return nil
	}
	return rule.Refuse("OFFER_NOT_SECONDED")
}

// says tells whether a draft says just what a package does, in any order.
func says(draft []negotiation.DraftValue, values []negotiation.Setting) bool {
	said := make(map[string]negotiation.Value, len(draft))
	for _, v := range draft {
		said[v.Term] = v.Value
	}
	return len(said) == len(values) && !slices.ContainsFunc(values, func(v negotiation.Setting) bool {
		value, there := said[v.Term]
		return !there || !reflect.DeepEqual(value, v.Value)
	})
}

// Power is what a mandate lets somebody do, or why none does.
type Power struct {
	Limits []registry.Limit
	Why    *rule.Refusal
}

// power refuses an act to who does not sit here or has no mandate for it.
func (b By) power(act registry.Act) (Power, *rule.Refusal) {
	p, known := b.Powers[act]
	switch {
	case b.Seat == "":
		return p, rule.Refuse("NOT_SEATED")
	case !known:
		return p, rule.Refuse("NO_MANDATE")
	}
	return p, p.Why
}

// Can is power for who needs to know no limits.
func (b By) Can(act registry.Act) *rule.Refusal {
	_, refusal := b.power(act)
	return refusal
}

// SpeaksOrConvenes refuses an act that a seat may do, and the convener too.
func (b By) SpeaksOrConvenes() *rule.Refusal {
	if b.Convener {
		return nil
	}
	return b.Can(registry.Speak)
}

func (b By) convenes() *rule.Refusal {
	if !b.Convener {
		return rule.Refuse("NOT_CONVENER")
	}
	return nil
}

// taken returns the chairs that somebody sits on.
func (b By) taken() []registry.SeatRow {
	var seats []registry.SeatRow
	for _, s := range b.Table {
		if s.State == registry.Taken {
			seats = append(seats, s)
		}
	}
	return seats
}
