package view

import (
	"testing"
	"time"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

func TestNewsOfConversations(t *testing.T) {
	begun := deliberation.ConversationOpened{Initiative: "ini_1", Question: "What hurts?", Readers: "table:ini_1", Person: "per_ana"}
	for _, row := range []struct {
		rule   string
		events []deliberation.Event
		want   []string
	}{
		{"who hears it is told that it began", []deliberation.Event{begun}, []string{"moved table:ini_1 NEWS_CONVERSATION_OPENED cnv_1 by per_ana"}},
		{"and that it ended", []deliberation.Event{begun, deliberation.ConversationClosed{}}, []string{"moved table:ini_1 NEWS_CONVERSATION_CLOSED cnv_1"}},
		{"a statement is kept for what becomes of it", []deliberation.Event{deliberation.StatementMade{Statement: "stm_1", Author: "per_bo", Readers: "table:ini_1"}}, nil},
	} {
		var events []project.Event
		for i, e := range row.events {
			events = append(events, project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{
				Aggregate: "cnv_1", Version: uint64(i) + 1, At: record.InstantOf(time.Date(2026, 3, 1, 10+i, 0, 0, 0, time.UTC)),
			}}})
		}
		topics := []news.Topic{newsOfConversations}
		newstest.Tells(t, row.rule, topics, events, row.want...)
		newstest.Sound(t, topics, events...)
	}
}

// Whoever speaks under another name is not told by that of this stream: the
// item would say who it is.
func TestAnItemDoesNotNameWhoIsBehindAPseudonym(t *testing.T) {
	said := project.Event{Event: deliberation.StatementMade{Statement: "stm_1", Author: "psd_1", Readers: "registered"}, Commit: &record.Stored{}}
	if items := news.Fold("s", []news.Topic{newsOfConversations}, said); len(items) != 0 {
		t.Errorf("%+v", items[0])
	}
}
