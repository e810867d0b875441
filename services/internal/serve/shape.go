package serve

import (
	"reflect"
	"strings"
	"time"
)

// Shape tells, for each field path of a command's input, what JSON it is made
// of: "groundRules.rule": "string". The gateway holds it against the SDL when
// it starts, so that neither can change alone.
type Shape map[string]string

func shapeOf(t reflect.Type) Shape {
	s := make(Shape)
	s.add(t, "")
	return s
}

func (s Shape) add(t reflect.Type, path string) {
	for f := range t.Fields() {
		if f.Anonymous {
			s.add(f.Type, path)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		s.put(f.Type, path+name)
	}
}

func (s Shape) put(t reflect.Type, path string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind := jsonKind(t)
	if kind == "array" {
		element := t.Elem()
		for element.Kind() == reflect.Pointer {
			element = element.Elem()
		}
		if jsonKind(element) == "object" {
			s[path] = "array"
			s.add(element, path+".")
			return
		}
		s[path] = "array of " + jsonKind(element)
		return
	}
	s[path] = kind
	if kind == "object" && t.Kind() == reflect.Struct {
		s.add(t, path+".")
	}
}

// jsonKind is what encoding/json writes for a type; what writes itself as text
// here is a string.
func jsonKind(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time](), writesItself(t):
		return "string"
	}
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Slice, reflect.Array:
		return "array"
	case reflect.Struct, reflect.Map:
		return "object"
	default:
		return "number"
	}
}

type marshaler interface{ MarshalJSON() ([]byte, error) }

type unmarshaler interface{ UnmarshalJSON([]byte) error }

func writesItself(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[marshaler]()) || reflect.PointerTo(t).Implements(reflect.TypeFor[unmarshaler]())
}
