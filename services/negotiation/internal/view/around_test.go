package view

import (
	"fmt"
	"os"
	"strings"
	"testing"

	n "parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// around is a commit for each event, an hour apart, of the ask, caucus, offer,
// thread or table that it is about.
func around(events ...n.Event) []project.Event {
	aggregates := map[n.Kind]string{
		n.OfNegotiation: "neg_x", n.OfThread: "thr_x", n.OfRoom: "roo_own", n.OfAsk: "ask_x", n.OfAnnex: "anx_x", n.OfCaucus: "cau_x", n.OfStanding: "sto_x",
	}
	var all []project.Event
	for i, e := range events {
		all = append(all, project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{
			Aggregate: aggregates[e.Of()], Version: uint64(i) + 1, At: record.InstantOf(hour(i).Time), Actor: "sea_h/per_ana",
		}}})
	}
	return all
}

func aroundTables(events []project.Event) string {
	var out strings.Builder
	for _, t := range []struct {
		name string
		docs []string
	}{
		{"ask", folded(events, touchesAsk, projectAsk)},
		{"duty", folded(events, touchesDuty, projectDuty)},
		{"annex", folded(events, touchesAnnex, projectAnnex)},
		{"caucus", folded(events, touchesCaucus, projectCaucus)},
		{"caucus message", folded(events, touchesCaucusMessage, projectCaucusMessage)},
		{"message", folded(events, touchesMessage, projectMessage)},
		{"team message", folded(events, touchesTeamMessage, projectTeamMessage)},
		{"draft", folded(events, touchesDraft, projectDraft)},
		{"thread", folded(events, touchesThread, projectThread)},
		{"voice", folded(events, touchesVoice, projectVoice)},
		{"stand", folded(events, touchesStand, projectStand)},
		{"standing offer", folded(events, touchesStanding, projectStanding)},
	} {
		for _, doc := range t.docs {
			fmt.Fprintf(&out, "%s %s\n", t.name, doc)
		}
	}
	return out.String()
}

