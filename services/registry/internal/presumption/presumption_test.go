package presumption

import (
	"errors"
	"reflect"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

func TestPresuming(t *testing.T) {
	of := func(seat string, level Level) Presume {
		return Presume{"ini", "s1", "coop", Presumed{Seat: seat, Level: level}}
	}
	noted := LevelPresumed(of("s2", Local))
	again := LevelPresumed(of("s2", EndToEnd))
	third := LevelPresumed(of("s3", Ecosystem))
	tests := []struct {
		rule    string
		history []Event
		wish    Presume
		then    []Event
		refused string
	}{
		{"a holder notes what they think another seeks", nil, of("s2", Local), []Event{noted}, ""},
		{"the same again is no change", []Event{noted}, of("s2", Local), nil, ""},
		{"and may think otherwise", []Event{noted}, of("s2", EndToEnd), []Event{again}, ""},
		{"and back", []Event{noted, third, again}, of("s2", Local), []Event{noted}, ""},
		{"nobody presumes of themselves", nil, of("s1", Local), nil, "OWN_SEAT"},
		{"there is no fourth level", nil, of("s2", 4), nil, "NO_SUCH_LEVEL"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := Decide(fold(tt.history...), tt.wish)
			if tt.refused != "" && !errors.Is(err, rule.Refuse(tt.refused)) || tt.refused == "" && err != nil {
				t.Fatalf("error = %v, want %q", err, tt.refused)
			}
			if !reflect.DeepEqual(got, tt.then) {
				t.Errorf("events\n got %+v\nwant %+v", got, tt.then)
			}
		})
	}
	if got := fold(noted, third, again).Presumes; !reflect.DeepEqual(got, []Presumed{{Seat: "s2", Level: EndToEnd}, {Seat: "s3", Level: Ecosystem}}) {
		t.Errorf("one for each seat: %+v", got)
	}
}

func fold(history ...Event) (s State) {
	for _, e := range history {
		s = Evolve(s, e)
	}
	return s
}

func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfPresumptions {
			Evolve(State{}, e)
		}
	}
}
