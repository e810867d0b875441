package graph

import (
	"context"
	"fmt"
	"testing"

	"parley.example/gateway/internal/gate"
)

// BenchmarkRun is what the engine costs beyond the gate and Postgres: a list of
// twenty objects with something joined to each, and one document alone.
func BenchmarkRun(b *testing.B) {
	h := build(b)
	for n := range 20 {
		h.memory.put("negotiation.package", fmt.Sprintf("pkg_x%02d", n), "neg_1", fmt.Sprintf("1%02d", n), fmt.Sprintf(`{"id":"pkg_x%02d","title":"A package with a title of some length","table":"neg_1","author":"per_bo","more":{"a":[1,2,3],"b":"and other things that nobody asked for"}}`, n))
	}
	for name, query := range map[string]string{
		"list":     `{ table(id:"neg_1") { id title packages(first:20) { edges { cursor node { id title author { id name } } } pageInfo { hasNextPage endCursor } } } }`,
		"document": `{ table(id:"neg_1") { id title state version price { minor currency } } }`,
	} {
		b.Run(name, func(b *testing.B) {
			plan, refusal := h.gate.Admit(gate.Request{Query: query})
			if refusal != nil {
				b.Fatal(refusal)
			}
			for b.Loop() {
				h.Run(context.Background(), Request{Plan: plan, Actor: h.actor, Locale: "en"})
			}
		})
	}
}
