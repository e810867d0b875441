package community

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// of is a steward of an organization, whose name begins with the same letter.
func of(organization string) By { return By{"s-" + organization, organization} }

func con(organization string) Convener { return of(organization).convener() }

func founded(admission int, called ...string) CommunityFounded {
	return CommunityFounded{
		Called: "Valle", Purpose: "Trade.", Charter: Charter{Version: 1, Text: "Pay.", Admission: admission},
		Organization: "a", Person: "s-a", Founders: called,
	}
}

// joined are the events by which organizations belong.
func joined(organizations ...string) (events []Event) {
	for _, o := range organizations {
		events = append(events, MemberAdmitted{Organization: o, Weights: []Control{under(o, o)}})
	}
	return events
}

func sought(o string) MembershipSought {
	return MembershipSought{Organization: o, Person: "s-" + o, Words: "Please."}
}

func vouched(o, by string) MemberVouched {
	return MemberVouched{Organization: o, By: con(by), Words: "Good."}
}

func moved(o, by string) RemovalMoved {
	return RemovalMoved{Organization: o, By: con(by), Reason: "Debts."}
}

type sentence struct {
	rule    string
	given   []Event
	by      By
	when    Command
	then    []Event
	refused string
}

func run(t *testing.T, tests []sentence) {
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := Decide(fold(tt.given...), tt.by, noon, tt.when)
			var refused *rule.Refusal
			code := ""
			if errors.As(err, &refused) {
				code = refused.Code
			}
			if code != tt.refused || !reflect.DeepEqual(got, tt.then) {
				t.Errorf("got %+v %v\nwant %+v %s", got, err, tt.then, tt.refused)
			}
		})
	}
}

func given(first Event, more ...[]Event) []Event {
	all := []Event{first}
	for _, m := range more {
		all = append(all, m...)
	}
	return all
}

func TestBelonging(t *testing.T) {
	three := given(founded(2), joined("b", "c"))
	found := Found{Name: "Valle", Purpose: "Trade.", Text: "Pay.", Admission: 2, Founders: []string{"c", "b", "a", "b"}}
	word := Vouch{Organization: "d", Words: "Good."}
	run(t, []sentence{
		{"a steward founds for an organization, and calls others", nil, of("a"), found, []Event{founded(2, "b", "c")}, ""},
		{"who is no steward founds nothing", nil, By{"x", ""}, found, nil, "NOT_STEWARD"},
		{"somebody has to vouch", nil, of("a"), Found{Name: "V", Purpose: "T.", Text: "P.", Admission: 0}, nil, "INVALID"},
		{"nothing is asked of what is not there", nil, of("a"), Seek{"x"}, nil, "NOT_FOUND"},
		{"an organization asks", three, of("d"), Seek{"Please."}, []Event{sought("d")}, ""},
		{"asked twice is asked once", given(founded(2), joined("b"), []Event{sought("d")}), of("d"), Seek{"Again."}, nil, ""},
		{"who belongs does not ask", three, of("b"), Seek{"x"}, nil, "IN_COMMUNITY"},
		{"who was called belongs at once", []Event{founded(2, "b", "c")}, of("b"), Seek{"Please."}, []Event{sought("b"), MemberAdmitted{Organization: "b", Weights: []Control{under("b", "b")}}}, ""},
		{"a wish is taken back", given(founded(2), []Event{sought("d")}), of("d"), EndSeeking{}, []Event{SeekingEnded{Organization: "d"}}, ""},
		{"one word is too few", given(three[0], three[1:], []Event{sought("d")}), of("a"), word, []Event{vouched("d", "a")}, ""},
		{
			"two are enough", given(three[0], three[1:], []Event{sought("d"), vouched("d", "a")}), of("b"), word,
			[]Event{vouched("d", "b"), MemberAdmitted{Organization: "d", Vouchers: []Convener{con("a"), con("b")}, Weights: []Control{under("d", "d")}}},
			"",
		},
		{"one is where there is one member", given(founded(3), []Event{sought("d")}), of("a"), word, []Event{vouched("d", "a"), MemberAdmitted{Organization: "d", Vouchers: []Convener{con("a")}, Weights: []Control{under("d", "d")}}}, ""},
		{"nobody vouches twice", given(three[0], three[1:], []Event{sought("d"), vouched("d", "a")}), of("a"), word, nil, "ALREADY_DONE"},
		{"nor for two members", given(three[0], three[1:], []Event{sought("d"), vouched("d", "a")}), By{"s-a", "b"}, word, nil, "ALREADY_DONE"},
		{"nor for their own organization", given(three[0], three[1:], []Event{sought("d")}), of("a"), Vouch{"d", "Good.", true}, nil, "SELF_VOUCHED"},
		{"a stranger's word is none", given(three[0], three[1:], []Event{sought("d"), sought("e")}), of("e"), word, nil, "NOT_IN_COMMUNITY"},
		{"nobody vouches for who does not ask", three, of("a"), word, nil, "NOT_FOUND"},
		{"a member leaves", three, of("c"), Leave{"Closing."}, []Event{CommunityLeft{Organization: "c", Reason: "Closing.", Weights: []Control{}}}, ""},
		{"and what it offered ends", given(three[0], three[1:], []Event{StandingOffered{Standing: "s", Organization: "c"}}), of("c"), Leave{}, []Event{StandingWithdrawn{Standing: "s", Organization: "c"}, CommunityLeft{Organization: "c", Weights: []Control{}}}, ""},
		{"one wishes that another goes", three, of("a"), MoveRemoval{"c", "Debts."}, []Event{moved("c", "a")}, ""},
		{"with a reason", three, of("a"), MoveRemoval{"c", ""}, nil, "INVALID"},
		{"not oneself", three, of("a"), MoveRemoval{"a", "x"}, nil, "OWN_ORGANIZATION"},
		{"more than half of all send a member away", given(three[0], three[1:], []Event{moved("c", "a")}), of("b"), MoveRemoval{"c", "Debts."}, []Event{moved("c", "b"), CommunityRemoved{Organization: "c", Reason: "Debts.", By: []Convener{con("a"), con("b")}, Weights: []Control{}}}, ""},
		{"of two nobody sends the other away", given(founded(1), joined("b")), of("a"), MoveRemoval{"b", "Debts."}, []Event{moved("b", "a")}, ""},
	})
}

