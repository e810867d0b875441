package sdl

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/read"
)

// Kind says how a field gets its value.
type Kind int

// The kinds. A field without a directive is the property of the same name.
const (
	Property Kind = iota
	Lookup
	Join
	List
	Ask
	Command
	Gateway
)

var kinds = map[string]Kind{"lookup": Lookup, "join": Join, "list": List, "ask": Ask, "command": Command, "gateway": Gateway}

// Binding is where a field's value comes from.
type Binding struct {
	Kind    Kind
	Key     string // Join: the property with the id; List: the property, argument or =word with the parent
	View    string // List
	Service string // Ask, Command
	Name    string // Ask, Command, Gateway
	Type    string // the named type of the field
}

// Document is a type whose objects are documents of a view.
type Document struct {
	Type, View, Prefix, Audience string
}

// Bindings is everything that a schema binds to. It is not changed after
// [Bind].
type Bindings struct {
	Schema    *ast.Schema
	Documents map[string]Document // by type
	fields    map[*ast.FieldDefinition]Binding
	prefixes  map[string]Document
}

// Of returns the binding of a field.
func (b *Bindings) Of(f *ast.FieldDefinition) Binding { return b.fields[f] }

// Target returns the documents that an id of a declared type belongs to: those
// of the type, or of the type that the id's prefix names where the type is an
// interface.
func (b *Bindings) Target(typ, id string) (Document, bool) {
	if d, ok := b.Documents[typ]; ok {
		return d, true
	}
	prefix, _, _ := strings.Cut(id, "_")
	d, ok := b.prefixes[prefix]
	return d, ok
}

// Bind reads the directives of a schema and checks that each makes sense.
func Bind(schema *ast.Schema) (*Bindings, error) {
	b := &Bindings{
		Schema: schema, Documents: make(map[string]Document),
		fields: make(map[*ast.FieldDefinition]Binding), prefixes: make(map[string]Document),
	}
	for _, name := range sortedKeys(schema.Types) {
		if err := b.document(schema.Types[name]); err != nil {
			return nil, err
		}
	}
	for _, name := range sortedKeys(schema.Types) {
		def := schema.Types[name]
		if def.Kind != ast.Object || def.BuiltIn {
			continue
		}
		for _, f := range def.Fields {
			if err := b.field(def, f); err != nil {
				return nil, fmt.Errorf("schema: field %s.%s: %w", def.Name, f.Name, err)
			}
		}
	}
	return b, nil
}

func (b *Bindings) document(def *ast.Definition) error {
	d := def.Directives.ForName("document")
	if d == nil {
		return nil
	}
	doc := Document{Type: def.Name, View: argument(d, "view"), Prefix: argument(d, "prefix")}
	if err := read.CheckTable(doc.View); err != nil {
		return fmt.Errorf("schema: type %s: %w", def.Name, err)
	}
	if a := def.Directives.ForName("audience"); a != nil {
		doc.Audience = argument(a, "is")
	}
	if doc.Audience == "" {
		return fmt.Errorf("schema: type %s is a document without @audience", def.Name)
	}
	if other, taken := b.prefixes[doc.Prefix]; taken && doc.Prefix != "" {
		return fmt.Errorf("schema: types %s and %s both have the prefix %s", other.Type, def.Name, doc.Prefix)
	}
	b.Documents[def.Name] = doc
	if doc.Prefix != "" {
		b.prefixes[doc.Prefix] = doc
	}
	return nil
}

func (b *Bindings) field(def *ast.Definition, f *ast.FieldDefinition) error {
	bound := Binding{Type: f.Type.Name()}
	for _, d := range f.Directives {
		kind, binds := kinds[d.Name]
		if !binds {
			continue
		}
		if bound.Kind != Property {
			return fmt.Errorf("is bound twice")
		}
		bound.Kind, bound.View = kind, argument(d, "view")
		bound.Service, bound.Name = argument(d, "service"), argument(d, "name")
		bound.Key = argument(d, "key") + argument(d, "parent")
	}
	b.fields[f] = bound
	return b.check(def, f, bound)
}

func argument(d *ast.Directive, name string) string {
	if a := d.Arguments.ForName(name); a != nil {
		return a.Value.Raw
	}
	return ""
}
