package http

import (
	"errors"
	"net/http"
	"strings"

	"parley.example/events/command"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/session"
)

// Headers of our own.
const (
	atLeastHeader  = "Parley-At-Least"
	positionHeader = "Parley-Position"
)

// graphql answers GraphQL over HTTP, and hands WebSockets on.
func (s *Site) graphql() http.Handler {
	known := persisted(s.Operations)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if s.Development && looks(r) {
			http.Redirect(w, r, "/graphiql", http.StatusSeeOther)
			return
		}
		a := &answer{Site: s, w: w, r: r, locale: locale(r)}
		upgrade := strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
		if !upgrade && !a.negotiate() {
			return
		}
		visit, err := s.visitor(r)
		if err != nil {
			a.stranger(visit, err)
			return
		}
		r = r.WithContext(session.With(r.Context(), visit))
		a.r = r
		if upgrade {
			s.Live.Serve(w, r, a.locale)
			return
		}
		if req, ok := a.read(known); ok {
			a.run(req, visit)
		}
	})
}

// looks tells whether somebody opened the API's address in a browser, to see
// what is there.
func looks(r *http.Request) bool {
	q := r.URL.Query()
	return r.Method == http.MethodGet && !q.Has("query") && !q.Has("extensions") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// answer is one request to the API on its way.
type answer struct {
	*Site
	w      http.ResponseWriter
	r      *http.Request
	locale string
	media  string
}

const (
	mediaResponse = "application/graphql-response+json"
	mediaJSON     = "application/json"
)

// negotiate chooses the media type of the answer.
func (a *answer) negotiate() bool {
	accept := a.r.Header.Values("Accept")
	if len(accept) == 0 {
		a.media = mediaJSON
		return true
	}
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		media, params, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(part, " ", "")), ";")
		if strings.Contains(params, "charset=") && !strings.Contains(params, "charset=utf-8") {
			continue
		}
		switch media {
		case mediaResponse:
			a.media = mediaResponse
			return true
		case mediaJSON, "application/*", "*/*":
			if a.media == "" {
				a.media = mediaJSON
			}
		}
	}
	if a.media == "" {
		a.media = mediaJSON
		a.refuse(http.StatusNotAcceptable, graph.Invalid("accept", a.locale))
		return false
	}
	return true
}

// stranger answers whoever shows a token that opens nothing.
func (a *answer) stranger(v *session.Visit, err error) {
	a.keep(a.w, v, err)
	if errors.Is(err, session.ErrNone) {
		a.refuse(http.StatusUnauthorized, graph.Failed(a.r.Context(), command.Unauthenticated, a.locale))
		return
	}
	a.refuse(http.StatusServiceUnavailable, graph.Failed(a.r.Context(), command.Unavailable, a.locale))
}

func (a *answer) refuse(status int, e *graph.Error) {
	a.write(status, graph.Result{Errors: []graph.Error{*e}}, "")
}

func (a *answer) write(status int, r graph.Result, position string) {
	a.Metrics.answered(a.r.Context(), r)
	a.w.Header().Set("Content-Type", a.media+"; charset=utf-8")
	a.w.WriteHeader(status)
	_, _ = a.w.Write(r.Encode(position))
}

// run carries a request out. A document that is refused is a bad request for
// those who ask for the media type that can tell it from other failures.
func (a *answer) run(req gate.Request, visit *session.Visit) {
	ctx := a.r.Context()
	atLeast, wrong := a.atLeast()
	var plan *gate.Plan
	if wrong == nil {
		plan, wrong = a.Front.Admit(req, visit.Session.Actor(), a.locale)
	}
	if wrong == nil && plan.Kind == "subscription" {
		wrong = graph.Invalid("transport", a.locale)
	}
	if wrong != nil {
		status := http.StatusOK
		if a.media == mediaResponse {
			status = http.StatusBadRequest
		}
		a.refuse(status, wrong)
		return
	}
	if a.r.Method == http.MethodGet && plan.Kind != "query" {
		a.w.Header().Set("Allow", http.MethodPost)
		a.refuse(http.StatusMethodNotAllowed, graph.Invalid("method", a.locale))
		return
	}
	done := a.Metrics.running(ctx, string(plan.Kind))
	result := a.Front.Run(ctx, graph.Request{Plan: plan, Actor: visit.Session.Actor(), AtLeast: atLeast, Locale: a.locale})
	done()
	a.keep(a.w, visit, nil)
	a.w.Header().Set(positionHeader, result.Position.Seal(a.Front.Engine.Box))
	a.write(http.StatusOK, result, "")
}

func (a *answer) atLeast() (position.Vector, *graph.Error) {
	word := a.r.Header.Get(atLeastHeader)
	if word == "" {
		return position.Vector{}, nil
	}
	v, err := position.Open(a.Front.Engine.Box, word)
	if err != nil {
		return v, graph.Invalid("position", a.locale)
	}
	return v, nil
}
