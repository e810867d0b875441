package http

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"parley.example/events/command"
	"parley.example/events/proof"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/notary"
	"parley.example/gateway/internal/session"
)

// Notary says how far the record has come, and proves what lies in it.
type Notary interface {
	Recent(ctx context.Context) (string, error)
	Prove(ctx context.Context, f *proof.File, older string) error
	Head(ctx context.Context) (string, error)
	Paths(ctx context.Context, stream string, size int64, entries []proof.Entry) ([][]tlog.Hash, error)
	Sign(text string) (string, error)
}

// headsPerQuarter is how often one network may ask for a head in a quarter of an
// hour. Each asking is a row's update, and may be a question to every service.
const headsPerQuarter = 600

// head hands out a head that was signed just now. Anybody may have it: it tells
// how many commits there are, and nothing of what stands in them.
func (s *Site) head(w http.ResponseWriter, r *http.Request) {
	if s.Try != nil {
		if err := s.Try(r.Context(), "log head "+session.Network(remote(r)), headsPerQuarter); err != nil {
			http.Error(w, "too often: wait a quarter of an hour", http.StatusTooManyRequests)
			return
		}
	}
	signed, err := s.Notary.Recent(r.Context())
	if err != nil {
		s.unproven(w, r, err)
		return
	}
	plain(w, signed)
}

func (s *Site) logKey(w http.ResponseWriter, _ *http.Request) { plain(w, s.LogKey+"\n") }

func plain(w http.ResponseWriter, text string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(text))
}

// sinceMost bounds an older head that a file is to be held against.
const sinceMost = 4 << 10

// proof hands out the file by which somebody who may read an agreement can
// verify it without us. The optional since is an older head in base64url.
func (s *Site) proof(w http.ResponseWriter, r *http.Request) {
	since := r.URL.Query().Get("since")
	older, err := base64.RawURLEncoding.DecodeString(since)
	if err != nil || len(since) > sinceMost {
		http.Error(w, "since is no older head in base64url", http.StatusBadRequest)
		return
	}
	visit, err := s.visitor(r)
	if err != nil || visit.Session == nil {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	file, err := s.collect(session.With(r.Context(), visit), visit.Session.Actor(), r.PathValue("id"), string(older))
	if err != nil {
		s.unproven(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", mediaJSON)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", file.Agreement+".proof.json"))
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(file)
}

func (s *Site) unproven(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, command.NotFound):
		http.NotFound(w, r)
	case errors.Is(err, notary.ErrNotOurs):
		http.Error(w, "since is no head of this installation", http.StatusBadRequest)
	default:
		slog.ErrorContext(r.Context(), "proof", "error", err)
		http.Error(w, "it cannot be proven at the moment", http.StatusServiceUnavailable)
	}
}

// collects is how often a file is put together until nothing moved meanwhile.
const collects = 5

// collect puts a file together through the API, as its reader sees it, and
// verifies it before it is handed out.
func (s *Site) collect(ctx context.Context, actor command.Actor, id, older string) (proof.File, error) {
	var wrong error
	for range collects {
		f, err := s.gather(ctx, actor, id)
		if err != nil {
			return f, err
		}
		if err := s.Notary.Prove(ctx, &f, older); err != nil {
			return f, err
		}
		var heads []string
		if older != "" {
			heads = []string{older}
		}
		if _, wrong = f.Verify(s.LogKey, heads...); wrong == nil {
			return f, nil
		}
	}
	return proof.File{}, fmt.Errorf("agreement %s: %w", id, wrong)
}

func (s *Site) gather(ctx context.Context, actor command.Actor, id string) (proof.File, error) {
	f := proof.File{Format: proof.FileFormat, Agreement: id}
	record := func(operation, root, id string) (proof.Record, error) {
		r := proof.Record{Entries: []proof.Entry{}}
		err := s.pages(ctx, actor, operation, root, id, func(page proof.Record) error {
			r.Stream, r.Head = page.Stream, page.Head
			r.Entries = append(r.Entries, page.Entries...)
			return nil
		})
		return r, err
	}
	var err error
	if f.Records.Agreement, err = record("agreement-record.graphql", "agreement", id); err != nil {
		return f, err
	}
	if err := s.shown(ctx, actor, &f); err != nil {
		return f, err
	}
	for n, id := range tables(f.Versions) {
		r, err := record("negotiation-record.graphql", "negotiation", id)
		switch {
		case err != nil:
			return f, err
		case n == 0:
			f.Negotiation, f.Records.Negotiation = id, r
		default:
			f.Records.Others = append(f.Records.Others, r)
		}
	}
	for _, key := range f.SignedWith() {
		r, err := record("signing-key-record.graphql", "signingKey", key)
		if err != nil {
			return f, err
		}
		f.Records.Keys = append(f.Records.Keys, r)
	}
	return f, nil
}

