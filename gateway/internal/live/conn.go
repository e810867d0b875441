package live

import (
	"context"
	"encoding/json"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"

	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/session"
)

// conn is one client.
type conn struct {
	*Server
	ws     *websocket.Conn
	ctx    context.Context
	locale string
	from   netip.Addr

	mu      sync.Mutex
	session *session.Session
	queries map[string]context.CancelFunc
	watches sync.Map // *Watch of each live query, to be woken when the actor changes
	visit   *visit
	running sync.WaitGroup
}

type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// speak reads what the client says until it stops.
func (c *conn) speak() {
	if !c.begin() {
		return
	}
	defer c.leave(c.counted())
	defer c.hub.leave(c.visit)
	ctx, cancel := context.WithCancel(c.ctx)
	defer c.running.Wait()
	defer cancel()
	c.running.Go(func() { c.guard(ctx) })
	for {
		m, ok := c.read(ctx)
		if !ok || !c.hear(ctx, m) {
			return
		}
	}
}

// begin waits for the client to introduce itself.
func (c *conn) begin() bool {
	ctx, cancel := context.WithTimeout(c.ctx, c.limits.Init)
	defer cancel()
	// A read whose context ends closes the connection without a word, so the
	// deadline closes it with one.
	stop := time.AfterFunc(c.limits.Init-c.limits.Init/10, func() { c.ws.Close(closeInitTimeout, "Connection initialisation timeout") })
	m, ok := c.read(ctx)
	if !stop.Stop() || !ok {
		return false
	}
	if m.Type != "connection_init" || !c.introduced(ctx, m.Payload) {
		c.ws.Close(closeUnauthorized, "Unauthorized")
		return false
	}
	if !c.enter(c.counted(), c.most()) {
		c.ws.Close(closeTooMany, "Too many connections")
		return false
	}
	c.visit = c.hub.enter(c.session.ID, c.session.Person)
	return c.say(message{Type: "connection_ack"})
}

// introduced tells whether the client is who it says: its cookie's session, or
// the one that it names now. Whoever names none is a stranger.
func (c *conn) introduced(ctx context.Context, payload json.RawMessage) bool {
	var headers map[string]any
	_ = json.Unmarshal(payload, &headers) // a payload of another kind names nothing
	for name, value := range headers {
		word, _ := value.(string)
		scheme, token, _ := strings.Cut(word, " ")
		if !strings.EqualFold(name, "authorization") || !strings.EqualFold(scheme, "bearer") {
			continue
		}
		found, err := c.sessions.Find(ctx, strings.TrimSpace(token))
		if err != nil {
			return false
		}
		c.session = found
	}
	if c.session == nil {
		c.session = stranger(time.Now())
	}
	return true
}

func (c *conn) read(ctx context.Context) (message, bool) {
	var m message
	kind, data, err := c.ws.Read(ctx)
	if err != nil {
		return m, false
	}
	if kind != websocket.MessageText || json.Unmarshal(data, &m) != nil {
		c.ws.Close(closeBadRequest, "Invalid message")
		return m, false
	}
	return m, true
}

// hear does what a message asks for, and tells whether to go on.
func (c *conn) hear(ctx context.Context, m message) bool {
	switch m.Type {
	case "ping":
		return c.say(message{Type: "pong"})
	case "pong":
		return true
	case "connection_init":
		c.ws.Close(closeTooMany, "Too many initialisation requests")
		return false
	case "complete":
		c.mu.Lock()
		defer c.mu.Unlock()
		if cancel := c.queries[m.ID]; cancel != nil {
			cancel()
			delete(c.queries, m.ID)
		}
		return true
	case "subscribe":
		return c.subscribe(ctx, m)
	}
	c.ws.Close(closeBadRequest, "Invalid message")
	return false
}

func (c *conn) subscribe(ctx context.Context, m message) bool {
	req, ok := request(m.Payload)
	if m.ID == "" || len(m.ID) > 128 || !ok {
		c.ws.Close(closeBadRequest, "Invalid message")
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.queries[m.ID] != nil {
		c.ws.Close(closeAlreadyExists, "Subscriber for "+m.ID+" already exists")
		return false
	}
	if len(c.queries) >= c.mostQueries() {
		return c.refuse(m.ID, graph.Failed(ctx, "TOO_MUCH", c.locale))
	}
	plan, wrong := c.front.Admit(req, c.session.Actor(), c.locale)
	if wrong == nil && plan.Kind == "mutation" {
		wrong = graph.Invalid("transport", c.locale)
	}
	if wrong != nil {
		return c.refuse(m.ID, wrong)
	}
	ctx, cancel := context.WithCancel(ctx)
	c.queries[m.ID] = cancel
	c.running.Go(func() {
		defer cancel()
		c.follow(ctx, m.ID, plan)
		c.mu.Lock()
		defer c.mu.Unlock()
		if ctx.Err() == nil {
			delete(c.queries, m.ID)
		}
	})
	return true
}

func request(payload json.RawMessage) (gate.Request, bool) {
	var p struct {
		Query         string         `json:"query"`
		OperationName string         `json:"operationName"`
		Variables     map[string]any `json:"variables"`
	}
	dec := json.NewDecoder(strings.NewReader(string(payload)))
	dec.UseNumber()
	err := dec.Decode(&p)
	return gate.Request{Query: p.Query, OperationName: p.OperationName, Variables: p.Variables}, err == nil && p.Query != ""
}

func (c *conn) refuse(id string, e *graph.Error) bool {
	payload, err := json.Marshal([]*graph.Error{e})
	return err == nil && c.say(message{ID: id, Type: "error", Payload: payload})
}

func (c *conn) say(m message) bool {
	data, err := json.Marshal(m)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(c.ctx, c.limits.Write)
	defer cancel()
	return c.ws.Write(ctx, websocket.MessageText, data) == nil
}

// visitor is who asks now: for whom one acts can change while one listens.
func (c *conn) visitor() *session.Visit {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.strange() {
		return &session.Visit{From: c.from}
	}
	return &session.Visit{Session: c.session}
}
