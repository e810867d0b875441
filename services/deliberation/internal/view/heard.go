package view

import (
	"fmt"
	"strings"

	"parley.example/events/deliberation"
	"parley.example/events/project"
)

// Heard is a document of deliberation.heard, which only the service reads: what
// one voice says to all statements of a conversation, or one statement of it.
// The rows of a conversation stand in the order in which they last changed, so
// that an analysis reads no more than what is new to it. Nobody is named.
type Heard struct {
	Conversation string `json:"conversation"`
	Said         string `json:"said,omitempty"` // by a voice; see [Unpack]
	Statement    string `json:"statement,omitempty"`
	Out          bool   `json:"out,omitempty"`    // the statement is not shown any more
	Unseen       bool   `json:"unseen,omitempty"` // … or never was
	Sequence     uint64 `json:"sequence"`         // of its last commit
}

// Row implements [project.Document].
func (h *Heard) Row() project.Row {
	return project.Row{Parent: h.Conversation, Sort: HeardAt(h.Sequence), Audience: "internal"}
}

// HeardAt is a sequence's place in the list of a conversation.
func HeardAt(sequence uint64) string { return fmt.Sprintf("%020d", sequence) }

func theHeard(e project.Event) []string {
	if _, taken := e.Event.(deliberation.StanceTaken); taken {
		return []string{e.Commit.Aggregate}
	}
	return theStatement(e)
}

func applyHeard(_ string, h *Heard, e project.Event) *Heard {
	switch event := e.Event.(type) {
	case deliberation.StanceTaken:
		if h == nil {
			h = &Heard{Conversation: event.Conversation}
		}
		h.Said = with(h.Said, event.Statement, event.Stance)
	case deliberation.StatementMade:
		h = &Heard{Conversation: e.Commit.Aggregate, Statement: event.Statement, Unseen: event.Waits}
	case deliberation.StatementShown:
		h.Out, h.Unseen = false, false
	case deliberation.StatementHidden:
		h.Out = true
	case deliberation.StatementWithdrawn:
		h.Out = true
	case deliberation.AppealDecided:
		if event.Restored {
			h.Out, h.Unseen = false, false
		}
	}
	h.Sequence = e.Commit.Sequence
	return h
}

// What a voice says is written as "statement=a," for each: the document of
// somebody who answers two thousand statements stays within its bound.
var letters = map[deliberation.Stance]string{deliberation.Agree: "a", deliberation.Disagree: "d", deliberation.Pass: "p"}

func with(said, statement string, stance deliberation.Stance) string {
	short := strings.TrimPrefix(statement, "stm_")
	if before, after, found := strings.Cut(said, short+"="); found && len(after) > 0 {
		return before + short + "=" + letters[stance] + after[1:]
	}
	return said + short + "=" + letters[stance] + ","
}

// Unpack calls hear for each stance that a voice has.
func Unpack(said string, hear func(statement string, stance deliberation.Stance)) {
	for one := range strings.SplitSeq(said, ",") {
		statement, letter, _ := strings.Cut(one, "=")
		for stance, l := range letters {
			if l == letter && statement != "" {
				hear("stm_"+statement, stance)
			}
		}
	}
}
