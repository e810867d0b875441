package view

import (
	"fmt"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Moderation is a document of deliberation.moderation: a line of the log that
// everybody reads who hears the conversation. It never holds what is hidden.
type Moderation struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Statement    string         `json:"statement"`
	Act          string         `json:"act"` // shown, hidden, rejected, withdrawn, appealed, upheld, restored
	By           string         `json:"by,omitempty"`
	Reason       string         `json:"reason,omitempty"`
	At           record.Instant `json:"at"`
	Place        string         `json:"place"`
	Readers      string         `json:"readers"`
}

// Row implements [project.Document].
func (m *Moderation) Row() project.Row {
	return project.Row{Parent: m.Conversation, Sort: m.Place, Audience: m.Readers}
}

func theModeration(e project.Event) []string {
	switch e.Event.(type) {
	case deliberation.StatementShown, deliberation.StatementHidden, deliberation.StatementWithdrawn, deliberation.AppealMade, deliberation.AppealDecided:
		return []string{record.NewID("mod", e.Commit.Aggregate, fmt.Sprint(e.Commit.Version))}
	}
	return nil
}

// applyModeration leaves out what would point at an author: when they did
// something, and the words of an appeal, which are the moderators' to read.
func applyModeration(id string, _ *Moderation, e project.Event) *Moderation {
	m := &Moderation{ID: id, Conversation: e.Commit.Aggregate, Statement: aboutStatement(e), At: record.InstantOf(e.At()), Place: fmt.Sprintf("%010d", e.Commit.Version)}
	switch event := e.Event.(type) {
	case deliberation.StatementShown:
		m.Act, m.By, m.Readers = "shown", event.By, event.Readers
	case deliberation.StatementHidden:
		m.Act, m.By, m.Reason, m.Readers = "hidden", event.By, event.Reason, event.Shared
		if event.Rejected {
			m.Act = "rejected"
		}
	case deliberation.StatementWithdrawn:
		m.Act, m.Reason, m.Readers, m.At = "withdrawn", event.Reason, event.Shared, day(m.At)
	case deliberation.AppealMade:
		m.Act, m.Readers, m.At = "appealed", event.Shared, day(m.At)
	case deliberation.AppealDecided:
		m.Act, m.By, m.Reason, m.Readers = "upheld", event.By, event.Reason, event.Shared
		if event.Restored {
			m.Act = "restored"
		}
	}
	return m
}

// Report is a document of deliberation.report: what the moderators are asked
// to look at, a report of somebody or an appeal. Who asks is not told.
type Report struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	Statement    string         `json:"statement"`
	Appeal       bool           `json:"appeal"`
	Reason       string         `json:"reason"`
	On           record.Instant `json:"on"` // the day
	Place        string         `json:"place"`
	Readers      string         `json:"readers"`
}

// Row implements [project.Document].
func (r *Report) Row() project.Row {
	return project.Row{Parent: r.Conversation, Sort: r.Place, Audience: r.Readers}
}

func theReport(e project.Event) []string {
	switch event := e.Event.(type) {
	case deliberation.StatementReported:
		return []string{event.Report}
	case deliberation.AppealMade:
		return []string{record.NewID("rpt", "appeal", event.Statement)}
	}
	return nil
}

func applyReport(id string, _ *Report, e project.Event) *Report {
	r := &Report{ID: id, Conversation: e.Commit.Aggregate, On: day(record.InstantOf(e.At())), Place: fmt.Sprintf("%010d", e.Commit.Version)}
	switch event := e.Event.(type) {
	case deliberation.StatementReported:
		r.Statement, r.Reason, r.Readers = event.Statement, event.Reason, event.Readers
	case deliberation.AppealMade:
		r.Statement, r.Reason, r.Readers, r.Appeal = event.Statement, event.Reason, event.Readers, true
	}
	return r
}
