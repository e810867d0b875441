package gate

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"parley.example/gateway/internal/graph/sdl"
	"parley.example/schema"
)

func gate(t testing.TB) *Gate {
	t.Helper()
	extra, err := os.ReadFile("../graph/testdata/house.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	s, err := sdl.Load(map[string]string{"base": schema.SDL()["base.graphqls"], "house": string(extra)}, false)
	if err != nil {
		t.Fatal(err)
	}
	return New(s, Defaults)
}

func rule(r *Refusal) string {
	if r == nil {
		return ""
	}
	return strings.TrimSpace(r.Rule + " " + strings.Join(r.Path, "."))
}

// nested returns a document with n fields inside each other.
func nested(n int) string {
	return `{ node(id:"pkg_1") ` + strings.Repeat(`{ ... on Package { table `, n) + `{ id }` + strings.Repeat(`} }`, n) + ` }`
}

func TestWhatKillsOrStallsAnExecutorIsRefused(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, row := range []struct{ name, query, rule string }{
		{"a fragment cycle of two", `{...A} fragment A on Query{...B} fragment B on Query{...A}`, "NoFragmentCycles"},
		{"a fragment in itself", `{...A} fragment A on Query{ viewer { id } ...A}`, "NoFragmentCycles"},
		{"3 KB of nesting", strings.Repeat("{a", 1500), "nesting"},
		{"64 KB of open brackets", "query($a: " + strings.Repeat("[", 64<<10), "size"},
		{"16 KB of open brackets", "query($a: " + strings.Repeat("[", 16<<10), "nesting"},
		{"brackets in an argument", `{ table(id:` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `) { id } }`, "nesting"},
		{"15 KB of one field", `{ table(id:"x") {` + strings.Repeat(" id", 5000) + `} }`, "syntax"},
		{"one field a thousand times", `{ table(id:"x") {` + strings.Repeat(" id", 1000) + `} }`, "repeats"},
		{"a 3-MB body", strings.Repeat(" ", 3<<20) + `{ __typename }`, "size"},
		{"fields inside fields", nested(20), "depth"},
		{"closing what is not open", `}}{`, "syntax"},
		{"nothing", ``, "operations"},
		{"a comment only", `# { `, "operations"},
		{"aliases by the hundred", `{` + many(150, ` a%d: __typename`) + `}`, "aliases"},
		{"directives by the hundred", `{ __typename` + strings.Repeat(` @skip(if:false)`, 100) + `}`, "directives"},
		{"log-ins by the dozen", `mutation {` + many(11, ` a%d: logOut { token }`) + `}`, "mutations"},
		{"lists in lists", `{ packages(table:"t", first:100) { nodes { table { packages(first:100) { nodes { table { packages(first:100) { nodes { id } } } } } } } } }`, "cost"},
		{"two subscriptions at once", `subscription { a: table(id:"1") { id } b: table(id:"2") { id } }`, "SingleFieldSubscriptions"},
		{"a subscription to nothing", `subscription { __typename }`, "SingleFieldSubscriptions"},
		{"doubling fragments", `{ table(id:"1") { ...F0 } }` + many(14, ` fragment F%[1]d on Table { ...F%[1]dx ...F%[1]dy }`), "KnownFragmentNames"},
		{"work hidden behind skip", bomb(), "fields"},
		{"many operations", many(30, `query Q%d { __typename } `), "operations"},
		{"deferred answers", `{ ... @defer { __typename } }`, "directive"},
		{"a field that is not there", `{ tabel(id:"1") { id } }`, "FieldsOnCorrectType"},
		{"an Int that is too large", `{ weather(days: 3000000000) }`, "range days"},
		{"a name twice", `query A { __typename } query A { __typename }`, "UniqueOperationNames"},
	} {
		begin := time.Now()
		_, refusal := gate(t).Admit(Request{Query: row.query})
		if got := rule(refusal); got != row.rule {
			t.Errorf("%s: refused by %q, want %q", row.name, got, row.rule)
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%s: took %v", row.name, took)
		}
		if refusal != nil && strings.Contains(refusal.Detail, "Did you mean") {
			t.Errorf("%s: suggests: %s", row.name, refusal.Detail)
		}
	}
}

// bomb is a document whose fragments double at each step and ask for nothing.
func bomb() string {
	var b strings.Builder
	b.WriteString(`{ table(id:"1") { ...F0 } }`)
	for i := range 16 {
		fmt.Fprintf(&b, ` fragment F%d on Table { ...F%d ...F%d }`, i, i+1, i+1)
	}
	b.WriteString(` fragment F16 on Table { id @skip(if:true) }`)
	return b.String()
}

func TestInputsAreHeldToTheSchema(t *testing.T) {
	g := gate(t)
	const query = `mutation($in: OfferInput!) { offer(input:$in) { token } }`
	for _, row := range []struct{ input, rule string }{
		{`{"commandId":"c","table":"t","title":"x"}`, ""},
		{`{"commandId":"c","table":"t"}`, "required in.title"},
		{`{"commandId":"c","table":"t","title":null}`, "null in.title"},
		{`{"commandId":"c","table":"t","title":7}`, "type in.title"},
		{`{"commandId":"c","table":"t","title":"x","colour":"red"}`, "unknown in.colour"},
		{`{"commandId":"c","table":"t","title":"x","rounds":2147483648}`, "range in.rounds"},
		{`{"commandId":"c","table":"t","title":"x","rounds":1.5}`, "type in.rounds"},
		{`{"commandId":"c","table":"t","title":"x","price":{"minor":"1"}}`, "required in.price.currency"},
		{`{"commandId":"c","table":"t","title":"x","terms":[{"key":"a"},{"key":"b","weight":"1"}]}`, "type in.terms.1.weight"},
		{`{"commandId":"c","table":"t","title":"x","terms":[{"key":"a","value":"1e5"}]}`, "format in.terms.0.value"},
		{`{"commandId":"c","table":"t","title":"x","until":"tomorrow"}`, "format in.until"},
		{`{"commandId":"c","table":"t","title":"x","share":"1/0"}`, "format in.share"},
		{`{"commandId":"c","table":"t","title":"x","choice":{"yes":"a","no":"b"}}`, "oneOf in.choice"},
		{`{"commandId":"c","table":"t","title":"x","choice":{}}`, "oneOf in.choice"},
		{`{"commandId":"c","table":"t","title":"x","state":"open"}`, "enum in.state"},
		{`{"commandId":"c","table":"t","title":"a\u0000b"}`, "format in.title"},
		{`[]`, "type in"},
		{`null`, "null in"},
	} {
		_, refusal := g.Admit(Request{Query: query, Variables: decode(t, `{"in":`+row.input+`}`)})
		if got := rule(refusal); got != row.rule {
			t.Errorf("%s: %q, want %q", row.input, got, row.rule)
		}
	}
	if _, refusal := g.Admit(Request{Query: query}); rule(refusal) != "required in" {
		t.Errorf("a variable that is not there: %q", rule(refusal))
	}
}

func TestLiteralsAndVariablesAreCoercedAlike(t *testing.T) {
	g := gate(t)
	var seen []string
	for _, row := range []struct{ query, vars string }{
		{`mutation { offer(input:{commandId:"c", table:7, title:"x", price:null, terms:{key:"a"}}) { token } }`, `{}`},
		{`mutation($in: OfferInput!) { offer(input:$in) { token } }`, `{"in":{"commandId":"c","table":7,"title":"x","terms":[{"key":"a","weight":1}]}}`},
		{`mutation($t: String!, $p: MoneyInput, $r: Int = 3) { offer(input:{commandId:"c", table:"7", title:$t, price:$p, rounds:$r, terms:[{key:"a"}]}) { token } }`, `{"t":"x"}`},
	} {
		plan, refusal := g.Admit(Request{Query: row.query, Variables: decode(t, row.vars)})
		if refusal != nil {
			t.Fatalf("%s: %v", row.query, refusal)
		}
		body, _ := json.Marshal(plan.Root.Of("Mutation")[0].Args["input"])
		seen = append(seen, string(body))
	}
	for _, body := range seen {
		if want := `{"commandId":"c","rounds":3,"table":"7","terms":[{"key":"a","weight":1}],"title":"x"}`; body != want {
			t.Errorf("got %s", body)
		}
	}
}

func TestDocumentsAreRememberedAndForgotten(t *testing.T) {
	limits := Defaults
	limits.Documents = 2
	g := New(gate(t).schema, limits)
	for i := range 5 {
		if _, refusal := g.Admit(Request{Query: fmt.Sprintf("query Q%d { __typename }", i)}); refusal != nil {
			t.Fatal(refusal)
		}
	}
	if g.known.get("query Q4 { __typename }") == nil || g.known.get("query Q0 { __typename }") != nil || len(g.known.by) != 2 {
		t.Error("the wrong documents are remembered")
	}
}

func TestTheNamedOperationIsChosen(t *testing.T) {
	const two = `query A { __typename } query B { viewer { id } }`
	if _, refusal := gate(t).Admit(Request{Query: two}); rule(refusal) != "operationName" {
		t.Error("one of two was guessed")
	}
	if _, refusal := gate(t).Admit(Request{Query: two, OperationName: "C"}); rule(refusal) != "operationName" {
		t.Error("an operation that is not there was found")
	}
	if plan, refusal := gate(t).Admit(Request{Query: two, OperationName: "B"}); refusal != nil || plan.Name != "B" {
		t.Error("B was not found")
	}
}

func decode(t testing.TB, text string) map[string]any {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var vars map[string]any
	if err := dec.Decode(&vars); err != nil {
		t.Fatal(err)
	}
	return vars
}
