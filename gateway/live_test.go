package main

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley.example/events/project"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/stores"
)

// line is a WebSocket of a client.
type line struct {
	t  *testing.T
	ws *websocket.Conn
}

func (c *client) dial(headers ...string) (*line, *http.Response, error) {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	if c.cookie != nil {
		h.Set("Cookie", c.cookie.String())
	}
	ws, answer, err := websocket.Dial(c.t.Context(), strings.Replace(c.url, "http", "ws", 1)+"/graphql", &websocket.DialOptions{HTTPHeader: h, Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		return nil, answer, err
	}
	c.t.Cleanup(func() { _ = ws.CloseNow() })
	return &line{c.t, ws}, answer, nil
}

// live dials and introduces itself.
func (c *client) live(payload string) *line {
	c.t.Helper()
	l, _, err := c.dial()
	if err != nil {
		c.t.Fatal(err)
	}
	l.say(`{"type":"connection_init","payload":` + payload + `}`)
	if got := l.hear(); got != `{"type":"connection_ack"}` {
		c.t.Fatal(got)
	}
	return l
}

func (l *line) say(message string) {
	l.t.Helper()
	if err := l.ws.Write(l.t.Context(), websocket.MessageText, []byte(message)); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) subscribe(id, query string) {
	l.t.Helper()
	encoded, _ := json.Marshal(query)
	l.say(`{"id":"` + id + `","type":"subscribe","payload":{"query":` + string(encoded) + `}}`)
}

// hear returns the next message without its position, or how the line closed.
func (l *line) hear() string {
	ctx, cancel := context.WithTimeout(l.t.Context(), 10*time.Second)
	defer cancel()
	_, data, err := l.ws.Read(ctx)
	if err != nil {
		return "closed " + websocket.CloseStatus(err).String()
	}
	before, rest, found := strings.Cut(string(data), `,"extensions":{"position":`)
	if !found {
		return string(data)
	}
	_, after, _ := strings.Cut(rest, "}")
	return before + after
}

func (l *line) hears(want ...string) {
	l.t.Helper()
	for _, w := range want {
		if got := l.hear(); got != w {
			l.t.Errorf("heard %s\n want %s", got, w)
		}
	}
}

const nodeLive = `subscription { node(id:"org_olmos") { ... on Organization { name } } }`

func (h *house) organization(name, audience string) {
	h.Put(h.t, stores.Row{Table: "registry.organization", ID: "org_olmos", Audience: audience, Doc: `{"id":"org_olmos","name":"` + name + `"}`})
}

func TestALiveQueryShowsWhatChangedAndNothingElse(t *testing.T) {
	h := start(t)
	ana := h.client()
	ana.signUp("Ana")
	h.organization("Los Olmos", "registered")
	l := ana.live(`{}`)
	l.subscribe("1", nodeLive)
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":{"name":"Los Olmos"}}}}`)
	changed := project.Change{Table: "registry.organization", Key: "org_olmos"}
	h.announce("registry", project.Change{Table: "registry.organization", Key: "org_else"})
	h.announce("registry", changed) // nothing is different
	h.organization("Olmos", "registered")
	h.announce("registry", changed)
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":{"name":"Olmos"}}}}`)
	h.organization("Huerta", "registered")
	h.seq["registry"] += 3 // notices that were lost
	h.announce("registry")
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":{"name":"Huerta"}}}}`)
	l.say(`{"type":"ping"}`)
	l.hears(`{"type":"pong"}`)
	l.say(`{"id":"1","type":"complete"}`)
	h.organization("Silence", "registered")
	h.announce("registry", changed)
	l.say(`{"type":"ping"}`)
	l.hears(`{"type":"pong"}`)
}

func TestALiveQueryEndsWithTheRight(t *testing.T) {
	h := start(t)
	ana := h.client()
	person := ana.signUp("Ana")
	h.organization("Los Olmos", "table:ini_1")
	h.Put(t, stores.Row{Table: "registry.audience_grant", ID: "g", Parent: "person:" + person, Audience: "table:ini_1"})
	l := ana.live(`{}`)
	l.subscribe("1", nodeLive)
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":{"name":"Los Olmos"}}}}`)
	h.Exec(t, "parley_registry", `DELETE FROM registry.audience_grant`)
	h.announce("registry", project.Change{Table: "registry.audience_grant", Key: "g", Parent: "person:" + person})
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":null},"errors":[{"message":"There is no such thing, or it is not for you.","path":["node"],"extensions":{"code":"NOT_FOUND"}}]}}`,
		`{"id":"1","type":"complete"}`)
}

