// Package gate decides whether a request's text becomes an operation.
//
// Everything here works on text that strangers wrote, so each step is bounded
// by the one before: bytes are scanned, then parsed with a limit of tokens, then
// counted, then validated, then expanded into a [Plan] of limited size and
// cost. Nothing behind the gate parses or validates again.
package gate

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Limits bound what a request may ask for.
type Limits struct {
	Bytes      int // length of a document
	Nesting    int // brackets inside brackets
	Tokens     int // of a document
	Depth      int // fields inside fields, fragments followed
	Aliases    int // of a document
	Directives int // of a document
	Repeats    int // of one response key or one fragment within one selection
	Operations int // of a document
	Fields     int // of an operation, fragments followed
	Mutations  int // root fields of a mutation
	Cost       int // of an operation, lists multiplied
	Documents  int // that are remembered
}

// Defaults are the limits of a gateway. The front end's largest document needs
// about a quarter of each.
var Defaults = Limits{
	Bytes: 64 << 10, Nesting: 48, Tokens: 2000, Depth: 20, Aliases: 100, Directives: 60, Repeats: 16,
	Operations: 20, Fields: 4000, Mutations: 10, Cost: 20_000, Documents: 512,
}

// Refusal says why a request is none: which rule, where, and its limit.
type Refusal struct {
	Rule      string
	Limit     int
	Path      []string // of a wrong input
	Detail    string   // for those who may know the schema
	Locations []gqlerror.Location
}

// Error implements error.
func (r *Refusal) Error() string { return fmt.Sprintf("request refused: %s %v", r.Rule, r.Path) }

func refuse(rule string, limit int) *Refusal { return &Refusal{Rule: rule, Limit: limit} }

// Gate admits operations of one schema. It is safe for concurrent use.
type Gate struct {
	schema *ast.Schema
	limits Limits
	rules  *rules.Rules
	known  *known
}

// New makes a gate in front of a schema.
func New(schema *ast.Schema, limits Limits) *Gate {
	return &Gate{schema: schema, limits: limits, rules: quiet(), known: newKnown(limits.Documents)}
}

// quiet returns the specification's rules without those that suggest names: a
// stranger who guesses is told nothing.
func quiet() *rules.Rules {
	r := rules.NewDefaultRules()
	for name, rule := range map[string]validator.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"KnownArgumentNames":  rules.KnownArgumentNamesRuleWithoutSuggestions,
		"KnownTypeNames":      rules.KnownTypeNamesRuleWithoutSuggestions,
		"ScalarLeafs":         rules.ScalarLeafsRuleWithoutSuggestions,
		"ValuesOfCorrectType": rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		r.ReplaceRule(name, rule.RuleFunc)
	}
	return r
}

// Request is what a client sends.
type Request struct {
	Query         string
	OperationName string
	Variables     map[string]any // decoded with json.Decoder.UseNumber
}

// Admit turns a request into a plan, or says why not.
func (g *Gate) Admit(r Request) (*Plan, *Refusal) {
	doc, refusal := g.document(r.Query)
	if refusal != nil {
		return nil, refusal
	}
	op, refusal := choose(doc, r.OperationName)
	if refusal != nil {
		return nil, refusal
	}
	vars, refusal := g.variables(op, r.Variables)
	if refusal != nil {
		return nil, refusal
	}
	return g.plan(op, vars)
}

func (g *Gate) document(text string) (*ast.QueryDocument, *Refusal) {
	if doc := g.known.get(text); doc != nil {
		return doc, nil
	}
	if refusal := scan(text, g.limits); refusal != nil {
		return nil, refusal
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, g.limits.Tokens)
	if err != nil {
		return nil, fromParser("syntax", err)
	}
	if refusal := count(doc, g.limits); refusal != nil {
		return nil, refusal
	}
	if errs := validator.ValidateWithRules(g.schema, doc, g.rules); len(errs) > 0 {
		return nil, fromParser(errs[0].Rule, errs[0])
	}
	g.known.put(text, doc)
	return doc, nil
}

func fromParser(rule string, err error) *Refusal {
	r := &Refusal{Rule: rule}
	if e, ok := err.(*gqlerror.Error); ok {
		r.Detail, r.Locations = e.Message, e.Locations
	}
	return r
}

func choose(doc *ast.QueryDocument, name string) (*ast.OperationDefinition, *Refusal) {
	if name == "" && len(doc.Operations) == 1 {
		return doc.Operations[0], nil
	}
	if op := doc.Operations.ForName(name); op != nil && name != "" {
		return op, nil
	}
	return nil, refuse("operationName", 0)
}
