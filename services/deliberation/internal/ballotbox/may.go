package ballotbox

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of what lies in a box, by the names under which
// the API and schema/roles.csv know them.
var Acts = []string{"readObjectionBack", "answerReading"}

// May returns nil if somebody may do an act now, or the refusal that they would
// get. Who has nothing to read back is told only that.
func May(b Box, asked ballot.Ballot, by ballot.By, at time.Time, act string) error {
	waits := false
	switch act {
	case "readObjectionBack":
		for _, v := range b.Votes {
			o, stands := b.objection(v.Person)
			waits = waits || stands && o.Reader == by.Person && o.Heard != deliberation.Confirmed
		}
	case "answerReading":
		o, stands := b.objection(by.Person)
		waits = stands && o.Heard == deliberation.WasReadBack
	}
	switch {
	case !asked.Exists() || !by.Reads:
		return rule.Refuse("NOT_FOUND")
	case !waits:
		return rule.Refuse("NO_OBJECTION")
	case b.Closed || asked.Over(at):
		return rule.Refuse("BALLOT_CLOSED")
	}
	return nil
}
