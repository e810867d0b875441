// Package presumption decides what a seat's holder may note of the level of
// change that others seek.
//
// Its aggregate lives in the sealed stream until the holder publishes it: what
// one thinks of others is nobody's business before.
package presumption

import (
	"fmt"
	"slices"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// State is what the rules remember of one holder of one seat. The zero State
// presumes nothing.
type State struct{ Presumes []registry.Presumed } // one for each seat, in the order of noting

// Presume notes a level, in place of the one noted before.
type Presume struct {
	Initiative, Seat, Organization string
	About                          registry.Presumed
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(s State, c Presume) ([]registry.Event, error) {
	switch {
	case !c.About.Level.Valid():
		return nil, rule.Refuse("NO_SUCH_LEVEL").At("level")
	case c.About.Seat == c.Seat:
		return nil, rule.Refuse("OWN_SEAT").At("about")
	case slices.Contains(s.Presumes, c.About):
		return nil, nil
	}
	return []registry.Event{registry.LevelPresumed(c)}, nil
}

// Evolve returns s after e.
func Evolve(s State, e registry.Event) State {
	about, ok := e.(registry.LevelPresumed)
	if !ok {
		panic(fmt.Sprintf("presumption: no place for %T", e))
	}
	s.Presumes = slices.Clone(s.Presumes)
	if i := slices.IndexFunc(s.Presumes, func(p registry.Presumed) bool { return p.Seat == about.About.Seat }); i >= 0 {
		s.Presumes[i] = about.About
		return s
	}
	s.Presumes = append(s.Presumes, about.About)
	return s
}
