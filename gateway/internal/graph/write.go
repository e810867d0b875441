package graph

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
)

// writer writes an answer in the order in which it was asked for, and holds it
// to the schema: where null may not be, the object around it is null.
type writer struct {
	*run
	out  bytes.Buffer
	path []any
}

// write returns the data of an answer from what was fetched.
func (r *run) write(fetched map[string]any) []byte {
	w := &writer{run: r}
	root := r.req.Plan.Root
	if !w.fields(root.Of(root.On[0]), r.viewer(), fetched) {
		return []byte("null")
	}
	return w.out.Bytes()
}

// fields writes the fields of an object: those that were fetched from what the
// executor returned, the others from the object itself. It returns false if
// the object cannot be.
func (w *writer) fields(fields []*gate.Field, source any, fetched map[string]any) bool {
	source = opened(source)
	w.out.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			w.out.WriteByte(',')
		}
		w.key(f.Key)
		w.path = append(w.path, f.Key)
		ok := false
		if w.fetches(f) {
			ok = w.value(f, f.Def.Type, fetched[f.Key], true)
		} else {
			ok = w.value(f, f.Def.Type, w.plain(f, source), false)
		}
		w.path = w.path[:len(w.path)-1]
		if !ok {
			return false
		}
	}
	w.out.WriteByte('}')
	return true
}

// plain returns a value that is there without fetching.
func (w *writer) plain(f *gate.Field, source any) any {
	switch f.Def.Name {
	case gate.Typename:
		return f.Parent
	case "__schema", "__type":
		return w.introspect(f)
	}
	if l, ok := source.(lazy); ok {
		return l(f.Def.Name, f.Args)
	}
	value := property(source, f.Def.Name)
	if said := w.said(f, source, value); said != nil {
		return said
	}
	if value != nil || !f.Def.Type.NonNull {
		return value
	}
	switch { // documents leave out what is empty
	case f.Def.Type.Elem != nil:
		return []any{}
	case f.Def.Type.NamedType == "Boolean":
		return false
	}
	return nil
}

// value writes a value of a type. It returns false, and leaves nothing behind,
// if the value is null where it may not be.
func (w *writer) value(f *gate.Field, t *ast.Type, v any, fetched bool) bool {
	start := w.out.Len()
	ok := v != nil
	switch {
	case !ok:
	case t.Elem != nil:
		ok = w.list(f, t.Elem, v, fetched)
	case f.Select != nil:
		ok = w.object(f.Select, v, fetched)
	default:
		ok = w.leaf(v)
	}
	if ok {
		return true
	}
	w.out.Truncate(start)
	if t.NonNull {
		w.missing(f, v)
		return false
	}
	w.out.WriteString("null")
	return true
}

func (w *writer) list(f *gate.Field, elem *ast.Type, v any, fetched bool) bool {
	elements := list(v)
	if elements == nil {
		return false
	}
	w.out.WriteByte('[')
	for i, e := range elements {
		if i > 0 {
			w.out.WriteByte(',')
		}
		w.path = append(w.path, i)
		ok := w.value(f, elem, e, fetched)
		w.path = w.path[:len(w.path)-1]
		if !ok {
			return false
		}
	}
	w.out.WriteByte(']')
	return true
}

func (w *writer) object(s *gate.Selection, v any, fetched bool) bool {
	source, below := v, map[string]any(nil)
	if fetched {
		below, _ = v.(map[string]any)
		source = below[self]
	}
	if r, isRaw := source.(raw); source == nil || isRaw && r[0] != '{' {
		return false
	}
	fields := s.Of(typeOf(source, s.On))
	return fields != nil && w.fields(fields, source, below)
}

// leaf writes a scalar: bytes of a document as they are.
func (w *writer) leaf(v any) bool {
	if r, ok := v.(raw); ok {
		w.out.Write(r)
		return true
	}
	encoded, err := json.Marshal(v)
	if err != nil {
		return false
	}
	w.out.Write(encoded)
	return true
}

func (w *writer) key(name string) {
	w.out.WriteByte('"')
	w.out.WriteString(name) // a GraphQL name needs no escaping
	w.out.WriteString(`":`)
}

// missing notes that a value which the schema promises is not there, unless
// the reason is noted already, for it or for something below it.
func (w *writer) missing(f *gate.Field, v any) {
	if v != nil {
		return
	}
	for _, e := range w.errors {
		if len(e.Path) >= len(w.path) && slices.Equal(e.Path[:len(w.path)], w.path) {
			return
		}
	}
	err := error(&command.Refusal{Code: command.Internal})
	if w.Bindings.Of(f.Def).Kind == sdl.Join {
		err = errNotFound
	}
	w.fail(slices.Clone(w.path), err)
}
