package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
	"parley.example/schema"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // many tests are about what goes wrong
	os.Exit(m.Run())
}

// memory holds documents of a small world and counts how often it is asked.
type memory struct {
	rows   map[read.Key]read.Row
	parent map[read.Key]string
	trips  int
	err    error
}

func (m *memory) put(table, id, parent, sort, doc string) {
	m.rows[read.Key{Table: table, ID: id}] = read.Row{ID: id, Sort: sort, Doc: []byte(doc)}
	m.parent[read.Key{Table: table, ID: id}] = parent
}

type memoryReader struct {
	*memory
	touched read.Touched
}

func (m memoryReader) Read(_ context.Context, b read.Batch) (read.Found, error) {
	m.trips++
	found := read.Found{Rows: make(map[read.Key]read.Row)}
	for _, l := range b.Lookups {
		for _, id := range l.IDs {
			key := read.Key{Table: l.Table, ID: id}
			m.touched[read.Touch{Table: l.Table, Key: id}] = struct{}{}
			if row, ok := m.rows[key]; ok {
				found.Rows[key] = row
			}
		}
	}
	for _, p := range b.Pages {
		found.Pages = append(found.Pages, m.page(p))
	}
	return found, m.err
}

func (m memoryReader) page(p read.Page) []read.Row {
	var rows []read.Row
	for key, row := range m.rows {
		if key.Table == p.Table && m.parent[key] == p.Parent {
			rows = append(rows, row)
		}
	}
	place := func(r read.Row) string { return r.Sort + "\x00" + r.ID }
	slices.SortFunc(rows, func(a, b read.Row) int { return strings.Compare(place(a), place(b)) })
	from := p.From.Sort + "\x00" + p.From.ID
	if p.Backward {
		slices.Reverse(rows)
	}
	rows = slices.DeleteFunc(rows, func(r read.Row) bool {
		return !p.Backward && place(r) <= from || p.Backward && p.From.ID != "" && place(r) >= from
	})
	return rows[:min(len(rows), p.Limit)]
}

func (m memoryReader) Position() position.Vector { return position.Of("negotiation", 7) }
func (m memoryReader) Touched() read.Touched     { return m.touched }
func (m memoryReader) Close()                    {}

// services answer what a test tells them to, and remember what they were told.
type services struct {
	reply  command.Reply
	err    error
	answer map[string]string
	mu     sync.Mutex // questions of a level are asked beside each other
	heard  []string
}

func (s *services) hear(words ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = append(s.heard, strings.Join(words, " "))
}

func (s *services) Command(_ context.Context, a command.Actor, service, name string, dryRun bool, body []byte) (command.Reply, error) {
	word := "cmd"
	if dryRun {
		word = "dry"
	}
	s.hear(word, a.Person, service, name, string(body))
	return s.reply, s.err
}

func (s *services) Ask(_ context.Context, _ command.Actor, service, name string, body []byte) (json.RawMessage, error) {
	s.hear("ask", service, name, string(body))
	if s.answer[name] == "" {
		return nil, &command.Refusal{Code: command.NotFound}
	}
	return json.RawMessage(s.answer[name]), nil
}

// house is an engine with its gate over a small world.
type house struct {
	*Engine
	gate   *gate.Gate
	memory *memory
	said   *services
	actor  command.Actor
}

func build(t testing.TB) *house {
	t.Helper()
	extra, err := os.ReadFile("testdata/house.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	s, err := sdl.Load(map[string]string{"base": schema.SDL()["base.graphqls"], "house": string(extra)}, false)
	if err != nil {
		t.Fatal(err)
	}
	bindings, err := sdl.Bind(s)
	if err != nil {
		t.Fatal(err)
	}
	box, err := position.NewBox(make([]byte, position.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	h := &house{
		gate: gate.New(s, gate.Defaults), memory: world(),
		said: &services{answer: make(map[string]string)}, actor: command.Actor{Person: "per_ana"},
	}
	h.Engine = &Engine{Bindings: bindings, Services: h.said, Box: box, Natives: natives(), Documents: func(command.Actor, position.Vector) Documents {
		return memoryReader{h.memory, make(read.Touched)}
	}}
	if err := h.Prepare(); err != nil {
		t.Fatal(err)
	}
	return h
}

func natives() map[string]Native {
	n := make(map[string]Native)
	for _, name := range []string{"sessions", "signUp", "logIn", "logOut", "actFor", "revokeSession"} {
		n[name] = func(context.Context, *Call) (any, error) { return nil, command.Refuse("LOG_IN_FAILED", "") }
	}
	n["viewer"] = func(_ context.Context, c *Call) (any, error) {
		if c.Actor.Person == "" {
			return nil, nil
		}
		return object{"id": c.Actor.Person, "person": c.Actor.Person, "session": object{"id": "ses_1", "current": true}}, nil
	}
	n["logIn"] = func(_ context.Context, c *Call) (any, error) {
		c.Become(command.Actor{Person: c.Args["email"].(string)})
		return object{"token": "opens"}, nil
	}
	return n
}

func world() *memory {
	m := &memory{rows: make(map[read.Key]read.Row), parent: make(map[read.Key]string)}
	m.put("registry.person", "per_ana", "", "", `{"id":"per_ana","name":"Ana \"la alta\""}`)
	m.put("registry.person", "per_bo", "", "", `{"id":"per_bo","name":"Bo"}`)
	m.put("registry.organization", "org_x", "", "", `{"id":"org_x","name":"Los Olmos"}`)
	m.put("registry.membership", "per_ana/org_x", "per_ana", "1", `{"id":"per_ana/org_x","organization":"org_x","roles":["steward"]}`)
	m.put("negotiation.table", "neg_1", "", "", `{"id":"neg_1","title":"Crates","state":"OPEN","version":3,"price":{"minor":"1250","currency":"EUR"},
		"seats":[{"name":"growers","organization":"org_x","holder":"per_ana"},{"name":"riders","organization":"org_gone","holder":"per_bo"}],
		"observers":["org_x","org_gone"],"origin":{"__typename":"Invitation","by":"per_bo","words":"come"}}`)
	for _, n := range []string{"1", "2", "3"} {
		m.put("negotiation.package", "pkg_"+n, "neg_1", "0"+n, `{"id":"pkg_`+n+`","title":"P`+n+`","table":"neg_1","author":"per_bo"}`)
	}
	return m
}

// answers carries out a document and returns what a client reads.
func (h *house) answers(t testing.TB, query string, variables string) string {
	t.Helper()
	var vars map[string]any
	if variables != "" {
		dec := json.NewDecoder(strings.NewReader(variables))
		dec.UseNumber()
		if err := dec.Decode(&vars); err != nil {
			t.Fatal(err)
		}
	}
	plan, refusal := h.gate.Admit(gate.Request{Query: query, Variables: vars})
	if refusal != nil {
		return "refused: " + refusal.Rule + " " + strings.Join(refusal.Path, ".")
	}
	result := h.Run(context.Background(), Request{Plan: plan, Actor: h.actor, Locale: "en"})
	if !json.Valid(result.Data) {
		t.Fatalf("not JSON: %s", result.Data)
	}
	var out strings.Builder
	out.WriteString(string(result.Data))
	for _, e := range result.Errors {
		path, _ := json.Marshal(e.Path)
		out.WriteString(" !" + e.Code() + string(path))
	}
	return out.String()
}
