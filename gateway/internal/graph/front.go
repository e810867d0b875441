package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/schema"
)

// Front is the one way from a request's text to its answer, for HTTP and
// WebSocket alike.
type Front struct {
	Engine      *Engine
	Gate        *gate.Gate
	Development bool
}

// Admit plans a request. Whoever is logged in, and everybody in development,
// may ask about the schema and is told what is wrong with a document.
func (f *Front) Admit(r gate.Request, actor command.Actor, locale string) (*gate.Plan, *Error) {
	mayLook := f.Development || actor.Person != ""
	plan, refusal := f.Gate.Admit(r)
	if refusal == nil && plan.Introspects && !mayLook {
		refusal = &gate.Refusal{Rule: "introspection"}
	}
	if refusal == nil {
		return plan, nil
	}
	return nil, invalid(refusal, locale, mayLook)
}

// Invalid is the error of a request that cannot be taken, by its rule.
func Invalid(rule, locale string) *Error {
	return invalid(&gate.Refusal{Rule: rule}, locale, false)
}

func invalid(r *gate.Refusal, locale string, mayLook bool) *Error {
	e := &Error{
		Message:    schema.Sentence(locale, string(command.Invalid), map[string]string{"rule": r.Rule}),
		Extensions: map[string]any{"code": string(command.Invalid), "rule": r.Rule},
	}
	if r.Limit > 0 {
		e.Extensions["limit"] = r.Limit
	}
	if len(r.Path) > 0 {
		e.Extensions["field"] = r.Path
	}
	if mayLook && r.Detail != "" {
		e.Extensions["detail"] = r.Detail
	}
	if len(r.Locations) > 0 {
		e.Locations = r.Locations
	}
	return e
}

// Failed is the error of a whole request, by its code.
func Failed(ctx context.Context, code command.Code, locale string) *Error {
	e := &Error{Message: schema.Sentence(locale, string(code), nil), Extensions: map[string]any{"code": string(code)}}
	if code == command.Internal || code == command.Unavailable {
		e.Extensions["correlation"] = correlation(ctx)
	}
	return e
}

// Run carries out an admitted request, within a span of its own. A defect ends
// the request and nothing else.
func (f *Front) Run(ctx context.Context, req Request) (result Result) {
	ctx, span := otel.Tracer("parley.example/gateway").Start(ctx, "graphql "+req.Plan.Label(), trace.WithAttributes(
		attribute.String("graphql.operation.type", string(req.Plan.Kind)), attribute.String("graphql.operation.name", req.Plan.Label())))
	defer span.End()
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic", "panic", fmt.Sprintf("%T", p), "at", string(debug.Stack()))
			result = Result{Errors: []Error{*Failed(ctx, command.Internal, req.Locale)}}
		}
	}()
	return f.Engine.Run(ctx, req)
}

// Same tells whether two results say the same.
func (r Result) Same(s Result) bool {
	if !bytes.Equal(r.Data, s.Data) || len(r.Errors) != len(s.Errors) {
		return false
	}
	for i := range r.Errors {
		if r.Errors[i].Code() != s.Errors[i].Code() {
			return false
		}
	}
	return true
}

// Encode writes the result as a response of GraphQL over HTTP. The position is
// left out if it is "".
func (r Result) Encode(position string) []byte {
	out := map[string]any{}
	if r.Errors != nil {
		out["errors"] = r.Errors
	}
	if r.Data != nil {
		out["data"] = r.Data
	}
	if position != "" {
		out["extensions"] = map[string]any{"position": position}
	}
	return encoded(out)
}

func encoded(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		slog.Error("encode response", "error", err)
		return []byte(`{"errors":[{"message":"","extensions":{"code":"INTERNAL"}}]}`)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
