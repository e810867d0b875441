package conversation

import (
	"fmt"

	"parley.example/events/deliberation"
)

// Evolve returns c after e. It may reuse the maps of c, so, as with append, use
// only the result.
func Evolve(c Conversation, e deliberation.Event) Conversation {
	switch e := e.(type) {
	case deliberation.ConversationOpened:
		return opened(e)
	case deliberation.StatementMade:
		c.made(e)
	case deliberation.ConversationClosed:
		c.Closed = true
	case deliberation.StatementShown:
		c.at(e.Statement).State = Shown
	case deliberation.StatementHidden:
		s := c.at(e.Statement)
		s.State, s.Moderator = Hidden, e.By
		if e.Rejected {
			s.State = Rejected
		}
	case deliberation.StatementWithdrawn:
		s := c.at(e.Statement)
		s.State, s.Appealed = Withdrawn, false
	case deliberation.StatementReported:
		c.at(e.Statement).Reports[e.Report] = true
	case deliberation.AppealMade:
		c.at(e.Statement).Appealed = true
	case deliberation.AppealDecided:
		s := c.at(e.Statement)
		s.Appealed, s.Decided = false, true
		if e.Restored {
			s.State = Shown
		}
	case deliberation.StatementLifted:
		c.lifted(e)
	case deliberation.LiftContested:
		if l := c.Lifts[e.Lift]; l != nil {
			l.Contested = true
		}
	case deliberation.AskRaised:
		c.Asks[e.Statement] = true
	default:
		panic(fmt.Sprintf("conversation: no place for %T", e)) // TestEvolve knows them all
	}
	return c
}

// at is the statement that an event is about.
func (c Conversation) at(id string) *Statement {
	s := c.Statements[id]
	if s == nil { // only in the history of a defect
		s = &Statement{Reports: make(map[string]bool)}
		c.Statements[id] = s
	}
	return s
}
