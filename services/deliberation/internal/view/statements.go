package view

import (
	"time"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Statement is a document of deliberation.statement. Its readers are all who
// hear the conversation, or the moderators while it is not shown.
type Statement struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Initiative   string         `json:"initiative"`
	Text         string         `json:"text"`
	Author       string         `json:"author,omitempty"`
	AuthorFor    string         `json:"authorFor,omitempty"`
	Pseudonym    string         `json:"pseudonym,omitempty"`
	Alias        string         `json:"alias,omitempty"`
	Seed         bool           `json:"seed"`
	State        string         `json:"state"`            // shown, waiting, hidden, rejected, withdrawn
	Reason       string         `json:"reason,omitempty"` // why it is not shown
	Appealed     bool           `json:"appealed"`
	Readers      string         `json:"readers"`
	MadeAt       record.Instant `json:"madeAt"`
}

// Row implements [project.Document]. Where people have pseudonyms the list is
// in an order that tells nothing of who was first.
func (s *Statement) Row() project.Row {
	place := sortable(s.MadeAt)
	if s.Pseudonym != "" {
		place = s.ID
	}
	return project.Row{Parent: s.Conversation, Sort: place, Audience: s.Readers}
}

// hearersOf are all who hear the conversation of a statement.
func hearersOf(e deliberation.StatementMade) string {
	if e.Shared != "" {
		return e.Shared
	}
	return e.Readers
}

// day is all that is told of when somebody with a pseudonym did something: a
// moment could be held against what else happened then.
func day(i record.Instant) record.Instant { return record.InstantOf(i.Truncate(24 * time.Hour)) }

// aboutStatement is the statement that an event shows or hides; empty if it
// does neither.
func aboutStatement(e project.Event) string {
	switch e := e.Event.(type) {
	case deliberation.StatementMade:
		return e.Statement
	case deliberation.StatementShown:
		return e.Statement
	case deliberation.StatementHidden:
		return e.Statement
	case deliberation.StatementWithdrawn:
		return e.Statement
	case deliberation.AppealMade:
		return e.Statement
	case deliberation.AppealDecided:
		return e.Statement
	}
	return ""
}

func theStatement(e project.Event) []string {
	if id := aboutStatement(e); id != "" {
		return []string{id}
	}
	return nil
}

func applyStatement(id string, s *Statement, e project.Event) *Statement {
	switch event := e.Event.(type) {
	case deliberation.StatementMade:
		return newStatement(id, event, e)
	case deliberation.StatementShown:
		s.State, s.Readers, s.Reason = "shown", event.Readers, ""
	case deliberation.StatementHidden:
		s.State, s.Readers, s.Reason = "hidden", event.Readers, event.Reason
		if event.Rejected {
			s.State = "rejected"
		}
	case deliberation.StatementWithdrawn:
		s.State, s.Readers, s.Reason = "withdrawn", event.Readers, event.Reason
	case deliberation.AppealMade:
		s.Appealed = true
	case deliberation.AppealDecided:
		if s.Appealed, s.Readers = false, event.Readers; event.Restored {
			s.State, s.Reason = "shown", ""
		}
	}
	return s
}

func newStatement(id string, made deliberation.StatementMade, e project.Event) *Statement {
	s := &Statement{
		ID: id, Conversation: e.Commit.Aggregate, Initiative: made.Initiative, Text: made.Text, Author: made.Author, AuthorFor: made.For,
		Pseudonym: made.Pseudonym, Alias: made.Alias, Seed: made.Seed, State: "shown", Readers: made.Readers, MadeAt: record.InstantOf(e.At()),
	}
	if made.Waits {
		s.State = "waiting"
	}
	if made.Pseudonym != "" {
		s.MadeAt = day(s.MadeAt)
	}
	return s
}
