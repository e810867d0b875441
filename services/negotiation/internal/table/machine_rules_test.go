package table

import (
	"fmt"
	"reflect"
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/terms"
)

// holds checks the invariants that events could break, before they happen.
func (w *world) holds(by By, events []Event) error {
	carried := false
	revealed := slices.ContainsFunc(events, func(e Event) bool { _, is := e.(negotiation.RoundClosed); return is })
	for i, e := range events {
		var err error
		switch e := e.(type) {
		case negotiation.Moved:
			w.needs[e.Motion] = e.Needs
			if e.Seat != "" {
				w.backers[e.Motion] = []string{e.Seat}
			}
		case negotiation.Supported:
			w.backers[e.Motion] = append(w.backers[e.Motion], e.Seat)
		case negotiation.MotionClosed:
			carried = e.Outcome == negotiation.MotionCarried
			err = w.backed(by, e)
		case negotiation.PackageTabled:
			err = w.tabled(by, e, revealed)
		case negotiation.DecisionOpened:
			w.box, w.asked = make(map[string]Vote), e
			err = w.opens(e)
		case negotiation.DeadlineMoved:
			if by.Person == w.table.Led.Person && by.Person != "" || !e.Deadline.After(w.asked.Deadline.Time) {
				err = fmt.Errorf("I3: the deadline moved from %s to %s", w.asked.Deadline, e.Deadline)
			}
		case negotiation.DecisionClosed:
			err = w.recounted(e)
		case negotiation.TextFixed:
			last, is := events[max(0, i-1)].(negotiation.DecisionClosed)
			if err = w.besides(e.Beside, last.Votes); err != nil {
				break
			}
			if !is || last.Outcome != negotiation.Carried || last.Package != e.Package || w.table.Fixed != "" {
				err = fmt.Errorf("I5: the text is fixed by %+v", last)
			}
			for _, term := range e.Terms {
				if ratified, locked := w.table.Reopening.Locked[term.Term]; locked && !reflect.DeepEqual(ratified, term.Value) {
					err = fmt.Errorf("%s was not refused, and is now %+v", term.Key, term.Value)
				}
			}
		case negotiation.RoundOpened:
			w.sealed = make(map[string]negotiation.Envelope)
			if w.table.Round.ID != "" || w.table.Deciding != "" {
				err = fmt.Errorf("a second round, or one beside a decision")
			}
		case negotiation.TermChanged, negotiation.TermRemoved, negotiation.TermAdded:
			if w.table.Begun && !carried && w.table.Rules.SheetChange != negotiation.ByConvener || w.table.Deciding != "" || w.table.Round.Sealed {
				err = fmt.Errorf("the sheet changed without its rule")
			}
		case negotiation.RulesChanged:
			if (len(w.table.Accepted) > 0 || w.table.Begun) && !carried {
				err = fmt.Errorf("settled rules changed without consent")
			}
		case negotiation.RungClimbed:
			if e.Rung != "" && e.Rung != w.table.nextRung() {
				err = fmt.Errorf("from %q to %q in one step", e.From, e.Rung)
			}
		}
		if err != nil {
			return err
		}
	}
	return w.sharedByAll(by, events)
}

// backed recounts the support of a motion that is carried.
func (w *world) backed(by By, e negotiation.MotionClosed) error {
	if e.Outcome != negotiation.MotionCarried {
		return nil
	}
	classes, missing := make(map[string]bool), 0
	for _, s := range by.Table {
		switch {
		case s.State != registry.Taken:
		case slices.Contains(w.backers[e.Motion], s.ID):
			classes[s.Class] = true
		default:
			missing++
		}
	}
	needs := w.needs[e.Motion]
	if needs == negotiation.AllSeats && missing > 0 || needs != negotiation.AllSeats && len(classes) < 2 || needs == negotiation.AndLeader && by.Person != "ana" {
		return fmt.Errorf("a motion that needs %s is carried by %v", needs, w.backers[e.Motion])
	}
	return nil
}

