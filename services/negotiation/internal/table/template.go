package table

import (
	"cmp"
	"strconv"
	"strings"

	"parley.example/events/negotiation"
)

// Template is how a table of a level begins: the rule and the shortest periods
// that changes of that reach deserve.
func Template(level negotiation.Level) negotiation.GroundRules {
	g := negotiation.GroundRules{
		Rule:         negotiation.Rule{Threshold: "1/2", Quorum: "1/2"},
		OfferMinimum: "P2D", Zone: "UTC", Languages: []string{"en"}, Currency: "EUR",
	}
	mediation := negotiation.MediationRules{Methods: []negotiation.MediationMethod{negotiation.SingleText}}
	switch level {
	case negotiation.Local:
		g.Rule.Rule, g.Strict = negotiation.Consent, true
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P1D", "P2D", "P14D"
		mediation.Rounds = 1
		g.Ratification = &negotiation.RatificationRules{By: negotiation.ByMandate}
	case negotiation.EndToEnd:
		g.Rule.Rule, g.Strict = negotiation.PerClass, true
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P3D", "P5D", "P30D"
		mediation.Rounds = 2
		g.Ratification = &negotiation.RatificationRules{By: negotiation.MandateAsks, Days: 10}
	default:
		g.Rule.Rule, g.Threshold = negotiation.PerClass, "2/3"
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P10D", "P10D", "P60D"
		mediation.Rounds = 3
		g.Ratification = &negotiation.RatificationRules{By: negotiation.MembersRatify, Days: 30, Turnout: "1/3"}
	}
	g.Mediation = &mediation
	return talk(g)
}

// talk adds what the templates of all levels say alike.
func talk(g negotiation.GroundRules) negotiation.GroundRules {
	g.SheetChange, g.SealedRounds, g.LateMinimum = negotiation.ByConsent, new(false), "P5D"
	g.Publicity, g.OffRecord, g.WithoutPrejudice = negotiation.ResultsOnly, "P30D", new(true)
	g.Costs, g.Facilitation = ownCosts, negotiation.BySeats
	g.Nature = negotiation.Contract
	g.CoolingOff, g.Standstill = "PT0S", "P7D"
	g.Ladder = []negotiation.Rung{
		negotiation.RungFacilitator, negotiation.RungMediation, negotiation.RungFinalOffers,
		negotiation.RungExpert, negotiation.RungPartial, negotiation.RungFailed,
	}
	return g
}

// ownCosts is who pays where nothing else was agreed.
const ownCosts = "Each seat bears its own costs."

// Whole returns ground rules with what they leave to the template of their
// level. Rules that were stored before a field was known are read so.
func Whole(level negotiation.Level, g negotiation.GroundRules) negotiation.GroundRules {
	t := Template(level)
	g.SheetChange = cmp.Or(g.SheetChange, t.SheetChange)
	g.SealedRounds = cmp.Or(g.SealedRounds, t.SealedRounds)
	g.LateMinimum = cmp.Or(g.LateMinimum, t.LateMinimum)
	g.Publicity = cmp.Or(g.Publicity, t.Publicity)
	g.OffRecord = cmp.Or(g.OffRecord, t.OffRecord)
	g.WithoutPrejudice = cmp.Or(g.WithoutPrejudice, t.WithoutPrejudice)
	g.Costs = cmp.Or(g.Costs, t.Costs)
	g.Facilitation = cmp.Or(g.Facilitation, t.Facilitation)
	g.CoolingOff = cmp.Or(g.CoolingOff, t.CoolingOff)
	g.Standstill = cmp.Or(g.Standstill, t.Standstill)
	g.Mediation = cmp.Or(g.Mediation, t.Mediation)
	g.Nature = cmp.Or(g.Nature, t.Nature)
	g.Ratification = cmp.Or(g.Ratification, t.Ratification)
	if g.Ladder == nil {
		g.Ladder = t.Ladder
	}
	return g
}

// differences lists the rules in which g departs from its level's template.
// Where people live, what they speak and pay in is no departure.
func differences(level negotiation.Level, g negotiation.GroundRules) []negotiation.Difference {
	template, here := lines(Template(level)), lines(g)
	found := []negotiation.Difference{}
	for i, t := range template {
		if t != here[i] {
			found = append(found, negotiation.Difference{Rule: t.name, Template: t.says})
		}
	}
	return found
}

// line is one ground rule as a word.
type line struct{ name, says string }

func lines(g negotiation.GroundRules) []line {
	return []line{
		{"rule", string(g.Rule.Rule)},
		{"threshold", g.Threshold},
		{"weightThreshold", g.WeightThreshold},
		{"strict", strconv.FormatBool(g.Strict)},
		{"quorum", g.Quorum},
		{"counted", string(cmp.Or(g.Counted, negotiation.Seats))},
		{"offerMinimum", g.OfferMinimum},
		{"readMinimum", g.ReadMinimum},
		{"decideMinimum", g.DecideMinimum},
		{"entryBy", g.EntryBy},
		{"openVotes", strconv.FormatBool(g.OpenVotes)},
		{"sheetChange", string(g.SheetChange)},
		{"sealedRounds", yes(g.SealedRounds)},
		{"lateMinimum", g.LateMinimum},
		{"publicity", string(g.Publicity)},
		{"offRecord", g.OffRecord},
		{"withoutPrejudice", yes(g.WithoutPrejudice)},
		{"costs", g.Costs},
		{"facilitation", string(g.Facilitation)},
		{"ladder", joined(g.Ladder)},
		{"coolingOff", g.CoolingOff},
		{"petitionStandstill", g.Standstill},
		{"mediation.methods", joined(g.Mediation.Methods)},
		{"mediation.rounds", strconv.Itoa(g.Mediation.Rounds)},
		{"nature", string(g.Nature)},
		{"ratification.by", string(g.Ratification.By)},
		{"ratification.days", strconv.Itoa(g.Ratification.Days)},
		{"ratification.turnout", g.Ratification.Turnout},
	}
}

func yes(b *bool) string { return strconv.FormatBool(b != nil && *b) }

func joined[S ~string](all []S) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}
