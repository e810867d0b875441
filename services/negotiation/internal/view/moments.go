package view

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// More moments at which somebody wants to be asked again.
const (
	AskDate = "ask/"     // followed by an ask
	Silence = "silence/" // followed by a seat, of a negotiation
	Erasing = "erase/"   // followed by a caucus, in the sealed stream
)

// Quiet is after how long everybody is told that nothing was heard of a seat.
const Quiet = 7 * 24 * time.Hour

// sharedDue sets and withdraws all moments of the shared stream.
func sharedDue(e project.Event) []project.Due {
	return append(append(append(due(e), dueAnswer(e)...), dueVoice(e)...), dueTalks(e)...)
}

// dueAnswer is when an ask reaches its date.
func dueAnswer(e project.Event) []project.Due {
	row := project.Due{Aggregate: e.Commit.Aggregate, What: AskDate + e.Commit.Aggregate}
	switch ev := e.Event.(type) {
	case negotiation.AskRaised:
		row.At = ev.Due.Time
	case negotiation.AskContested:
		row.At = ev.Due.Time
	case negotiation.AskAnswered, negotiation.AskWithdrawn, negotiation.AskOverdue:
	default:
		return nil
	}
	return []project.Due{row}
}

// dueVoice is when a seat has said nothing for long: counted from its last word,
// or from when it accepted the ground rules, and at a full hour, so that who says
// much does not move it with each word.
func dueVoice(e project.Event) []project.Due {
	table, seats, when := e.Commit.Aggregate, []string(nil), e.At().Add(Quiet+time.Hour-time.Millisecond).Truncate(time.Hour)
	switch ev := e.Event.(type) {
	case negotiation.RulesAccepted:
		seats = one(ev.Seat)
	case negotiation.SeatReminded:
		table, seats = ev.Negotiation, one(ev.Seat)
		if ev.Over {
			when = time.Time{}
		}
	case negotiation.TextFixed:
		when = time.Time{}
		for _, s := range ev.Seats {
			seats = append(seats, s.Seat)
		}
	default:
		_, of, seat := spoke(e)
		if seat == "" {
			return nil
		}
		table, seats = of, one(seat)
	}
	var rows []project.Due
	for _, seat := range seats {
		rows = append(rows, project.Due{Aggregate: table, What: Silence + seat, At: when})
	}
	return rows
}

// dueErasure is when what was said off the record is to be gone.
func dueErasure(e project.Event) []project.Due {
	row := project.Due{Aggregate: e.Commit.Aggregate, What: Erasing + e.Commit.Aggregate}
	switch ev := e.Event.(type) {
	case negotiation.CaucusOpened:
		if ev.EraseAt == nil {
			return nil
		}
		row.At = ev.EraseAt.Time
	case negotiation.CaucusErased:
	default:
		return nil
	}
	return []project.Due{row}
}
