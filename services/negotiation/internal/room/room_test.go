package room

import (
	"strings"
	"testing"
	"time"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rulestest"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	all  = Place{Negotiation: "n1", Initiative: "ini", Person: "ana", At: noon, Readers: map[string]bool{"eva": true}}
	own  = Place{Negotiation: "n1", Initiative: "ini", Person: "ana", At: noon, Seat: "huerta", Sheet: table.Sheet{
		"t1": {Term: Term{Key: "deposit", Name: "Deposit", Kind: MoneyTerm, Currency: "EUR"}, Version: 1, Number: 1},
		"t2": {Term: Term{Key: "loss", Name: "Loss", Kind: TextTerm}, Version: 1, Number: 2},
	}}

	chairs   = []registry.SeatRow{{ID: "huerta", State: registry.Taken}, {ID: "riders", State: registry.Taken}, {ID: "empty", State: registry.Empty}}
	delegate = table.By{Seat: "huerta", Table: chairs, Powers: map[registry.Act]table.Power{registry.Speak: {}}}
	counsel  = table.By{Seat: "huerta"}
	other    = table.By{Seat: "riders", Powers: map[registry.Act]table.Power{registry.Speak: {}}}
	convener = table.By{Convener: true}

	two   = DraftValue{Term: "t1", Value: Value{Money: &Money{Minor: "200", Currency: "EUR"}}}
	split = DraftValue{Term: "t2", Value: Value{Text: "split"}}
	made  = DraftMade{Draft: "f1", Negotiation: "n1", Seat: "huerta", Number: 1, Package: "p1", Values: []DraftValue{two, split}, Note: "ask Ana", By: "ana"}
)

