package initiative

import "parley.example/services/internal/rules/rule"

// Acts are what people may wish of an initiative, by the names under which the
// API and schema/roles.csv know them. Taking and declining a seat is up to
// whoever holds an invitation.
var Acts = []string{
	"addClass", "openSeat", "inviteSeat", "revokeInvitation",
	"recordAttempt", "vacateSeat", "stateLevel",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are, or the refusal that they would get.
func May(i Initiative, by By, act string) error {
	switch {
	case !i.Exists():
		return rule.Refuse("NOT_FOUND")
	case act == "recordAttempt":
		return i.involved(by)
	case act == "vacateSeat", act == "stateLevel":
		_, err := i.Held(by.Organization)
		return err
	}
	return i.convened(by)
}
