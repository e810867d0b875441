package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// The moments of talks.
const (
	Lapsing  = "motion/" // followed by a motion
	RoundEnd = "round/"  // followed by a round
)

// dueTalks sets and withdraws the moments at which motions lapse and rounds
// end, and gives up those of offers that ended in other ways.
func dueTalks(e project.Event) []project.Due {
	on := func(what string, when negotiation.Instant) []project.Due {
		return []project.Due{{Aggregate: e.Commit.Aggregate, What: what, At: when.Time}}
	}
	var never negotiation.Instant
	switch ev := e.Event.(type) {
	case negotiation.Moved:
		return on(Lapsing+ev.Motion, ev.Until)
	case negotiation.MotionClosed:
		return on(Lapsing+ev.Motion, never)
	case negotiation.RoundOpened:
		return on(RoundEnd+ev.Round, ev.Until)
	case negotiation.RoundClosed:
		return on(RoundEnd+ev.Round, never)
	case negotiation.ConstraintAdded:
		var rows []project.Due
		for _, id := range ev.Infeasible {
			rows = append(rows, on(Expiry+id, never)...)
		}
		return rows
	}
	return nil
}
