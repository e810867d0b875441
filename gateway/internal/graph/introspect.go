package graph

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/gate"
)

// lazy is an object of the introspection: these point at each other in circles,
// so a property is made when it is asked for.
type lazy func(name string, args map[string]any) any

// introspect answers what is asked of the schema itself.
func (w *writer) introspect(f *gate.Field) any {
	s := schemaView{w.Bindings.Schema}
	if f.Def.Name == "__type" {
		name, _ := f.Args["name"].(string)
		return s.named(s.Types[name])
	}
	return lazy(s.whole)
}

type schemaView struct{ *ast.Schema }

func (s schemaView) whole(name string, _ map[string]any) any {
	switch name {
	case "types":
		return each(sorted(s.Types), func(n string) any { return s.named(s.Types[n]) })
	case "queryType":
		return s.named(s.Query)
	case "mutationType":
		return s.named(s.Mutation)
	case "subscriptionType":
		return s.named(s.Subscription)
	case "directives":
		names := slices.DeleteFunc(sorted(s.Directives), func(n string) bool { return n == "defer" })
		return each(names, func(n string) any { return s.directive(s.Directives[n]) })
	}
	return nil
}

// typed describes a type as it is used: wrapped in lists and in "not null".
func (s schemaView) typed(t *ast.Type) any {
	wrap := func(kind string, of func() any) any {
		return lazy(func(name string, _ map[string]any) any {
			switch name {
			case "kind":
				return kind
			case "ofType":
				return of()
			}
			return nil
		})
	}
	switch {
	case t.NonNull:
		bare := *t
		bare.NonNull = false
		return wrap("NON_NULL", func() any { return s.typed(&bare) })
	case t.Elem != nil:
		return wrap("LIST", func() any { return s.typed(t.Elem) })
	}
	return s.named(s.Types[t.NamedType])
}

func (s schemaView) named(def *ast.Definition) any {
	if def == nil {
		return nil
	}
	return lazy(func(name string, args map[string]any) any {
		switch name {
		case "kind":
			return string(def.Kind)
		case "name":
			return def.Name
		case "description":
			return filled(def.Description)
		case "specifiedByURL":
			return directiveText(def.Directives, "specifiedBy", "url")
		case "isOneOf":
			if def.Kind == ast.InputObject {
				return def.Directives.ForName("oneOf") != nil
			}
			return nil
		}
		return s.parts(def, name, args)
	})
}

func (s schemaView) parts(def *ast.Definition, name string, args map[string]any) any {
	outputs := def.Kind == ast.Object || def.Kind == ast.Interface
	switch {
	case name == "fields" && outputs:
		return each(def.Fields, func(f *ast.FieldDefinition) any {
			if f.Name[0] == '_' || hidden(f.Directives, args) {
				return nil
			}
			return s.field(f)
		})
	case name == "inputFields" && def.Kind == ast.InputObject:
		return each(def.Fields, func(f *ast.FieldDefinition) any {
			if hidden(f.Directives, args) {
				return nil
			}
			return s.input(f.Name, f.Description, f.Type, f.DefaultValue, f.Directives)
		})
	case name == "interfaces" && outputs:
		return each(def.Interfaces, func(n string) any { return s.named(s.Types[n]) })
	case name == "possibleTypes" && def.IsAbstractType():
		return each(s.GetPossibleTypes(def), func(d *ast.Definition) any { return s.named(d) })
	case name == "enumValues" && def.Kind == ast.Enum:
		return each(def.EnumValues, func(v *ast.EnumValueDefinition) any {
			if hidden(v.Directives, args) {
				return nil
			}
			return described(v.Name, v.Description, v.Directives, func(string, map[string]any) any { return nil })
		})
	}
	return nil
}

func (s schemaView) field(f *ast.FieldDefinition) any {
	return described(f.Name, f.Description, f.Directives, func(name string, args map[string]any) any {
		switch name {
		case "args":
			return s.arguments(f.Arguments, args)
		case "type":
			return s.typed(f.Type)
		}
		return nil
	})
}

func (s schemaView) arguments(defs ast.ArgumentDefinitionList, args map[string]any) any {
	return each(defs, func(a *ast.ArgumentDefinition) any {
		if hidden(a.Directives, args) {
			return nil
		}
		return s.input(a.Name, a.Description, a.Type, a.DefaultValue, a.Directives)
	})
}

func (s schemaView) input(name, description string, t *ast.Type, value *ast.Value, directives ast.DirectiveList) any {
	return described(name, description, directives, func(name string, _ map[string]any) any {
		switch {
		case name == "type":
			return s.typed(t)
		case name == "defaultValue" && value != nil:
			return value.String()
		}
		return nil
	})
}

func (s schemaView) directive(d *ast.DirectiveDefinition) any {
	return described(d.Name, d.Description, nil, func(name string, args map[string]any) any {
		switch name {
		case "isRepeatable":
			return d.IsRepeatable
		case "locations":
			return each(d.Locations, func(l ast.DirectiveLocation) any { return string(l) })
		case "args":
			return s.arguments(d.Arguments, args)
		}
		return nil
	})
}

// described answers what everything in a schema has, and leaves the rest.
func described(name, description string, directives ast.DirectiveList, rest lazy) any {
	return lazy(func(asked string, args map[string]any) any {
		switch asked {
		case "name":
			return name
		case "description":
			return filled(description)
		case "isDeprecated":
			return directives.ForName("deprecated") != nil
		case "deprecationReason":
			return directiveText(directives, "deprecated", "reason")
		}
		return rest(asked, args)
	})
}

func directiveText(list ast.DirectiveList, directive, argument string) any {
	d := list.ForName(directive)
	if d == nil {
		return nil
	}
	if a := d.Arguments.ForName(argument); a != nil {
		return a.Value.Raw
	}
	return "No longer supported"
}

func hidden(list ast.DirectiveList, args map[string]any) bool {
	return list.ForName("deprecated") != nil && args["includeDeprecated"] != true
}

func filled(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func each[E any](elements []E, make func(E) any) []any {
	out := []any{}
	for _, e := range elements {
		if v := make(e); v != nil {
			out = append(out, v)
		}
	}
	return out
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
