package gate

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// FuzzGate: whatever comes in, the gate neither panics nor works for long, and
// what it admits is within its limits.
func FuzzGate(f *testing.F) {
	g := gate(f)
	for _, seed := range []string{
		`{...A} fragment A on Query{...B} fragment B on Query{...A}`,
		`query($a: [[Int!]!] = [[1]]) { weather(days: $a) }`,
		`{ table(id:"""x""") { ... on Table @include(if:true) { packages(first:5) { nodes { id } } } } }`,
		`mutation M($in: OfferInput!) { offer(input:$in, dryRun:true) { token errors { code } } }`,
		`{ __schema { types { name fields { name type { ofType { name } } } } } }`,
		`subscription { table(id:1) { title } } # end`, "\ufeff{a}", `{a(b:{c:[1.0e9,$d,null,E]})}`, bomb(),
	} {
		f.Add(seed, `{"in":{"commandId":"c","table":1,"title":"x"},"a":[[1]]}`)
	}
	f.Fuzz(func(t *testing.T, query, variables string) {
		var vars map[string]any
		dec := json.NewDecoder(strings.NewReader(variables))
		dec.UseNumber()
		if dec.Decode(&vars) != nil {
			vars = nil
		}
		begin := time.Now()
		plan, refusal := g.Admit(Request{Query: query, Variables: vars})
		if took := time.Since(begin); took > time.Second {
			t.Fatalf("took %v", took)
		}
		if (plan == nil) == (refusal == nil) {
			t.Fatal("neither admitted nor refused")
		}
		if plan != nil && plan.Cost > Defaults.Cost {
			t.Fatalf("cost %d", plan.Cost)
		}
	})
}

const typical = `query Table($id: ID!, $first: Int = 20) {
  table(id: $id) { id title state version price { minor currency } parked
    seats { name organization { id name } holder { id name } }
    observers { id name }
    packages(first: $first) { edges { cursor node { id title author { id name } } } pageInfo { hasNextPage endCursor } }
    viewerMay { act allowed code message params { name value } } }
}`

// BenchmarkGate is what the gate costs for a document of a page, seen before
// and not.
func BenchmarkGate(b *testing.B) {
	vars := map[string]any{"id": "neg_1"}
	b.Run("known", func(b *testing.B) {
		g := gate(b)
		for b.Loop() {
			if _, refusal := g.Admit(Request{Query: typical, Variables: vars}); refusal != nil {
				b.Fatal(refusal)
			}
		}
	})
	b.Run("new", func(b *testing.B) {
		g := gate(b)
		g.limits.Documents = 0
		g.known = newKnown(0)
		for b.Loop() {
			if _, refusal := g.Admit(Request{Query: typical, Variables: vars}); refusal != nil {
				b.Fatal(refusal)
			}
		}
	})
}