func TestDecide(t *testing.T) {
	draft := Make{ID: "f1", Package: "p1", Values: []DraftValue{split, two}, Note: " ask Ana "}
	hello := MessagePosted{Message: "m1", Negotiation: "n1", Initiative: "ini", Number: 1, Seat: "huerta", Text: "Hello.", Reply: Reply{By: "ana", SaidAt: moment(noon)}}
	again := hello
	again.Message, again.Number = "m2", 2
	called := hello
	called.Seat = ""
	whisper := TeamMessagePosted{Message: "m1", Negotiation: "n1", Seat: "huerta", Number: 1, Text: "Hello.", Reply: Reply{By: "ana", SaidAt: moment(noon)}}
	revised := DraftRevised{Draft: "f1", Values: []DraftValue{two}, By: "ana"}
	reply, calls, threaded := again, again, hello
	reply.ReplyTo = "m1"
	calling := []Mention{{Seat: "riders"}, {Person: "eva"}}
	calls.Mentions = calling
	about, late, eva, hers := all, all, all, own
	about.About = &Subject{Kind: "term", ID: "t1"}
	threaded.About = about.About
	late.At = noon.Add(16 * time.Minute)
	eva.Person, hers.Person = "eva", "eva"
	edited := MessageEdited{Message: "m1", Negotiation: "n1", Initiative: "ini", Text: "Hello all."}
	gone := MessageWithdrawn{Message: "m1", Negotiation: "n1", Initiative: "ini"}
	reviewed := DraftReviewed{Draft: "f1", Seat: "huerta", By: "eva", Verdict: Approves, Note: "good"}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"a seat speaks to all", in(all).when(delegate, Post{ID: "m1", Text: " Hello. "}).then(hello)},
		{"what is said is counted", in(all, hello).when(delegate, Post{ID: "m2", Text: "Hello."}).then(again)},
		{"the convener speaks too", in(all).when(convener, Post{ID: "m1", Text: "Hello."}).then(called)},
		{"counsel does not speak to all", in(all).when(counsel, Post{ID: "m1", Text: "Hello."}).refused("NO_MANDATE")},
		{"but to the own team", in(own).when(counsel, Post{ID: "m1", Text: "Hello."}).then(whisper)},
		{"silence is not posted", in(all).when(delegate, Post{ID: "m1", Text: " "}).refused("INVALID")},
		{"nobody is in others' rooms", in(own).when(other, Post{ID: "m1", Text: "Hello."}).refused("NOT_FOUND")},
		{"the convener neither", in(own).when(convener, Post{ID: "m1", Text: "Hello."}).refused("NOT_FOUND")},
		{"a team drafts in the order of the sheet", in(own).when(delegate, draft).then(made)},
		{"counsel does not draft", in(own).when(counsel, draft).refused("NO_MANDATE")},
		{"nothing impossible", in(own).when(delegate, Make{Values: []DraftValue{{Term: "t1", Value: Value{Text: "two"}}}}).refused("WRONG_KIND")},
		{"nothing that is not to be agreed on", in(own).when(delegate, Make{Values: []DraftValue{{Term: "t9", Value: Value{Text: "two"}}}}).refused("NO_SUCH_TERM")},
		{"a draft is revised, whole", in(own, made).when(delegate, Revise{"f1", []DraftValue{two}, ""}).then(revised)},
		{"the same draft is no revision", in(own, made).when(delegate, Revise{"f1", draft.Values, draft.Note}).then()},
		{"there is no such draft", in(own).when(delegate, Revise{"f1", draft.Values, draft.Note}).refused("NO_SUCH_DRAFT")},
		{"a draft is discarded", in(own, made, revised).when(delegate, Discard{"f1"}).then(DraftDiscarded{Draft: "f1"})},
		{"and then is gone", in(own, made, DraftDiscarded{Draft: "f1"}).when(delegate, Discard{"f1"}).refused("NO_SUCH_DRAFT")},
		{"a message answers another", in(all, hello).when(delegate, Post{ID: "m2", Text: "Hello.", ReplyTo: "m1"}).then(reply)},
		{"one that is there", in(all, hello).when(delegate, Post{ID: "m2", Text: "Hello.", ReplyTo: "m9"}).refused("NO_SUCH_MESSAGE")},
		{"one that was not taken back", in(all, hello, gone).when(delegate, Post{ID: "m2", Text: "Hello.", ReplyTo: "m1"}).refused("NO_SUCH_MESSAGE")},
		{"a message calls a seat and a person", in(all, hello).when(delegate, Post{ID: "m2", Text: "Hello.", Mentions: calling}).then(calls)},
		{"nobody is called who cannot read it", in(all).when(delegate, Post{ID: "m1", Text: "Hello.", Mentions: []Mention{{Person: "mallory"}}}).refused("NOT_FOUND")},
		{"no chair on which nobody sits", in(all).when(delegate, Post{ID: "m1", Text: "Hello.", Mentions: []Mention{{Seat: "empty"}}}).refused("NOT_FOUND")},
		{"no other seat in one's own room", in(own).when(delegate, Post{ID: "m1", Text: "Hello.", Mentions: []Mention{{Seat: "riders"}}}).refused("NOT_FOUND")},
		{"not both at once", in(all).when(delegate, Post{ID: "m1", Text: "Hello.", Mentions: []Mention{{Seat: "riders", Person: "eva"}}}).refused("INVALID")},
		{"a thread has a subject", in(about).when(delegate, Post{ID: "m1", Text: "Hello."}).then(threaded)},
		{"one's own message is put better", in(all, hello).when(delegate, Edit{ID: "m1", Text: "Hello all."}).then(edited)},
		{"soon", in(late, hello).when(delegate, Edit{ID: "m1", Text: "Hello all."}).refused("TOO_LATE_TO_EDIT")},
		{"and twice at most", in(all, hello, edited, edited).when(delegate, Edit{ID: "m1", Text: "Hello all."}).refused("TOO_LATE_TO_EDIT")},
		{"a colleague's is not", in(eva, hello).when(delegate, Edit{ID: "m1", Text: "Hello all."}).refused("NOT_YOUR_MESSAGE")},
		{"one's own message is taken back, late too", in(late, hello).when(delegate, Unsay{"m1"}).then(gone)},
		{"once", in(all, hello, gone).when(delegate, Unsay{"m1"}).then()},
		{"and put no better then", in(all, hello, gone).when(delegate, Edit{ID: "m1", Text: "Hello all."}).refused("NO_SUCH_MESSAGE")},
		{"nobody takes back a colleague's", in(eva, hello).when(delegate, Unsay{"m1"}).refused("NOT_YOUR_MESSAGE")},
		{"nor what was said before there were names", in(all, MessagePosted{Message: "m1", Number: 1, Text: "Hello."}).when(delegate, Unsay{"m1"}).refused("NOT_YOUR_MESSAGE")},
		{"in the team as well", in(own, whisper).when(counsel, Unsay{"m1"}).then(TeamMessageWithdrawn{Message: "m1"})},
		{"a colleague approves a draft", in(hers, made).when(counsel, Review{ID: "f1", Verdict: Approves, Note: " good "}).then(reviewed)},
		{"not whoever wrote it", in(own, made).when(delegate, Review{ID: "f1", Verdict: Approves}).refused("OWN_DRAFT")},
		{"a verdict is one of two", in(hers, made).when(counsel, Review{ID: "f1", Verdict: "maybe"}).refused("INVALID")},
		{"the same again is nothing", in(hers, made, reviewed).when(counsel, Review{ID: "f1", Verdict: Approves}).then()},
		{"silence is told", in(all).when(delegate, Remind{Seat: "riders", Since: noon}).then(SeatReminded{Negotiation: "n1", Initiative: "ini", Seat: "riders", Since: InstantOf(noon), Times: 1})},
		{"three times in a row", in(all, SeatReminded{Seat: "riders", Times: 3}).when(delegate, Remind{Seat: "riders", Since: noon}).then(SeatReminded{Negotiation: "n1", Initiative: "ini", Seat: "riders", Since: InstantOf(noon), Times: 4, Over: true})},
		{"a word begins the count anew", in(all, SeatReminded{Seat: "huerta", Times: 3}, hello).when(delegate, Remind{Seat: "huerta", Since: noon}).then(SeatReminded{Negotiation: "n1", Initiative: "ini", Seat: "huerta", Since: InstantOf(noon), Times: 1})},
	} {
		t.Run(tt.rule, tt.spec.check)
	}
}

