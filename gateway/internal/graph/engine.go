// Package graph carries out operations that the gate admitted. Nothing in it
// knows what a negotiation is: the schema's directives say where each field's
// value comes from, and there are seven ways (see package sdl).
//
// graphql-go fetches: it walks the part of an operation that needs documents
// or answers, level by level. The answer itself is then written from the bytes
// of the documents, in the order in which it was asked for.
package graph

import (
	"context"
	"encoding/json"

	"github.com/graphql-go/graphql"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
)

// Documents are the read models as one actor sees them at one moment.
type Documents interface {
	Read(context.Context, read.Batch) (read.Found, error)
	Position() position.Vector
	Touched() read.Touched
	Close()
}

// Services grant commands and answer questions.
type Services interface {
	Command(ctx context.Context, actor command.Actor, service, name string, dryRun bool, body []byte) (command.Reply, error)
	Ask(ctx context.Context, actor command.Actor, service, name string, body []byte) (json.RawMessage, error)
}

// Native is a field that the gateway answers itself. What it returns is an
// object of the field's type; a *command.Refusal is an error for the user.
type Native func(context.Context, *Call) (any, error)

// Call is one use of a native field.
type Call struct {
	Args  map[string]any
	Actor command.Actor
	run   *run
}

// Become makes the rest of the request happen as somebody else, who has just
// logged in or out.
func (c *Call) Become(actor command.Actor) { c.run.become(actor) }

// Saw makes the rest of the request see at least what a receipt stands for.
func (c *Call) Saw(r command.Receipt) { c.run.saw(r) }

// Engine carries out operations of one schema.
type Engine struct {
	Bindings  *sdl.Bindings
	Services  Services
	Box       *position.Box
	Documents func(actor command.Actor, atLeast position.Vector) Documents
	Natives   map[string]Native

	schema graphql.Schema
}

// Request is an operation and who asks for it.
type Request struct {
	Plan    *gate.Plan
	Actor   command.Actor
	AtLeast position.Vector
	Locale  string
}

// Prepare makes the executable schema. It fails where the schema binds to
// something that the gateway does not have.
func (e *Engine) Prepare() error {
	schema, err := executable(e)
	if err != nil {
		return err
	}
	e.schema = schema
	return e.holds()
}

// Run carries out an operation.
func (e *Engine) Run(ctx context.Context, req Request) Result {
	r := newRun(ctx, e, req)
	defer r.close()
	fetched := r.fetch()
	data := r.write(fetched)
	return r.result(data)
}