func TestDocumentsAroundATable(t *testing.T) {
	h, r, ana := n.Reader{Seat: "sea_h"}, n.Reader{Seat: "sea_r"}, n.Reader{Person: "per_ana"}
	to := n.Addressee{Seat: "sea_r"}
	raised := n.AskRaised{Initiative: "ini_x", Negotiation: "neg_x", Kind: n.AskInformation, From: n.Origin{Seat: "sea_h"}, To: to, Text: "Rows.", Purpose: "to see", About: &n.Subject{Kind: "term", ID: "trm_1"}, Due: hour(9)}
	words := n.AskAnswered{Initiative: "ini_x", To: to, Number: 1, Seat: "sea_r", How: n.ByWords, Text: "Averages."}
	contested := n.AskContested{Initiative: "ini_x", To: to, Seat: "sea_h", Reason: "Rows.", Due: hour(20)}
	rows := n.AskAnswered{Initiative: "ini_x", To: to, Number: 2, Seat: "sea_r", How: n.ByDocument, Readers: []n.Reader{ana}}
	said := n.CaucusSaid{Message: "cms_1", Number: 1, By: h, Person: "per_ana", Text: "Shall we?", Readers: []n.Reader{h, r}}
	hushed := n.CaucusSaid{Message: "cms_2", Number: 2, By: r, Person: "per_ben", Cipher: "AAAA", ReplyTo: 1, Readers: []n.Reader{h, r}}
	about := n.Reply{By: "per_ana", About: &n.Subject{Kind: "term", ID: "trm_1"}, SaidAt: until(0)}
	offered := n.StandingOffered{Negotiation: "neg_x", Initiative: "ini_x", Package: "pkg_1", For: "sea_l", Seats: []string{"sea_h", "sea_r"}, Values: values, Terms: []n.FixedTerm{{Term: "trm_1", Key: "deposit", Name: "Deposit", Kind: n.MoneyTerm, Text: "2 €."}}, Seat: "sea_h"}
	long := n.PackageTabled{Package: "pkg_3", Initiative: "ini_x", As: n.Idea, Seat: "sea_r", Values: []n.Setting{{Term: "trm_1", Value: n.Value{Text: strings.Repeat("x", longValue+1)}}}}
	for _, tt := range []struct {
		story  string
		events []n.Event
	}{
		{"asked, answered, contested, answered for one reader, confirmed", []n.Event{raised, words, contested, rows, n.AskConfirmed{Initiative: "ini_x", To: to, Seat: "sea_h"}}},
		{"its date has come", []n.Event{raised, n.AskOverdue{Initiative: "ini_x", To: to}}},
		{"contested and taken back", []n.Event{raised, words, contested, n.AskWithdrawn{Initiative: "ini_x", To: to, Contested: true, Reason: "Said."}}},
		{"many ask", []n.Event{n.AskRaised{Initiative: "ini_x", Kind: n.AskStatement, From: n.Origin{Conversation: "cnv_x", Statement: "stm_x", People: 12}, To: n.Addressee{Organization: "org_x"}, Text: "Nobody waits.", Due: hour(9)}}},
		{"rows for one reader", []n.Event{n.AnnexLaid{Ask: "ask_x", Initiative: "ini_x", To: to, Number: 2, Seat: "sea_r", How: n.ByDocument, Text: "Rows.", Document: &n.File{Name: "rows.csv", Hash: "ab"}, Readers: []n.Reader{ana}}}},
		{"a caucus, and one leaves", []n.Event{n.CaucusOpened{Negotiation: "neg_x", Initiative: "ini_x", Title: "Two", By: h, Members: []n.Reader{h, r, ana}}, said, n.CaucusUnsaid{Message: "cms_1", Readers: []n.Reader{h, r}}, n.CaucusLeft{Member: r, Left: []n.Reader{h, ana}}, n.CaucusClosed{Members: []n.Reader{h, ana}}}},
		{"off the record, erased", []n.Event{n.CaucusOpened{Negotiation: "neg_x", Initiative: "ini_x", By: h, Members: []n.Reader{h, r}, EraseAt: until(5)}, hushed, n.CaucusClosed{Members: []n.Reader{h, r}}, n.CaucusErased{Readers: []n.Reader{h, r}}}},
		{"a thread, put better", []n.Event{n.MessagePosted{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Number: 1, Seat: "sea_h", Text: "Why?", Reply: about}, n.MessageEdited{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Text: "Why so?", Mentions: []n.Mention{{Seat: "sea_r"}}}}},
		{"taken back", []n.Event{n.MessagePosted{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Number: 1, Seat: "sea_h", Text: "Why?"}, n.MessageWithdrawn{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x"}}},
		{"in the team", []n.Event{n.TeamMessagePosted{Message: "tms_1", Negotiation: "neg_x", Seat: "sea_h", Number: 1, Text: "Why?"}, n.TeamMessageEdited{Message: "tms_1", Text: "Why so?"}, n.TeamMessageWithdrawn{Message: "tms_1"}}},
		{"a draft, reviewed", []n.Event{n.DraftMade{Draft: "dft_1", Negotiation: "neg_x", Seat: "sea_h", Number: 1, Package: "pkg_9", Values: []n.DraftValue{}, By: "per_ana"}, n.DraftReviewed{Draft: "dft_1", Seat: "sea_h", By: "per_ben", Verdict: n.Returns}, n.DraftReviewed{Draft: "dft_1", Seat: "sea_h", By: "per_ben", Verdict: n.Approves, Note: "good"}}},
		{"the map", []n.Event{term, idea, n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Package: "pkg_1", Term: "trm_1", Stance: n.Concern}, offer, n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Term: "trm_1", Stance: n.Likes}, long}},
		{"kept open and taken", []n.Event{offered, n.StandingJoined{Initiative: "ini_x", Seat: "sea_r", Stands: true}, n.StandingTaken{Initiative: "ini_x", Seat: "sea_l"}}},
		{"kept open no more", []n.Event{offered, n.StandingWithdrawn{Initiative: "ini_x", Seat: "sea_r", Reason: "Prices rose."}}},
	} {
		t.Run(tt.story, func(t *testing.T) { golden(t, "== "+tt.story+"\n"+aroundTables(around(tt.events...))) })
	}
}

// golden holds a story against those that are pinned.
func golden(t *testing.T, story string) {
	const file = "testdata/around.golden"
	pinned, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if strings.Contains(string(pinned), story) {
		return
	}
	if !*update {
		t.Fatalf("not pinned:\n%s", story)
	}
	if err := os.WriteFile(file, append(pinned, story...), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMomentsAroundATable(t *testing.T) {
	to := n.Addressee{Seat: "sea_r"}
	for _, tt := range []struct {
		rule string
		what n.Event
		due  func(project.Event) []project.Due
		want string
	}{
		{"an ask has a date", n.AskRaised{To: to, Due: hour(9)}, dueAnswer, "ask_x ask/ask_x 2026-03-01T19:00"},
		{"which is over with an answer", n.AskAnswered{To: to}, dueAnswer, "ask_x ask/ask_x never"},
		{"and set anew when that is none", n.AskContested{To: to, Due: hour(20)}, dueAnswer, "ask_x ask/ask_x 2026-03-02T06:00"},
		{"whoever accepts the rules is waited for", n.RulesAccepted{Seat: "sea_h"}, dueVoice, "neg_x silence/sea_h 2026-03-08T10:00"},
		{"so is whoever speaks, in a thread too", n.MessagePosted{Negotiation: "neg_x", Initiative: "ini_x", Seat: "sea_h"}, dueVoice, "neg_x silence/sea_h 2026-03-08T10:00"},
		{"not the convener", n.MessagePosted{Negotiation: "neg_x", Initiative: "ini_x"}, dueVoice, ""},
		{"again after a reminder", n.SeatReminded{Negotiation: "neg_x", Seat: "sea_h"}, dueVoice, "neg_x silence/sea_h 2026-03-08T10:00"},
		{"until it has no sense", n.SeatReminded{Negotiation: "neg_x", Seat: "sea_h", Over: true}, dueVoice, "neg_x silence/sea_h never"},
		{"once the text is fixed nobody is", n.TextFixed{Seats: []n.Party{{Seat: "sea_h"}}}, dueVoice, "neg_x silence/sea_h never"},
		{"what is off the record is erased", n.CaucusOpened{EraseAt: until(5)}, dueErasure, "cau_x erase/cau_x 2026-03-01T15:00"},
		{"what is on it is not", n.CaucusOpened{}, dueErasure, ""},
		{"once", n.CaucusErased{}, dueErasure, "cau_x erase/cau_x never"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var got []string
			for _, d := range tt.due(around(tt.what)[0]) {
				when := "never"
				if !d.At.IsZero() {
					when = d.At.Format("2006-01-02T15:04")
				}
				got = append(got, d.Aggregate+" "+d.What+" "+when)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
