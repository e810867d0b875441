// Package conversation decides who may ask, who may say something to it, and
// what is shown of that.
//
// A conversation is the voice of many. It informs and never decides: nothing
// that is said here binds anyone.
package conversation

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
)

// Bounds of what people write, in characters, and of how much there may be.
const (
	maxQuestion   = 300
	maxText       = 1000
	usualText     = 280
	leastText     = 40
	maxReason     = 500
	maxStatements = 2000
	maxReports    = 100 // of one statement
	maxLifts      = 50  // of one statement
	maxLanguages  = 5
	maxAsks       = 10 // that one conversation raises
	longest       = 366 * 24 * time.Hour
)

// By is whoever wishes something, with what the registry knows of them at that
// moment: in the initiative, and in the organization that they act for.
type By struct {
	Person, Organization string
	Voice                string // the pseudonym, where people have one
	Alias                string // … readable
	System               bool   // nobody: a policy, or the clock

	Belongs  bool // to that organization
	Leads    bool // is a steward of it
	Convenes bool // speaks for it, and it convened the initiative
	Present  bool // acts for it at the table
	Speaks   bool // and may say something in its name

	Community string // one of which that organization is a member, where that was asked
}

// name is how this conversation knows them as an author.
func (c Conversation) name(by By) string {
	if c.Pseudonyms {
		return by.Voice
	}
	return by.Person
}

// Conversation is what the rules remember. The zero Conversation does not
// exist.
type Conversation struct {
	Initiative   string
	Audience     deliberation.Audience
	Organization string // whose, if it is for one
	Community    string // whose, if it is for one
	Readers      string // the name of those who hear it
	Opener       string
	Closed       bool

	Pseudonyms bool
	Before     bool   // moderators look before others do
	Moderators string // the name of those who read what is not shown
	Longest    int
	Deadline   time.Time
	Language   string

	Order      []string // statements as they were made
	Statements map[string]*Statement
	Lifts      map[string]*Lift
	Asks       map[string]bool // statements that were raised
}

// Statement is what the rules remember of one.
type Statement struct {
	Author    string // a person or, unless it is a seed, a pseudonym where people have one
	State     State
	Moderator string // who hid it or rejected it
	Appealed  bool   // and nobody has decided on that yet
	Decided   bool   // … and somebody has
	Reports   map[string]bool
	Lifts     int
}

// State is how far a statement is shown.
type State string

// The states of a statement.
const (
	Shown     State = "shown"
	Waiting   State = "waiting" // for a moderator
	Hidden    State = "hidden"
	Rejected  State = "rejected" // never shown
	Withdrawn State = "withdrawn"
)

// Lift is what the rules remember of one: whose words it marks.
type Lift struct {
	Author, Term string
	Contested    bool
}

// Exists tells whether the conversation has been opened.
func (c Conversation) Exists() bool { return c.Readers != "" }

// Over tells whether nothing can be said any more.
func (c Conversation) Over(at time.Time) bool {
	return c.Closed || !c.Deadline.IsZero() && !at.Before(c.Deadline)
}

// Hears tells whether somebody is in the audience.
func (c Conversation) Hears(by By) bool {
	switch c.Audience {
	case deliberation.Everybody, deliberation.Public:
		return by.Person != ""
	case deliberation.AtTable:
		return by.Present || by.Convenes
	case deliberation.InOrganization:
		return by.Belongs && by.Organization == c.Organization
	case deliberation.InCommunity:
		return by.Belongs && c.Community != "" && by.Community == c.Community
	}
	return false
}

// Moderates tells whether somebody looks after the conversation: who opened it,
// or leads those whom it asks.
func (c Conversation) Moderates(by By) bool {
	if c.Audience == deliberation.InOrganization {
		return by.Person == c.Opener || by.Leads
	}
	return by.Person == c.Opener || by.Convenes
}

// Command is a wish that a conversation may grant or refuse.
type Command interface {
	decide(c Conversation, by By, at time.Time) ([]deliberation.Event, error)
}

// Decide returns the events that wanted causes, or the refusal that forbids
// it. Who is not in the audience is told that there is nothing.
func Decide(c Conversation, by By, at time.Time, wanted Command) ([]deliberation.Event, error) {
	if _, opening := wanted.(Open); !opening && !(c.Exists() && (by.System || c.Hears(by))) {
		return nil, rule.Refuse("NOT_FOUND").At("conversation")
	}
	return wanted.decide(c, by, at)
}

// shown returns a statement that all who hear the conversation can read.
func (c Conversation) shown(id string) (*Statement, error) {
	s := c.Statements[id]
	if s == nil || s.State != Shown {
		return nil, rule.Refuse("NOT_FOUND").At("statement")
	}
	return s, nil
}

// legible returns a statement that somebody can read: a shown one, their own,
// or any if they moderate.
func (c Conversation) legible(by By, id string) (*Statement, error) {
	s := c.Statements[id]
	if s == nil || s.State != Shown && !c.wrote(by, s) && !c.Moderates(by) {
		return nil, rule.Refuse("NOT_FOUND").At("statement")
	}
	return s, nil
}

func (c Conversation) wrote(by By, s *Statement) bool {
	return s.Author != "" && s.Author == c.name(by)
}

// Close ends the conversation.
type Close struct{}

func (Close) decide(c Conversation, by By, at time.Time) ([]deliberation.Event, error) {
	switch err := c.MayClose(by); {
	case c.Closed:
		return nil, err
	case by.System && !c.Over(at):
		return nil, rule.Refuse("NOT_YET")
	case err != nil:
		return nil, err
	}
	return []deliberation.Event{deliberation.ConversationClosed{Due: by.System}}, nil
}

// MayClose refuses whoever neither asked nor leads those who are asked.
func (c Conversation) MayClose(by By) error {
	if !by.System && !c.Moderates(by) {
		return rule.Refuse("NOT_OPENER")
	}
	return nil
}
