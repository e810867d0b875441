package initiative

import (
	"slices"

	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of an initiative, by the names under which the
// API and schema/roles.csv know them. Taking and declining a seat is up to
// whoever holds an invitation.
var Acts = []string{
	"addClass", "openSeat", "inviteSeat", "revokeInvitation",
	"recordAttempt", "vacateSeat", "stateLevel",
	"endObservation", "nameAdvocate", "secondAdvocate", "representSeat", "stepBack",
	"changeClasses", "voteClassChange", "presumeLevel", "publishPresumptions", "reviseVisions", "linkInitiative", "confirmLink",
	"setPublicPage", "showName", "stepForward",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are, or the refusal that they would get.
func May(i Initiative, by By, act string) error {
	switch {
	case !i.Exists():
		return rule.Refuse("NOT_FOUND")
	case act == "endObservation" && i.looksOn(by.Person):
		return nil // their own
	case act == "stepForward":
		return i.outside(by)
	case act == "representSeat":
		return i.some("NOT_NAMED", func(s Seat) bool { return s.Nomination.Person == by.Person && s.Nomination.Seconded })
	case act == "stepBack":
		return i.some("NOT_ADVOCATE", func(s Seat) bool { return s.Advocate == by.Person })
	case slices.Contains(ofThoseInvolved, act):
		return i.involved(by)
	case slices.Contains(ofSeats, act):
		_, err := i.Held(by.Organization)
		return err
	}
	return i.convened(by)
}

var (
	ofThoseInvolved = []string{"recordAttempt", "nameAdvocate", "secondAdvocate", "changeClasses"}
	ofSeats         = []string{"vacateSeat", "stateLevel", "voteClassChange", "presumeLevel", "publishPresumptions", "showName"}
)

// some refuses with a code where no seat is such.
func (i Initiative) some(code string, such func(Seat) bool) error {
	if !slices.ContainsFunc(i.Seats, such) {
		return rule.Refuse(code)
	}
	return nil
}

// looksOn tells whether somebody looks on now.
func (i Initiative) looksOn(person string) bool {
	return slices.ContainsFunc(i.Observers, func(o Observer) bool { return o.Person == person && !o.Over })
}
