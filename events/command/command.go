// Package command is how a wish travels to the service that may grant it: one
// NATS request, one reply, a refusal as a code.
package command

import (
	"encoding/json"
	"fmt"
)

// Headers of a request.
const (
	ActorHeader  = "Parley-Actor"
	DryRunHeader = "Parley-Dry-Run"
)

// Actor is the person who acts and the organization they act for, as the
// gateway's session knows them. It grants nothing: authority is looked up.
type Actor struct {
	Person       string `json:"person"`
	Organization string `json:"organization,omitempty"`
	Session      string `json:"session,omitempty"`
	ConfirmedAt  string `json:"confirmedAt,omitempty"` // when they last showed that it is them: RFC 3339
	Policy       string `json:"-"`                     // the policy that acts, in process only: no header can carry it
}

// ID is the actor's name in a commit of an aggregate whose audience knows
// people by themselves.
func (a Actor) ID() string {
	if a.Policy != "" {
		return "system:" + a.Policy
	}
	return a.Person
}

// Reply is the answer to a command: exactly one of receipt, refusal, preview.
type Reply struct {
	Receipt
	Refusal *Refusal        `json:"refusal,omitempty"`
	Preview json.RawMessage `json:"preview,omitempty"`
}

// Receipt says what a granted command made and where it stands in the record.
type Receipt struct {
	IDs       map[string]string `json:"ids,omitempty"`
	Secrets   map[string]string `json:"secrets,omitempty"` // told once, to the one who asked
	Stream    string            `json:"stream,omitempty"`
	Sequence  uint64            `json:"sequence,omitempty"`
	Aggregate string            `json:"aggregate,omitempty"`
	Version   uint64            `json:"version,omitempty"`
}

// Code is a rule's or the machinery's name for why not; clients rely on it.
type Code string

// Codes of the machinery. Those of the rules live with the rules.
const (
	Invalid         Code = "INVALID"
	NotFound        Code = "NOT_FOUND"
	Conflict        Code = "CONFLICT"
	CommandIDReused Code = "COMMAND_ID_REUSED"
	Unavailable     Code = "UNAVAILABLE"
	NotYetVisible   Code = "NOT_YET_VISIBLE"
	AggregateParked Code = "AGGREGATE_PARKED"
	Unauthenticated Code = "UNAUTHENTICATED"
	Internal        Code = "INTERNAL"
)

// Error implements error, so that a code alone is a refusal.
func (c Code) Error() string { return "refused: " + string(c) }

// Refusal is a code, the input field it is about and what its sentence needs.
type Refusal struct {
	Code   Code              `json:"code"`
	Field  []string          `json:"field,omitempty"`
	Params map[string]string `json:"params,omitempty"`
}

// Refuse returns the refusal of a rule about a field of the input; pairs are
// names and values for its sentence.
func Refuse(code Code, field string, pairs ...string) *Refusal {
	r := &Refusal{Code: code}
	if field != "" {
		r.Field = []string{"input", field}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if r.Params == nil {
			r.Params = make(map[string]string)
		}
		r.Params[pairs[i]] = pairs[i+1]
	}
	return r
}

// Error implements error.
func (r *Refusal) Error() string { return fmt.Sprintf("refused: %s %v %v", r.Code, r.Field, r.Params) }

// Is lets errors.Is compare a refusal with its code.
func (r *Refusal) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == r.Code
}
