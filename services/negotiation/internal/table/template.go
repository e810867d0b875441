package table

import (
	"strconv"

	"parley.example/events/negotiation"
)

// Template is how a table of a level begins: the rule and the shortest periods
// that changes of that reach deserve.
func Template(level negotiation.Level) negotiation.GroundRules {
	g := negotiation.GroundRules{
		Rule:         negotiation.Rule{Threshold: "1/2", Quorum: "1/2"},
		OfferMinimum: "P2D", Zone: "UTC", Languages: []string{"en"}, Currency: "EUR",
	}
	switch level {
	case negotiation.Local:
		g.Rule.Rule, g.Strict = negotiation.Consent, true
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P1D", "P2D", "P14D"
	case negotiation.EndToEnd:
		g.Rule.Rule, g.Strict = negotiation.PerClass, true
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P3D", "P5D", "P30D"
	default:
		g.Rule.Rule, g.Threshold = negotiation.PerClass, "2/3"
		g.ReadMinimum, g.DecideMinimum, g.EntryBy = "P10D", "P10D", "P60D"
	}
	return g
}

// differences lists the rules in which g departs from its level's template.
// Where people live, what they speak and pay in is no departure.
func differences(level negotiation.Level, g negotiation.GroundRules) []negotiation.Difference {
	t := Template(level)
	found := []negotiation.Difference{}
	for _, f := range []struct{ name, template, here string }{
		{"rule", string(t.Rule.Rule), string(g.Rule.Rule)},
		{"threshold", t.Threshold, g.Threshold},
		{"strict", strconv.FormatBool(t.Strict), strconv.FormatBool(g.Strict)},
		{"quorum", t.Quorum, g.Quorum},
		{"offerMinimum", t.OfferMinimum, g.OfferMinimum},
		{"readMinimum", t.ReadMinimum, g.ReadMinimum},
		{"decideMinimum", t.DecideMinimum, g.DecideMinimum},
		{"entryBy", t.EntryBy, g.EntryBy},
		{"openVotes", strconv.FormatBool(t.OpenVotes), strconv.FormatBool(g.OpenVotes)},
	} {
		if f.template != f.here {
			found = append(found, negotiation.Difference{Rule: f.name, Template: f.template})
		}
	}
	return found
}
