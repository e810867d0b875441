package graph

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/graph/sdl"
)

// leaf is every scalar and enum, and every object that is handed on whole. It
// is not looked into: the answer is written from the schema, not from here.
var leaf = graphql.NewScalar(graphql.ScalarConfig{
	Name:      "Leaf",
	Serialize: func(value any) any { return value },
})

// executable makes the executor's picture of the schema: where things are
// fetched, and nothing else. Arguments are coerced before it, and null where
// none may be is found after it, so its fields have no arguments and all may
// be null.
func executable(e *Engine) (graphql.Schema, error) {
	m := &maker{engine: e, objects: make(map[string]*graphql.Object), unions: make(map[string]*graphql.Union)}
	schema := e.Bindings.Schema
	config := graphql.SchemaConfig{Query: m.object(schema.Query)}
	if schema.Mutation != nil {
		config.Mutation = m.object(schema.Mutation)
	}
	if schema.Subscription != nil {
		config.Subscription = m.object(schema.Subscription)
	}
	made, err := graphql.NewSchema(config)
	if err != nil {
		return made, fmt.Errorf("make the executable schema: %w", err)
	}
	return made, nil
}

type maker struct {
	engine  *Engine
	objects map[string]*graphql.Object
	unions  map[string]*graphql.Union
}

func (m *maker) object(def *ast.Definition) *graphql.Object {
	if made := m.objects[def.Name]; made != nil {
		return made
	}
	made := graphql.NewObject(graphql.ObjectConfig{Name: def.Name, Fields: graphql.FieldsThunk(func() graphql.Fields {
		fields := graphql.Fields{self: {Type: leaf, Resolve: func(p graphql.ResolveParams) (any, error) { return p.Source, nil }}}
		for _, f := range def.Fields {
			if f.Name[0] != '_' {
				fields[f.Name] = &graphql.Field{Type: m.output(f.Type), Resolve: m.engine.resolver(def, f)}
			}
		}
		return fields
	})})
	m.objects[def.Name] = made
	return made
}

func (m *maker) output(t *ast.Type) graphql.Output {
	if t.Elem != nil {
		return graphql.NewList(m.output(t.Elem))
	}
	def := m.engine.Bindings.Schema.Types[t.NamedType]
	switch {
	case def.Kind == ast.Object:
		return m.object(def)
	case def.IsAbstractType() && len(m.engine.Bindings.Schema.GetPossibleTypes(def)) > 0:
		return m.union(def)
	}
	return leaf
}

// union stands for unions and interfaces alike: the fields of an interface are
// asked for on each of its types.
func (m *maker) union(def *ast.Definition) *graphql.Union {
	if made := m.unions[def.Name]; made != nil {
		return made
	}
	var names []string
	var types []*graphql.Object
	for _, d := range m.engine.Bindings.Schema.GetPossibleTypes(def) {
		names, types = append(names, d.Name), append(types, m.object(d))
	}
	made := graphql.NewUnion(graphql.UnionConfig{Name: def.Name, Types: types, ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object {
		return m.objects[typeOf(p.Value, names)]
	}})
	m.unions[def.Name] = made
	return made
}

// holds tells whether every native field of the schema is there.
func (e *Engine) holds() error {
	for name, def := range e.Bindings.Schema.Types {
		for _, f := range def.Fields {
			if b := e.Bindings.Of(f); b.Kind == sdl.Gateway && e.Natives[b.Name] == nil {
				return fmt.Errorf("schema: field %s.%s is bound to %q, which the gateway does not have", name, f.Name, b.Name)
			}
		}
	}
	return nil
}
