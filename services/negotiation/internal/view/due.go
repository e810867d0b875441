package view

import (
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// The moments at which a negotiation wants to be asked again.
const (
	Expiry  = "expire/" // followed by a package
	Closing = "close/"  // followed by a decision
)

// DueFor tells what a due row is about: one of the moments and an id.
func DueFor(d project.Due) (moment, id string) {
	for _, m := range []string{Expiry, Closing, Lapsing, RoundEnd, AskDate, Silence, Erasing} {
		if id, found := strings.CutPrefix(d.What, m); found {
			return m, id
		}
	}
	return "", d.What
}

// due sets and withdraws the moments at which offers expire and decisions close.
func due(e project.Event) []project.Due {
	on := func(moment string, when negotiation.Instant, ids ...string) []project.Due {
		var rows []project.Due
		for _, id := range ids {
			rows = append(rows, project.Due{Aggregate: e.Commit.Aggregate, What: moment + id, At: when.Time})
		}
		return rows
	}
	var never negotiation.Instant
	switch ev := e.Event.(type) {
	case negotiation.PackageTabled:
		if ev.ExpiresAt != nil {
			return on(Expiry, *ev.ExpiresAt, ev.Package)
		}
	case negotiation.PackageWithdrawn:
		return on(Expiry, never, ev.Package)
	case negotiation.PackageExpired:
		return on(Expiry, never, ev.Package)
	case negotiation.TermChanged:
		return on(Expiry, never, ev.Stale...)
	case negotiation.TermRemoved:
		return on(Expiry, never, ev.Stale...)
	case negotiation.DecisionOpened:
		return on(Closing, ev.Deadline, ev.Decision)
	case negotiation.DeadlineMoved:
		return on(Closing, ev.Deadline, ev.Decision)
	case negotiation.DecisionClosed:
		rows := on(Closing, never, ev.Decision)
		if ev.Outcome != negotiation.NoQuorum && ev.Package != "" {
			rows = append(rows, on(Expiry, never, ev.Package)...)
		}
		return rows
	}
	return dueRound(e)
}
