package http

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strconv"

	"parley.example/events/command"
	"parley.example/gateway/internal/export"
	"parley.example/gateway/internal/files"
	"parley.example/gateway/internal/read"
)

// How often one person may have something exported in a quarter of an hour, how
// many exports are written at a time, and how large one may be.
const (
	exportsPerQuarter = 120
	exportsAtOnce     = 3
	exportMost        = 16 << 20
)

var (
	exporting    = make(chan struct{}, exportsAtOnce)
	errTooLarge  = errors.New("the export is too large")
	exportFrames = "default-src 'none'; sandbox"
)

// exported is what one export says of itself.
type exported struct {
	name, media, policy string
	inline              bool // a page to read here, not a file to keep
}

// formWriter writes one kind of export of what has an id.
type formWriter func(ctx context.Context, r Reader, q *http.Request, w io.Writer) (exported, error)

// exports serves exports to whoever may read what they are made of. Each is
// written whole before a byte of it is sent: it holds no snapshot for a slow
// reader, and nobody gets half of it.
func (s *Site) exports(mux *http.ServeMux) {
	for path, write := range map[string]formWriter{
		"/agreements/{id}/agreement.json":    s.agreementAs("json"),
		"/agreements/{id}/agreement.html":    s.agreementAs("html"),
		"/agreements/{id}/agreement.pdf":     s.agreementAs("pdf"),
		"/agreements/{id}/duties.ics":        duties,
		"/conversations/{id}/statements.csv": statements,
		"/periods/{id}/lines.csv":            valueLines,
	} {
		mux.HandleFunc("GET "+path, s.export(write))
	}
}

func (s *Site) export(write formWriter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		visit, err := s.visitor(r)
		if err != nil || visit.Session == nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		actor := visit.Session.Actor()
		if err := s.Try(r.Context(), "export "+actor.Person, exportsPerQuarter); err != nil {
			http.Error(w, "too often: wait a quarter of an hour", http.StatusTooManyRequests)
			return
		}
		select {
		case exporting <- struct{}{}:
			defer func() { <-exporting }()
		case <-r.Context().Done():
			return
		}
		reader := s.Documents(actor)
		into := &bounded{}
		made, err := write(r.Context(), reader, r, into)
		reader.Close()
		if err != nil {
			unexported(w, r, err)
			return
		}
		send(w, made, into.Bytes())
	}
}

func unexported(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, command.NotFound):
		http.NotFound(w, r)
	case errors.Is(err, errTooLarge), errors.Is(err, export.ErrTooLong):
		http.Error(w, "it is too large for this form: take the JSON, or read it page by page", http.StatusUnprocessableEntity)
	default:
		slog.ErrorContext(r.Context(), "export", "error", err)
		http.Error(w, "it cannot be exported at the moment", http.StatusServiceUnavailable)
	}
}

func send(w http.ResponseWriter, made exported, body []byte) {
	manner := "attachment"
	if made.inline {
		manner = "inline"
	}
	policy := made.policy
	if policy == "" {
		policy = exportFrames
	}
	h := w.Header()
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Type", made.media)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Content-Disposition", mime.FormatMediaType(manner, map[string]string{"filename": files.Clean(made.name)}))
	_, _ = w.Write(body)
}

// bounded holds an export while it is written.
type bounded struct{ bytes.Buffer }

// Write implements [io.Writer].
func (b *bounded) Write(data []byte) (int, error) {
	if b.Len()+len(data) > exportMost {
		return 0, errTooLarge
	}
	return b.Buffer.Write(data)
}

// one reads a single document; what is not there and what is forbidden is the
// same.
func one(ctx context.Context, r Reader, table, id string, into any) error {
	found, err := r.Read(ctx, read.Batch{Lookups: []read.Lookup{{Table: table, IDs: []string{id}}}})
	if err != nil {
		return err
	}
	row, there := found.Rows[read.Key{Table: table, ID: id}]
	if !there {
		return command.NotFound
	}
	if err := json.Unmarshal(row.Doc, into); err != nil {
		return fmt.Errorf("%s %s: %w", table, id, err)
	}
	return nil
}
