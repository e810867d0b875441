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
	InCommunity    Audience = "community"  // the members of a community's organizations
	Public         Audience = "public"     // anybody reads it; whoever has an account speaks
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

	// What else is frozen when it opens. Absent is what was always so: people
	// speak under their names, in up to a thousand characters, until somebody
	// closes, and nobody moderates before others read.
	Pseudonyms bool       `json:"pseudonyms,omitempty"` // people are known by one per conversation
	Moderation Moderation `json:"moderation,omitempty"`
	Moderators string     `json:"moderators,omitempty"` // the name of those who read what is not shown
	Longest    int        `json:"longest,omitempty"`    // characters of a statement
	Deadline   *Instant   `json:"deadline,omitempty"`
	Languages  []string   `json:"languages,omitempty"`
	Community  string     `json:"community,omitempty"` // whose, if it is for one
}

// StatementMade is what somebody said to the question. Readers are those of the
// conversation, or the moderators while it waits for them.
type StatementMade struct {
	Statement  string `json:"statement"`
	Initiative string `json:"initiative"`
	Text       string `json:"text"`
	Author     string `json:"author,omitempty"` // a person, unless people have pseudonyms
	For        string `json:"for,omitempty"`    // the organization that the author acted for
	Readers    string `json:"readers"`
	Pseudonym  string `json:"pseudonym,omitempty"`
	Alias      string `json:"alias,omitempty"`  // the pseudonym, readable
	Seed       bool   `json:"seed,omitempty"`   // said by who asked, to begin with
	Waits      bool   `json:"waits,omitempty"`  // for a moderator
	Shared     string `json:"shared,omitempty"` // while it waits: who hears the conversation
}

// ConversationClosed ends a conversation; what was said stays.
type ConversationClosed struct {
	Due bool `json:"due,omitempty"` // its deadline had come
}

// StanceTaken says where a person stands on a statement from now on. Where
// people have pseudonyms there is no person in it: whose it is only the voice
// knows, whose id is made of the pseudonym.
type StanceTaken struct {
	Conversation string `json:"conversation"`
	Statement    string `json:"statement"`
	Person       string `json:"person,omitempty"`
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

	StatementShown{}.Name():     decode[StatementShown],
	StatementHidden{}.Name():    decode[StatementHidden],
	StatementWithdrawn{}.Name(): decode[StatementWithdrawn],
	StatementReported{}.Name():  decode[StatementReported],
	AppealMade{}.Name():         decode[AppealMade],
	AppealDecided{}.Name():      decode[AppealDecided],
	StatementLifted{}.Name():    decode[StatementLifted],
	LiftContested{}.Name():      decode[LiftContested],
	AskRaised{}.Name():          decode[AskRaised],

	PetitionOpened{}.Name():     decode[PetitionOpened],
	PetitionSigned{}.Name():     decode[PetitionSigned],
	SignatureWithdrawn{}.Name(): decode[SignatureWithdrawn],
	PetitionReached{}.Name():    decode[PetitionReached],
	PetitionClosed{}.Name():     decode[PetitionClosed],

	MaskDrawn{}.Name(): decode[MaskDrawn],

	BallotOpened{}.Name():        decode[BallotOpened],
	BallotDeadlineMoved{}.Name(): decode[BallotDeadlineMoved],
	BallotVoted{}.Name():         decode[BallotVoted],
	BallotClosingCalled{}.Name(): decode[BallotClosingCalled],
	BallotClosed{}.Name():        decode[BallotClosed],
	BallotCast{}.Name():          decode[BallotCast],
	ObjectionReadBack{}.Name():   decode[ObjectionReadBack],
	ReadingAnswered{}.Name():     decode[ReadingAnswered],
	BallotBoxClosed{}.Name():     decode[BallotBoxClosed],
	VoteLent{}.Name():            decode[VoteLent],
}

func decode[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
