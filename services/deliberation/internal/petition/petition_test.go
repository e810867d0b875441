package petition

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	noon   = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	later  = noon.Add(time.Hour)
	ana    = By{Person: "ana", Organization: "city", Signature: "sgn_ana", Hears: true, Readers: "registered"}
	bea    = By{Person: "bea", Signature: "sgn_bea", Hears: true}
	eve    = By{Person: "eve", Signature: "sgn_eve"}
	nobody = By{Person: "zoe", Hears: true, MayOpen: rule.Refuse("NOT_SEATED")}

	opened = PetitionOpened{
		Initiative: "ini", Audience: Everybody, Readers: "registered", Title: "Thirty days", Text: "Pay.", To: "The restaurants",
		Needed: 5, Deadline: InstantOf(later), Person: "ana", For: "city",
	}
	ask     = Open{Initiative: "ini", Audience: Everybody, Title: "Thirty days", Text: "Pay.", To: "The restaurants", Needed: 5, Deadline: later}
	reached = PetitionReached{Petition: "pet", Initiative: "ini", Title: "Thirty days", Signatures: 5, Needed: 5, To: "The restaurants"}
)

func signed(by By) PetitionSigned {
	return PetitionSigned{Signature: by.Signature, Readers: "registered"}
}

func some(n int) (events []Event) {
	for i := range n {
		events = append(events, PetitionSigned{Signature: fmt.Sprint("sgn_", i), Readers: "registered"})
	}
	return events
}

func TestDecide(t *testing.T) {
	named := opened
	named.ByName = true
	few, soon, long := ask, ask, ask
	few.Needed, soon.Deadline, long.Text = 4, noon, strings.Repeat("a", maxText+1)
	two := ask
	two.Community = "com"
	far := ask
	far.Deadline = noon.Add(longest + time.Second)
	tests := []struct {
		rule string
		spec spec
	}{
		{"who may ask so many asks for signatures", given().by(ana).when(ask).then(opened)},
		{"others do not", given().by(nobody).when(ask).refused("NOT_SEATED")},
		{"it has one audience", given().by(ana).when(two).refused("NOT_FOUND")},
		{"five are the fewest", given().by(ana).when(few).refused("INVALID")},
		{"it lasts a while", given().by(ana).when(soon).refused("IN_THE_PAST")},
		{"but not for ever", given().by(ana).when(far).refused("DEADLINE_TOO_LATE")},
		{"and is read in a minute", given().by(ana).when(long).refused("INVALID")},
		{"whoever hears it signs", given(opened).by(bea).when(Sign{"pet"}).then(signed(bea))},
		{"once", given(opened, signed(bea)).by(bea).when(Sign{"pet"}).then()},
		{"under their name where names are shown", given(named).by(bea).when(Sign{"pet"}).then(PetitionSigned{Signature: "sgn_bea", Person: "bea", Readers: "registered"})},
		{"for others there is nothing", given(opened).by(eve).when(Sign{"pet"}).refused("NOT_FOUND")},
		{"the fifth of five reaches it", given(append([]Event{opened}, some(4)...)...).by(bea).when(Sign{"pet"}).then(signed(bea), reached)},
		{"the sixth does not again", given(append(append([]Event{opened}, some(5)...), reached)...).by(bea).when(Sign{"pet"}).then(signed(bea))},
		{"one takes a signature back", given(opened, signed(bea)).by(bea).when(Withdraw{}).then(SignatureWithdrawn{Signature: "sgn_bea"})},
		{"if there is one", given(opened).by(bea).when(Withdraw{}).refused("NOT_SIGNED")},
		{"and it is not reached", given(append(append([]Event{opened, signed(bea)}, some(4)...), reached)...).by(bea).when(Withdraw{}).refused("PETITION_REACHED")},
		{"nobody signs after the deadline", given(opened).by(bea).at(later).when(Sign{"pet"}).refused("PETITION_CLOSED")},
		{"time closes it", given(opened).by(By{System: true}).at(later).when(Close{}).then(PetitionClosed{})},
		{"and says if it was reached", given(opened, reached).by(By{System: true}).at(later).when(Close{}).then(PetitionClosed{Reached: true})},
		{"once", given(opened, PetitionClosed{}).by(By{System: true}).at(later).when(Close{}).then()},
		{"not before", given(opened).by(By{System: true}).when(Close{}).refused("NOT_YET")},
		{"nobody else closes it", given(opened).by(ana).at(later).when(Close{}).refused("NOT_YET")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	petition Petition
	actor    By
	now      time.Time
	command  Command
	events   []Event
	refusal  error
}

func given(history ...Event) spec {
	s := spec{now: noon}
	for _, e := range history {
		s.petition = Evolve(s.petition, e)
	}
	return s
}
func (s spec) by(who By) spec              { s.actor = who; return s }
func (s spec) at(now time.Time) spec       { s.now = now; return s }
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(s.petition, s.actor, s.now, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Whatever people do in whatever order, there is one signature each, it is
// reached once, at the first moment at which there are enough, and from then on
// none is taken back.
func TestSignaturesAreCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := given(opened).petition
		signed := make(map[string]bool)
		reached := 0
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			who := By{Person: rapid.SampledFrom(strings.Fields("a b c d e f g h")).Draw(t, "who"), Hears: true}
			who.Signature = "sgn_" + who.Person
			var wanted Command = Sign{"pet"}
			if rapid.Bool().Draw(t, "back") {
				wanted = Withdraw{}
			}
			events, err := Decide(p, who, noon, wanted)
			if _, back := wanted.(Withdraw); err == nil && back {
				if delete(signed, who.Signature); reached > 0 {
					t.Fatal("a signature was taken back after there were enough")
				}
			} else if err == nil {
				signed[who.Signature] = true
			}
			for _, e := range events {
				p = Evolve(p, e)
				if r, is := e.(PetitionReached); is {
					if reached++; r.Signatures != len(signed) || len(signed) != 5 || reached != 1 {
						t.Fatalf("reached %d times, with %d signatures of %d people", reached, r.Signatures, len(signed))
					}
				}
			}
			if len(p.Signed) != len(signed) {
				t.Fatalf("%d signatures of %d people", len(p.Signed), len(signed))
			}
		}
	})
}

// Every event of a petition has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfPetition {
			Evolve(Petition{}, e)
		}
	}
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]By{"registered": bea, "signer": ana, "outsider": eve}
	states := map[string][]Event{
		"petition": {opened, signed(ana)}, "petition reached": {opened, signed(ana), reached}, "petition closed": {opened, signed(ana), PetitionClosed{}},
	}
	for _, row := range rolestest.Rows(t, Acts) {
		history, known := states[row.State]
		err := May(given(history...).petition, people[row.Role], noon, row.Act)
		if !known || (err == nil) != row.May {
			t.Errorf("a %s may %s of a %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}
