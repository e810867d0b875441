package gate

import (
	"encoding/json"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// variables coerces what a client sent to what the operation declares. A name
// that it does not declare is ignored, as the specification has it.
func (g *Gate) variables(op *ast.OperationDefinition, sent map[string]any) (map[string]any, *Refusal) {
	vars := make(map[string]any, len(op.VariableDefinitions))
	for _, d := range op.VariableDefinitions {
		value, given := sent[d.Variable]
		if !given && d.DefaultValue != nil {
			value, given = literal(d.DefaultValue, nil)
		}
		coerced, refusal := g.coerce(d.Type, value, given, []string{d.Variable})
		if refusal != nil {
			return nil, refusal
		}
		if given {
			vars[d.Variable] = coerced
		}
	}
	return vars, nil
}

// arguments coerces what a field is given, defaults included. What is absent
// stays absent.
func (g *Gate) arguments(defs ast.ArgumentDefinitionList, args ast.ArgumentList, vars map[string]any) (map[string]any, *Refusal) {
	if len(defs) == 0 {
		return nil, nil
	}
	out := make(map[string]any, len(defs))
	for _, d := range defs {
		value, given := any(nil), false
		if arg := args.ForName(d.Name); arg != nil {
			value, given = literal(arg.Value, vars)
		}
		if !given && d.DefaultValue != nil {
			value, given = literal(d.DefaultValue, nil)
		}
		coerced, refusal := g.coerce(d.Type, value, given, []string{d.Name})
		if refusal != nil {
			return nil, refusal
		}
		if given {
			out[d.Name] = coerced
		}
	}
	return out, nil
}

// literal returns a written value as JSON would have it, and false for a
// variable that was not given.
func literal(v *ast.Value, vars map[string]any) (any, bool) {
	switch v.Kind {
	case ast.Variable:
		value, given := vars[v.Raw]
		return value, given
	case ast.NullValue:
		return nil, true
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw), true
	case ast.BooleanValue:
		return v.Raw == "true", true
	case ast.ListValue:
		list := make([]any, len(v.Children))
		for i, child := range v.Children {
			list[i], _ = literal(child.Value, vars)
		}
		return list, true
	case ast.ObjectValue:
		object := make(map[string]any, len(v.Children))
		for _, child := range v.Children {
			if value, given := literal(child.Value, vars); given {
				object[child.Name] = value
			}
		}
		return object, true
	default: // strings and names of enum values
		return v.Raw, true
	}
}

// coerce returns a value in the form in which it goes on: numbers as int or
// float64, ids as strings, one thing where a list is wanted as a list, defaults
// filled in, optional fields that are null left out.
func (g *Gate) coerce(t *ast.Type, value any, given bool, path []string) (any, *Refusal) {
	switch {
	case !given && t.NonNull:
		return nil, wrong("required", path)
	case !given:
		return nil, nil
	case value == nil && t.NonNull:
		return nil, wrong("null", path)
	case value == nil:
		return nil, nil
	case t.Elem != nil:
		return g.coerceList(t.Elem, value, path)
	}
	def := g.schema.Types[t.NamedType]
	switch def.Kind {
	case ast.InputObject:
		return g.coerceObject(def, value, path)
	case ast.Enum:
		name, ok := value.(string)
		if !ok || def.EnumValues.ForName(name) == nil {
			return nil, wrong("enum", path)
		}
		return name, nil
	default:
		return scalar(def.Name, value, path)
	}
}

func (g *Gate) coerceList(elem *ast.Type, value any, path []string) (any, *Refusal) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	out := make([]any, len(list))
	for i, item := range list {
		coerced, refusal := g.coerce(elem, item, true, at(path, strconv.Itoa(i)))
		if refusal != nil {
			return nil, refusal
		}
		out[i] = coerced
	}
	return out, nil
}

func (g *Gate) coerceObject(def *ast.Definition, value any, path []string) (any, *Refusal) {
	object, ok := value.(map[string]any)
	if !ok {
		return nil, wrong("type", path)
	}
	for name := range object {
		if def.Fields.ForName(name) == nil {
			return nil, wrong("unknown", at(path, name))
		}
	}
	out := make(map[string]any, len(object))
	for _, f := range def.Fields {
		item, given := object[f.Name]
		if !given && f.DefaultValue != nil {
			item, given = literal(f.DefaultValue, nil)
		}
		coerced, refusal := g.coerce(f.Type, item, given, at(path, f.Name))
		if refusal != nil {
			return nil, refusal
		}
		if coerced != nil {
			out[f.Name] = coerced
		}
	}
	if def.Directives.ForName("oneOf") != nil && (len(out) != 1 || len(object) != 1) {
		return nil, wrong("oneOf", path)
	}
	return out, nil
}

func wrong(rule string, path []string) *Refusal { return &Refusal{Rule: rule, Path: path} }

// at returns a path of its own: paths of siblings must not share memory.
func at(path []string, step string) []string {
	return append(path[:len(path):len(path)], step)
}
