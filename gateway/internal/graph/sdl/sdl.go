// Package sdl reads the schema and what its directives bind to.
//
// The schema is the only place where the API's shape is written. What is wrong
// in it is found here, at the start, in a sentence that names the field.
package sdl

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// Load reads a schema of several sources, name → text. Where the installation
// does not run for development, what is marked @development is left out.
func Load(sources map[string]string, development bool) (*ast.Schema, error) {
	inputs := []*ast.Source{validator.Prelude}
	for _, name := range sortedKeys(sources) {
		inputs = append(inputs, &ast.Source{Name: name, Input: sources[name]})
	}
	doc, err := parser.ParseSchemas(inputs...)
	if err != nil {
		return nil, fmt.Errorf("parse schema: %w", err)
	}
	if !development {
		withoutDevelopment(doc)
	}
	schema, err := validator.ValidateSchemaDocument(doc)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return schema, nil
}

func withoutDevelopment(doc *ast.SchemaDocument) {
	marked := func(list ast.DirectiveList) bool { return list.ForName("development") != nil }
	for _, defs := range []*ast.DefinitionList{&doc.Definitions, &doc.Extensions} {
		*defs = slices.DeleteFunc(*defs, func(d *ast.Definition) bool { return marked(d.Directives) })
		for _, d := range *defs {
			d.Fields = slices.DeleteFunc(d.Fields, func(f *ast.FieldDefinition) bool { return marked(f.Directives) })
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