func TestCharter(t *testing.T) {
	three := given(founded(2), joined("b", "c"))
	proposed := CharterProposed{Charter: Charter{Version: 2, Text: "Pay soon.", Admission: 1}, By: con("a")}
	open := given(three[0], three[1:], []Event{proposed})
	run(t, []sentence{
		{"a member proposes", three, of("a"), ProposeCharter{"Pay soon.", 1}, []Event{proposed}, ""},
		{"one at a time", open, of("a"), ProposeCharter{"Pay later.", 1}, nil, "CHARTER_PROPOSED"},
		{"more than half adopt it", open, of("b"), AgreeCharter{2}, []Event{CharterAgreed{Version: 2, By: con("b")}, CharterAdopted{Version: 2, Replaces: 1, Admission: 1}}, ""},
		{"who proposed it has agreed", open, of("a"), AgreeCharter{2}, nil, ""},
		{"nobody agrees for two", open, By{"s-a", "b"}, AgreeCharter{2}, nil, "ALREADY_DONE"},
		{"a stranger agrees to nothing", open, of("x"), AgreeCharter{2}, nil, "NOT_IN_COMMUNITY"},
		{"there is no other version", open, of("b"), AgreeCharter{3}, nil, "NOT_FOUND"},
		{"its author takes it back", open, of("a"), DropCharter{2}, []Event{CharterDropped{Version: 2}}, ""},
		{"nobody else does", open, of("b"), DropCharter{2}, nil, "NOT_FOUND"},
		{"who is alone adopts at once", []Event{founded(1)}, of("a"), ProposeCharter{"Pay soon.", 1}, []Event{proposed, CharterAdopted{Version: 2, Replaces: 1, Admission: 1}}, ""},
	})
}

