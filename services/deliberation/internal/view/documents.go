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
		}
	case deliberation.ConversationClosed:
		c.Open, c.ClosedAt = false, &at
	}
	return c
}

// Statement is a document of deliberation.statement.
type Statement struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Initiative   string         `json:"initiative"`
	Text         string         `json:"text"`
	Author       string         `json:"author"`
	Readers      string         `json:"readers"`
	MadeAt       record.Instant `json:"madeAt"`
}

// Row implements [project.Document].
func (s *Statement) Row() project.Row {
	return project.Row{Parent: s.Conversation, Sort: sortable(s.MadeAt), Audience: s.Readers}
}

func theStatement(e project.Event) []string {
	if e, made := e.Event.(deliberation.StatementMade); made {
		return []string{e.Statement}
	}
	return nil
}

func applyStatement(id string, _ *Statement, e project.Event) *Statement {
	s := e.Event.(deliberation.StatementMade)
	return &Statement{
		ID: id, Conversation: e.Commit.Aggregate, Initiative: s.Initiative, Text: s.Text,
		Author: s.Author, Readers: s.Readers, MadeAt: record.InstantOf(e.At()),
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

func theStance(e project.Event) []string {
	if e, taken := e.Event.(deliberation.StanceTaken); taken {
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
