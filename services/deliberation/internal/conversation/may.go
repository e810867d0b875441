package conversation

import "parley.example/services/internal/rules/rule"

// Acts are what people may wish of a conversation, by the names under which
// the API and schema/roles.csv know them.
var Acts = []string{"makeStatement", "takeStance", "closeConversation"}

// May returns nil if somebody may do an act now, or the refusal that they
// would get.
func May(c Conversation, by By, act string) error {
	switch {
	case !c.Exists() || !c.Hears(by):
		return rule.Refuse("NOT_FOUND")
	case act == "closeConversation":
		return c.MayClose(by)
	case act == "takeStance" && !c.Closed:
		return nil
	}
	return c.MayState(by)
}
