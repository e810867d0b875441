// Package export hands out what was agreed and said in forms that other programs
// and printers know: HTML, PDF, JSON, calendar, table. What people wrote stays
// text in all of them: nothing of it runs, loads or calculates.
package export

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley.example/events/agreements"
)

// Agreement is one version of an agreement with the names under it.
type Agreement struct {
	Document   agreements.Document
	Canonical  string // the very bytes that are signed
	Hash       string
	Status     string
	Signatures []Signature
}

// Signature is a name under a version.
type Signature struct {
	ID           string `json:"id"`
	Seat         string `json:"seat"`
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Mandate      string `json:"mandate"`
	Accession    bool   `json:"accession"`
	SignedAt     string `json:"signedAt"`
	Key          string `json:"key,omitempty"`
	Public       string `json:"public,omitempty"`
	StatementAt  string `json:"statementAt,omitempty"`
	Bytes        string `json:"bytes,omitempty"`

	// What these are called, where the reader may know it.
	OrganizationName string `json:"organizationName,omitempty"`
	PersonName       string `json:"personName,omitempty"`
}

// Read reads the canonical bytes of a version.
func Read(canonical string) (agreements.Document, error) {
	var d agreements.Document
	if err := json.Unmarshal([]byte(canonical), &d); err != nil {
		return d, fmt.Errorf("read a document: %w", err)
	}
	return d, nil
}

// JSON writes the bytes that are signed, as one string that no reader re-orders,
// with the signatures over them.
func (a Agreement) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Format     string      `json:"format"`
		Agreement  string      `json:"agreement"`
		Version    int         `json:"version"`
		Status     string      `json:"status"`
		Hash       string      `json:"hash"`
		Document   string      `json:"document"`
		Signatures []Signature `json:"signatures"`
	}{"parley.export.1", a.Document.Agreement, a.Document.Version, a.Status, a.Hash, a.Canonical, append([]Signature{}, a.Signatures...)})
}

// seat is how the document calls a seat.
func (a Agreement) seat(id string) string {
	for _, s := range a.Document.Preamble.Seats {
		if s.Seat == id {
			return s.Name
		}
	}
	for _, m := range a.Document.Preamble.Missing {
		if m.Seat == id {
			return m.Name
		}
	}
	return id
}

// Seat names a seat in the words of the document.
func (a Agreement) Seat(id string) string { return plain(a.seat(id)) }

// words are in the language of the document, English where we have none.
func (a Agreement) words() map[string]string {
	tag, _, _ := strings.Cut(a.Document.Language, "-")
	if w, known := words[tag]; known {
		return w
	}
	return words["en"]
}

// signer is who signed, as people say it.
func (a Agreement) signer(s Signature) string {
	names := []string{plain(s.PersonName), plain(s.OrganizationName)}
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	if len(names) == 0 {
		return s.Person
	}
	return strings.Join(names, ", ")
}

// Signer is who signed, as people say it.
func (a Agreement) Signer(s Signature) string { return a.signer(s) }

// texts are the text of a clause and what it causes, block by block.
func texts(c agreements.Clause) []Block {
	blocks := Markdown(c.Text)
	for _, s := range c.Says {
		blocks = append(blocks, Markdown(s)...)
	}
	return blocks
}

var words = map[string]map[string]string{
	"en": {
		"version": "Version", "preamble": "Who was there", "clauses": "What is agreed", "signatures": "Signatures", "nobody": "Nobody has signed this version.",
		"hash": "SHA-256 of the bytes that are signed", "page": "Page", "for": "for", "key": "key", "joined": "joined later",
		"note":  "This is for reading. What was signed are the canonical bytes; agreement.json and proof.json have them.",
		"draft": "not to be signed yet", "ratifying": "being ratified", "open": "open for signature", "inForce": "in force", "void": "void", "lapsed": "lapsed",
		"reopened": "at the table again", "ended": "ended", "superseded": "replaced by another version",
	},
	"es": {
		"version": "Versión", "preamble": "Quiénes estaban", "clauses": "Lo acordado", "signatures": "Firmas", "nobody": "Nadie ha firmado esta versión.",
		"hash": "SHA-256 de los bytes que se firman", "page": "Página", "for": "por", "key": "clave", "joined": "se adhirió después",
		"note":  "Esto es para leer. Lo que se firmó son los bytes canónicos; están en agreement.json y proof.json.",
		"draft": "aún sin abrir a la firma", "ratifying": "en ratificación", "open": "abierto a la firma", "inForce": "en vigor", "void": "nulo", "lapsed": "caducado",
		"reopened": "otra vez en la mesa", "ended": "terminado", "superseded": "reemplazado por otra versión",
	},
}
