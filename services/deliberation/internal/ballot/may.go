package ballot

import (
	"time"

	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of a ballot, by the names under which the API
// and schema/roles.csv know them.
var Acts = []string{"castBallot", "moveBallotDeadline", "closeBallot", "callSecondBallot"}

// May returns nil if somebody may do an act now, as far as it depends on who
// they are and how the ballot stands, or the refusal that they would get.
func May(b Ballot, by By, at time.Time, act string) error {
	if !b.Exists() || !by.Reads {
		return rule.Refuse("NOT_FOUND")
	}
	switch act {
	case "castBallot":
		return first(b.Takes(by, at))
	case "moveBallotDeadline":
		return first(b.mayMove(by, at))
	case "closeBallot":
		return first(b.mayClose(by, at))
	case "callSecondBallot":
		return first(b.mayCallAgain(by))
	}
	return rule.Refuse("NOT_FOUND")
}

// Takes refuses a vote that the box cannot take at that moment. It takes both:
// to have been an elector at the opening, and to belong to the organization
// still. What somebody has cast stays, also when they leave.
func (b Ballot) Takes(by By, at time.Time) *rule.Refusal {
	_, elector := b.Elector(by.Person)
	switch {
	case !elector || !by.Votes:
		return rule.Refuse("NO_VOTE")
	case b.Over(at):
		return rule.Refuse("BALLOT_CLOSED")
	}
	return nil
}
