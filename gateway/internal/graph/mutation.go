package graph

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/events/command"
)

// command sends the input to the service that decides, and makes the payload
// of its reply: ids to join on, secrets, errors, position.
func (s *spot) command() any {
	if s.req.Actor.Person == "" && !forAnyone(s.field.Def) {
		return s.payload(nil, &command.Refusal{Code: command.Unauthenticated})
	}
	body, err := json.Marshal(s.field.Args["input"])
	if err != nil {
		return s.payload(nil, fmt.Errorf("encode input: %w", err))
	}
	dryRun, _ := s.field.Args["dryRun"].(bool)
	reply, err := s.Services.Command(s.ctx, s.req.Actor, s.bound.Service, s.bound.Name, dryRun, body)
	if err == nil && reply.Refusal != nil {
		err = reply.Refusal
	}
	if err != nil {
		return s.payload(nil, err)
	}
	made := object{}
	for name, secret := range reply.Secrets {
		made[name] = secret
	}
	for name, id := range reply.IDs {
		made[name] = id
	}
	if len(reply.Preview) > 0 {
		made["preview"] = raw(reply.Preview)
	}
	s.saw(reply.Receipt)
	return s.payload(made, nil)
}

// forAnyone tells whether a wish needs no session: what it is granted by is in
// its input, as with the token of an invitation.
func forAnyone(f *ast.FieldDefinition) bool {
	said := f.Directives.ForName("audience")
	if said == nil {
		return false
	}
	is := said.Arguments.ForName("is")
	return is != nil && is.Value.Raw == "public"
}

// payload is the answer to a wish, granted or not.
func (s *spot) payload(value any, err error) any {
	made, ok := value.(object)
	if !ok {
		made = object{}
	}
	made["errors"] = []any{}
	if err != nil {
		made["errors"] = []any{s.userError(err)}
	}
	if err == nil || codeOf(err) == command.NotYetVisible {
		made["position"] = s.made.Merge(s.req.AtLeast).Seal(s.Box)
	}
	return made
}

func (s *spot) userError(err error) object {
	code := codeOf(err)
	s.report(code, err)
	e := object{"code": string(code)}
	var refusal *command.Refusal
	if errors.As(err, &refusal) {
		e["params"] = params(refusal.Params)
		if len(refusal.Field) > 0 {
			e["field"] = anyList(refusal.Field)
		}
		e["message"] = s.sentence(code, refusal.Params)
	} else {
		e["params"], e["message"] = []any{}, s.sentence(code, nil)
	}
	return e
}

func anyList(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}
