package table

import (
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// AroundActs are what people may begin around a table, whatever its state: what
// comes of it has rules, and acts, of its own.
var AroundActs = []string{"raiseAsk", "openCaucus", "offerStanding"}

// MayAround is [May] for these.
func MayAround(t Table, by By, act string) error {
	switch act {
	case "raiseAsk":
		return first(by.SpeaksOrConvenes())
	case "openCaucus":
		if t.leads(by) {
			return nil
		}
		return first(by.Can(registry.Speak))
	case "offerStanding":
		return first(by.Can(registry.Offer))
	}
	return rule.Refuse("NOT_FOUND")
}

// Spoken tells whether somebody speaks for a seat: who holds it, or an advocate.
func Spoken(s registry.SeatRow) bool {
	return s.State == registry.Taken || s.State == registry.Represented
}