func TestControl(t *testing.T) {
	five := given(founded(2), joined("b", "c", "d", "e"))
	with := func(events ...Event) []Event { return given(five[0], five[1:], events) }
	claimed := ControlClaimed{Claim: "m", Two: [2]string{"d", "e"}, By: con("a"), Reason: "One owner."}
	run(t, []sentence{
		{"a member says with whom it is one", five, of("d"), DeclareControl{[]string{"e"}, ""}, []Event{ControlDeclared{Organization: "d", With: []string{"e"}, Person: "s-d", Weights: []Control{under("e", "d")}}}, ""},
		{"said twice is said once", with(ControlDeclared{Organization: "d", With: []string{"e"}}), of("d"), DeclareControl{[]string{"e", "e"}, ""}, nil, ""},
		{"and takes it back", with(ControlDeclared{Organization: "d", With: []string{"e"}}), of("d"), DeclareControl{nil, ""}, []Event{ControlDeclared{Organization: "d", Person: "s-d", Weights: []Control{under("e", "e")}}}, ""},
		{"only of members", five, of("d"), DeclareControl{[]string{"x"}, ""}, nil, "NOT_FOUND"},
		{"others claim it", five, of("a"), ClaimControl{"m", [2]string{"e", "d"}, "One owner."}, []Event{claimed}, ""},
		{"only of members", five, of("a"), ClaimControl{"m", [2]string{"e", "x"}, "x"}, nil, "NOT_FOUND"},
		{"not of themselves", five, of("d"), ClaimControl{"m", [2]string{"d", "e"}, "x"}, nil, "OWN_ORGANIZATION"},
		{"two of three uphold it", with(claimed), of("b"), SecondControl{"m"}, []Event{ControlSeconded{Claim: "m", By: con("b")}, ControlUpheld{Claim: "m", Two: [2]string{"d", "e"}, Weights: []Control{under("e", "d")}}}, ""},
		{"claimed again is seconded", with(claimed), of("b"), ClaimControl{"n", [2]string{"d", "e"}, "So it is."}, []Event{ControlSeconded{Claim: "m", By: con("b")}, ControlUpheld{Claim: "m", Two: [2]string{"d", "e"}, Weights: []Control{under("e", "d")}}}, ""},
		{"those whom it is about do not second it", with(claimed), of("e"), SecondControl{"m"}, nil, "OWN_ORGANIZATION"},
		{"one alone upholds nothing", given(founded(1), joined("d", "e"), []Event{claimed}), of("a"), SecondControl{"m"}, nil, ""},
	})
}

// An organization of straw has no voice, and a hundred of them have one.
func TestStrawHasNoWeight(t *testing.T) {
	c := fold(given(founded(2), joined("b", "c"))...)
	before := c.Groups()
	for n := range 50 {
		c = apply(t, c, of(fmt.Sprintf("straw%02d", n)), Seek{"Let us in."})
	}
	if c.Groups() != before || len(c.Members) != 3 {
		t.Fatalf("asking gave weight: %d members, %d voices", len(c.Members), c.Groups())
	}
	// Even a member that founded them, and gets a second to vouch, has one voice.
	for n := range 50 {
		straw := fmt.Sprintf("straw%02d", n)
		c = apply(t, c, of("b"), Vouch{Organization: straw, Words: "Mine."})
		c = apply(t, c, of("c"), Vouch{Organization: straw, Words: "Fine."})
		c = apply(t, c, of(straw), DeclareControl{With: []string{"b"}})
	}
	if c.Groups() != before || len(c.Members) != 53 {
		t.Fatalf("%d members have %d voices, not %d", len(c.Members), c.Groups(), before)
	}
	events, err := Decide(c, of("straw00"), noon, MoveRemoval{"a", "Ours now."})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 50 {
		c = fold2(c, events)
		events, _ = Decide(c, of(fmt.Sprintf("straw%02d", n)), noon, MoveRemoval{"a", "Ours now."})
	}
	if !c.Has("a") {
		t.Error("straw sent a member away")
	}
}

func apply(t *testing.T, c Community, by By, wish Command) Community {
	t.Helper()
	events, err := Decide(c, by, noon, wish)
	if err != nil {
		t.Fatalf("%+v by %v: %v", wish, by, err)
	}
	return fold2(c, events)
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	c := fold(given(founded(2), joined("b"), []Event{sought("d")})...)
	people := map[string]By{"memberSteward": of("b"), "memberMember": {"m-b", ""}, "steward": of("x"), "seeker": of("d"), "registered": {"r", ""}}
	for _, row := range rolestest.Rows(t, Acts) {
		if err := May(c, people[row.Role], row.Act); (err == nil) != row.May {
			t.Errorf("a %s may %s in a %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}

// Every event of a community has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfCommunity {
			Evolve(fold(founded(1)), e)
		}
	}
}

func fold(history ...Event) (c Community) { return fold2(c, history) }

func fold2(c Community, events []Event) Community {
	for _, e := range events {
		c = Evolve(c, e)
	}
	return c
}

func under(organization, other string) Control {
	return Control{Organization: organization, Under: other}
}
