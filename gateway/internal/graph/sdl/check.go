package sdl

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/read"
)

// check tells whether a field's binding fits the field.
func (b *Bindings) check(def *ast.Definition, f *ast.FieldDefinition, bound Binding) error {
	root := def == b.Schema.Query || def == b.Schema.Mutation || def == b.Schema.Subscription
	switch {
	case bound.Kind == Property && root && f.Name[0] != '_':
		return fmt.Errorf("is bound to nothing")
	case (bound.Kind == Command) != (def == b.Schema.Mutation) && bound.Kind != Gateway:
		return fmt.Errorf("commands are mutations, and mutations commands")
	}
	if err := b.audience(f, bound); err != nil {
		return err
	}
	switch bound.Kind {
	case Lookup:
		if f.Arguments.ForName("id") == nil {
			return fmt.Errorf("@lookup needs an argument id")
		}
		return b.fetches(bound.Type)
	case Join:
		return b.fetches(bound.Type)
	case List:
		return b.connection(bound, f)
	case Command:
		return b.payload(f)
	}
	return nil
}

// audience tells whether a field says of its documents what their type says.
func (b *Bindings) audience(f *ast.FieldDefinition, bound Binding) error {
	said := f.Directives.ForName("audience")
	doc, ok := b.Documents[bound.Type]
	if !ok && bound.Kind == List {
		doc, ok = b.Documents[b.Node(bound.Type)]
	}
	if said != nil && ok && argument(said, "is") != doc.Audience {
		return fmt.Errorf("is for %q, its documents for %q", argument(said, "is"), doc.Audience)
	}
	return nil
}

// fetches tells whether documents of a type can be read by id.
func (b *Bindings) fetches(typ string) error {
	if _, ok := b.Documents[typ]; ok {
		return nil
	}
	if !b.Schema.Types[typ].IsAbstractType() {
		return fmt.Errorf("%s is no document", typ)
	}
	for _, def := range b.Schema.GetPossibleTypes(b.Schema.Types[typ]) {
		if b.Documents[def.Name].Prefix == "" {
			return fmt.Errorf("%s, one of %s, is no document with a prefix", def.Name, typ)
		}
	}
	return nil
}

// connection tells whether a list's type is a Relay connection over documents
// of its view.
func (b *Bindings) connection(bound Binding, f *ast.FieldDefinition) error {
	if err := read.CheckTable(bound.View); err != nil {
		return err
	}
	node := b.Node(bound.Type)
	if node == "" {
		return fmt.Errorf("%s is no connection with edges { cursor node } and pageInfo", bound.Type)
	}
	if view := b.Documents[node].View; view != bound.View {
		return fmt.Errorf("lists %s, but %s is a document of %q", bound.View, node, view)
	}
	for _, name := range []string{"first", "after"} {
		if f.Arguments.ForName(name) == nil {
			return fmt.Errorf("a connection needs an argument %s", name)
		}
	}
	return nil
}

// Node returns the type of a connection's nodes, or "" for another type.
func (b *Bindings) Node(connection string) string {
	def := b.Schema.Types[connection]
	edges, info := def.Fields.ForName("edges"), def.Fields.ForName("pageInfo")
	if edges == nil || info == nil {
		return ""
	}
	edge := b.Schema.Types[edges.Type.Name()]
	if node := edge.Fields.ForName("node"); node != nil && edge.Fields.ForName("cursor") != nil {
		return node.Type.Name()
	}
	return ""
}

func (b *Bindings) payload(f *ast.FieldDefinition) error {
	if f.Arguments.ForName("input") == nil {
		return fmt.Errorf("@command needs an argument input")
	}
	if def := b.Schema.Types[f.Type.Name()]; def.Fields.ForName("errors") == nil {
		return fmt.Errorf("%s has no field errors", def.Name)
	}
	return nil
}
