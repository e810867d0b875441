// Package ask decides who owes whom an answer, until when, and whether what was
// said is one.
//
// An ask never blocks: unanswered at its date, it is printed beside every
// result. An answer is confirmed or contested by who asked; contested, it is
// owed again.
package ask

import (
	"fmt"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

// State is where an ask stands in its life.
type State string

// The states. The zero one is of an ask that was never raised.
const (
	Open      State = "open"
	Answered  State = "answered"
	Confirmed State = "confirmed"
	Contested State = "contested"
	Withdrawn State = "withdrawn"
)

// Ask is what the rules remember of an ask.
type Ask struct {
	State   State
	Kind    negotiation.AskKind
	From    negotiation.Origin
	To      negotiation.Addressee
	Due     time.Time
	Answers int
	Said    string // the seat that gave the last answer
	Overdue bool   // everybody was told that its date is over
}

// Place is what an ask needs to know of its table and of who acts there.
type Place struct {
	Initiative   string
	Organization string      // for which they act
	Sheet        table.Sheet // of the negotiation that it is about, if of one
	Raised       int         // asks of this table so far
	FromThere    int         // asks of the same conversation so far
}

// Command is a wish that an ask may grant or refuse.
type Command interface {
	decide(a Ask, by table.By, p Place, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(a Ask, by table.By, p Place, at time.Time, c Command) ([]negotiation.Event, error) {
	switch c.(type) {
	case Raise, Carry:
	default:
		if a.State == "" {
			return nil, rule.Refuse("NOT_FOUND")
		}
	}
	return c.decide(a, by, p, at)
}

// Evolve returns a after e.
func Evolve(a Ask, e negotiation.Event) Ask {
	switch e := e.(type) {
	case negotiation.AskRaised:
		a = Ask{State: Open, Kind: e.Kind, From: e.From, To: e.To, Due: e.Due.Time}
	case negotiation.AskAnswered:
		a.State, a.Answers, a.Said, a.Overdue = Answered, e.Number, e.Seat, false
	case negotiation.AskConfirmed:
		a.State = Confirmed
	case negotiation.AskContested:
		a.State, a.Due = Contested, e.Due.Time
	case negotiation.AskWithdrawn:
		a.State = Withdrawn
	case negotiation.AskOverdue:
		a.Overdue = true
	default:
		panic(fmt.Sprintf("ask: no place for %T", e)) // TestEvolve knows them all
	}
	return a
}

// Owed tells whether the ask waits for an answer.
func (a Ask) Owed() bool { return a.State == Open || a.State == Contested }

// owes tells whether somebody acts for who owes the answer.
func (a Ask) owes(by table.By, p Place) bool {
	if a.To.Seat != "" {
		return by.Seat == a.To.Seat
	}
	return a.To.Organization != "" && p.Organization == a.To.Organization
}

// asked tells whether somebody acts for who asked. What comes from many people
// is anybody's at the table who did not answer it.
func (a Ask) asked(by table.By, p Place) bool {
	switch {
	case a.From.Seat != "":
		return by.Seat == a.From.Seat
	case a.From.Conversation != "" || a.From.Petition != "":
		return !a.owes(by, p) && (by.Convener || by.Seat != a.Said)
	}
	return by.Convener
}

// Acts are what people may wish of an ask, by the names of the API.
var Acts = []string{"answerAsk", "confirmAnswer", "contestAnswer", "withdrawAsk"}

// May returns nil if somebody may do an act to an ask as it stands, or the
// refusal that they would get.
func May(a Ask, by table.By, p Place, act string) error {
	switch {
	case by.SpeaksOrConvenes() != nil:
		return by.SpeaksOrConvenes()
	case a.State == "":
		return rule.Refuse("NOT_FOUND")
	case act == "answerAsk" && !a.owes(by, p):
		return rule.Refuse("NOT_ADDRESSED")
	case act != "answerAsk" && !a.asked(by, p):
		return rule.Refuse("NOT_ASKER")
	case act == "withdrawAsk" && a.From.Seat == "" && (a.From.Conversation != "" || a.From.Petition != ""):
		return rule.Refuse("NOT_ASKER") // nobody takes back what many have said
	case act == "answerAsk" && !a.Owed():
		return rule.Refuse("ASK_SETTLED")
	case (act == "confirmAnswer" || act == "contestAnswer") && a.State != Answered:
		return rule.Refuse("NO_ANSWER")
	case act == "withdrawAsk" && (a.State == Confirmed || a.State == Withdrawn):
		return rule.Refuse("ASK_SETTLED")
	}
	return nil
}
