package conversation

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Show lets everybody read a statement that waits, or one that was hidden.
type Show struct{ Statement string }

// Hide takes a statement out of sight, or rejects one that waits, for a reason
// that its author and all who hear the conversation can read.
type Hide struct{ Statement, Reason string }

// Appeal asks, as the author, for a second look.
type Appeal struct{ Statement, Reason string }

// DecideAppeal is the second look. It is another person's than the first.
type DecideAppeal struct {
	Statement, Reason string
	Restore           bool
}

// moderated returns a statement that somebody may decide on: a moderator, on
// what is not their own.
func (c Conversation) moderated(by By, id string) (*Statement, error) {
	s, err := c.legible(by, id)
	switch {
	case err != nil:
		return nil, err
	case !c.Moderates(by):
		return nil, rule.Refuse("NOT_MODERATOR")
	case c.wrote(by, s):
		return nil, rule.Refuse("OWN_STATEMENT")
	}
	return s, nil
}

func (m Show) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.moderated(by, m.Statement)
	switch {
	case err != nil:
		return nil, err
	case s.State == Shown:
		return nil, nil
	case s.State == Withdrawn:
		return nil, rule.Refuse("STATEMENT_WITHDRAWN")
	case s.Appealed:
		return nil, rule.Refuse("APPEAL_OPEN")
	case s.State != Waiting && s.Moderator != by.Person:
		return nil, rule.Refuse("NOT_YOUR_DECISION") // another's decision falls on appeal
	}
	return []deliberation.Event{deliberation.StatementShown{Statement: m.Statement, By: by.Person, Readers: c.Readers}}, nil
}

func (m Hide) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.moderated(by, m.Statement)
	if err != nil {
		return nil, err
	}
	var form text.Form
	why := form.Clean(m.Reason, maxReason, "reason")
	switch {
	case s.State == Hidden || s.State == Rejected:
		return nil, nil
	case s.State == Withdrawn:
		return nil, rule.Refuse("STATEMENT_WITHDRAWN")
	case s.Decided:
		return nil, rule.Refuse("ALREADY_DECIDED_ON_APPEAL")
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	return []deliberation.Event{deliberation.StatementHidden{
		Statement: m.Statement, By: by.Person, Reason: why, Rejected: s.State == Waiting, Readers: c.Moderators, Shared: c.Readers,
	}}, nil
}

func (a Appeal) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.own(by, a.Statement)
	if err != nil {
		return nil, err
	}
	var form text.Form
	why := form.Clean(a.Reason, maxReason, "reason")
	switch {
	case s.State != Hidden && s.State != Rejected:
		return nil, rule.Refuse("NOTHING_TO_APPEAL")
	case s.Appealed || s.Decided:
		return nil, rule.Refuse("ALREADY_DONE")
	case form.Err() != nil:
		return nil, form.Err()
	}
	return []deliberation.Event{deliberation.AppealMade{Statement: a.Statement, Reason: why, Readers: c.Moderators, Shared: c.Readers}}, nil
}

func (d DecideAppeal) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.moderated(by, d.Statement)
	if err != nil {
		return nil, err
	}
	var form text.Form
	why := form.Clean(d.Reason, maxReason, "reason")
	switch {
	case !s.Appealed:
		return nil, rule.Refuse("NOTHING_TO_APPEAL")
	case s.Moderator == by.Person:
		return nil, rule.Refuse("SECOND_PERSON")
	case form.Err() != nil:
		return nil, form.Err()
	}
	e := deliberation.AppealDecided{Statement: d.Statement, By: by.Person, Restored: d.Restore, Reason: why, Readers: c.Moderators, Shared: c.Readers}
	if d.Restore {
		e.Readers = c.Readers
	}
	return []deliberation.Event{e}, nil
}
