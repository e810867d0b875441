package introduction

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	noon     = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	later    = noon.Add(Patience)
	sides    = [2]Side{{Organization: "coop"}, {Person: "bea"}}
	proposed = IntroductionProposed{Round: 1, Sides: sides, By: "carl", Why: "Cold storage.", Expires: InstantOf(later)}
	coopYes  = IntroductionAnswered{Round: 1, Side: 0, Yes: true, Person: "ana", Contact: "ana@coop"}
	coopNo   = IntroductionAnswered{Round: 1, Side: 0, Person: "ana"}
	beaYes   = IntroductionAnswered{Round: 1, Side: 1, Yes: true, Person: "bea", Contact: "bea@home"}
	beaNo    = IntroductionAnswered{Round: 1, Side: 1, Person: "bea"}
	over     = IntroductionExpired{Round: 1}
)

// made is the second yes, with what both learn by it.
func made(second IntroductionAnswered) IntroductionAnswered {
	second.Made = &[2]Reached{{Person: "ana", Contact: "ana@coop"}, {Person: "bea", Contact: "bea@home"}}
	return second
}

func TestIntroduction(t *testing.T) {
	propose := Propose{Sides: sides, By: "carl", Why: "Cold storage.", Own: -1}
	yes := func(side int) Answer {
		return []Answer{{0, true, "ana", "ana@coop"}, {1, true, "bea", "bea@home"}}[side]
	}
	no := func(side int) Answer { return Answer{Side: side, Person: []string{"ana", "bea"}[side]} }
	for _, tt := range []struct {
		rule    string
		given   []Event
		at      time.Time
		when    Command
		then    []Event
		refused string
	}{
		{"somebody proposes", nil, noon, propose, []Event{proposed}, ""},
		{"with a reason", nil, noon, Propose{Sides: sides, By: "carl", Own: -1}, nil, "INVALID"},
		{"between two", nil, noon, Propose{Sides: [2]Side{sides[0], sides[0]}, Why: "x", Own: -1}, nil, "INVALID"},
		{"who proposes for oneself says yes", nil, noon, Propose{Sides: sides, By: "bea", Why: "Cold storage.", Own: 1, Contact: "bea@home"}, []Event{with(proposed, "bea"), beaYes}, ""},
		{"and how to be reached", nil, noon, Propose{Sides: sides, By: "bea", Why: "x", Own: 1}, nil, "INVALID"},
		{"a side says yes", []Event{proposed}, noon, yes(0), []Event{coopYes}, ""},
		{"and how to be reached", []Event{proposed}, noon, Answer{Side: 0, Yes: true, Person: "ana"}, nil, "INVALID"},
		{"said twice is said once", []Event{proposed, coopYes}, noon, yes(0), nil, ""},
		{"a side says no", []Event{proposed}, noon, no(0), []Event{coopNo}, ""},
		{"a mind may change", []Event{proposed, coopNo}, noon, yes(0), []Event{coopYes}, ""},
		{"also back", []Event{proposed, coopYes}, noon, no(0), []Event{coopNo}, ""},
		{"two yes introduce", []Event{proposed, coopYes}, noon, yes(1), []Event{made(beaYes)}, ""},
		{"in either order", []Event{proposed, beaYes}, noon, yes(0), []Event{made(coopYes)}, ""},
		{"a no does not", []Event{proposed, coopNo}, noon, yes(1), []Event{beaYes}, ""},
		{"who is introduced cannot say no", []Event{proposed, coopYes, made(beaYes)}, noon, no(0), nil, "INTRODUCED"},
		{"nobody answers too late", []Event{proposed}, later, yes(0), nil, "INTRODUCTION_OVER"},
		{"its time ends it", []Event{proposed, coopNo}, later, Expire{1}, []Event{over}, ""},
		{"silence too", []Event{proposed}, later, Expire{1}, []Event{over}, ""},
		{"not before", []Event{proposed, coopNo, beaNo}, noon, Expire{1}, nil, ""},
		{"and not who is introduced", []Event{proposed, coopYes, made(beaYes)}, later, Expire{1}, nil, ""},
		{"nobody is asked again at once", []Event{proposed}, noon.Add(time.Hour), propose, nil, "ALREADY_PROPOSED"},
		{"nor after a no", []Event{proposed, coopNo, over}, later, propose, nil, "ALREADY_PROPOSED"},
		{"after some time they are", []Event{proposed, over}, noon.Add(Rest), propose, []Event{again()}, ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := Decide(fold(tt.given...), tt.at, tt.when)
			var refused *rule.Refusal
			code := ""
			if errors.As(err, &refused) {
				code = refused.Code
			}
			if code != tt.refused || !reflect.DeepEqual(got, tt.then) {
				t.Errorf("got %+v %v, want %+v %s", got, err, tt.then, tt.refused)
			}
		})
	}
}

func with(p IntroductionProposed, by string) IntroductionProposed {
	p.By = by
	return p
}

func again() IntroductionProposed {
	p := proposed
	p.Round, p.Expires = 2, InstantOf(noon.Add(Rest+Patience))
	return p
}

// Two worlds that differ in what one side says, and not both say yes: whatever
// the other side wishes is granted or refused with the same events.
func TestOneSideLearnsNothingOfTheOthersAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		worlds := []Introduction{fold(proposed), fold(proposed)}
		at := noon
		for n := range rapid.IntRange(1, 8).Draw(t, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
			for w := range worlds { // the secret side says something else in each world
				secret := Answer{Side: 0, Person: "ana", Yes: rapid.Bool().Draw(t, "secret yes"), Contact: fmt.Sprint("ana", n)}
				if rapid.Bool().Draw(t, "speaks") {
					worlds[w] = after(worlds[w], at, secret)
				}
			}
			open := Answer{Side: 1, Person: "bea", Yes: rapid.Bool().Draw(t, "open yes"), Contact: fmt.Sprint("bea", rapid.IntRange(0, 1).Draw(t, "contact"))}
			a, errA := Decide(worlds[0], at, open)
			b, errB := Decide(worlds[1], at, open)
			worlds[0], worlds[1] = after(worlds[0], at, open), after(worlds[1], at, open)
			if worlds[0].Made() || worlds[1].Made() {
				return // by design both sides know now
			}
			if fmt.Sprint(errA) != fmt.Sprint(errB) || !reflect.DeepEqual(a, b) {
				t.Fatalf("bea is told %+v %v in one world, %+v %v in the other", a, errA, b, errB)
			}
			if ea, eb := worlds[0].May(at), worlds[1].May(at); fmt.Sprint(ea) != fmt.Sprint(eb) {
				t.Fatalf("bea may %v in one world, %v in the other", ea, eb)
			}
			for w := range worlds {
				worlds[w] = after(worlds[w], at, Expire{1})
			}
			if worlds[0].Over != worlds[1].Over {
				t.Fatal("it ends in one world and not in the other")
			}
		}
	})
}

func after(i Introduction, at time.Time, c Command) Introduction {
	events, _ := Decide(i, at, c)
	for _, e := range events {
		i = Evolve(i, e)
	}
	return i
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	states := map[string]Introduction{
		"asked": fold(proposed), "introduced": fold(proposed, coopYes, made(beaYes)), "over": fold(proposed, over),
	}
	for _, row := range rolestest.Rows(t, Acts) {
		if err := states[row.State].May(noon); (err == nil) != row.May {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}

// Every event of an introduction has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfIntroduction {
			Evolve(fold(proposed), e)
		}
	}
}

func fold(history ...Event) (i Introduction) {
	for _, e := range history {
		i = Evolve(i, e)
	}
	return i
}
