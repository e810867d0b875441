// Package http is the one address of an installation: the API, live queries,
// the front end, and what an operator asks.
package http

import (
	"context"
	"net"
	"net/http"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/live"
	"parley.example/gateway/internal/session"
)

// Sessions finds the session of a request.
type Sessions interface {
	Find(ctx context.Context, token string) (*session.Session, error)
	Seen(ctx context.Context, s *session.Session)
}

// Site is everything that is served.
type Site struct {
	Front       *graph.Front
	Live        *live.Server
	Sessions    Sessions
	Development bool
	// Ready returns why no command could be acknowledged now, nil if one could.
	Ready   func(context.Context) error
	Metrics *Metrics
	// Calendar answers for the deadlines of whoever has a secret address or a
	// session; the person is "" without one.
	Calendar func(w http.ResponseWriter, r *http.Request, person string)
	// Operations are the documents that may be asked for by GET: those that our
	// own front end sends.
	Operations map[string]string
	Notary     Notary
	LogKey     string // by which heads are verified
	Files      Files
	Documents  func(command.Actor) Reader // what an actor may read; nil: there are no copies
	// Try counts a request under a key, and refuses one above a limit for a
	// quarter of an hour.
	Try func(ctx context.Context, key string, most int) error
}

// Handler returns the site, with what holds for every request around it.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", s.graphql())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", s.Metrics.handler())
	mux.HandleFunc("GET /log/head", s.head)
	mux.HandleFunc("GET /log/key", s.logKey)
	mux.HandleFunc("GET /agreements/{id}/proof.json", s.proof)
	if s.Calendar != nil {
		mux.HandleFunc("GET /calendar.ics", s.calendar)
	}
	if s.Documents != nil {
		mux.HandleFunc("GET /negotiations/{id}/copy.zip", s.copy)
		s.exports(mux)
	}
	if s.Files != nil {
		mux.HandleFunc("PUT /files", s.file(s.Files.Put))
		mux.HandleFunc("GET /files/{hash}", s.file(s.Files.Get))
	}
	mux.HandleFunc("POST "+reports, s.report)
	mux.HandleFunc("/", s.page)
	return traced(guarded(s.headers(http.NewCrossOriginProtection().Handler(mux))))
}

func (s *Site) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	w.Header().Set("Cache-Control", "no-store")
	if err := s.Ready(ctx); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready: " + err.Error() + "\n"))
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// calendar hands a request for deadlines on, with who asks. A wrong session is
// nobody's.
func (s *Site) calendar(w http.ResponseWriter, r *http.Request) {
	person := ""
	if visit, err := s.visitor(r); err == nil && visit.Session != nil {
		person = visit.Session.Person
	}
	s.Calendar(w, r, person)
}

// Serve answers on a listener until ctx ends, and then lets what is under way
// end within some seconds.
func Serve(ctx context.Context, l net.Listener, h http.Handler, closing func()) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
	done := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		closing()
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		done <- server.Shutdown(last)
	})
	if err := server.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return <-done
}
