package sdl

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Shape tells, for each field path of a command's input, of what JSON the
// service expects it: "groundRules.rule": "string".
type Shape map[string]string

// Shape is what the schema says of the input of a mutation.
func (b *Bindings) Shape(mutation *ast.FieldDefinition) Shape {
	s := make(Shape)
	b.shape(s, b.Schema.Types[mutation.Arguments.ForName("input").Type.Name()], "")
	return s
}

// sameShape holds the input of a mutation against what the service reads. What
// one of them lacks or has otherwise would be refused later, at every call.
func (b *Bindings) sameShape(mutation *ast.FieldDefinition, expected Shape) error {
	field, written := mutation.Name, b.Shape(mutation)
	for _, path := range slices.Sorted(maps.Keys(expected)) {
		if written[path] == "" && path != "expectedVersion" { // every service reads it; the schema has it where a stale screen would hurt
			return fmt.Errorf("%s: the service reads %s, which the schema does not have", field, path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(written)) {
		switch want := expected[path]; {
		case want == "":
			return fmt.Errorf("%s: the schema has %s, which the service does not read", field, path)
		case want != written[path]:
			return fmt.Errorf("%s: %s is %s in the schema and %s in the service", field, path, written[path], want)
		}
	}
	return nil
}

// shape writes the fields of an input object, and of those inside it.
func (b *Bindings) shape(into Shape, input *ast.Definition, path string) {
	for _, f := range input.Fields {
		of := b.Schema.Types[f.Type.Name()]
		inside := of.Kind == ast.InputObject
		kind := jsonKind(of)
		switch {
		case f.Type.Elem != nil && inside:
			kind = "array"
		case f.Type.Elem != nil && f.Type.Elem.Elem != nil:
			kind = "array of array" // of words, in order
		case f.Type.Elem != nil:
			kind = "array of " + kind
		}
		into[path+f.Name] = kind
		if inside {
			b.shape(into, of, path+f.Name+".")
		}
	}
}

func jsonKind(d *ast.Definition) string {
	switch {
	case d.Kind == ast.InputObject:
		return "object"
	case d.Name == "Int", d.Name == "Float":
		return "number"
	case d.Name == "Boolean":
		return "boolean"
	}
	return "string"
}
