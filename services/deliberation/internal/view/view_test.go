package view

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

var (
	noon   = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	opened = deliberation.ConversationOpened{Initiative: "ini", Question: "Why?", Audience: deliberation.AtTable, Readers: "table:ini", Person: "ana", For: "city"}
	said   = deliberation.StatementMade{Statement: "stm", Initiative: "ini", Text: "Nobody waits.", Author: "bea", Readers: "table:ini"}
)

func in(aggregate string, version uint64, e deliberation.Event) project.Event {
	return project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{
		Aggregate: aggregate, Version: version, At: record.InstantOf(noon.Add(time.Duration(version) * time.Hour)),
	}}}
}

// fold projects a history as the runner does: every document is stored and
// read again between two events.
func fold[D any](t *testing.T, touches func(project.Event) []string, apply func(string, *D, project.Event) *D, history ...project.Event) map[string]*D {
	t.Helper()
	docs := make(map[string]*D)
	for _, e := range history {
		for _, key := range touches(e) {
			stored, err := json.Marshal(apply(key, docs[key], e))
			if err != nil {
				t.Fatal(err)
			}
			docs[key] = new(D)
			if err := json.Unmarshal(stored, docs[key]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return docs
}

// took is what n people did, each in a voice of their own.
func took(n int, stance, before deliberation.Stance) (events []project.Event) {
	for i := range n {
		person := fmt.Sprint("per", i)
		events = append(events, in(VoiceID(person, "cnv"), 1, deliberation.StanceTaken{
			Conversation: "cnv", Statement: "stm", Person: person, Stance: stance, Before: before,
		}))
	}
	return events
}

func TestTally(t *testing.T) {
	made := in("cnv", 2, said)
	tests := []struct {
		rule  string
		after []project.Event
		want  string
	}{
		{"who has said nothing is not counted", nil, "< 5, < 5, < 5"},
		{"four are too few to show", took(4, deliberation.Agree, ""), "< 5, < 5, < 5"},
		{"five are enough", took(5, deliberation.Agree, ""), "5, < 5, < 5"},
		{"nobody is not told from few", took(9, deliberation.Disagree, ""), "< 5, 9, < 5"},
		{"who changes is counted once", append(took(9, deliberation.Agree, ""), took(3, deliberation.Pass, deliberation.Agree)...), "6, < 5, < 5"},
		{"and where they are now", append(took(9, deliberation.Agree, ""), took(9, deliberation.Pass, deliberation.Agree)...), "< 5, < 5, 9"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			doc := fold(t, theTally, applyTally, append([]project.Event{made}, tt.after...)...)["stm"]
			if got := strings.Join([]string{doc.Agree, doc.Disagree, doc.Pass}, ", "); got != tt.want {
				t.Errorf("shows %s, want %s", got, tt.want)
			}
			if row := doc.Row(); row.Audience != "table:ini" || row.Parent != "cnv" {
				t.Errorf("%+v", row)
			}
		})
	}
}

func TestAConversationEnds(t *testing.T) {
	doc := fold(t, theConversation, applyConversation, in("cnv", 1, opened), in("cnv", 3, deliberation.ConversationClosed{}))["cnv"]
	if doc.Open || doc.ClosedAt == nil || !doc.ClosedAt.Equal(noon.Add(3*time.Hour)) || doc.Row().Parent != "ini" {
		t.Errorf("%+v", doc)
	}
}

func TestAStanceIsItsPersonsOwn(t *testing.T) {
	docs := fold(t, theStance, applyStance, append(took(2, deliberation.Agree, ""), took(1, deliberation.Pass, deliberation.Agree)...)...)
	if len(docs) != 2 {
		t.Errorf("%d stances of two people", len(docs))
	}
	doc := docs[StanceID("per0", "stm")]
	if row := doc.Row(); doc.Stance != deliberation.Pass || row.Audience != "person:per0" || row.Parent != VoiceID("per0", "cnv") {
		t.Errorf("%+v in %+v", doc, row)
	}
}

// No event of the contract is seen by nobody.
func TestEveryEventIsProjected(t *testing.T) {
	golden, err := os.ReadFile("../../../../events/deliberation/testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for line := range strings.Lines(string(golden)) {
		name, stored, _ := strings.Cut(strings.TrimSpace(line), " ")
		e, err := deliberation.Decoders[name]([]byte(stored))
		if err != nil {
			t.Fatal(err)
		}
		for _, touch := range []func(project.Event) []string{
			theConversation, theStatement, theTally, theStance, theReport, theLift, theRaised, thePetition, theMask,
			theBallot, theElector, theObjection, theLending,
		} {
			seen[name] += len(touch(in("agg", 1, e)))
		}
	}
	for name := range deliberation.Decoders {
		if seen[name] == 0 {
			t.Errorf("%s changes no document", name)
		}
	}
}
