package http

import (
	"errors"
	"net/http"
	"net/netip"
	"strings"

	"golang.org/x/text/language"

	"parley.example/gateway/internal/session"
	"parley.example/schema"
)

// cookie is the name of the session's cookie. The prefix makes browsers insist
// on https, which a developer's machine does not have.
func (s *Site) cookie() string {
	if s.Development {
		return "parley"
	}
	return "__Host-parley"
}

// visitor returns who asks. A token that opens nothing is not the same as none.
func (s *Site) visitor(r *http.Request) (*session.Visit, error) {
	v := &session.Visit{From: remote(r), UserAgent: r.UserAgent()}
	token := s.token(r)
	if token == "" {
		return v, nil
	}
	found, err := s.Sessions.Find(r.Context(), token)
	if err != nil {
		return v, err
	}
	s.Sessions.Seen(r.Context(), found)
	v.Session = found
	return v, nil
}

func (s *Site) token(r *http.Request) string {
	if auth := r.Header.Get("Authorization"); auth != "" {
		scheme, token, _ := strings.Cut(auth, " ")
		if strings.EqualFold(scheme, "bearer") {
			return strings.TrimSpace(token)
		}
		return "not a bearer token"
	}
	if c, err := r.Cookie(s.cookie()); err == nil {
		return c.Value
	}
	return ""
}

// remote is the address that the connection comes from. What headers say of it
// anybody can write.
func remote(r *http.Request) netip.Addr {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return a.Addr().Unmap()
}

// keep sets or clears the cookie, as the request has left the session.
func (s *Site) keep(w http.ResponseWriter, v *session.Visit, err error) {
	c := &http.Cookie{Name: s.cookie(), Path: "/", HttpOnly: true, Secure: !s.Development, SameSite: http.SameSiteLaxMode}
	switch {
	case v.Token != "":
		c.Value, c.MaxAge = v.Token, int(session.Lifetime.Seconds())
	case v.Ended, errors.Is(err, session.ErrNone):
		c.MaxAge = -1
	default:
		return
	}
	http.SetCookie(w, c)
}

var languages = func() language.Matcher {
	var tags []language.Tag
	for _, l := range schema.Locales {
		tags = append(tags, language.MustParse(l))
	}
	return language.NewMatcher(tags)
}()

// locale is the language of [schema.Locales] that the request likes best. Pages
// cannot set the header of a WebSocket: they name the language in its address.
func locale(r *http.Request) string {
	header := r.Header.Get("Accept-Language")
	if r.Header.Get("Upgrade") != "" && r.URL.Query().Has("language") {
		header = r.URL.Query().Get("language")
	}
	if header == "" || len(header) > 200 {
		return schema.Locales[0]
	}
	_, i := language.MatchStrings(languages, header)
	return schema.Locales[i]
}
