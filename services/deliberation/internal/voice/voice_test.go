package voice

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

var (
	agree  = StanceTaken{Conversation: "cnv", Statement: "s1", Person: "ana", Stance: Agree}
	change = StanceTaken{Conversation: "cnv", Statement: "s1", Person: "ana", Stance: Pass, Before: Agree}
)

func TestDecide(t *testing.T) {
	tests := []struct {
		rule    string
		history []Event
		stance  Stance
		events  []Event
		refusal error
	}{
		{"a person takes a stance", nil, Agree, []Event{agree}, nil},
		{"the same again is the same", []Event{agree}, Agree, nil, nil},
		{"the latest counts", []Event{agree}, Pass, []Event{change}, nil},
		{"one may come back", []Event{agree, change}, Agree, []Event{StanceTaken{Conversation: "cnv", Statement: "s1", Person: "ana", Stance: Agree, Before: Pass}}, nil},
		{"there is no other stance", nil, "love", nil, rule.Refuse("INVALID")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var v Voice
			for _, e := range tt.history {
				v = Evolve(v, e)
			}
			got, err := Decide(v, Take{"cnv", "s1", "ana", tt.stance})
			if !errors.Is(err, tt.refusal) || !reflect.DeepEqual(got, tt.events) {
				t.Errorf("%+v, %v; want %+v, %v", got, err, tt.events, tt.refusal)
			}
		})
	}
}

// Every event of a voice has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfVoice {
			Evolve(Voice{}, e)
		}
	}
}

// There is one live stance per statement, and a tally kept from event to event
// equals a recount of the voices.
func TestATallyEqualsARecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		voices := make(map[string]Voice)
		tally := make(map[Stance]int)
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			who := rapid.SampledFrom([]string{"ana", "bea", "carl", "dora"}).Draw(t, "who")
			stance := rapid.SampledFrom([]Stance{Agree, Disagree, Pass}).Draw(t, "stance")
			events, err := Decide(voices[who], Take{"cnv", "s1", who, stance})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range events {
				voices[who] = Evolve(voices[who], e)
				taken := e.(StanceTaken)
				tally[taken.Stance]++
				if tally[taken.Before]--; taken.Before == "" || tally[taken.Before] == 0 {
					delete(tally, taken.Before)
				}
			}
		}
		recount := make(map[Stance]int)
		for _, v := range voices {
			recount[v.Stances["s1"]]++
		}
		if !maps.Equal(tally, recount) {
			t.Fatal(fmt.Sprint("kept ", tally, ", recounted ", recount))
		}
	})
}
