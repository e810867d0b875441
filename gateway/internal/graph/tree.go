package graph

import (
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	vektah "github.com/vektah/gqlparser/v2/ast"

	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
)

// self is the field under which the executor hands back the value of an object
// itself, from which everything that needs no fetching is written.
const self = "_self"

// tree returns the part of the plan that needs fetching as a document of the
// executor's, or nil if nothing does.
func (r *run) tree() *ast.Document {
	root := r.req.Plan.Root
	set := ast.NewSelectionSet(nil)
	for _, f := range root.Of(root.On[0]) {
		if r.fetches(f) {
			set.Selections = append(set.Selections, r.node(f))
		}
	}
	if len(set.Selections) == 0 {
		return nil
	}
	op := ast.NewOperationDefinition(&ast.OperationDefinition{Operation: operation(r.req.Plan.Kind), SelectionSet: set})
	return &ast.Document{Kind: kinds.Document, Definitions: []ast.Node{op}}
}

func operation(kind vektah.Operation) string {
	switch kind {
	case vektah.Mutation:
		return ast.OperationTypeMutation
	case vektah.Subscription:
		return ast.OperationTypeSubscription
	}
	return ast.OperationTypeQuery
}

// fetches tells whether a field, or one below it, needs more than the value it
// stands on.
func (r *run) fetches(f *gate.Field) bool {
	if needs, known := r.fetched[f]; known {
		return needs
	}
	needs := r.Bindings.Of(f.Def).Kind != sdl.Property
	if f.Select != nil {
		for _, fields := range f.Select.Fields {
			for _, below := range fields {
				needs = r.fetches(below) || needs
			}
		}
	}
	r.fetched[f] = needs
	return needs
}

// node returns a field for the executor. Its place in the source is the number
// by which the resolver finds the field again.
func (r *run) node(f *gate.Field) *ast.Field {
	r.fields[f.Number] = f
	n := ast.NewField(&ast.Field{Name: name(f.Def.Name), Alias: name(f.Key), Loc: ast.NewLocation(&ast.Location{Start: f.Number, End: f.Number})})
	if f.Select != nil {
		n.SelectionSet = r.below(f.Select)
	}
	return n
}

func (r *run) below(s *gate.Selection) *ast.SelectionSet {
	set := ast.NewSelectionSet(&ast.SelectionSet{})
	if len(s.On) == 1 {
		set.Selections = r.nodes(s.Of(s.On[0]))
		return set
	}
	for _, on := range s.On {
		set.Selections = append(set.Selections, ast.NewInlineFragment(&ast.InlineFragment{
			TypeCondition: ast.NewNamed(&ast.Named{Name: name(on)}),
			SelectionSet:  ast.NewSelectionSet(&ast.SelectionSet{Selections: r.nodes(s.Of(on))}),
		}))
	}
	return set
}

func (r *run) nodes(fields []*gate.Field) []ast.Selection {
	out := []ast.Selection{ast.NewField(&ast.Field{Name: name(self), Loc: ast.NewLocation(nil)})}
	for _, f := range fields {
		if r.fetches(f) {
			out = append(out, r.node(f))
		}
	}
	return out
}

func name(s string) *ast.Name { return ast.NewName(&ast.Name{Value: s}) }
