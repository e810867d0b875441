// Package reading shows a seat's own copy to whoever has the file: as pages in a
// browser, in English or Spanish, from nothing but the file. Nothing in it can
// run, load or send anything.
package reading

import (
	"embed"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"parley.example/events/copies"
	"parley.example/events/proof"
)

//go:embed page.gohtml page.css
var parts embed.FS

// policy lets a page have its own style and nothing else.
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves what a copy holds, once it was verified.
func Handler(c *copies.Copy, held []proof.Check) (http.Handler, error) {
	all, err := load(c)
	if err != nil {
		return nil, err
	}
	all.Held = held
	if all.Key, err = c.Key(); err != nil {
		return nil, err
	}
	page, err := template.New("page.gohtml").Funcs(template.FuncMap{
		"word": func(language, key string) string { return words[key][language] },
	}).ParseFS(parts, "page.gohtml")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page.css", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, parts, "page.css") })
	for _, language := range []string{"en", "es"} {
		mux.HandleFunc("GET /"+language, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_ = page.Execute(w, map[string]any{"Language": language, "Other": map[string]string{"en": "es", "es": "en"}[language], "Copy": all})
		})
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		language := "en"
		if strings.HasPrefix(r.Header.Get("Accept-Language"), "es") {
			language = "es"
		}
		http.Redirect(w, r, "/"+language, http.StatusFound)
	})
	return guarded(mux), nil
}

// guarded answers this machine's own browser alone: a page of elsewhere cannot
// lead here by a name of its own.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if host != "localhost" && !Loopback(host) {
			http.Error(w, "this page is for this machine alone", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Loopback tells whether an address is this machine's own.
func Loopback(host string) bool {
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && a.IsLoopback()
}

// load reads the documents that are shown and gives ids their names.
func load(c *copies.Copy) (shown, error) {
	var s shown
	s.names = make(map[string]string)
	if err := s.named(c); err != nil {
		return s, err
	}
	negotiations, err := copies.Documents[negotiation](c, "negotiation.negotiation")
	if err != nil {
		return s, err
	}
	if len(negotiations) != 1 {
		return s, fmt.Errorf("documents/negotiation.negotiation.jsonl: it has %d negotiations", len(negotiations))
	}
	s.Negotiation = negotiations[0]
	steps := []func(*copies.Copy) error{s.sheet, s.packages, s.decisions, s.said, s.agreements}
	for _, step := range steps {
		if err := step(c); err != nil {
			return s, err
		}
	}
	return s, nil
}

// name is how people call what an id names; what nobody has named stays an id.
func (s *shown) name(id string) string {
	if name := s.names[id]; name != "" {
		return name
	}
	return id
}

func (s *shown) list(ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, s.name(id))
	}
	return strings.Join(all, ", ")
}

func (s *shown) named(c *copies.Copy) error {
	for _, table := range []string{"registry.person", "registry.organization", "registry.initiative", "registry.seat"} {
		docs, err := copies.Documents[struct{ ID, Name, Title, Organization string }](c, table)
		if err != nil {
			return err
		}
		for _, d := range docs {
			s.names[d.ID] = d.Name + d.Title
			if table == "registry.seat" {
				s.Seats = append(s.Seats, pair{d.Name, s.names[d.Organization]})
			}
			if table == "registry.initiative" {
				s.Initiative = d.Name + d.Title
			}
		}
	}
	slices.SortStableFunc(s.Seats, func(a, b pair) int { return strings.Compare(a.What, b.What) })
	return nil
}
