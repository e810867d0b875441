package person

import (
	"errors"
	"reflect"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

var (
	ines    = PersonRegistered{Called: "Inés", Language: "es", Zone: "Europe/Madrid"}
	renamed = PersonRenamed{Called: "Inés Alvarado"}
)

func TestDecide(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"somebody becomes known", given().when(Register{" Inés ", "ES", "Europe/Madrid"}).then(ines)},
		{"a name is enough", given().when(Register{"Tom", "", ""}).then(PersonRegistered{Called: "Tom"})},
		{"nobody is without a name", given().when(Register{" ", "es", ""}).refused("INVALID")},
		{"a language is one that machines know", given().when(Register{"Tom", "klingonese", ""}).refused("INVALID")},
		{"the same twice is once", given(ines).when(Register{"Inés", "es", "Europe/Madrid"}).then()},
		{"nobody is two", given(ines).when(Register{"Tom", "", ""}).refused("ALREADY_REGISTERED")},
		{"a name can change", given(ines).when(Rename{"Inés Alvarado"}).then(renamed)},
		{"a name need not change", given(ines, renamed).when(Rename{"Inés Alvarado"}).then()},
		{"a stranger has no name to change", given().when(Rename{"Tom"}).refused("NOT_FOUND")},
		{"no name is empty", given(ines).when(Rename{"\u200b"}).refused("INVALID")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	person  Person
	command Command
	events  []Event
	refusal error
}

func given(history ...Event) (s spec) {
	for _, e := range history {
		s.person = Evolve(s.person, e)
	}
	return s
}
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(s.person, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of a person has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfPerson {
			Evolve(Person{}, e)
		}
	}
}
