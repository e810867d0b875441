package conversation

import (
	"time"

	"parley.example/services/internal/rules/rule"
)

// Acts are what people may wish of a conversation, by the names under which
// the API and schema/roles.csv know them.
var Acts = []string{"makeStatement", "takeStance", "closeConversation", "raiseAsks"}

// May returns nil if somebody may do an act now, or the refusal that they
// would get.
func May(c Conversation, by By, at time.Time, act string) error {
	switch {
	case !c.Exists() || !c.Hears(by):
		return rule.Refuse("NOT_FOUND")
	case act == "closeConversation":
		return c.MayClose(by)
	case act == "raiseAsks":
		return c.MayRaise(by)
	case act == "takeStance" && !c.Over(at):
		return nil
	}
	return c.MayState(by, at)
}

// StatementActs are what people may wish of a statement.
var StatementActs = []string{"withdrawStatement", "reportStatement", "showStatement", "hideStatement", "appealModeration", "decideAppeal", "liftStatement"}

// MayDo is May of a statement. What is said with the act is taken for granted.
func MayDo(c Conversation, by By, at time.Time, statement, act string) error {
	var wanted Command
	switch act {
	case "withdrawStatement":
		wanted = Withdraw{Statement: statement, Reason: "-"}
	case "reportStatement":
		wanted = Report{Statement: statement, Reason: "-"}
	case "showStatement":
		wanted = Show{statement}
	case "hideStatement":
		wanted = Hide{statement, "-"}
	case "appealModeration":
		wanted = Appeal{statement, "-"}
	case "decideAppeal":
		wanted = DecideAppeal{Statement: statement, Reason: "-"}
	case "liftStatement":
		wanted = LiftStatement{Statement: statement, Text: "-", To: 1}
	}
	events, err := Decide(c, by, at, wanted)
	if err == nil && len(events) == 0 {
		return rule.Refuse("ALREADY_DONE")
	}
	return err
}
