package ratification

import (
	"errors"
	"reflect"
	"testing"
	"time"

	. "parley.example/events/agreements" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

var (
	noon    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	evening = noon.Add(6 * time.Hour)

	ofStewards = RatificationAsked{Agreement: "agr", Version: 1, Seat: "couriers", By: ByStewards, Terms: []string{"deposit", "days"}, Until: InstantOf(evening)}
	ofMembers  = RatificationAsked{Agreement: "agr", Version: 1, Seat: "couriers", By: ByMembers, Terms: []string{"deposit", "days"}, Until: InstantOf(evening)}
	yes        = RatificationSaid{Ratifies: true, Person: "bo"}
	no         = RatificationSaid{Terms: []string{"days"}, Reason: "Too few.", Person: "bo"}
	ballotNo   = RatificationSaid{Ballot: "bal"}
	afterwards = RatificationSaid{Terms: []string{"days"}, Reason: "Too few.", Person: "bo", Ballot: "bal"}

	ratify = Say{Person: "bo", Steward: true, Ratifies: true}
	refuse = Say{Person: "bo", Steward: true, Terms: []string{"days"}, Reason: " Too few. "}
)

func (c Say) of(terms ...string) Say { c.Terms = terms; return c }

func (c Say) because(reason string) Say { c.Reason = reason; return c }

func (c Say) bySomebody() Say { c.Steward = false; return c }

func TestDecide(t *testing.T) {
	tests := []struct {
		rule    string
		history []Event
		command Command
		at      time.Time
		events  []Event
		refusal error
	}{
		{"a seat is asked", nil, Begin{ofStewards}, noon, []Event{ofStewards}, nil},
		{"once", []Event{ofStewards}, Begin{ofStewards}, noon, nil, nil},
		{"nobody ratifies what nobody asked about", nil, ratify, noon, nil, NotAsked},
		{"a steward ratifies", []Event{ofStewards}, ratify, noon, []Event{yes}, nil},
		{"or refuses, with terms and a reason", []Event{ofStewards}, refuse, noon, []Event{no}, nil},
		{"nobody else does", []Event{ofStewards}, ratify.bySomebody(), noon, nil, NotSteward},
		{"a word is the last one", []Event{ofStewards, yes}, refuse, noon, nil, AlreadySaid},
		{"also a no", []Event{ofStewards, no}, ratify, noon, nil, AlreadySaid},
		{"a refusal names terms", []Event{ofStewards}, refuse.of(), noon, nil, NameTerms},
		{"of the text", []Event{ofStewards}, refuse.of("price"), noon, nil, errNoSuchTerm},
		{"each once", []Event{ofStewards}, refuse.of("days", "days"), noon, nil, errInvalid},
		{"and a reason", []Event{ofStewards}, refuse.because(" \u200b"), noon, nil, errInvalid},
		{"at the end it is too late", []Event{ofStewards}, ratify, evening, nil, Over},
		{"where members decide no steward does", []Event{ofMembers}, ratify, noon, nil, MembersDecide},
		{"not even to refuse", []Event{ofMembers}, refuse, noon, nil, MembersDecide},
		{"members ratify in a ballot", []Event{ofMembers}, Answered{"bal", true}, noon, []Event{RatificationSaid{Ratifies: true, Ballot: "bal"}}, nil},
		{"or refuse in one", []Event{ofMembers}, Answered{"bal", false}, noon, []Event{ballotNo}, nil},
		{"then a steward names the terms", []Event{ofMembers, ballotNo}, refuse, noon, []Event{afterwards}, nil},
		{"and does not turn the no into a yes", []Event{ofMembers, ballotNo}, ratify, noon, nil, MembersDecide},
		{"a ballot that comes too late says nothing", []Event{ofMembers}, Answered{"bal", true}, evening, nil, nil},
		{"no ballot speaks where stewards do", []Event{ofStewards}, Answered{"bal", true}, noon, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var r Word
			for _, e := range tt.history {
				r = Evolve(r, e)
			}
			events, err := Decide(r, tt.at, tt.command)
			if !errors.Is(err, tt.refusal) || !reflect.DeepEqual(events, tt.events) {
				t.Errorf("got %+v, %v\nwant %+v, %v", events, err, tt.events, tt.refusal)
			}
		})
	}
}

func TestWhenNothingIsLeftToBeSaid(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		history []Event
		spoken  bool
		outcome RatificationOutcome
	}{
		{"silence is no word", []Event{ofMembers}, false, ""},
		{"a yes is all", []Event{ofStewards, yes}, true, Ratifies},
		{"so is a no with its terms", []Event{ofStewards, no}, true, Refuses},
		{"a ballot's no waits for its terms, and counts without them", []Event{ofMembers, ballotNo}, false, Refuses},
	} {
		var r Word
		for _, e := range tt.history {
			r = Evolve(r, e)
		}
		if result, _ := r.Result(); r.Spoken() != tt.spoken || result.Outcome != tt.outcome {
			t.Errorf("%s: spoken %t, %+v", tt.rule, r.Spoken(), result)
		}
	}
}

// What rules of text refuse is compared by its code alone.
var (
	errNoSuchTerm = rule.Refuse("NO_SUCH_TERM")
	errInvalid    = rule.Refuse("INVALID")
)
