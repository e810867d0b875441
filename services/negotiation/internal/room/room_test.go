package room

import (
	"errors"
	"reflect"
	"testing"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/negotiation/internal/table"
)

var (
	all = Place{Negotiation: "n1", Initiative: "ini"}
	own = Place{Negotiation: "n1", Initiative: "ini", Seat: "huerta", Sheet: table.Sheet{
		"t1": {Term: Term{Key: "deposit", Name: "Deposit", Kind: MoneyTerm, Currency: "EUR"}, Version: 1, Number: 1},
		"t2": {Term: Term{Key: "loss", Name: "Loss", Kind: TextTerm}, Version: 1, Number: 2},
	}}

	delegate = table.By{Seat: "huerta", Powers: map[registry.Act]table.Power{registry.Speak: {}}}
	counsel  = table.By{Seat: "huerta"}
	other    = table.By{Seat: "riders", Powers: map[registry.Act]table.Power{registry.Speak: {}}}
	convener = table.By{Convener: true}

	two   = DraftValue{Term: "t1", Value: Value{Money: &Money{Minor: "200", Currency: "EUR"}}}
	split = DraftValue{Term: "t2", Value: Value{Text: "split"}}
	made  = DraftMade{Draft: "f1", Negotiation: "n1", Seat: "huerta", Number: 1, Package: "p1", Values: []DraftValue{two, split}, Note: "ask Ana"}
)

func TestDecide(t *testing.T) {
	draft := Make{ID: "f1", Package: "p1", Values: []DraftValue{split, two}, Note: " ask Ana "}
	hello := MessagePosted{Message: "m1", Negotiation: "n1", Initiative: "ini", Number: 1, Seat: "huerta", Text: "Hello."}
	again := hello
	again.Message, again.Number = "m2", 2
	called := hello
	called.Seat = ""
	whisper := TeamMessagePosted{Message: "m1", Negotiation: "n1", Seat: "huerta", Number: 1, Text: "Hello."}
	revised := DraftRevised{Draft: "f1", Values: []DraftValue{two}}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"a seat speaks to all", in(all).when(delegate, Post{"m1", " Hello. "}).then(hello)},
		{"what is said is counted", in(all, hello).when(delegate, Post{"m2", "Hello."}).then(again)},
		{"the convener speaks too", in(all).when(convener, Post{"m1", "Hello."}).then(called)},
		{"counsel does not speak to all", in(all).when(counsel, Post{"m1", "Hello."}).refused("NO_MANDATE")},
		{"but to the own team", in(own).when(counsel, Post{"m1", "Hello."}).then(whisper)},
		{"silence is not posted", in(all).when(delegate, Post{"m1", " "}).refused("INVALID")},
		{"nobody is in others' rooms", in(own).when(other, Post{"m1", "Hello."}).refused("NOT_FOUND")},
		{"the convener neither", in(own).when(convener, Post{"m1", "Hello."}).refused("NOT_FOUND")},
		{"a team drafts in the order of the sheet", in(own).when(delegate, draft).then(made)},
		{"counsel does not draft", in(own).when(counsel, draft).refused("NO_MANDATE")},
		{"nothing impossible", in(own).when(delegate, Make{Values: []DraftValue{{Term: "t1", Value: Value{Text: "two"}}}}).refused("WRONG_KIND")},
		{"nothing that is not to be agreed on", in(own).when(delegate, Make{Values: []DraftValue{{Term: "t9", Value: Value{Text: "two"}}}}).refused("NO_SUCH_TERM")},
		{"a draft is revised, whole", in(own, made).when(delegate, Revise{"f1", []DraftValue{two}, ""}).then(revised)},
		{"the same draft is no revision", in(own, made).when(delegate, Revise{"f1", draft.Values, draft.Note}).then()},
		{"there is no such draft", in(own).when(delegate, Revise{"f1", draft.Values, draft.Note}).refused("NO_SUCH_DRAFT")},
		{"a draft is discarded", in(own, made, revised).when(delegate, Discard{"f1"}).then(DraftDiscarded{Draft: "f1"})},
		{"and then is gone", in(own, made, DraftDiscarded{Draft: "f1"}).when(delegate, Discard{"f1"}).refused("NO_SUCH_DRAFT")},
	} {
		t.Run(tt.rule, tt.spec.check)
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
	code := ""
	if refused := (*rule.Refusal)(nil); errors.As(err, &refused) {
		code = refused.Code
	}
	if code != s.refusal {
		t.Fatalf("refused with %v, want %q", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of the contract that is about a room has a place in the state.
func TestEvolve(t *testing.T) {
	for name, decode := range Decoders {
		e, err := decode([]byte("{}"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e.Of() == OfRoom || e.Of() == OfThread {
			Evolve(Room{}, e)
		}
	}
}
