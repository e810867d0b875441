package graph

import (
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
)

// spot is one field of one object while it is being fetched.
type spot struct {
	*run
	bound  sdl.Binding
	parent *ast.Definition
	field  *gate.Field
	source any
	at     *graphql.ResponsePath
}

func (s *spot) path() []any { return s.at.AsArray() }

// resolver returns the executor's function for a field. It never fails towards
// the executor: errors are noted with their path, and the value is null.
func (e *Engine) resolver(parent *ast.Definition, f *ast.FieldDefinition) graphql.FieldResolveFn {
	bound := e.Bindings.Of(f)
	return func(p graphql.ResolveParams) (value any, _ error) {
		r := p.Info.RootValue.(*run)
		s := &spot{run: r, bound: bound, parent: parent, field: r.fields[p.Info.FieldASTs[0].Loc.Start], source: p.Source, at: p.Info.Path}
		if p.Source == any(r) {
			s.source = r.viewer()
		}
		defer s.guard(&value)
		return s.value(), nil
	}
}

// guard turns a panic into an internal error of one field.
func (s *spot) guard(value *any) {
	if p := recover(); p != nil {
		slog.ErrorContext(s.ctx, "panic", "field", s.parent.Name+"."+s.field.Def.Name, "at", string(debug.Stack()))
		s.fail(s.path(), fmt.Errorf("panic: %v", p))
		*value = nil
	}
}

// later is a value that is there once the level is complete. The executor
// collects those of a level before it asks for the first of them, which is
// when all are fetched together.
func (s *spot) later(get func() (any, error)) func() (any, error) {
	return func() (value any, _ error) {
		defer s.guard(&value)
		got, err := get()
		if err != nil {
			s.fail(s.path(), err)
			return nil, nil
		}
		return got, nil
	}
}

func (s *spot) value() any {
	switch s.bound.Kind {
	case sdl.Lookup:
		return s.lookup()
	case sdl.Join:
		return s.join()
	case sdl.List:
		return s.list()
	case sdl.Ask:
		return s.ask()
	case sdl.Command:
		return s.command()
	case sdl.Gateway:
		return s.native()
	}
	value := property(s.source, s.field.Def.Name)
	if s.field.Def.Type.Elem != nil {
		if l := list(value); l != nil {
			return l
		}
	}
	return value
}

// lookup fetches the document with the argument id. What is missing and what is
// forbidden is one and the same error.
func (s *spot) lookup() any {
	id, _ := s.field.Args["id"].(string)
	kind, ok := s.Bindings.Target(s.bound.Type, id)
	if !ok {
		s.fail(s.path(), errNotFound)
		return nil
	}
	s.loads.want(kind, id)
	return s.later(func() (any, error) {
		d, err := s.document(kind, id)
		if d == nil && err == nil {
			err = errNotFound
		}
		return orNil(d), err
	})
}

// join fetches the document, or documents, whose id stands in a property.
func (s *spot) join() any {
	value := property(s.source, s.bound.Key)
	if value == nil || value == "" {
		return nil
	}
	many := s.field.Def.Type.Elem != nil
	ids := texts(value)
	for _, id := range ids {
		if kind, ok := s.Bindings.Target(s.bound.Type, id); ok && id != "" {
			s.loads.want(kind, id)
		}
	}
	return s.later(func() (any, error) {
		if !many {
			return s.one(ids[0])
		}
		out := make([]any, 0, len(ids))
		for _, id := range ids {
			d, err := s.one(id)
			if err != nil {
				return nil, err
			}
			if d != nil || !s.field.Def.Type.Elem.NonNull {
				out = append(out, d)
			}
		}
		return out, nil
	})
}

func (s *spot) one(id string) (any, error) {
	kind, ok := s.Bindings.Target(s.bound.Type, id)
	if !ok || id == "" {
		return nil, nil
	}
	d, err := s.document(kind, id)
	return orNil(d), err
}

// orNil keeps a missing document from becoming a value that is not nil.
func orNil(d *document) any {
	if d == nil {
		return nil
	}
	return d
}

func (s *spot) native() any {
	call := &Call{Args: s.field.Args, Actor: s.req.Actor, run: s.run}
	value, err := s.Natives[s.bound.Name](s.ctx, call)
	if s.parent == s.Bindings.Schema.Mutation {
		return s.payload(value, err)
	}
	if err != nil {
		s.fail(s.path(), err)
		return nil
	}
	return value
}
