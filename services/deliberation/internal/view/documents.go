package view

import (
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Conversation is a document of deliberation.conversation.
type Conversation struct {
	ID           string                `json:"id"`
	Initiative   string                `json:"initiative"`
	Question     string                `json:"question"`
	Audience     deliberation.Audience `json:"audience"`
	Organization string                `json:"organization,omitempty"`
	Readers      string                `json:"readers"`
	Opener       string                `json:"opener"`
	OpenerFor    string                `json:"openerFor,omitempty"`
	Open         bool                  `json:"open"`
	OpenedAt     record.Instant        `json:"openedAt"`
	ClosedAt     *record.Instant       `json:"closedAt,omitempty"`

	Pseudonyms bool                    `json:"pseudonyms"`
	Moderation deliberation.Moderation `json:"moderation"`
	Longest    int                     `json:"longest"`
	Deadline   *deliberation.Instant   `json:"deadline,omitempty"`
	Languages  []string                `json:"languages"`
	Community  string                  `json:"community,omitempty"`
}

// Row implements [project.Document].
func (c *Conversation) Row() project.Row {
	return project.Row{Parent: c.Initiative, Sort: sortable(c.OpenedAt), Audience: c.Readers}
}

func theConversation(e project.Event) []string {
	switch e.Event.(type) {
	case deliberation.ConversationOpened, deliberation.ConversationClosed:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyConversation(id string, c *Conversation, e project.Event) *Conversation {
	at := record.InstantOf(e.At())
	switch event := e.Event.(type) {
	case deliberation.ConversationOpened:
		c = &Conversation{
			ID: id, Initiative: event.Initiative, Question: event.Question, Audience: event.Audience, Organization: event.Organization,
			Readers: event.Readers, Opener: event.Person, OpenerFor: event.For, Open: true, OpenedAt: at,
			Pseudonyms: event.Pseudonyms, Moderation: event.Moderation, Longest: event.Longest, Deadline: event.Deadline, Languages: event.Languages, Community: event.Community,
		}
		c.complete()
	case deliberation.ConversationClosed:
		c.Open, c.ClosedAt = false, &at
	}
	return c
}

// complete says what old events leave unsaid.
func (c *Conversation) complete() {
	if c.Moderation == "" {
		c.Moderation = deliberation.After
	}
	if c.Longest == 0 {
		c.Longest = 1000
	}
	if c.Languages == nil {
		c.Languages = []string{}
	}
}

// Stance is a document of deliberation.stance: the person's own.
type Stance struct {
	ID           string              `json:"id"`
	Voice        string              `json:"voice"`
	Conversation string              `json:"conversation"`
	Statement    string              `json:"statement"`
	Person       string              `json:"person"`
	Stance       deliberation.Stance `json:"stance"`
	TakenAt      record.Instant      `json:"takenAt"`
}

// Row implements [project.Document]. A person's stances in one conversation
// are a list, in the order of the statements' ids.
func (s *Stance) Row() project.Row {
	return project.Row{Parent: s.Voice, Sort: s.Statement, Audience: "person:" + s.Person}
}

// StanceID is the id of a person's stance on a statement.
func StanceID(person, statement string) string { return record.NewID("sta", person, statement) }

// theStance is none where people have pseudonyms: the service alone knows whose
// such a stance is, and tells them when they ask.
func theStance(e project.Event) []string {
	if e, taken := e.Event.(deliberation.StanceTaken); taken && e.Person != "" {
		return []string{StanceID(e.Person, e.Statement)}
	}
	return nil
}

func applyStance(id string, _ *Stance, e project.Event) *Stance {
	s := e.Event.(deliberation.StanceTaken)
	return &Stance{
		ID: id, Voice: e.Commit.Aggregate, Conversation: s.Conversation, Statement: s.Statement,
		Person: s.Person, Stance: s.Stance, TakenAt: record.InstantOf(e.At()),
	}
}
