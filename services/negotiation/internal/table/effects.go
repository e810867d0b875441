package table

import (
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// effect returns what a motion does when it is granted, at the table as it then
// stands. A motion that has become impossible is refused to whoever would carry
// it.
func (t Table) effect(m Motion, by By, at time.Time) ([]negotiation.Event, error) {
	var e negotiation.Event
	var err error
	switch lead := m.lead(); {
	case m.Rules != nil:
		return t.newRules(*m.Rules, m.Supported)
	case m.Facilitator != nil:
		e, err = t.appointed(*m.Facilitator, lead)
	case m.Dismiss:
		e, err = t.dismissed(lead)
	case m.Phase != nil:
		e, err = t.phased(*m.Phase, lead)
	case m.Session != nil:
		e, err = t.sessionCalled(*m.Session, lead, at)
	case m.Agenda != nil:
		e, err = t.arranged(*m.Agenda, lead)
	case m.Speaker != "":
		e, err = t.given(m.Speaker, lead)
	case m.Round != nil:
		e, err = t.roundOpened(*m.Round, lead, by, at)
	case m.CloseRound != "":
		return t.roundCalled(m.CloseRound, lead)
	case m.Rung != nil:
		e, err = t.climbed(*m.Rung, lead, at)
	case m.Term != nil:
		return t.sheetChanged(*m.Term)
	case m.Constraint != nil:
		e, err = t.constrained(*m.Constraint)
	case m.Lift != "":
		e, err = t.lifted(m.Lift)
	case m.Text != "":
		e, err = t.textTaken(m.Text, lead, at)
	case m.Amendment != nil:
		e, err = t.amended(*m.Amendment, m.Seat, lead)
	default:
		return nil, rule.Refuse("INVALID", "rule", "required")
	}
	if err != nil {
		return nil, err
	}
	return []negotiation.Event{e}, nil
}

// newRules puts ground rules in place of those that they were made from.
// Who has consented to them has accepted them.
func (t Table) newRules(w negotiation.RulesWish, seats []string) ([]negotiation.Event, error) {
	if w.After != t.Version {
		return nil, rule.Refuse("RULES_CHANGED", "version", itoa(t.Version))
	}
	events := []negotiation.Event{negotiation.RulesChanged{Version: t.Version + 1, GroundRules: w.GroundRules, Differences: w.Differences}}
	for _, s := range seats {
		events = append(events, negotiation.RulesAccepted{Seat: s, Version: t.Version + 1})
	}
	return events, first(t.sheetRests())
}
