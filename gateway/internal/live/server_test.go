package live

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"parley.example/gateway/internal/session"
)

// everybody has a session, whatever the token.
type everybody struct{}

func (everybody) Find(context.Context, string) (*session.Session, error) {
	return &session.Session{ID: "ses_1", Person: "per_ana", Expires: time.Now().Add(time.Hour)}, nil
}

func (e everybody) Again(ctx context.Context, _ string) (*session.Session, error) {
	return e.Find(ctx, "")
}

// dial connects to a server with limits and says each message.
func dial(t *testing.T, s *Server, say ...string) *websocket.Conn {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.Serve(w, r, "en") }))
	t.Cleanup(site.Close)
	ws, _, err := websocket.Dial(t.Context(), strings.Replace(site.URL, "http", "ws", 1), &websocket.DialOptions{Subprotocols: []string{Subprotocol}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	for _, m := range say {
		if err := ws.Write(t.Context(), websocket.MessageText, []byte(m)); err != nil {
			t.Fatal(err)
		}
	}
	return ws
}

func hear(t *testing.T, ws *websocket.Conn) string {
	t.Helper()
	_, data, err := ws.Read(t.Context())
	if err != nil {
		return websocket.CloseStatus(err).String()
	}
	return string(data)
}

const introduction = `{"type":"connection_init","payload":{"authorization":"Bearer x"}}`

func limited(change func(*Limits)) *Server {
	limits := Defaults
	change(&limits)
	return NewServer(nil, NewHub(), everybody{}, limits)
}

func TestWhoDoesNotIntroduceThemselvesIsSentAway(t *testing.T) {
	s := limited(func(l *Limits) { l.Init = 50 * time.Millisecond })
	if got := hear(t, dial(t, s)); got != "StatusCode(4408)" {
		t.Error(got)
	}
}

func TestAPersonHasSoManyConnectionsAndNoMore(t *testing.T) {
	s := limited(func(l *Limits) { l.PerPerson = 1 })
	first := dial(t, s, introduction)
	if got := hear(t, first); got != `{"type":"connection_ack"}` {
		t.Fatal(got)
	}
	if got := hear(t, dial(t, s, introduction)); got != "StatusCode(4429)" {
		t.Error(got)
	}
	if c, q := s.Count(); c != 1 || q != 0 {
		t.Errorf("%d connections, %d queries", c, q)
	}
}

func TestAConnectionHasSoManyQueriesAndNoMore(t *testing.T) {
	s := limited(func(l *Limits) { l.PerConn = 0 })
	ws := dial(t, s, introduction, `{"id":"1","type":"subscribe","payload":{"query":"subscription { viewer { id } }"}}`)
	hear(t, ws)
	if got := hear(t, ws); !strings.Contains(got, `"type":"error"`) || !strings.Contains(got, `"code":"TOO_MUCH"`) {
		t.Error(got)
	}
}

func TestALongMessageEndsTheConnection(t *testing.T) {
	s := limited(func(l *Limits) { l.Message = 1000 })
	ws := dial(t, s, introduction, `{"type":"ping","payload":"`+strings.Repeat("x", 2000)+`"}`)
	hear(t, ws)
	if got := hear(t, ws); got != "StatusMessageTooBig" {
		t.Error(got)
	}
}

func TestAServerThatStopsSaysGoodbye(t *testing.T) {
	s := limited(func(*Limits) {})
	ws := dial(t, s, introduction)
	hear(t, ws)
	go s.Close()
	if got := hear(t, ws); got != "StatusGoingAway" {
		t.Error(got)
	}
	s.wg.Wait()
}
