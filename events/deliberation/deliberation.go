// Package deliberation is the contract of the deliberation service: what was
// asked, what people said to it and where each of them stands, in the form in
// which it is stored for good. It informs and never decides.
//
// Names and JSON fields never change; a new meaning is a new event. What an
// event is about, its aggregate, stands in its commit and is not repeated.
package deliberation

import (
	"encoding/json"
	"fmt"
)

// The streams that the service writes: one that is shared, one for what only
// some may know. Nothing is sealed yet; ballots will be.
const (
	Stream = "deliberation"
	Sealed = "deliberation_sealed"
)

// Kind is whose history an event belongs to.
type Kind string

// The kinds of aggregates.
const (
	OfConversation Kind = "conversation"
	OfVoice        Kind = "voice" // one person's stances in one conversation
)

// Audience is how far a conversation can be heard.
type Audience string

// The audiences.
const (
	AtTable        Audience = "table"      // those who act for a seat of the initiative
	Everybody      Audience = "registered" // whoever has an account
	InOrganization Audience = "org"        // the members of one organization
)

// Stance is where somebody stands on a statement.
type Stance string

// The stances. The latest one counts.
const (
	Agree    Stance = "agree"
	Disagree Stance = "disagree"
	Pass     Stance = "pass"
)

// Event is one of the events of this package.
type Event interface {
	Name() string
	Of() Kind
}

// ConversationOpened asks a question. Readers is the name of those who hear it,
// as read models are keyed by it: "table:ini_…", "registered", "org:org_…".
type ConversationOpened struct {
	Initiative   string   `json:"initiative"`
	Question     string   `json:"question"`
	Audience     Audience `json:"audience"`
	Organization string   `json:"organization,omitempty"` // whose, if it is for one
	Readers      string   `json:"readers"`
	Person       string   `json:"person"`
	For          string   `json:"for,omitempty"` // the organization that the person acted for
}

// StatementMade is what somebody said to the question. Readers are those of the
// conversation.
type StatementMade struct {
	Statement  string `json:"statement"`
	Initiative string `json:"initiative"`
	Text       string `json:"text"`
	Author     string `json:"author"`
	Readers    string `json:"readers"`
}

// ConversationClosed ends a conversation; what was said stays.
type ConversationClosed struct{}

// StanceTaken says where a person stands on a statement from now on.
type StanceTaken struct {
	Conversation string `json:"conversation"`
	Statement    string `json:"statement"`
	Person       string `json:"person"`
	Stance       Stance `json:"stance"`
	Before       Stance `json:"before,omitempty"` // where they stood until now
}

// Name implements [Event].
func (ConversationOpened) Name() string { return "deliberation.conversation_opened.v1" }
func (StatementMade) Name() string      { return "deliberation.statement_made.v1" }
func (ConversationClosed) Name() string { return "deliberation.conversation_closed.v1" }
func (StanceTaken) Name() string        { return "deliberation.stance_taken.v1" }

// Of implements [Event].
func (ConversationOpened) Of() Kind { return OfConversation }
func (StatementMade) Of() Kind      { return OfConversation }
func (ConversationClosed) Of() Kind { return OfConversation }
func (StanceTaken) Of() Kind        { return OfVoice }

// Decoders reads each event, by name, from its stored form.
var Decoders = map[string]func([]byte) (Event, error){
	ConversationOpened{}.Name(): decode[ConversationOpened],
	StatementMade{}.Name():      decode[StatementMade],
	ConversationClosed{}.Name(): decode[ConversationClosed],
	StanceTaken{}.Name():        decode[StanceTaken],
}

func decode[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
