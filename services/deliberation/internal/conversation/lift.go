package conversation

import (
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// LiftStatement marks which words of a statement a term answers. Text is what
// the statement says, From and To count its characters.
type LiftStatement struct {
	Lift, Statement   string
	Text              string
	From, To          int
	Negotiation, Term string
}

func (l LiftStatement) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	s, err := c.shown(l.Statement)
	if err != nil {
		return nil, err
	}
	if err := speaks(by); err != nil {
		return nil, err
	}
	said := []rune(l.Text)
	switch {
	case c.Lifts[l.Lift] != nil:
		return nil, nil
	case l.From < 0 || l.To > len(said) || l.From >= l.To:
		return nil, rule.Refuse("INVALID", "rule", "range", "min", "0", "max", strconv.Itoa(len(said))).At("to")
	case s.Lifts == maxLifts:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxLifts))
	}
	e := deliberation.StatementLifted{
		Lift: l.Lift, Statement: l.Statement, From: l.From, To: l.To, Words: string(said[l.From:l.To]),
		Negotiation: l.Negotiation, Term: l.Term, By: by.Person, For: by.Organization, Readers: c.Readers,
	}
	if !c.Pseudonyms {
		e.Author = s.Author
	}
	return []deliberation.Event{e}, nil
}

// ContestLift says, as the author of lifted words, that they mean something
// else.
type ContestLift struct{ Lift, Reason string }

func (l ContestLift) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	lifted := c.Lifts[l.Lift]
	var form text.Form
	why := form.Clean(l.Reason, maxReason, "reason")
	switch {
	case lifted == nil:
		return nil, rule.Refuse("NOT_FOUND").At("lift")
	case lifted.Author == "" || lifted.Author != c.name(by):
		return nil, rule.Refuse("NOT_YOUR_STATEMENT")
	case lifted.Contested:
		return nil, rule.Refuse("ALREADY_DONE")
	case form.Err() != nil:
		return nil, form.Err()
	}
	return []deliberation.Event{deliberation.LiftContested{Lift: l.Lift, Term: lifted.Term, Reason: why}}, nil
}

func (c Conversation) lifted(e deliberation.StatementLifted) {
	s := c.at(e.Statement)
	s.Lifts++
	c.Lifts[e.Lift] = &Lift{Author: s.Author, Term: e.Term}
}

// Raise owes statements an answer. Of is how many people take part.
type Raise struct {
	Conversation, Analysis string
	Asks                   []Ask // the strongest first
	Of                     int
}

// Ask is a statement that wants an answer, with how many people agree with it
// and how many the groups have for which it stands.
type Ask struct {
	Statement, Text, Reason string
	Groups                  []int
	People, Behind          int
}

// fewest is how many people an opinion must have before it asks for an answer;
// it must also be a tenth of all.
const fewest = 5

func (r Raise) decide(c Conversation, by By, _ time.Time) ([]deliberation.Event, error) {
	if err := c.MayRaise(by); err != nil {
		return nil, err
	}
	initiative := c.Initiative
	if c.Audience == deliberation.InOrganization || c.Audience == deliberation.InCommunity {
		initiative = "" // what members say among themselves does not come to the table by itself
	}
	var events []deliberation.Event
	for _, a := range r.Asks {
		s := c.Statements[a.Statement]
		switch {
		case s == nil || s.State != Shown || c.Asks[a.Statement]:
		case a.People < fewest || a.Behind < fewest || a.Behind*10 < r.Of:
		case len(c.Asks)+len(events) < maxAsks:
			events = append(events, deliberation.AskRaised{
				Conversation: r.Conversation, Initiative: initiative, Statement: a.Statement, Text: a.Text,
				Reason: a.Reason, Groups: a.Groups, People: a.People, Analysis: r.Analysis, Readers: c.Readers,
			})
		}
	}
	return events, nil
}

// MayRaise refuses whoever does not look after the conversation. What it raises
// by itself is raised when it closes.
func (c Conversation) MayRaise(by By) error {
	if !by.System && !c.Moderates(by) {
		return rule.Refuse("NOT_MODERATOR")
	}
	return nil
}
