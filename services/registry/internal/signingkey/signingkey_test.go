package signingkey

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"reflect"
	"testing"

	"parley.example/events/proof"
	. "parley.example/events/registry" // so that a rule reads as a sentence
)

var (
	secret = ed25519.NewKeyFromSeed(make([]byte, 32))
	public = base64.StdEncoding.EncodeToString(secret.Public().(ed25519.PublicKey))
	anas   = KeyRegistered{Person: "ana", Public: public}
	over   = KeyRevoked{Person: "ana"}
)

// shown is a person's wish with a signature by the key over their name.
func shown(person string) Register {
	p := base64.StdEncoding.EncodeToString(ed25519.Sign(secret, proof.Possession{Person: person, Public: public}.Text()))
	return Register{Person: person, Public: public, Possession: p}
}

func (c Register) public(key string) Register { c.Public = key; return c }
func (c Register) as(person string) Register  { c.Person = person; return c }
func (c Register) after(others int) Register  { c.Others = others; return c }

func TestDecide(t *testing.T) {
	tests := []struct {
		rule string
		spec spec
	}{
		{"a key becomes known", given().when(shown("ana")).then(anas)},
		{"the same twice is once", given(anas).when(shown("ana")).then()},
		{"it belongs to one person", given(anas).when(shown("bo")).refused(OfAnother)},
		{"for ever", given(anas, over).when(shown("bo")).refused(OfAnother)},
		{"revoked it does not come back", given(anas, over).when(shown("ana")).refused(IsRevoked)},
		{"nobody takes a key by its public half", given().when(shown("ana").as("bo")).refused(NotHeld)},
		{"a key of 31 bytes is none", given().when(shown("ana").public(base64.StdEncoding.EncodeToString(make([]byte, 31)))).refused(BadKey)},
		{"nor is one of small order", given().when(shown("ana").public(base64.StdEncoding.EncodeToString(make([]byte, 32)))).refused(BadKey)},
		{"nor is a word", given().when(shown("ana").public("ana")).refused(BadKey)},
		{"nobody has more than fifty", given().when(shown("ana").after(Most)).refused(TooManyKeys)},
		{"its person revokes it", given(anas).when(Revoke{"ana"}).then(over)},
		{"once", given(anas, over).when(Revoke{"ana"}).then()},
		{"nobody else does", given(anas).when(Revoke{"bo"}).refused(NoSuchKey)},
		{"nobody revokes what there is not", given().when(Revoke{"ana"}).refused(NoSuchKey)},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	state   State
	command Command
	events  []Event
	refusal error
}

func given(history ...Event) (s spec) {
	for _, e := range history {
		s.state = Evolve(s.state, e)
	}
	return s
}
func (s spec) when(c Command) spec        { s.command = c; return s }
func (s spec) then(events ...Event) spec  { s.events = events; return s }
func (s spec) refused(because error) spec { s.refusal = because; return s }

func (s spec) check(t *testing.T) {
	got, err := Decide(s.state, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of a key has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfKey {
			Evolve(State{}, e)
		}
	}
}
