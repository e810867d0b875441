// Package rulestest says what the tests of all rules say: what was decided, and
// that every event has a place.
package rulestest

import (
	"errors"
	"reflect"
	"testing"

	"parley.example/services/internal/rules/rule"
)

// Refusal is the code with which something was refused, or empty.
func Refusal(err error) string {
	if refused := (*rule.Refusal)(nil); errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}

// Decided holds a decision against what it should be: events, or a refusal.
func Decided[E any](t *testing.T, got []E, err error, want []E, refusal string) {
	t.Helper()
	if code := Refusal(err); code != refusal || code == "" && err != nil {
		t.Fatalf("refused with %v, want %q", err, refusal)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("events\n got %+v\nwant %+v", got, want)
	}
}

// Places lets evolve see every event of a contract that is about the kinds. It
// panics at one that has no place in the state.
func Places[E interface{ Of() K }, K comparable](t *testing.T, decoders map[string]func([]byte) (E, error), evolve func(E), kinds ...K) {
	t.Helper()
	seen := 0
	for name, decode := range decoders {
		e, err := decode([]byte("{}"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, kind := range kinds {
			if e.Of() == kind {
				evolve(e)
				seen++
			}
		}
	}
	if seen == 0 {
		t.Errorf("the contract has no event about %v", kinds)
	}
}
