package graph

import (
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/read"
)

// What a field's value can be: nil, raw, a *document, an object made here, a
// []any of these, or a plain string, number or bool.

// object is a value that the gateway made itself.
type object = map[string]any

// document is a row of a read model. Its properties are found when the first
// one is asked for.
type document struct {
	kind sdl.Document
	row  read.Row
	has  members
}

func (d *document) open() members {
	if d.has == nil {
		d.has = raw(d.row.Doc).open()
	}
	return d.has
}

// property returns a property of a value, nil where there is none.
func property(value any, name string) any {
	switch v := value.(type) {
	case *document:
		if name == "parked" {
			return v.row.Parked
		}
		return known(v.open().get(name))
	case raw:
		return known(v.open().get(name))
	case members:
		return known(v.get(name))
	case object:
		return v[name]
	}
	return nil
}

func known(r raw) any {
	if r.null() {
		return nil
	}
	return r
}

// opened returns a value whose properties can be asked for many times.
func opened(value any) any {
	switch v := value.(type) {
	case *document:
		v.open()
	case raw:
		return v.open()
	}
	return value
}

// text returns a value's text, "" if it is none.
func text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case raw:
		return v.text()
	}
	return ""
}

// texts returns the text of a value and of each element of a list.
func texts(value any) []string {
	r, ok := value.(raw)
	if !ok || len(r) == 0 || r[0] != '[' {
		return []string{text(value)}
	}
	out := []string{}
	for _, e := range r.elements() {
		out = append(out, e.text())
	}
	return out
}

// list returns the elements of a list, nil for anything else.
func list(value any) []any {
	switch v := value.(type) {
	case []any:
		return v
	case raw:
		elements := v.elements()
		if elements == nil {
			return nil
		}
		out := make([]any, len(elements))
		for i, e := range elements {
			out[i] = known(e)
		}
		return out
	}
	return nil
}

// typeOf returns the name of an object's type, one of several. Where it can be
// of more than one, a document knows by its table and anything else by its
// property __typename.
func typeOf(value any, possible []string) string {
	if len(possible) == 1 {
		return possible[0]
	}
	if d, ok := value.(*document); ok {
		return d.kind.Type
	}
	return text(property(value, "__typename"))
}
