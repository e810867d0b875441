package graph

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
	"parley.example/schema"
)

// Error is what a client is told of something that did not work: one fixed
// sentence per code, where it was, and how to find it in our logs.
type Error struct {
	Message    string         `json:"message"`
	Locations  any            `json:"locations,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions"`
}

// Code returns the error's code.
func (e Error) Code() string { code, _ := e.Extensions["code"].(string); return code }

// Result is the answer to an operation.
type Result struct {
	Data     json.RawMessage // nil if the operation was not carried out
	Errors   []Error
	Position position.Vector
	Touched  read.Touched
}

var errNotFound = &command.Refusal{Code: command.NotFound}

// codeOf sorts an error into what a client may know of it.
func codeOf(err error) command.Code {
	var refusal *command.Refusal
	var code command.Code
	var wrong *gate.Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Code
	case errors.As(err, &code):
		return code
	case errors.As(err, &wrong):
		return command.Invalid
	case errors.Is(err, read.ErrNotYetVisible):
		return command.NotYetVisible
	case errors.Is(err, read.ErrUnavailable), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return command.Unavailable
	}
	return command.Internal
}

// errorsMost is how many errors one answer names.
const errorsMost = 100

// fail notes an error of a field. A field has one.
func (r *run) fail(path []any, err error) {
	if len(r.errors) == errorsMost {
		return
	}
	for _, e := range r.errors {
		if path != nil && slices.Equal(e.Path, path) {
			return
		}
	}
	code := codeOf(err)
	var refusal *command.Refusal
	e := Error{Path: path, Extensions: map[string]any{"code": string(code)}}
	if errors.As(err, &refusal) {
		e.Message = r.sentence(code, refusal.Params)
		if len(refusal.Field) > 0 {
			e.Extensions["field"] = refusal.Field
		}
		for name, value := range refusal.Params {
			e.Extensions[name] = value
		}
	} else {
		e.Message = r.sentence(code, nil)
	}
	if id := r.report(code, err); id != "" {
		e.Extensions["correlation"] = id
	}
	r.errors = append(r.errors, e)
}

// report logs what is our fault, and returns the id under which it is logged.
// What is not our fault has none: the same question has the same answer.
func (r *run) report(code command.Code, err error) string {
	switch code {
	case command.Internal, command.Unavailable, command.NotYetVisible:
	default:
		return ""
	}
	id := correlation(r.ctx)
	level := slog.LevelWarn
	if code == command.Internal {
		level = slog.LevelError
	}
	slog.Log(r.ctx, level, "not answered", "parley.code", string(code), "correlation", id, "error", err)
	return id
}

func (r *run) sentence(code command.Code, params map[string]string) string {
	return schema.Sentence(r.req.Locale, string(code), params)
}

// params are the values of a sentence as the schema has them.
func params(values map[string]string) []any {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	out := make([]any, len(names))
	for i, name := range names {
		out[i] = object{"name": name, "value": values[name]}
	}
	return out
}
