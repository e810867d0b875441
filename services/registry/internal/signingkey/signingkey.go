// Package signingkey decides whose a public key is.
//
// The secret half never comes here: it is made where its person is, and stays
// there. A key belongs to one person for ever; revoked, it signs nothing more,
// and comes back to nobody.
package signingkey

import (
	"fmt"

	"parley.example/events/proof"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// State is what the rules remember of a key. The zero State is nobody's.
type State struct {
	Person  string
	Revoked bool
}

// Command is a wish about a key.
type Command interface {
	decide(s State) ([]registry.Event, error)
}

// The rules that forbid something.
var (
	BadKey      = rule.Refuse("KEY_INVALID").At("public")
	NotHeld     = rule.Refuse("KEY_NOT_HELD").At("possession")
	OfAnother   = rule.Refuse("KEY_OF_ANOTHER").At("public")
	IsRevoked   = rule.Refuse("KEY_REVOKED").At("public")
	TooManyKeys = rule.Refuse("TOO_MANY_KEYS")
	NoSuchKey   = rule.Refuse("NOT_FOUND").At("key")
)

// Most is how many keys somebody may have made known, revoked ones too.
const Most = 50

// Register makes a key known. Possession is a signature by the key itself that
// names the person: nobody makes somebody else's key their own.
type Register struct {
	Person     string
	Public     string
	Possession string
	Others     int // how many the person has made known before
}

// Revoke ends what a key is good for.
type Revoke struct{ Person string }

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(s State, c Command) ([]registry.Event, error) { return c.decide(s) }

func (c Register) decide(s State) ([]registry.Event, error) {
	if _, err := proof.PublicKey(c.Public); err != nil {
		return nil, BadKey
	}
	switch {
	case !proof.Possession{Person: c.Person, Public: c.Public}.Holds(c.Possession):
		return nil, NotHeld
	case s.Person != "" && s.Person != c.Person:
		return nil, OfAnother
	case s.Revoked:
		return nil, IsRevoked
	case s.Person == c.Person:
		return nil, nil
	case c.Others >= Most:
		return nil, TooManyKeys
	}
	return []registry.Event{registry.KeyRegistered{Person: c.Person, Public: c.Public}}, nil
}

func (c Revoke) decide(s State) ([]registry.Event, error) {
	switch {
	case s.Person == "" || s.Person != c.Person:
		return nil, NoSuchKey
	case s.Revoked:
		return nil, nil
	}
	return []registry.Event{registry.KeyRevoked{Person: c.Person}}, nil
}

// Evolve returns s after e.
func Evolve(s State, e registry.Event) State {
	switch e := e.(type) {
	case registry.KeyRegistered:
		s.Person = e.Person
	case registry.KeyRevoked:
		s.Revoked = true
	default:
		panic(fmt.Sprintf("signingkey: no place for %T", e)) // TestEvolve knows them all
	}
	return s
}