// tabled is I1, and what a sealed round and failed talks forbid.
func (w *world) tabled(by By, e negotiation.PackageTabled, revealed bool) error {
	switch {
	case w.table.Fixed != "", w.table.Ladder.Rung == negotiation.RungFailed && !revealed:
		return fmt.Errorf("%s was tabled when the talks were over", e.Package)
	case revealed:
		return nil // who laid it under seal was asked then
	case w.table.Round.Sealed:
		return fmt.Errorf("%s was tabled beside a sealed round", e.Package)
	case e.Floated != (e.Seat == ""):
		return fmt.Errorf("%s is nobody's", e.Package)
	case e.As != negotiation.Offer:
		return nil
	}
	power, known := by.Powers[registry.Offer]
	if !known || power.Why != nil || by.Person != "" && by.Person == w.table.Led.Person || w.table.Sheet.beyond(power.Limits, e.Values) != nil || !w.table.Accepted[e.Seat] {
		return fmt.Errorf("I1: %s offers %s without a mandate", by.Seat, e.Package)
	}
	return nil
}

// opens is I4, and that nobody is taken by surprise.
func (w *world) opens(e negotiation.DecisionOpened) error {
	for _, from := range w.table.Late {
		if w.at.Before(from) {
			return fmt.Errorf("a decision opens before a late seat has read")
		}
	}
	if w.at.Before(w.table.Still) || w.table.Round.Sealed {
		return fmt.Errorf("a decision opens in a standstill")
	}
	return w.decidable(e)
}

// decidable is I4, looked up in the history alone.
func (w *world) decidable(e negotiation.DecisionOpened) error {
	ids := e.Packages
	if len(ids) == 0 {
		ids = []string{e.Package}
	}
	for _, id := range ids {
		set, gone := w.said(id)
		for term, definition := range w.table.Sheet {
			if len(e.Terms) > 0 && !slices.Contains(e.Terms, term) {
				continue
			}
			if _, refusal := terms.Check(definition.Term, set[term]); refusal != nil || gone {
				return fmt.Errorf("I4: %s is not decidable: gone %t, %s %v", id, gone, term, refusal)
			}
		}
		for _, c := range w.table.Constraints {
			if terms.Broken(c, w.table.Sheet.find, set) {
				return fmt.Errorf("I4: %s breaks %s", id, c.Name)
			}
		}
	}
	return nil
}

// said is what a package says, and whether it has left the table.
func (w *world) said(id string) (set map[string]Value, gone bool) {
	set = make(map[string]Value)
	for _, e := range w.history {
		switch e := e.(type) {
		case negotiation.PackageTabled:
			if e.Package == id {
				set = byTerm(e.Values)
				gone = e.ExpiresAt != nil && !w.at.Before(e.ExpiresAt.Time)
			}
		case negotiation.TermChanged:
			_, sets := set[e.TermID]
			gone = gone || sets
		case negotiation.TermRemoved:
			_, sets := set[e.TermID]
			gone = gone || sets
		case negotiation.PackageWithdrawn:
			gone = gone || e.Package == id
		case negotiation.PackageExpired:
			gone = gone || e.Package == id
		}
	}
	return set, gone
}

// recounted is I2, I3 and I5: each elector once, and the outcome comes of the
// rule and electorate as they were frozen.
func (w *world) recounted(e negotiation.DecisionClosed) error {
	seats := make(map[string]bool)
	for _, v := range e.Votes {
		elects := slices.ContainsFunc(w.asked.Electors, func(el negotiation.Elector) bool { return el.Seat == v.Seat })
		if seats[v.Seat] || !elects {
			return fmt.Errorf("I2: %s has voted twice, or has no vote", v.Seat)
		}
		seats[v.Seat] = true
	}
	var again decision.Result
	if len(w.asked.Packages) > 0 {
		again, _ = Rank(w.asked.Rule, w.asked.Packages, w.asked.Electors, e.Votes)
	} else {
		again = Tally(w.asked.Rule, w.asked.Call, w.asked.Electors, e.Votes)
	}
	if w.asked.Decision != e.Decision || string(again.Outcome) != string(e.Outcome) {
		return fmt.Errorf("I5: counted again it is %s, not %s", again.Outcome, e.Outcome)
	}
	return w.besides(e.Beside, e.Votes)
}

// stands checks what holds between two steps.
func (w *world) stands() error {
	t := w.table
	if t.Deciding != "" {
		d := t.Decisions[t.Deciding]
		if d.Rule != w.asked.Rule || d.OpenVotes != w.asked.OpenVotes || !slices.Equal(d.Electors, w.asked.Electors) {
			return fmt.Errorf("I3: what was frozen has changed: %+v", d)
		}
		if t.Round.Sealed {
			return fmt.Errorf("a sealed round beside a decision")
		}
	}
	if t.Deciding != "" && t.Ladder.Rung == negotiation.RungFailed {
		return fmt.Errorf("failed talks decide")
	}
	return nil
}
