package gate

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestTheWorstThatFitsThroughTheLimitsIsStillQuick: what the limits let through
// is validated by rules that compare every field with every other.
func TestTheWorstThatFitsThroughTheLimitsIsStillQuick(t *testing.T) {
	var fragments, deep, wide strings.Builder
	fragments.WriteString(`{ table(id:"1") {`)
	for i := range 130 {
		fmt.Fprintf(&fragments, " ...F%d", i)
	}
	fragments.WriteString(" } }")
	for i := range 130 {
		fmt.Fprintf(&fragments, " fragment F%d on Table { id title version state }", i)
	}
	deep.WriteString(`{ table(id:"1") { ...F0 ...F0 } }`)
	for i := range 60 {
		fmt.Fprintf(&deep, " fragment F%[1]d on Table { packages { nodes { table { id } } } ...F%[2]d ...F%[2]d ...F%[2]d }", i, i+1)
	}
	deep.WriteString(" fragment F60 on Table { id }")
	wide.WriteString(`{ table(id:"1") {`)
	for range 16 {
		wide.WriteString(" packages { nodes {" + strings.Repeat(" table { id title }", 16) + " } }")
	}
	wide.WriteString(" } }")
	for name, doc := range map[string]string{"many fragments": fragments.String(), "fragments of fragments": deep.String(), "equal fields in equal fields": wide.String()} {
		g := gate(t)
		begin := time.Now()
		_, refusal := g.Admit(Request{Query: doc})
		t.Logf("%s: %d bytes, %v, %q", name, len(doc), time.Since(begin), rule(refusal))
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}
