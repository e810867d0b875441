package live

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/session"
)

// Subprotocol is the protocol that is spoken: graphql-transport-ws, as the
// library graphql-ws documents it.
const Subprotocol = "graphql-transport-ws"

// How connections are closed that end for a reason.
const (
	closeBadRequest    websocket.StatusCode = 4400
	closeUnauthorized  websocket.StatusCode = 4401
	closeInitTimeout   websocket.StatusCode = 4408
	closeAlreadyExists websocket.StatusCode = 4409
	closeTooMany       websocket.StatusCode = 4429
)

// Limits bound what connections may take.
type Limits struct {
	Message     int64 // bytes of one
	PerPerson   int   // connections
	PerConn     int   // live queries
	Strangers   int   // connections from one address without a session
	PerStranger int   // live queries of one of these
	AtOnce      int   // runs, over all connections
	Init        time.Duration
	Ping        time.Duration
	Write       time.Duration
	LookAgain   time.Duration // at the session
	RetryBroken time.Duration
}

// Defaults are the limits of a gateway.
var Defaults = Limits{
	Message: 256 << 10, PerPerson: 32, PerConn: 64, AtOnce: 8, Strangers: 16, PerStranger: 4,
	Init: 10 * time.Second, Ping: 20 * time.Second, Write: 10 * time.Second,
	LookAgain: 15 * time.Second, RetryBroken: time.Second,
}

// Sessions finds sessions.
type Sessions interface {
	Find(ctx context.Context, token string) (*session.Session, error)
	Again(ctx context.Context, id string) (*session.Session, error)
}

// Server answers live queries over WebSockets.
type Server struct {
	front    *graph.Front
	hub      *Hub
	sessions Sessions
	limits   Limits
	room     chan struct{}

	mu      sync.Mutex
	persons map[string]int // connections by person
	ended   chan struct{}  // closed when the server ends
	wg      sync.WaitGroup
}

// NewServer returns a server of live queries.
func NewServer(front *graph.Front, hub *Hub, sessions Sessions, limits Limits) *Server {
	return &Server{
		front: front, hub: hub, sessions: sessions, limits: limits,
		room: make(chan struct{}, limits.AtOnce), persons: make(map[string]int), ended: make(chan struct{}),
	}
}

// Serve speaks with one client until either ends. The handshake refuses an
// Origin that is not ours with 403: a browser sends its cookie from anywhere.
func (s *Server) Serve(w http.ResponseWriter, r *http.Request, locale string) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{Subprotocol}})
	if err != nil {
		return // Accept has answered
	}
	defer ws.CloseNow()
	if ws.Subprotocol() != Subprotocol {
		ws.Close(4406, "Subprotocol not acceptable")
		return
	}
	s.wg.Add(1)
	defer s.wg.Done()
	ws.SetReadLimit(s.limits.Message)
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	c := &conn{Server: s, ws: ws, locale: locale, ctx: ctx, queries: make(map[string]context.CancelFunc)}
	visit := session.From(r.Context())
	c.session, c.from = visit.Session, visit.From
	c.speak()
}

// enter counts a connection of a person, and refuses it if there are too many.
func (s *Server) enter(person string, most int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.persons[person] >= most {
		return false
	}
	s.persons[person]++
	return true
}

func (s *Server) leave(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.persons[person]--; s.persons[person] == 0 {
		delete(s.persons, person)
	}
}

// Count returns how many connections and live queries there are.
func (s *Server) Count() (connections, queries int) {
	s.mu.Lock()
	for _, n := range s.persons {
		connections += n
	}
	s.mu.Unlock()
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	return connections, len(s.hub.watches)
}

// Close says goodbye to every client and waits for the last to be gone.
func (s *Server) Close() {
	close(s.ended)
	s.wg.Wait()
}
