package serve

import (
	"errors"

	"parley.example/events/command"
	"parley.example/services/internal/rules/rule"
)

// Permission is what an asker may do now, and why not. The gateway adds the
// sentence.
type Permission struct {
	Act     string            `json:"act"` // name of the mutation
	Allowed bool              `json:"allowed"`
	Code    string            `json:"code,omitempty"`
	Params  map[string]string `json:"params"`
}

// Permit is the permission to do an act that the rules answer with err.
func Permit(act string, err error) Permission {
	p := Permission{Act: act, Allowed: err == nil, Params: map[string]string{}}
	var ruled *rule.Refusal
	switch {
	case errors.As(err, &ruled):
		p.Code = ruled.Code
		if ruled.Params != nil {
			p.Params = ruled.Params
		}
	case err != nil:
		p.Code = string(command.Internal)
	}
	return p
}

// Permits asks the rules about each act in turn.
func Permits(acts []string, may func(act string) error) []Permission {
	list := make([]Permission, len(acts))
	for i, act := range acts {
		list[i] = Permit(act, may(act))
	}
	return list
}
