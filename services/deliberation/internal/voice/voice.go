// Package voice decides where one person stands in one conversation: on each
// statement in one way, the latest.
package voice

import (
	"fmt"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
)

// Voice is what the rules remember: the person's stances by statement.
type Voice struct {
	Stances map[string]deliberation.Stance
}

// Take is the wish to stand somewhere. That the person may be heard in that
// conversation is known. Where people have pseudonyms nobody is named.
type Take struct {
	Conversation, Statement, Person string
	Stance                          deliberation.Stance
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(v Voice, c Take) ([]deliberation.Event, error) {
	switch c.Stance {
	case deliberation.Agree, deliberation.Disagree, deliberation.Pass:
	default:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("stance")
	}
	before := v.Stances[c.Statement]
	if before == c.Stance {
		return nil, nil
	}
	return []deliberation.Event{deliberation.StanceTaken{
		Conversation: c.Conversation, Statement: c.Statement, Person: c.Person, Stance: c.Stance, Before: before,
	}}, nil
}

// Evolve returns v after e. It may reuse the map of v, so, as with append, use
// only the result.
func Evolve(v Voice, e deliberation.Event) Voice {
	switch e := e.(type) {
	case deliberation.StanceTaken:
		if v.Stances == nil {
			v.Stances = make(map[string]deliberation.Stance)
		}
		v.Stances[e.Statement] = e.Stance
		return v
	}
	panic(fmt.Sprintf("voice: no place for %T", e)) // TestEvolve knows them all
}
