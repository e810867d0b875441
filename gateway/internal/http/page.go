package http

import (
	"bytes"
	"crypto/rand"
	"embed"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// dist is the front end as its build leaves it there; without a build it is
// empty but for the file that keeps the folder.
//
//go:embed all:dist
var dist embed.FS

const notBuilt = `The front end is not built yet.

Build it with "npm ci && npm run build" in gateway/web and build the gateway
again, or start everything with deploy/parley up. The API is at /graphql.
`

// page serves the front end. An address that is no file is one of its pages:
// it finds its way by itself.
func (s *Site) page(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	graphiql := name == "graphiql" || strings.HasPrefix(name, "graphiql/")
	switch {
	case graphiql && !s.Development:
		http.NotFound(w, r)
		return
	case name == "outbox" && !s.Development:
		http.NotFound(w, r)
		return
	case name == "outbox":
		name = "outbox/index.html"
	case graphiql:
		w.Header().Set("Content-Security-Policy", graphiqlPolicy)
		name = "graphiql/index.html"
	case strings.HasPrefix(name, "assets/"):
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // their names are hashes
		s.asset(w, r, files, name)
		return
	case name == "" || !isFile(files, name):
		name = "index.html"
	}
	w.Header().Set("Cache-Control", "no-cache")
	switch {
	case !isFile(files, name):
		http.Error(w, notBuilt, http.StatusServiceUnavailable)
	case name == "index.html":
		shell(w, r, files)
	default:
		serve(w, r, files, name)
	}
}

// noNonce is the place in the front end's page for what its own styles carry.
const noNonce = `nonce=""`

// shell serves the page that finds its way by itself, with a policy under which
// only styles of its own making hold: they carry a word that is new each time,
// so a page is never kept.
func shell(w http.ResponseWriter, r *http.Request, files fs.FS) {
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	nonce := rand.Text()
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "style-src 'self'", "style-src 'self' 'nonce-"+nonce+"'", 1))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(bytes.Replace(page, []byte(noNonce), []byte(`nonce="`+nonce+`"`), 1))
}

// reportMost bounds what a browser says of a page that broke its policy.
const reportMost = 16 << 10

// report counts what browsers refused to do. What they write of it anybody could
// have written, so it is not kept.
func (s *Site) report(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, reportMost))
	s.Metrics.reported(r.Context())
	w.WriteHeader(http.StatusNoContent)
}

// asset serves a file by its very name. In development the editor's workers
// need its policy: a worker has the policy of its own answer.
func (s *Site) asset(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	if !isFile(files, name) {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	if !pack(w, r, files, name) {
		serve(w, r, files, name)
	}
}

// serve writes a file under its own name. The file server of the library would
// send an index elsewhere.
func serve(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, path.Base(name), started, strings.NewReader(string(data)))
}

func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.Mode().IsRegular() && !strings.HasPrefix(path.Base(name), ".")
}
