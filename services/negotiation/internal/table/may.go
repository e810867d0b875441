package table

import (
	"slices"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of a table, by the names under which the API
// and schema/roles.csv know them. A package is tabled for one of two purposes.
var Acts = []string{
	"changeGroundRules", "acceptGroundRules", "addTerm", "changeTerm", "removeTerm",
	"draftPackage", "tablePackage.idea", "tablePackage.offer", "withdrawPackage", "takePosition",
	"openDecision", "castVote", "moveDeadline", "closeNow", "postMessage",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are and how the table stands, or the refusal that they would get. The acts
// themselves begin by asking it.
func May(t Table, by By, act string) error {
	switch act {
	case "changeGroundRules":
		return first(t.working(), by.convenes(), t.unsettled(by))
	case "addTerm", "changeTerm", "removeTerm":
		return first(t.working(), by.convenes())
	case "acceptGroundRules", "draftPackage":
		return first(by.Can(registry.Speak))
	case "tablePackage.idea", "withdrawPackage", "takePosition":
		return first(t.live(), by.Can(registry.Speak))
	case "tablePackage.offer":
		return first(t.live(), by.Can(registry.Offer), t.agreed(by))
	case "openDecision":
		return first(t.working(), by.SpeaksOrConvenes(), t.agreed(by))
	case "moveDeadline", "closeNow":
		return first(t.asking(), by.SpeaksOrConvenes())
	case "castVote":
		return first(t.asking(), t.Ballot(t.Deciding).may(by))
	case "postMessage":
		return first(by.SpeaksOrConvenes())
	}
	if slices.Contains(MediationActs, act) {
		return mayMediate(t, by, act)
	}
	return rule.Refuse("NOT_FOUND")
}

// asking refuses what belongs to an open decision.
func (t Table) asking() *rule.Refusal {
	if t.Deciding == "" {
		return rule.Refuse("NOT_OPEN")
	}
	return nil
}
