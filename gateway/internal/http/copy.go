package http

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"parley.example/events/command"
	"parley.example/events/copies"
	"parley.example/events/proof"
	"parley.example/gateway/internal/read"
	"parley.example/gateway/internal/session"
)

// How often one person may take a copy in a quarter of an hour, and how many are
// written at a time.
const (
	copiesPerQuarter = 30
	copiesAtOnce     = 3
)

// Reader reads documents as somebody, in one snapshot.
type Reader interface {
	Read(ctx context.Context, b read.Batch) (read.Found, error)
	Close()
}

var copying = make(chan struct{}, copiesAtOnce)

// copy hands out a seat's own copy of a negotiation. It is written into a file
// first: nobody gets half of one, and a slow reader holds neither a snapshot nor
// memory.
func (s *Site) copy(w http.ResponseWriter, r *http.Request) {
	visit, err := s.visitor(r)
	if err != nil || visit.Session == nil {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	actor := visit.Session.Actor()
	if err := s.Try(r.Context(), "copy "+actor.Person, copiesPerQuarter); err != nil {
		http.Error(w, "too often: wait a quarter of an hour", http.StatusTooManyRequests)
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(10 * time.Minute))
	file, err := os.CreateTemp("", "parley-copy-")
	if err != nil {
		s.unproven(w, r, err)
		return
	}
	defer file.Close()
	_ = os.Remove(file.Name()) // it lives as long as it is open
	if err := s.compose(session.With(r.Context(), visit), file, actor, r.PathValue("id")); err != nil {
		s.unproven(w, r, err)
		return
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if _, wrong := file.Seek(0, io.SeekStart); err != nil || wrong != nil {
		s.unproven(w, r, errors.Join(err, wrong))
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Length", fmt.Sprint(size))
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", r.PathValue("id")+".copy.zip"))
	if _, err := io.Copy(w, file); err != nil {
		slog.InfoContext(r.Context(), "a copy was not taken to its end", "error", err)
	}
}

func (s *Site) compose(ctx context.Context, into io.Writer, actor command.Actor, id string) error {
	select {
	case copying <- struct{}{}:
		defer func() { <-copying }()
	case <-ctx.Done():
		return ctx.Err()
	}
	c := &composition{site: s, actor: actor, zip: zip.NewWriter(into), list: copies.List{Negotiation: id}}
	agreements, err := c.documents(ctx, id)
	if err != nil {
		return err
	}
	if err := c.record(ctx, id); err != nil {
		return err
	}
	for _, agreement := range agreements {
		f, err := s.collect(ctx, actor, agreement, "")
		if err != nil {
			return err
		}
		if err := c.file("proofs/"+agreement+".proof.json", func(w io.Writer) error { return json.NewEncoder(w).Encode(f) }); err != nil {
			return err
		}
	}
	return c.sign()
}

// composition is a copy that is being written.
type composition struct {
	site  *Site
	actor command.Actor
	zip   *zip.Writer
	list  copies.List
}

// file writes one file and notes its hash. All have the same date, so that equal
// contents are equal bytes.
func (c *composition) file(name string, write func(io.Writer) error) error {
	w, err := c.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	sum, count := sha256.New(), &counter{}
	if err := write(io.MultiWriter(w, sum, count)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	c.list.Files = append(c.list.Files, copies.File{Name: name, Size: count.n, Hash: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

type counter struct{ n int64 }

// Write implements [io.Writer].
func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

func (c *composition) text(name, text string) error {
	return c.file(name, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
}

// record writes the commits of the negotiation, page by page, as far as the head
// goes.
func (c *composition) record(ctx context.Context, id string) error {
	signed, err := c.site.Notary.Head(ctx)
	if err != nil {
		return err
	}
	head, err := proof.ReadHead(signed, c.site.LogKey)
	if err != nil {
		return err
	}
	c.list.Origin = head.Origin
	tree := head.Of("negotiation")
	err = c.file("records/"+id+".jsonl", func(w io.Writer) error {
		enc := json.NewEncoder(w)
		return c.site.pages(ctx, c.actor, "negotiation-record.graphql", "negotiation", id, func(page proof.Record) error {
			covered := page.Entries[:0]
			for _, e := range page.Entries {
				if e.Sequence <= uint64(tree.Size) {
					covered = append(covered, e)
				}
			}
			paths, err := c.site.Notary.Paths(ctx, "negotiation", tree.Size, covered)
			if err != nil {
				return err
			}
			for n, e := range covered {
				if err := enc.Encode(copies.Line{Sequence: e.Sequence, Body: e.Body, Path: paths[n]}); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	if err := c.text(copies.Head, signed); err != nil {
		return err
	}
	return c.text(copies.Key, c.site.LogKey+"\n")
}

// sign ends a copy with the list of what is in it.
func (c *composition) sign() error {
	if err := c.text(copies.Readme, readme); err != nil {
		return err
	}
	signed, err := c.site.Notary.Sign(c.list.Text())
	if err != nil {
		return err
	}
	w, err := c.zip.CreateHeader(&zip.FileHeader{Name: copies.Note, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, signed); err != nil {
		return err
	}
	return c.zip.Close()
}

const readme = `Your own copy of a negotiation
==============================
Everything that all seats share: the record, what was shown of it, the agreements and their proofs.
It needs no server and nobody's permission. To read it, and to verify that not a byte was changed:

    deploy/parley open FILE.zip

By hand: records/ holds the commits as they are stored, proofs/ what "deploy/parley verify" takes,
documents/ what the screens showed. copy.note lists all files by SHA-256, signed with the key in
key.txt. Compare that key once with the one that others know.

Su propia copia de una negociación
==================================
Todo lo que comparten todos los asientos: el registro, lo que se mostró de él, los acuerdos y sus pruebas.
No necesita ningún servidor ni el permiso de nadie. Para leerla, y comprobar que no cambió ni un byte:

    deploy/parley open ARCHIVO.zip

A mano: records/ contiene los asientos del registro tal como se guardan, proofs/ lo que lee
"deploy/parley verify", documents/ lo que mostraban las pantallas. copy.note enumera todos los archivos
por SHA-256, firmado con la clave de key.txt. Compare esa clave una vez con la que conocen los demás.
`
