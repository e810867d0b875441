package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/stores"
	"parley.example/schema"
)

const responseJSON = "application/graphql-response+json"

func TestGraphQLOverHTTP(t *testing.T) {
	h := start(t)
	type row struct {
		rule, method, path, body string
		headers                  []string
		status                   int
		want                     string
	}
	post := func(rule, body string, status int, want string, headers ...string) row {
		return row{rule, "POST", "/graphql", body, append([]string{"Content-Type", "application/json"}, headers...), status, want}
	}
	alive := sha256.Sum256([]byte(schema.Operations()["alive.graphql"]))
	for _, r := range []row{
		post("a query", `{"query":"{ __typename }"}`, 200, `{"data":{"__typename":"Query"}}`),
		post("a wrong document is a bad request for those who can tell", `{"query":"{ nope }"}`, 400, `"rule":"FieldsOnCorrectType"`, "Accept", responseJSON),
		post("and a plain answer for the others", `{"query":"{ nope }"}`, 200, `"rule":"FieldsOnCorrectType"`, "Accept", "application/json"),
		post("a syntax error", `{"query":"{"}`, 400, `"rule":"syntax"`, "Accept", responseJSON),
		post("a list of requests", `[{"query":"{ __typename }"}]`, 400, `"rule":"json"`),
		post("two values", `{"query":"{ __typename }"} {}`, 400, `"rule":"json"`),
		post("no JSON", `query`, 400, `"rule":"json"`),
		post("no query", `{}`, 400, `"rule":"query"`),
		post("variables of another kind", `{"query":"{ __typename }","variables":[1]}`, 400, `"rule":"json"`),
		post("ten megabytes", `{"query":"{ __typename }","variables":{"a":"`+strings.Repeat("x", 10<<20)+`"}}`, 413, `"limit":1048576,"rule":"size"`),
		post("a long text", `{"query":"{ __typename }","variables":{"a":"`+strings.Repeat("x", 900<<10)+`"}}`, 200, `__typename`),
		post("an answer that we cannot give", `{"query":"{ __typename }"}`, 406, `"rule":"accept"`, "Accept", "text/html"),
		post("a position that we never gave", `{"query":"{ __typename }"}`, 400, `"rule":"position"`, "Parley-At-Least", "now", "Accept", responseJSON),
		post("a subscription", `{"query":"subscription { viewer { id } }"}`, 400, `"rule":"transport"`, "Accept", responseJSON),
		post("a form of another site", `{"query":"{ __typename }"}`, 403, ``, "Sec-Fetch-Site", "cross-site"),
		post("another origin", `{"query":"{ __typename }"}`, 403, ``, "Origin", "https://evil.example"),
		{"a form", "POST", "/graphql", "query=%7B__typename%7D", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, `"rule":"contentType"`},
		{"text", "POST", "/graphql", `{"query":"{ __typename }"}`, []string{"Content-Type", "text/plain"}, 415, ``},
		{"another method", "PUT", "/graphql", ``, nil, 405, `"rule":"method"`},
		{"a known query by its address", "GET", "/graphql?query=" + url.QueryEscape("{ __typename }"), "", nil, 200, `__typename`},
		{"a known query by its hash", "GET", "/graphql?extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hex.EncodeToString(alive[:])+`"}}`), "", nil, 200, `__typename`},
		{"an unknown query by its address", "GET", "/graphql?query=" + url.QueryEscape("{ viewer { id } }"), "", nil, 405, `"rule":"persisted"`},
		{"a mutation by its address", "GET", "/graphql?query=" + url.QueryEscape("mutation { logOut { token } }"), "", nil, 405, ``},
		{"health", "GET", "/healthz", "", nil, 200, "ok"},
		{"readiness", "GET", "/readyz", "", nil, 200, "ready"},
		{"metrics", "GET", "/metrics", "", nil, 200, "parley_live_connections"},
		{"an asset that is not there", "GET", "/assets/none.js", "", nil, 404, ""},
		{"posting to a page", "POST", "/", "", nil, 405, ""},
		{"a hidden file", "GET", "/assets/../.gitkeep", "", nil, 0, ""},
	} {
		c := h.client()
		got := c.send(r.method, r.path, r.body, r.headers...)
		if r.status != 0 && c.status != r.status || !strings.Contains(got, r.want) {
			t.Errorf("%s: %d %.300s", r.rule, c.status, got)
		}
		if c.header.Get("Access-Control-Allow-Origin") != "" || c.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(c.header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s: headers %v", r.rule, c.header)
		}
	}
}

func TestAnswersAreInTheLanguageOfTheRequest(t *testing.T) {
	h := start(t)
	c := h.client()
	if got := c.ask(logIn("nobody@parley.example", "x"), "", "Accept-Language", "es-AR, en;q=0.5"); !strings.Contains(got, "La dirección y la contraseña no coinciden.") {
		t.Error(got)
	}
	if got := c.ask(logIn("nobody@parley.example", "x"), "", "Accept-Language", "fr"); !strings.Contains(got, "Address and password do not fit.") {
		t.Error(got)
	}
}

func TestMissingAndForbiddenAreTheSameBytesOverHTTP(t *testing.T) {
	h := start(t)
	c := h.client()
	c.signUp("Ana")
	h.Put(t, stores.Row{Table: "registry.organization", ID: "org_hidden", Audience: "person:per_else", Doc: `{"id":"org_hidden","name":"secret"}`})
	const query = `query($id: ID!) { node(id: $id) { id } }`
	hidden := c.ask(query, `{"id":"org_hidden"}`)
	lengths := c.header.Get("Content-Length") + c.header.Get("Parley-Position")[:0]
	random := c.ask(query, `{"id":"org_random"}`)
	if hidden != random || lengths != c.header.Get("Content-Length") || !strings.Contains(hidden, `"code":"NOT_FOUND"`) {
		t.Errorf("%s / %s", hidden, random)
	}
}

// opened is what a browser gets first that opens an address.
func (h *house) opened(path string) (status int, location string) {
	h.t.Helper()
	r, err := http.NewRequest(http.MethodGet, h.url+path, http.NoBody)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		h.t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode, answer.Header.Get("Location")
}

func TestABrowserThatOpensTheAPIFindsGraphiQLInDevelopment(t *testing.T) {
	h := start(t)
	if status, location := h.opened("/graphql"); status != http.StatusSeeOther || location != "/graphiql" {
		t.Errorf("%d %s", status, location)
	}
	for _, path := range []string{"/graphql?query=" + url.QueryEscape("{ __typename }"), "/graphql?extensions=%7B%7D"} {
		if status, location := h.opened(path); location != "" {
			t.Errorf("%s: %d %s", path, status, location)
		}
	}
	if status, location := start(t, "PARLEY_DEVELOPMENT=0").opened("/graphql"); location != "" {
		t.Errorf("in production: %d %s", status, location)
	}
}

func TestAStrangerLearnsNothingOfTheSchemaInProduction(t *testing.T) {
	h := start(t, "PARLEY_DEVELOPMENT=0")
	stranger := h.client()
	if got := stranger.ask(`{ __schema { types { name } } }`, ""); !strings.Contains(got, `"rule":"introspection"`) || strings.Contains(got, "Viewer") {
		t.Error(got)
	}
	if got := stranger.ask(`{ viewr { id } }`, ""); strings.Contains(got, "viewer") || strings.Contains(got, "Did you mean") {
		t.Error(got)
	}
	for _, path := range []string{"/graphiql", "/graphiql/index.html"} {
		if stranger.send("GET", path, ""); stranger.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, stranger.status)
		}
	}
}

func TestTheSchemaCanBeAskedFor(t *testing.T) {
	h := start(t)
	got := h.client().ask(`{ __schema { queryType { name } directives { name args { name defaultValue } isRepeatable } types { kind name specifiedByURL isOneOf fields(includeDeprecated:true) { name args { name type { kind ofType { name } } } type { kind name ofType { kind name ofType { name } } } } inputFields { name } enumValues { name } possibleTypes { name } interfaces { name } } } __type(name:"Money") { fields { name } } }`, "")
	var answer struct {
		Data struct {
			Schema struct {
				Types []struct{ Name string }
			} `json:"__schema"`
			Type json.RawMessage `json:"__type"`
		}
		Errors []any
	}
	if err := json.Unmarshal([]byte(got), &answer); err != nil || len(answer.Errors) > 0 || len(answer.Data.Schema.Types) < 50 {
		t.Fatalf("%v %.500s", err, got)
	}
	if string(answer.Data.Type) != `{"fields":[{"name":"minor"},{"name":"currency"}]}` {
		t.Errorf("%s", answer.Data.Type)
	}
}

func TestOnesOwnWriteIsSeen(t *testing.T) {
	h := start(t)
	c := h.client()
	body := c.ask(signUpDocument, signUpInput("Ana", "correct horse"))
	_, rest, _ := strings.Cut(body, `"position":"`)
	position, _, _ := strings.Cut(rest, `"`)
	c.cookie = (&http.Response{Header: c.header}).Cookies()[0]
	if got := c.ask(viewerDocument, "", "Parley-At-Least", position); !strings.Contains(got, "Ana") {
		t.Error(got)
	}
	if len(c.header.Get("Parley-Position")) != len(position) {
		t.Errorf("positions of %d and %d characters", len(c.header.Get("Parley-Position")), len(position))
	}
	register := h.commands["register_person"]
	h.commands["register_person"] = func(a command.Actor, in map[string]any) command.Reply {
		r := register(a, in)
		r.Sequence += 1000
		return r
	}
	begin := time.Now()
	if got := h.client().ask(signUpDocument, signUpInput("Bo", "correct horse")); !strings.Contains(got, `NOT_YET_VISIBLE`) {
		t.Errorf("data that is too old was shown: %s", got)
	}
	if took := time.Since(begin); took < 2*time.Second {
		t.Errorf("gave up after %v", took)
	}
}

// TestASlowClientHoldsUpNobody: whoever sends a byte at a time is cut off, and
// others are answered meanwhile.
func TestASlowClientHoldsUpNobody(t *testing.T) {
	h := start(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-")); err != nil {
		t.Fatal(err)
	}
	if got := h.client().ask(`{ __typename }`, ""); !strings.Contains(got, "Query") {
		t.Error(got)
	}
	_ = conn.SetReadDeadline(time.Now().Add(8 * time.Second))
	if n, err := conn.Read(make([]byte, 512)); err != nil && n == 0 && strings.Contains(err.Error(), "timeout") {
		t.Error("a request that never ends is waited for")
	}
}
