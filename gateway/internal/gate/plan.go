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
	On     []string   // names of the object types that the value can have
	Fields [][]*Field // of each of them
}

// Of returns what is asked of a value of one type, nil if it cannot have it.
func (s *Selection) Of(on string) []*Field {
	for i := range s.On {
		if s.On[i] == on {
			return s.Fields[i]
		}
	}
	return nil
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
	fields := p.plan.Root.Of(root.Name)
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
	objects := p.gate.objects(def)
	s := &Selection{On: make([]string, 0, len(objects)), Fields: make([][]*Field, 0, len(objects))}
	for _, object := range objects {
		s.On = append(s.On, object.Name)
		c := newCollection(p, object, sets)
		for _, set := range sets {
			c.add(set)
		}
		for i, f := range c.fields {
			if below := p.gate.schema.Types[f.Def.Type.Name()]; below.IsCompositeType() && p.refusal == nil {
				f.Select = p.selection(below, c.below[i])
			}
		}
		s.Fields = append(s.Fields, c.fields)
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

// Label is the operation's name, cut to what a trace can do with.
func (p *Plan) Label() string {
	return p.Name[:min(len(p.Name), 64)]
}
