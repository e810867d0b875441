package organization

import (
	"slices"

	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of an organization, by the names under which
// the API and schema/roles.csv know them.
var Acts = []string{
	"addMember", "changeRoles", "removeMember", "leaveOrganization",
	"grantMandate", "nameDeputy", "reviseLimits", "revokeMandate",
	"inviteMember", "endMemberInvitation", "offerHandover", "acceptHandover", "closeHandover",
	"governMandates", "proposeMandate", "askMembers", "withdrawProposal", "declareController", "confirmController",
	"reviseProfile", "governOffers",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are, or the refusal that they would get.
func May(o Organization, by, act string) error {
	switch {
	case !o.Exists():
		return rule.Refuse("NOT_FOUND")
	case act == "leaveOrganization":
		return o.mayLeave(by)
	case (act == "revokeMandate" || act == "offerHandover") && o.holds(by):
		return nil // their own
	case act == "acceptHandover":
		return concerned(o.Handovers, "handover", func(h Offered) bool { return h.To == by })
	case act == "closeHandover":
		return concerned(o.Handovers, "handover", func(h Offered) bool { return h.To == by || h.By == by || h.From == by })
	case act == "withdrawProposal":
		return concerned(o.Proposals, "request", func(p Proposal) bool { return p.By == by })
	case act == "proposeMandate":
		return o.belonging(by)
	case act == "askMembers":
		return concerned(o.Mandates, "mandate", func(m Given) bool { return !m.Over && (m.Delegate == by || m.Deputy == by) })
	case act == "grantMandate", act == "nameDeputy", act == "reviseLimits":
		return o.mayGrant(by)
	}
	return o.steward(by)
}

// concerned refuses whoever has no part in any of a list.
func concerned[T any](list []T, field string, concerns func(T) bool) error {
	if !slices.ContainsFunc(list, concerns) {
		return rule.Refuse("NOT_FOUND").At(field)
	}
	return nil
}

// holds tells whether somebody is the delegate of a mandate that is not over.
func (o Organization) holds(person string) bool {
	return slices.ContainsFunc(o.Mandates, func(m Given) bool { return !m.Over && m.Delegate == person })
}
