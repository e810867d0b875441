package gate

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// Plan is an admitted operation, ready to be carried out: fragments are
// followed, @skip and @include decided, arguments coerced, equal fields merged.
// It holds nothing that still has to be looked up or can still be wrong.
type Plan struct {
	Kind ast.Operation
	Name string
	Root *Selection
	Cost int
	// Introspects tells whether it asks about the schema itself.
	Introspects bool
}

// Selection is what is asked of one value: nothing for a scalar, fields for an
// object. Where the value may be of several types, the fields of each.
type Selection struct {
	On     []string // names of the object types that the value can have
	Fields map[string][]*Field
}

// Field is one field of the answer.
type Field struct {
	Key    string // its name in the answer
	Def    *ast.FieldDefinition
	Parent string // the object type it stands on
	Args   map[string]any
	Select *Selection // nil for scalars
	Number int        // among all fields of the plan, in their order
}

// Typename is the name of the field that every object has.
const Typename = "__typename"

type planner struct {
	gate    *Gate
	vars    map[string]any
	plan    *Plan
	steps   int
	refusal *Refusal
}

func (g *Gate) plan(op *ast.OperationDefinition, vars map[string]any) (*Plan, *Refusal) {
	p := &planner{gate: g, vars: vars, plan: &Plan{Kind: op.Operation, Name: op.Name}}
	root := g.root(op.Operation)
	p.plan.Root = p.selection(root, []ast.SelectionSet{op.SelectionSet})
	if p.refusal != nil {
		return nil, p.refusal
	}
	fields := p.plan.Root.Fields[root.Name]
	if refusal := g.roots(op.Operation, fields); refusal != nil {
		return nil, refusal
	}
	for _, f := range fields {
		p.plan.Introspects = p.plan.Introspects || f.Key != "" && (f.Def.Name == "__schema" || f.Def.Name == "__type")
	}
	if p.plan.Cost = cost(p.plan.Root, g.limits.Cost); p.plan.Cost > g.limits.Cost {
		return nil, refuse("cost", g.limits.Cost)
	}
	return p.plan, nil
}

func (g *Gate) root(kind ast.Operation) *ast.Definition {
	switch kind {
	case ast.Mutation:
		return g.schema.Mutation
	case ast.Subscription:
		return g.schema.Subscription
	default:
		return g.schema.Query
	}
}

func (g *Gate) roots(kind ast.Operation, fields []*Field) *Refusal {
	if kind == ast.Mutation && len(fields) > g.limits.Mutations {
		return refuse("mutations", g.limits.Mutations)
	}
	if kind == ast.Subscription && (len(fields) != 1 || fields[0].Def.Name == Typename) {
		return refuse("SingleFieldSubscriptions", 1)
	}
	return nil
}

// selection collects what several sets ask of a value of one declared type.
func (p *planner) selection(def *ast.Definition, sets []ast.SelectionSet) *Selection {
	s := &Selection{Fields: make(map[string][]*Field)}
	for _, object := range p.gate.objects(def) {
		s.On = append(s.On, object.Name)
		c := &collection{planner: p, object: object, at: make(map[string]int)}
		for _, set := range sets {
			c.add(set)
		}
		for i, f := range c.fields {
			if below := p.gate.schema.Types[f.Def.Type.Name()]; below.IsCompositeType() && p.refusal == nil {
				f.Select = p.selection(below, c.below[i])
			}
		}
		s.Fields[object.Name] = c.fields
	}
	return s
}

// objects returns the object types that a value of a type can have.
func (g *Gate) objects(def *ast.Definition) []*ast.Definition {
	if def.IsAbstractType() {
		return g.schema.GetPossibleTypes(def)
	}
	return []*ast.Definition{def}
}

// collection gathers the fields of one object type, in the order in which they
// are first asked for.
type collection struct {
	*planner
	object *ast.Definition
	fields []*Field
	below  [][]ast.SelectionSet
	at     map[string]int
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
	if i, merged := c.at[f.Alias]; merged {
		c.below[i] = append(c.below[i], f.SelectionSet)
		return
	}
	def := c.definition(f)
	args, refusal := c.gate.arguments(def.Arguments, f.Arguments, c.vars)
	if refusal != nil {
		c.refusal = refusal
		return
	}
	c.at[f.Alias] = len(c.fields)
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

// Label is the operation's name, cut to what a trace can do with.
func (p *Plan) Label() string {
	return p.Name[:min(len(p.Name), 64)]
}
