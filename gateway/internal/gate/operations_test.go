package gate

import (
	"testing"

	"parley.example/gateway/internal/graph/sdl"
	"parley.example/schema"
)

// TestEveryOperationOfOursIsAdmitted: they stand beside the schema, which
// carries no parser, and are held against it where one is.
func TestEveryOperationOfOursIsAdmitted(t *testing.T) {
	s, err := sdl.Load(schema.SDL(), true)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]map[string]any{"type.graphql": {"name": "Query"}, "act-for.graphql": {}, "become-persona.graphql": {"person": "per_x"}}
	for _, name := range []string{"agreement-shown.graphql", "agreement-record.graphql", "negotiation-record.graphql", "signing-key-record.graphql"} {
		given[name] = map[string]any{"id": "agr_x"}
	}
	g := New(s, Defaults)
	for name, text := range schema.Operations() {
		plan, refusal := g.Admit(Request{Query: text, Variables: given[name]})
		if refusal != nil {
			t.Errorf("%s: %s %s", name, rule(refusal), refusal.Detail)
			continue
		}
		t.Logf("%s costs %d", name, plan.Cost)
	}
}
