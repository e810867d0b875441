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
	"moveGroundRules", "appointFacilitator", "dismissFacilitator", "openPhase", "callSession", "setAgenda", "askToSpeak", "callSpeaker",
	"openRound", "closeRound", "sealEnvelope", "floatIdea", "climbLadder", "recordExpert", "sayClosingWord", "takeText", "amendText",
	"addConstraint", "liftConstraint", "presume", "chooseWay", "draftJoint", "supportMotion", "declineMotion",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are and how the table stands, or the refusal that they would get. The acts
// themselves begin by asking it.
func May(t Table, by By, act string) error {
	by = t.neutral(by)
	switch act {
	case "changeGroundRules":
		return first(t.working(), by.convenes(), t.unsettled(by))
	case "addTerm", "changeTerm", "removeTerm":
		return first(t.changesSheet(by))
	case "acceptGroundRules", "draftPackage":
		return first(by.Can(registry.Speak))
	case "withdrawPackage":
		return first(t.live(), by.Can(registry.Speak))
	case "tablePackage.idea", "takePosition":
		return first(t.live(), by.Can(registry.Speak), t.unsealed())
	case "tablePackage.offer":
		return first(t.live(), by.Can(registry.Offer), t.agreed(by), t.unsealed())
	case "openDecision":
		return first(t.working(), by.SpeaksOrConvenes(), t.agreed(by), t.unsealed())
	case "moveDeadline":
		return first(t.asking(), t.notLeading(by), by.SpeaksOrConvenes())
	case "closeNow":
		return first(t.asking(), by.SpeaksOrConvenes())
	case "castVote":
		return first(t.asking(), t.Ballot(t.Deciding).may(by))
	case "postMessage":
		return first(by.SpeaksOrConvenes())
	}
	if slices.Contains(MediationActs, act) {
		return mayMediate(t, by, act)
	}
	return mayTalk(t, by, act)
}

// mayTalk is May for what is about the talks themselves.
func mayTalk(t Table, by By, act string) error {
	switch act {
	case "moveGroundRules":
		return first(t.sheetRests(), by.Speaks())
	case "appointFacilitator":
		return first(t.live(), by.Speaks())
	case "dismissFacilitator":
		return first(t.someoneLeads(), by.speaksOr(t.leads(by)))
	case "openPhase", "callSession", "setAgenda", "callSpeaker", "takeText":
		return first(t.live(), t.guides(by))
	case "openRound":
		return first(t.roundFree(), t.guides(by))
	case "closeRound":
		return first(t.roundRuns(), t.guides(by))
	case "climbLadder":
		return first(t.settled(), t.guides(by))
	case "floatIdea":
		return first(t.live(), t.onlyLeads(by), t.unsealed())
	case "recordExpert":
		return first(t.asksExpert(), by.speaksOr(t.leads(by)))
	case "sayClosingWord":
		return first(t.mayClose(by))
	case "askToSpeak", "presume", "chooseWay":
		return first(t.live(), by.Speaks())
	case "amendText":
		return first(t.working(), t.worksOn(), by.Speaks())
	case "addConstraint", "liftConstraint":
		return first(t.changesSheet(by))
	case "draftJoint":
		return first(t.live(), by.Speaks(), t.unsealed())
	case "seal.idea", "sealEnvelope":
		return first(t.live(), t.maySeal(by))
	case "seal.offer":
		return first(t.live(), t.maySeal(by), by.Can(registry.Offer), t.agreed(by))
	case "supportMotion":
		return first(by.speaksOr(t.leads(by)))
	case "declineMotion":
		return first(by.speaksOr(t.leads(by) || by.Convener))
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

func (b By) speaksOr(leads bool) *rule.Refusal {
	if leads {
		return nil
	}
	return b.Speaks()
}

func (t Table) someoneLeads() *rule.Refusal {
	if t.Led.Person == "" {
		return rule.Refuse("NO_FACILITATOR")
	}
	return nil
}

func (t Table) onlyLeads(by By) *rule.Refusal {
	if !t.leads(by) {
		return rule.Refuse("NOT_FACILITATOR")
	}
	return nil
}

// notLeading refuses what the facilitator must not do alone, whoever else they
// are.
func (t Table) notLeading(by By) *rule.Refusal {
	if t.leads(by) {
		return rule.Refuse("FACILITATES")
	}
	return nil
}

func (t Table) roundRuns() *rule.Refusal {
	if t.Round.ID == "" {
		return rule.Refuse("NOT_OPEN")
	}
	return nil
}

func (t Table) asksExpert() *rule.Refusal {
	if t.Ladder.Question == "" {
		return rule.Refuse("NOT_OPEN")
	}
	return nil
}

func (t Table) worksOn() *rule.Refusal {
	if t.Text.Package == "" {
		return rule.Refuse("NO_TEXT")
	}
	return nil
}
