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
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are, or the refusal that they would get.
func May(o Organization, by, act string) error {
	switch {
	case !o.Exists():
		return rule.Refuse("NOT_FOUND")
	case act == "leaveOrganization":
		return o.mayLeave(by)
	case act == "revokeMandate" && o.holds(by):
		return nil // their own
	}
	return o.steward(by)
}

// holds tells whether somebody is the delegate of a mandate that is not over.
func (o Organization) holds(person string) bool {
	return slices.ContainsFunc(o.Mandates, func(m Given) bool { return !m.Over && m.Delegate == person })
}