func TestALiveQueryEndsWithTheSession(t *testing.T) {
	h := start(t)
	ana := h.client()
	ana.signUp("Ana")
	h.organization("Los Olmos", "registered")
	l := ana.live(`{}`)
	l.subscribe("1", nodeLive)
	l.hears(`{"id":"1","type":"next","payload":{"data":{"node":{"name":"Los Olmos"}}}}`)
	ana.ask(`mutation { logOut { errors { code } } }`, "")
	l.hears(`{"id":"1","type":"complete"}`, "closed StatusCode(4401)")
}

func TestALiveQueryFollowsForWhomOneActs(t *testing.T) {
	h := start(t)
	ana := h.client()
	person := ana.signUp("Ana")
	h.organization("Los Olmos", "registered")
	h.Hold(t, person, "org_olmos", "org:org_olmos")
	l := ana.live(`{}`)
	l.subscribe("1", `subscription { viewer { organization { name } } }`)
	l.hears(`{"id":"1","type":"next","payload":{"data":{"viewer":{"organization":null}}}}`)
	ana.ask(`mutation { actFor(organization:"org_olmos") { errors { code } } }`, "")
	l.hears(`{"id":"1","type":"next","payload":{"data":{"viewer":{"organization":{"name":"Los Olmos"}}}}}`)
}

func TestTheProtocolIsKept(t *testing.T) {
	h := start(t)
	ana := h.client()
	ana.signUp("Ana")
	for _, row := range []struct {
		rule string
		say  []string
		want string
	}{
		{"no introduction", []string{`{"id":"1","type":"subscribe","payload":{"query":"subscription { viewer { id } }"}}`}, "closed StatusCode(4401)"},
		{"no JSON", []string{`hello`}, "closed StatusCode(4400)"},
		{"a second introduction", []string{`{"type":"connection_init"}`, `{"type":"connection_init"}`}, "closed StatusCode(4429)"},
		{"an unknown word", []string{`{"type":"connection_init"}`, `{"type":"shout"}`}, "closed StatusCode(4400)"},
		{"no document", []string{`{"type":"connection_init"}`, `{"id":"1","type":"subscribe","payload":{}}`}, "closed StatusCode(4400)"},
		{"an id twice", []string{`{"type":"connection_init"}`, `{"id":"1","type":"subscribe","payload":{"query":"subscription { viewer { id } }"}}`, `{"id":"1","type":"subscribe","payload":{"query":"subscription { viewer { id } }"}}`}, "closed StatusCode(4409)"},
	} {
		l, _, err := ana.dial()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range row.say {
			l.say(m)
		}
		got := l.hear()
		for !strings.HasPrefix(got, "closed") {
			got = l.hear()
		}
		if got != row.want {
			t.Errorf("%s: %s, want %s", row.rule, got, row.want)
		}
	}
	l := ana.live(`{}`)
	l.subscribe("1", `mutation { logOut { token } }`)
	l.subscribe("2", `{ viewer { person { name } } }`)
	l.subscribe("3", `{...A} fragment A on Query{...B} fragment B on Query{...A}`)
	heard := l.hear() + l.hear() + l.hear() + l.hear()
	for _, want := range []string{`{"id":"1","type":"error","payload":[{`, `"rule":"transport"`, `{"id":"2","type":"next","payload":{"data":{"viewer":{"person":{"name":"Ana"}}}}}`, `{"id":"2","type":"complete"}`, `"rule":"NoFragmentCycles"`} {
		if !strings.Contains(heard, want) {
			t.Errorf("%s is missing in %s", want, heard)
		}
	}
}

func TestWhoMayConnect(t *testing.T) {
	h := start(t)
	ana := h.client()
	ana.signUp("Ana")
	if _, answer, err := ana.dial("Origin", "https://evil.example"); err == nil || answer.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign page with the cookie: %v", err)
	}
	stranger := h.client()
	l, _, err := stranger.dial()
	if err != nil {
		t.Fatal(err)
	}
	l.say(`{"type":"connection_init","payload":{"authorization":"Bearer none"}}`)
	l.hears("closed StatusCode(4401)")
	body := h.client().ask(logIn("ana@parley.example", "correct horse"), "")
	_, rest, _ := strings.Cut(body, `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	stranger.live(`{"Authorization":"Bearer ` + token + `"}`)
}

// TestALostSessionNoticeIsMadeGood: a session that another gateway ended, and of
// which nobody heard, is noticed at the next notice of the person.
func TestALostSessionNoticeIsMadeGood(t *testing.T) {
	h := start(t)
	ana := h.client()
	person := ana.signUp("Ana")
	l := ana.live(`{}`)
	h.Exec(t, "parley_identity", `UPDATE identity.session SET revoked_at = now()`)
	seed := h.Bus(t, "gateway")
	if err := (&bus.Bus{NC: seed}).TellSession(bus.SessionNotice{Person: person}); err != nil {
		t.Fatal(err)
	}
	l.hears("closed StatusCode(4401)")
}
