package view

import (
	"testing"

	n "parley.example/events/negotiation"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

func TestNewsAroundATable(t *testing.T) {
	topics := []news.Topic{newsOfAsks, newsOfCalls, newsOfOffers}
	to := n.Addressee{Seat: "sea_r"}
	raised := n.AskRaised{Initiative: "ini_x", Negotiation: "neg_x", Kind: n.AskQuestion, From: n.Origin{Seat: "sea_h"}, To: to, Text: "Why?", Due: hour(9)}
	words := n.AskAnswered{Initiative: "ini_x", To: to, Number: 1, Seat: "sea_r", How: n.ByWords, Text: "So."}
	offered := n.StandingOffered{Negotiation: "neg_x", Initiative: "ini_x", Package: "pkg_1", For: "sea_l", Seats: []string{"sea_h", "sea_r"}, Seat: "sea_h"}
	for _, row := range []struct {
		rule   string
		events []n.Event
		want   []string
	}{
		{"who is asked is told until when", []n.Event{raised}, []string{"needs table:ini_x NEWS_ASK ask_x for seat:sea_r by per_ana until 03-01T19:00"}},
		{"who asked is to say whether it is an answer", []n.Event{raised, words}, []string{"needs seat:sea_h NEWS_ASK_ANSWERED ask_x by per_ana"}},
		{"and then is done; who answered is told", []n.Event{raised, words, n.AskConfirmed{Initiative: "ini_x", To: to}}, []string{"became seat:sea_r NEWS_ASK_CONFIRMED ask_x by per_ana"}},
		{"contested it is owed again", []n.Event{raised, words, n.AskContested{Initiative: "ini_x", To: to, Due: hour(20)}}, []string{"needs table:ini_x NEWS_ASK_CONTESTED ask_x for seat:sea_r by per_ana until 03-02T06:00"}},
		{"taken back nobody is asked", []n.Event{raised, n.AskWithdrawn{Initiative: "ini_x", To: to}}, []string{"moved table:ini_x NEWS_ASK_WITHDRAWN ask_x by per_ana"}},
		{"its date is told to all, and the answer is still owed", []n.Event{raised, n.AskOverdue{Initiative: "ini_x", To: to}}, []string{"moved table:ini_x NEWS_ASK_OVERDUE ask_x", "needs table:ini_x NEWS_ASK ask_x for seat:sea_r by per_ana until 03-01T19:00"}},
		{"who is called to a message is told, and nobody else", []n.Event{n.MessagePosted{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Seat: "sea_h", Text: "Look.", Reply: n.Reply{Mentions: []n.Mention{{Seat: "sea_r"}, {Person: "per_eva"}}}}}, []string{
			"moved person:per_eva NEWS_MENTIONED msg_1 by per_ana", "moved seat:sea_r NEWS_MENTIONED msg_1 by per_ana",
		}},
		{"a silent seat is told, with who leads", []n.Event{n.SeatReminded{Negotiation: "neg_x", Initiative: "ini_x", Seat: "sea_r", Facilitator: "per_fay"}}, []string{
			"moved convener:ini_x NEWS_SEAT_SILENT neg_x", "moved person:per_fay NEWS_SEAT_SILENT neg_x", "moved seat:sea_r NEWS_YOU_SILENT neg_x",
		}},
		{"not when it has no sense any more", []n.Event{n.SeatReminded{Negotiation: "neg_x", Initiative: "ini_x", Seat: "sea_r", Over: true}}, nil},
		{"those who shall keep an offer open are asked to", []n.Event{offered}, []string{"needs table:ini_x NEWS_STANDING_JOIN sto_x for seat:sea_r by per_ana"}},
		{"when it stands whom it is for is told", []n.Event{offered, n.StandingJoined{Initiative: "ini_x", Seat: "sea_r", Stands: true}}, []string{"needs seat:sea_l NEWS_STANDING_OFFER sto_x"}},
		{"and no more when it is ended", []n.Event{offered, n.StandingJoined{Initiative: "ini_x", Seat: "sea_r", Stands: true}, n.StandingWithdrawn{Initiative: "ini_x", Seat: "sea_r"}}, []string{"moved table:ini_x NEWS_STANDING_WITHDRAWN sto_x by per_ana"}},
	} {
		newstest.Tells(t, row.rule, topics, around(row.events...), row.want...)
		newstest.Sound(t, topics, around(row.events...)...)
	}
}

func TestWhatIsSaidBehindClosedDoorsIsToldInsideAlone(t *testing.T) {
	topics := []news.Topic{newsOfRooms}
	h, r := n.Reader{Seat: "sea_h"}, n.Reader{Person: "per_fay"}
	inside := around(n.CaucusOpened{Negotiation: "neg_x", Initiative: "ini_x", Title: "canary", By: h, Members: []n.Reader{h, r}}, n.CaucusSaid{Message: "cms_1", By: h, Text: "canary", Readers: []n.Reader{h, r}})
	newstest.Tells(t, "a line for each member, however much is said", topics, inside,
		"moved person:per_fay NEWS_CAUCUS_MESSAGE "+CaucusID("cau_x", r)+" by per_ana", "moved seat:sea_h NEWS_CAUCUS_MESSAGE "+CaucusID("cau_x", h)+" by per_ana")
	newstest.Sound(t, topics, inside...)
}
