package gate

import "github.com/vektah/gqlparser/v2/ast"

// collection gathers the fields of one object type, in the order in which they
// are first asked for.
type collection struct {
	*planner
	object *ast.Definition
	fields []*Field
	below  [][]ast.SelectionSet
	at     map[string]int // their places, once looking through them would take long
}

func newCollection(p *planner, object *ast.Definition, sets []ast.SelectionSet) *collection {
	room := 0
	for _, set := range sets {
		room += len(set)
	}
	return &collection{
		planner: p, object: object,
		fields: make([]*Field, 0, room), below: make([][]ast.SelectionSet, 0, room),
	}
}

// place returns where a response key stands among the fields, -1 if it does not.
func (c *collection) place(key string) int {
	if c.at != nil {
		if i, there := c.at[key]; there {
			return i
		}
		return -1
	}
	for i, f := range c.fields {
		if f.Key == key {
			return i
		}
	}
	if len(c.fields) > 24 {
		c.at = make(map[string]int)
		for i, f := range c.fields {
			c.at[f.Key] = i
		}
	}
	return -1
}

func (c *collection) add(set ast.SelectionSet) {
	for _, s := range set {
		// What is skipped, or asked for twice, counts too: else fragments that
		// spread each other could hide any amount of work.
		if c.planner.steps++; c.planner.steps > c.gate.limits.Fields {
			c.refusal = refuse("fields", c.gate.limits.Fields)
		}
		if c.refusal != nil {
			return
		}
		switch s := s.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				c.field(s)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) && c.applies(s.TypeCondition) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if c.included(s.Directives) && c.applies(s.Definition.TypeCondition) {
				c.add(s.Definition.SelectionSet)
			}
		}
	}
}

func (c *collection) field(f *ast.Field) {
	if i := c.place(f.Alias); i >= 0 {
		c.below[i] = append(c.below[i], f.SelectionSet)
		return
	}
	def := c.definition(f)
	args, refusal := c.gate.arguments(def.Arguments, f.Arguments, c.vars)
	if refusal != nil {
		c.refusal = refusal
		return
	}
	if c.at != nil {
		c.at[f.Alias] = len(c.fields)
	}
	c.fields = append(c.fields, &Field{
		Key: f.Alias, Def: def, Parent: c.object.Name, Args: args, Number: c.planner.steps,
	})
	c.below = append(c.below, []ast.SelectionSet{f.SelectionSet})
}

// definition returns the field as the object type has it: an interface's has
// none of its directives.
func (c *collection) definition(f *ast.Field) *ast.FieldDefinition {
	if def := c.object.Fields.ForName(f.Name); def != nil {
		return def
	}
	return f.Definition
}

func (c *collection) applies(condition string) bool {
	if condition == "" || condition == c.object.Name {
		return true
	}
	for _, def := range c.gate.schema.GetPossibleTypes(c.gate.schema.Types[condition]) {
		if def.Name == c.object.Name {
			return true
		}
	}
	return false
}

func (c *collection) included(list ast.DirectiveList) bool {
	for _, d := range list {
		if d.Name != "skip" && d.Name != "include" {
			c.refusal = refuse("directive", 0)
			return false
		}
		args, refusal := c.gate.arguments(d.Definition.Arguments, d.Arguments, c.vars)
		if refusal != nil {
			c.refusal = refusal
			return false
		}
		if args["if"] == (d.Name == "skip") {
			return false
		}
	}
	return true
}
