package view

import (
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/project"
)

// The moments that a version waits for; after some of the names stands what it
// is the moment of.
const (
	EntryDue    = "entry"        // it is in force, or lapses
	CooledDue   = "cooled"       // its cooling-off is over
	RatifiedDue = "ratification" // … of version n unfolds
	TermDue     = "term"         // it ends, or is renewed
	LookBackDue = "lookback"     // its parties look back
	NoticeDue   = "notice"       // … of a seat is over
)

// due names what an agreement waits for. The zero moment waits for nothing.
func due(e project.Event) []project.Due {
	at := moments{agreement: e.Commit.Aggregate}
	switch e := e.Event.(type) {
	case agreements.RatificationOpened:
		at.wait(e.Until.Time, RatifiedDue, strconv.Itoa(e.Version))
	case agreements.RatificationClosed:
		at.wait(time.Time{}, RatifiedDue, strconv.Itoa(e.Version))
	case agreements.Opened:
		at.wait(e.By.Time, EntryDue)
		if e.NotBefore != nil {
			at.wait(e.NotBefore.Time, CooledDue)
		}
	case agreements.Voided, agreements.Lapsed:
		at.none(EntryDue, CooledDue)
	case agreements.EnteredIntoForce:
		at.none(EntryDue, CooledDue)
		if e.Until != nil {
			at.wait(e.Until.Time, TermDue)
		}
		if e.LookBack != nil {
			at.wait(e.LookBack.Time, LookBackDue)
		}
	case agreements.Renewed:
		at.wait(e.Until.Time, TermDue)
	case agreements.LookBackCalled:
		at.wait(e.Next.Time, LookBackDue)
	case agreements.ExitAnnounced:
		at.wait(e.Ends.Time, NoticeDue, e.Seat)
	case agreements.Exited:
		at.wait(time.Time{}, NoticeDue, e.Seat)
	case agreements.Superseded, agreements.Ended:
		at.none(TermDue, LookBackDue)
	}
	return at.rows
}

type moments struct {
	agreement string
	rows      []project.Due
}

func (m *moments) wait(at time.Time, what string, of ...string) {
	for _, word := range of {
		what += " " + word
	}
	m.rows = append(m.rows, project.Due{Aggregate: m.agreement, What: what, At: at})
}

func (m *moments) none(what ...string) {
	for _, w := range what {
		m.wait(time.Time{}, w)
	}
}