func moment(t time.Time) *Instant { i := InstantOf(t); return &i }

// A draft counts as approved by colleagues alone, and only as it is.
func TestAnotherHandOnADraftNeedsAnotherReview(t *testing.T) {
	by := func(history ...Event) string {
		var r Room
		for _, e := range history {
			r = Evolve(r, e)
		}
		return strings.Join(r.Drafts["f1"].Approved(), " ")
	}
	approved := DraftReviewed{Draft: "f1", By: "eva", Verdict: Approves}
	for want, got := range map[string]string{
		"eva":     by(made, approved),
		"eva leo": by(made, DraftReviewed{Draft: "f1", By: "leo", Verdict: Approves}, approved),
		"":        by(made, approved, DraftRevised{Draft: "f1", By: "eva"}),
		"leo":     by(made, approved, DraftReviewed{Draft: "f1", By: "leo", Verdict: Approves}, DraftReviewed{Draft: "f1", By: "eva", Verdict: Returns}),
	} {
		if got != want {
			t.Errorf("approved by %q, want %q", got, want)
		}
	}
}

// A spec is one sentence about the rules: in a room where this has happened,
// when somebody wishes something, then these events follow, or it is refused.
type spec struct {
	place   Place
	history []Event
	by      table.By
	command Command
	events  []Event
	refusal string
}

func in(p Place, history ...Event) spec         { return spec{place: p, history: history} }
func (s spec) when(by table.By, c Command) spec { s.by, s.command = by, c; return s }
func (s spec) then(events ...Event) spec        { s.events = events; return s }
func (s spec) refused(because string) spec      { s.refusal = because; return s }

func (s spec) check(t *testing.T) {
	var r Room
	for _, e := range s.history {
		r = Evolve(r, e)
	}
	got, err := Decide(r, s.by, s.place, s.command)
	rulestest.Decided(t, got, err, s.events, s.refusal)
}

// Every event of the contract that is about a room has a place in the state.
func TestEvolve(t *testing.T) {
	rulestest.Places(t, Decoders, func(e Event) { Evolve(Room{}, e) }, OfRoom, OfThread)
}
