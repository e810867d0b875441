package e2e

import (
	"fmt"
	"strings"
	"testing"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/story"
)

// Documents that end or stall a GraphQL server that parses before it counts.
// Each is refused by a rule, for strangers and people alike, and the gateway
// that answers afterwards is the very process that answered before.
func TestDocumentsThatKillOrStallAreRefused(t *testing.T) {
	h := open(t)
	stranger := &story.Person{Client: client.New(h.URL)}
	people := []*story.Person{stranger, story.Begin(t.Context(), story.Telling{URL: h.URL}).Person("Somebody " + commandID()[:8])}
	before := h.Process(house.Gateway).PID()
	many := func(n int, piece string) string { return strings.Repeat(piece, n) }
	logIns := new(strings.Builder)
	for i := range 1000 {
		fmt.Fprintf(logIns, "a%d: logIn(email: \"a@example.org\", password: \"%d\") { token } ", i, i)
	}
	for _, killer := range []struct{ what, rule, document string }{
		{"a cycle of two fragments", "NoFragmentCycles", "{...A} fragment A on Query{...B} fragment B on Query{...A}"},
		{"a fragment of itself", "NoFragmentCycles", "{...A} fragment A on Query{node(id:\"x\"){...A}}"},
		{"3 KB of nesting", "nesting", many(1500, "{a") + many(1500, "}")},
		{"ten thousand levels", "nesting", many(10_000, "{a") + many(10_000, "}")},
		{"64 KB of brackets", "size", "{a(b:" + many(64<<10, "[")},
		{"fewer brackets", "nesting", "{a(b:" + many(60_000, "[")},
		{"brackets that close too soon", "syntax", "}{"},
		{"one field five thousand times", "syntax", "{" + many(5000, "viewer{id} ") + "}"},
		{"one field a hundred times", "repeats", "{" + many(100, "viewer{id} ") + "}"},
		{"a thousand log-ins at once", "syntax", "mutation{" + logIns.String() + "}"},
		{"twenty log-ins at once", "", "mutation{" + strings.Join(strings.SplitAfter(logIns.String(), "} ")[:20], "") + "}"},
		{"a thousand directives", "", "{viewer{id " + many(400, "@skip(if:false) ") + "}}"},
		{"a long way down", "depth", "query($i:ID!){initiative(id:$i){" + many(12, "negotiations{nodes{initiative{") + "id" + many(12, "}}}") + "}}"},
		{"lists in lists", "cost", "{initiatives(first:100){edges{node{negotiations(first:100){edges{node{packages(first:100){edges{node{id}}}}}}}}}}"},
		{"a string that never ends", "syntax", "{viewer(id:\"" + many(1000, "\\\"")},
		{"nothing", "query", ""},
		{"a hundred operations", "operations", many(100, "query a{viewer{id}} ")},
		{"two live queries in one", "", "subscription{viewer{id} a: viewer{id}}"},
	} {
		for _, p := range people {
			status, body := post(t, p, request(killer.document, story.Input{"i": "ini_x"}))
			if status/100 != 4 || !strings.Contains(string(body), `"code":"INVALID"`) || !strings.Contains(string(body), `"rule":"`+killer.rule) {
				t.Errorf("%s: answered %d %.200s", killer.what, status, body)
			}
		}
	}
	for _, body := range []struct {
		what   string
		bytes  []byte
		status int
	}{
		{"three megabytes", []byte(`{"query":"` + many(3<<20, "#") + `"}`), 413},
		{"a batch of a thousand", []byte("[" + strings.TrimSuffix(many(1000, `{"query":"{viewer{id}}"},`), ",") + "]"), 400},
		{"no JSON", []byte("{"), 400},
		{"two values", []byte(`{"query":"{viewer{id}}"}{}`), 400},
		{"variables a thousand deep", []byte(`{"query":"query($a:ID){node(id:$a){id}}","variables":{"a":` + many(1000, "[") + many(1000, "]") + `}}`), 400},
	} {
		if status, answer := post(t, stranger, body.bytes); status != body.status || !strings.Contains(string(answer), `"code":"INVALID"`) {
			t.Errorf("%s: answered %d %.200s, want %d", body.what, status, answer, body.status)
		}
	}
	if status, answer := post(t, people[1], request("{ viewer { id } }", nil)); status != 200 || !strings.Contains(string(answer), people[1].Person) {
		t.Errorf("afterwards a person is answered %d %s", status, answer)
	}
	if now := h.Process(house.Gateway).PID(); now != before {
		t.Errorf("the gateway is process %d, was %d", now, before)
	}
}