// pages reads a record as its reader sees it, page by page.
func (s *Site) pages(ctx context.Context, actor command.Actor, operation, root, id string, each func(proof.Record) error) error {
	var after uint64
	for more := true; more; {
		var got map[string]*struct {
			Record struct {
				proof.Record
				More bool
			}
		}
		if err := s.ask(ctx, actor, operation, map[string]any{"id": id, "after": after}, &got); err != nil {
			return err
		}
		if got[root] == nil {
			return command.NotFound
		}
		page := got[root].Record
		if n := len(page.Entries); n > 0 {
			after = page.Entries[n-1].Sequence
		}
		if more = page.More; len(page.Entries) > 0 || !more {
			if err := each(page.Record); err != nil {
				return err
			}
		}
	}
	return nil
}

// tables are the negotiations that versions come from, each once. The documents
// say so themselves.
func tables(versions []proof.Shown) (ids []string) {
	for _, v := range versions {
		var d struct {
			Negotiation string `json:"negotiation"`
		}
		_ = json.Unmarshal([]byte(v.Document), &d) // Verify reads it again
		if !slices.Contains(ids, d.Negotiation) {
			ids = append(ids, d.Negotiation)
		}
	}
	return ids
}

// shown is what people see of the agreement.
func (s *Site) shown(ctx context.Context, actor command.Actor, f *proof.File) error {
	for cursor, more := any(nil), true; more; {
		var got struct {
			Agreement *struct {
				InForce   int
				Documents struct {
					Edges []struct {
						Node struct {
							Version         int
							Hash, Canonical string
						}
					}
				}
				Signatures struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Edges []struct {
						Node struct {
							ID, Hash, Bytes string
							Version         int
							Seat, Key       struct{ ID string }
							StatementAt     string
						}
					}
				}
			}
		}
		if err := s.ask(ctx, actor, "agreement-shown.graphql", map[string]any{"id": f.Agreement, "after": cursor}, &got); err != nil {
			return err
		}
		a := got.Agreement
		if a == nil {
			return command.NotFound
		}
		if f.Versions == nil {
			for _, e := range a.Documents.Edges {
				f.Versions = append(f.Versions, proof.Shown{
					Version: e.Node.Version, Hash: e.Node.Hash, Document: e.Node.Canonical,
					InForce: e.Node.Version == a.InForce, Signatures: []proof.Signature{},
				})
			}
		}
		for _, e := range a.Signatures.Edges {
			if v := e.Node.Version; v >= 1 && v <= len(f.Versions) {
				f.Versions[v-1].Signatures = append(f.Versions[v-1].Signatures, proof.Signature{
					ID: e.Node.ID, Seat: e.Node.Seat.ID, Hash: e.Node.Hash, Key: e.Node.Key.ID, SignedAt: e.Node.StatementAt, Bytes: e.Node.Bytes,
				})
			}
		}
		cursor, more = a.Signatures.PageInfo.EndCursor, a.Signatures.PageInfo.HasNextPage
	}
	return nil
}

// ask carries out one of our own operations for somebody.
func (s *Site) ask(ctx context.Context, actor command.Actor, operation string, variables map[string]any, into any) error {
	sent, err := json.Marshal(variables) // the gate takes them as they come from outside
	if err != nil {
		return err
	}
	req := gate.Request{Query: s.Operations[operation]}
	if !decode(string(sent), &req.Variables) {
		return fmt.Errorf("%s: these are no variables", operation)
	}
	plan, wrong := s.Front.Admit(req, actor, "en")
	if wrong != nil {
		return fmt.Errorf("%s: %s", operation, wrong.Message)
	}
	result := s.Front.Run(ctx, graph.Request{Plan: plan, Actor: actor, Locale: "en"})
	if len(result.Errors) > 0 {
		if result.Errors[0].Code() == string(command.NotFound) {
			return command.NotFound
		}
		return fmt.Errorf("%s: %s", operation, result.Errors[0].Message)
	}
	return json.Unmarshal(result.Data, into)
}
