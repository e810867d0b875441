package http

import (
	"net/http"

	"parley.example/events/command"
)

// Files takes and hands out files.
type Files interface {
	Put(w http.ResponseWriter, r *http.Request, actor command.Actor, locale string)
	Get(w http.ResponseWriter, r *http.Request, actor command.Actor, locale string)
}

// file lets somebody with a session to the files.
func (s *Site) file(serve func(http.ResponseWriter, *http.Request, command.Actor, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		visit, err := s.visitor(r)
		if err != nil || visit.Session == nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		serve(w, r, visit.Session.Actor(), locale(r))
	}
}
