package table

import (
	"slices"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Talk is the wished-for part of the ground rules that says how seats talk;
// what is left out stays as it is.
type Talk struct {
	WeightThreshold  *string                     `json:"weightThreshold"`
	Counted          *negotiation.Counted        `json:"counted"`
	Behind           []negotiation.Behind        `json:"behind"`
	SheetChange      *negotiation.SheetChange    `json:"sheetChange"`
	SealedRounds     *bool                       `json:"sealedRounds"`
	LateMinimum      *string                     `json:"lateMinimum"`
	Publicity        *negotiation.Publicity      `json:"publicity"`
	OffRecord        *string                     `json:"offRecord"`
	WithoutPrejudice *bool                       `json:"withoutPrejudice"`
	Costs            *string                     `json:"costs"`
	Facilitation     *negotiation.Facilitation   `json:"facilitation"`
	Ladder           []negotiation.Rung          `json:"ladder"`
	CoolingOff       *string                     `json:"coolingOff"`
	Standstill       *string                     `json:"petitionStandstill"`
	Mediation        *negotiation.MediationRules `json:"mediation"`
}

const (
	maxBehind = 60 // seats with a number of their own
	maxSource = 120
	maxCosts  = 500
	maxPeople = 10_000_000
	maxRounds = 5 // of mediation, in the life of a negotiation
)

func (w Talk) over(g negotiation.GroundRules) negotiation.GroundRules {
	set(&g.WeightThreshold, w.WeightThreshold)
	set(&g.Counted, w.Counted)
	set(&g.SheetChange, w.SheetChange)
	set(&g.LateMinimum, w.LateMinimum)
	set(&g.Publicity, w.Publicity)
	set(&g.OffRecord, w.OffRecord)
	set(&g.Costs, w.Costs)
	set(&g.Facilitation, w.Facilitation)
	set(&g.CoolingOff, w.CoolingOff)
	set(&g.Standstill, w.Standstill)
	if w.Behind != nil {
		g.Behind = slices.Clone(w.Behind)
	}
	if w.SealedRounds != nil {
		g.SealedRounds = w.SealedRounds
	}
	if w.WithoutPrejudice != nil {
		g.WithoutPrejudice = w.WithoutPrejudice
	}
	if w.Ladder != nil {
		g.Ladder = w.Ladder
	}
	if w.Mediation != nil {
		g.Mediation = w.Mediation
	}
	return g
}

// behind checks what seats bring into a count: each number once, and with its
// source.
func behind(g *negotiation.GroundRules) *rule.Refusal {
	if len(g.Behind) > maxBehind {
		return bad("behind", "too_many")
	}
	seen := make(map[string]bool)
	for i := range g.Behind {
		b := &g.Behind[i]
		at := func(field string, r *rule.Refusal) *rule.Refusal {
			return r.At("groundRules", "behind", strconv.Itoa(i), field)
		}
		if b.Seat == "" || len(b.Seat) > maxID || seen[b.Seat] {
			return at("seat", rule.Refuse("INVALID", "rule", "twice"))
		}
		if b.ReadBy == b.Seat || len(b.ReadBy) > maxID {
			return at("readBy", rule.Refuse("INVALID", "rule", "counter_reader"))
		}
		if b.People < 0 || b.People > maxPeople {
			return at("people", rule.Refuse("INVALID", "rule", "people"))
		}
		if b.Weight != "" {
			w, ok := decision.Fraction(b.Weight)
			if !ok {
				return at("weight", rule.Refuse("INVALID", "rule", "share"))
			}
			b.Weight = w.RatString()
		}
		source, refusal := text.Line(b.Source, maxSource)
		if refusal != nil {
			return at("source", refusal)
		}
		b.Source, seen[b.Seat] = source, true
	}
	return nil
}

const maxID = 64

// talked checks the words about how seats talk.
func talked(g *negotiation.GroundRules) *rule.Refusal {
	switch {
	case !slices.Contains([]negotiation.SheetChange{negotiation.ByConsent, negotiation.ByFacilitator, negotiation.ByConvener}, g.SheetChange):
		return bad("sheetChange", "sheet_change")
	case !slices.Contains([]negotiation.Publicity{negotiation.AmongSeats, negotiation.ResultsOnly, negotiation.AllPublic}, g.Publicity):
		return bad("publicity", "publicity")
	case g.Facilitation != negotiation.BySeats && g.Facilitation != negotiation.ByPerson:
		return bad("facilitation", "facilitation")
	}
	costs, refusal := text.Clean(g.Costs, maxCosts)
	if refusal != nil {
		return refusal.At("groundRules", "costs")
	}
	g.Costs = costs
	return nil
}

// ladder is the order in which rungs are climbed.
var ladder = Template(negotiation.Local).Ladder

// climbed checks that a ladder leaves out what it likes, but turns nothing
// around and comes to an end.
func climbed(g negotiation.GroundRules) *rule.Refusal {
	last := -1
	for _, r := range g.Ladder {
		at := slices.Index(ladder, r)
		if at <= last {
			return bad("ladder", "ladder")
		}
		last = at
	}
	if last != len(ladder)-1 {
		return bad("ladder", "ladder")
	}
	return nil
}

// mediated checks how packages are suggested.
func mediated(g negotiation.GroundRules) *rule.Refusal {
	m := g.Mediation
	if m.Rounds < 0 || m.Rounds > maxRounds {
		return bad("mediation", "mediation_rounds")
	}
	seen := make(map[negotiation.MediationMethod]bool)
	for _, method := range m.Methods {
		known := method == negotiation.SingleText || method == negotiation.Leximin || method == negotiation.Nash
		if !known || seen[method] {
			return bad("mediation", "mediation_method")
		}
		seen[method] = true
	}
	if m.Rounds > 0 && len(m.Methods) == 0 {
		return bad("mediation", "mediation_method")
	}
	return nil
}
