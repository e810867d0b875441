// Package conversation decides who may ask, and who may say something to it.
//
// A conversation is the voice of many. It informs and never decides: nothing
// that is said here binds anyone.
package conversation

import (
	"fmt"
	"slices"
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what people write, in characters, and of how much there may be.
const (
	maxQuestion   = 300
	maxText       = 1000
	maxStatements = 2000
)

// By is whoever wishes something, with what the registry knows of them at that
// moment: in the initiative, and in the organization that they act for.
type By struct {
	Person, Organization string

	Belongs  bool // to that organization
	Leads    bool // is a steward of it
	Convenes bool // speaks for it, and it convened the initiative
	Present  bool // acts for it at the table
	Speaks   bool // and may say something in its name
}

// Conversation is what the rules remember. The zero Conversation does not
// exist.
type Conversation struct {
	Initiative   string
	Audience     deliberation.Audience
	Organization string // whose, if it is for one
	Readers      string // the name of those who hear it
	Opener       string
	Statements   []string
	Closed       bool
}

// Exists tells whether the conversation has been opened.
func (c Conversation) Exists() bool { return c.Readers != "" }

// Hears tells whether somebody is in the audience.
func (c Conversation) Hears(by By) bool {
	switch c.Audience {
	case deliberation.Everybody:
		return by.Person != ""
	case deliberation.AtTable:
		return by.Present || by.Convenes
	case deliberation.InOrganization:
		return by.Belongs && by.Organization == c.Organization
	}
	return false
}

// Command is a wish that a conversation may grant or refuse.
type Command interface {
	decide(c Conversation, by By) ([]deliberation.Event, error)
}

// Open asks a question about an initiative. Organization may be empty; it is
// the one that the asker acts for.
type Open struct {
	Initiative, Question string
	Audience             deliberation.Audience
	Organization         string
}

// State says something to the question.
type State struct{ Statement, Text string }

// Close ends the conversation.
type Close struct{}

// Decide returns the events that wanted causes, or the refusal that forbids
// it. Who is not in the audience is told that there is nothing.
func Decide(c Conversation, by By, wanted Command) ([]deliberation.Event, error) {
	if _, opening := wanted.(Open); !opening && !(c.Exists() && c.Hears(by)) {
		return nil, rule.Refuse("NOT_FOUND").At("conversation")
	}
	return wanted.decide(c, by)
}

func (o Open) decide(c Conversation, by By) ([]deliberation.Event, error) {
	if c.Exists() {
		return nil, nil // its id depends on the command alone: it was this one
	}
	var form text.Form
	e := deliberation.ConversationOpened{
		Initiative: o.Initiative, Question: form.Clean(o.Question, maxQuestion, "question"), Audience: o.Audience,
		Person: by.Person, For: by.Organization,
	}
	if err := MayOpen(by, o.Audience); err != nil {
		return nil, err
	}
	if o.Organization != "" && o.Organization != by.Organization {
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	}
	switch o.Audience {
	case deliberation.AtTable:
		e.Readers = "table:" + o.Initiative
	case deliberation.Everybody:
		e.Readers = "registered"
	case deliberation.InOrganization:
		e.Organization, e.Readers = by.Organization, "org:"+by.Organization
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	return []deliberation.Event{e}, nil
}

// MayOpen refuses whoever may not ask so many: whoever speaks for the convener
// or a seat asks the table or everybody, a member asks the organization.
func MayOpen(by By, audience deliberation.Audience) error {
	switch audience {
	case deliberation.AtTable, deliberation.Everybody:
		return speaks(by)
	case deliberation.InOrganization:
		if !by.Belongs {
			return rule.Refuse("NO_ORGANIZATION")
		}
		return nil
	}
	return rule.Refuse("INVALID", "rule", "unknown").At("audience")
}

func speaks(by By) error {
	switch {
	case !by.Present && !by.Convenes:
		return rule.Refuse("NOT_SEATED")
	case !by.Speaks && !by.Convenes:
		return rule.Refuse("NO_MANDATE")
	}
	return nil
}

func (s State) decide(c Conversation, by By) ([]deliberation.Event, error) {
	if err := c.MayState(by); err != nil {
		return nil, err
	}
	if slices.Contains(c.Statements, s.Statement) {
		return nil, nil
	}
	var form text.Form
	said := form.Clean(s.Text, maxText, "text")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case len(c.Statements) == maxStatements:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxStatements))
	}
	return []deliberation.Event{deliberation.StatementMade{
		Statement: s.Statement, Initiative: c.Initiative, Text: said, Author: by.Person, Readers: c.Readers,
	}}, nil
}

// MayState refuses whoever may not say something now. At a table one speaks
// for a seat, and needs to be sent for that.
func (c Conversation) MayState(by By) error {
	switch {
	case c.Closed:
		return rule.Refuse("CONVERSATION_CLOSED")
	case c.Audience == deliberation.AtTable:
		return speaks(by)
	}
	return nil
}

// MayTake refuses a stance that somebody may not take now. Taking one needs no
// more than to be in the audience.
func (c Conversation) MayTake(by By, statement string) error {
	switch {
	case !c.Exists() || !c.Hears(by):
		return rule.Refuse("NOT_FOUND").At("conversation")
	case !slices.Contains(c.Statements, statement):
		return rule.Refuse("NOT_FOUND").At("statement")
	case c.Closed:
		return rule.Refuse("CONVERSATION_CLOSED")
	}
	return nil
}

func (Close) decide(c Conversation, by By) ([]deliberation.Event, error) {
	if err := c.MayClose(by); err != nil || c.Closed {
		return nil, err
	}
	return []deliberation.Event{deliberation.ConversationClosed{}}, nil
}

// MayClose refuses whoever neither asked nor leads those who are asked.
func (c Conversation) MayClose(by By) error {
	leads := by.Convenes
	if c.Audience == deliberation.InOrganization {
		leads = by.Leads
	}
	if by.Person != c.Opener && !leads {
		return rule.Refuse("NOT_OPENER")
	}
	return nil
}

// Evolve returns c after e. A state that was looked up stays true for its
// reader: statements are only ever added behind those that it knows.
func Evolve(c Conversation, e deliberation.Event) Conversation {
	switch e := e.(type) {
	case deliberation.ConversationOpened:
		c.Initiative, c.Audience, c.Organization, c.Readers, c.Opener = e.Initiative, e.Audience, e.Organization, e.Readers, e.Person
	case deliberation.StatementMade:
		c.Statements = append(c.Statements, e.Statement)
	case deliberation.ConversationClosed:
		c.Closed = true
	default:
		panic(fmt.Sprintf("conversation: no place for %T", e)) // TestEvolve knows them all
	}
	return c
}
