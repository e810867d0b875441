package conversation

import (
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Say says something to the question. A seed is what who asks says to begin
// with, in the open.
type Say struct {
	Statement, Text string
	Seed            bool
}

func (s Say) decide(c Conversation, by By, at time.Time) ([]deliberation.Event, error) {
	if err := c.MayState(by, at); err != nil {
		return nil, err
	}
	if s.Seed && !c.Moderates(by) {
		return nil, rule.Refuse("NOT_MODERATOR").At("seed")
	}
	if c.Statements[s.Statement] != nil {
		return nil, nil
	}
	var form text.Form
	said := form.Clean(s.Text, c.Longest, "text")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case len(c.Order) == maxStatements:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxStatements))
	}
	e := deliberation.StatementMade{Statement: s.Statement, Initiative: c.Initiative, Text: said, Readers: c.Readers, Seed: s.Seed}
	if c.Pseudonyms && !s.Seed {
		e.Pseudonym, e.Alias = by.Voice, by.Alias
	} else {
		e.Author, e.For = by.Person, by.Organization
	}
	if c.Before && !s.Seed {
		e.Waits, e.Readers, e.Shared = true, c.Moderators, c.Readers
	}
	return []deliberation.Event{e}, nil
}

// MayState refuses whoever may not say something now. At a table one speaks
// for a seat, and needs to be sent for that.
func (c Conversation) MayState(by By, at time.Time) error {
	switch {
	case c.Over(at):
		return rule.Refuse("CONVERSATION_CLOSED")
	case c.Audience == deliberation.AtTable:
		return speaks(by)
	}
	return nil
}

// MayTake refuses a stance that somebody may not take now. Taking one needs no
// more than to be in the audience.
func (c Conversation) MayTake(by By, at time.Time, statement string) error {
	if !c.Exists() || !c.Hears(by) {
		return rule.Refuse("NOT_FOUND").At("conversation")
	}
	if _, err := c.shown(statement); err != nil {
		return err
	}
	if c.Over(at) {
		return rule.Refuse("CONVERSATION_CLOSED")
	}
	return nil
}

// Withdraw takes one's own statement back. Others is how many other people have
// taken a stance on it: what others have answered stays.
type Withdraw struct {
	Statement, Reason string
	Others            int
}

func (w Withdraw) decide(c Conversation, by By, at time.Time) ([]deliberation.Event, error) {
	s, err := c.own(by, w.Statement)
	if err != nil {
		return nil, err
	}
	var form text.Form
	why := form.Clean(w.Reason, maxReason, "reason")
	switch {
	case s.State == Withdrawn:
		return nil, nil
	case form.Err() != nil:
		return nil, form.Err()
	case c.Over(at):
		return nil, rule.Refuse("CONVERSATION_CLOSED")
	case w.Others > 0 || s.Lifts > 0:
		return nil, rule.Refuse("HAS_ANSWERS")
	}
	return []deliberation.Event{deliberation.StatementWithdrawn{Statement: w.Statement, Reason: why, Readers: c.Moderators, Shared: c.Readers}}, nil
}

// own returns a statement of whoever acts.
func (c Conversation) own(by By, id string) (*Statement, error) {
	s, err := c.legible(by, id)
	if err == nil && !c.wrote(by, s) {
		err = rule.Refuse("NOT_YOUR_STATEMENT")
	}
	return s, err
}

// Report asks the moderators to look at a statement. Its id depends on who
// reports what, so that nobody does it twice.
type Report struct{ Report, Statement, Reason string }

func (r Report) decide(c Conversation, _ By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.shown(r.Statement)
	if err != nil {
		return nil, err
	}
	var form text.Form
	why := form.Clean(r.Reason, maxReason, "reason")
	switch {
	case s.Reports[r.Report]:
		return nil, rule.Refuse("ALREADY_DONE")
	case form.Err() != nil:
		return nil, form.Err()
	case len(s.Reports) == maxReports:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxReports))
	}
	return []deliberation.Event{deliberation.StatementReported{Report: r.Report, Statement: r.Statement, Reason: why, Readers: c.Moderators}}, nil
}

func (c *Conversation) made(e deliberation.StatementMade) {
	s := &Statement{Author: e.Author, State: Shown, Reports: make(map[string]bool)}
	if e.Pseudonym != "" {
		s.Author = e.Pseudonym
	}
	if e.Waits {
		s.State = Waiting
	}
	c.Order = append(c.Order, e.Statement)
	c.Statements[e.Statement] = s
}
