package view

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/events/project"
)

// Closing is the moment at which a conversation or a petition ends.
const Closing = "close"

// due sets and withdraws the moments at which something of the shared stream
// ends. A topic of its own has a function of its own, called here.
func due(e project.Event) []project.Due {
	until := func(at time.Time) []project.Due {
		return []project.Due{{Aggregate: e.Commit.Aggregate, What: Closing, At: at}}
	}
	switch event := e.Event.(type) {
	case deliberation.ConversationOpened:
		if event.Deadline != nil {
			return until(event.Deadline.Time)
		}
	case deliberation.PetitionOpened:
		return until(event.Deadline.Time)
	case deliberation.BallotOpened:
		return until(event.Deadline.Time)
	case deliberation.BallotDeadlineMoved:
		return until(event.Deadline.Time)
	case deliberation.ConversationClosed, deliberation.PetitionClosed, deliberation.BallotClosed:
		return until(time.Time{})
	}
	return nil
}
