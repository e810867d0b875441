package view

import (
	"encoding/json"
	"fmt"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Document is a document of agreements.document: the bytes that are signed. It
// may be larger than others, up to what a term sheet holds, since it is written
// once in the life of a version.
type Document struct {
	ID         string              `json:"id"`
	Agreement  string              `json:"agreement"`
	Initiative string              `json:"initiative"`
	Version    int                 `json:"version"`
	Language   string              `json:"language"`
	Hash       string              `json:"hash"`
	Canonical  string              `json:"canonical"`
	Size       int                 `json:"size"` // bytes of Canonical
	Preamble   agreements.Preamble `json:"preamble"`
	CreatedAt  agreements.Instant  `json:"createdAt"`
	Terms
}

// Terms are what a document of the second format says beside its clauses.
type Terms struct {
	Format       string                   `json:"format"`
	Nature       string                   `json:"nature,omitempty"`
	Languages    []string                 `json:"languages"`
	Entry        agreements.Entry         `json:"entry"`
	Parent       *agreements.Parent       `json:"parent,omitempty"`
	Carries      []agreements.Carrying    `json:"carries"`
	Ratification *agreements.Ratification `json:"ratification,omitempty"`
	Lasts        *agreements.Lasting      `json:"lasts,omitempty"`
	Left         []string                 `json:"left"`
	Aside        []string                 `json:"aside"`
	Asks         []agreements.Ask         `json:"asks"`
	MoreAsks     int                      `json:"moreAsks"`
	Measures     *agreements.Measures     `json:"measures,omitempty"`
}

func termsOf(d agreements.Document) Terms {
	return Terms{
		Format: d.Format, Nature: d.Nature, Languages: append([]string{}, d.Languages...), Entry: d.Entry, Parent: d.Parent,
		Carries: append([]agreements.Carrying{}, d.Carries...), Ratification: d.Ratification, Lasts: d.Lasts,
		Left: append([]string{}, d.Left...), Aside: append([]string{}, d.Aside...),
		Asks: append([]agreements.Ask{}, d.Asks...), MoreAsks: d.MoreAsks, Measures: d.Measures,
	}
}

// Row implements [project.Document].
func (d Document) Row() project.Row {
	return project.Row{Parent: d.Agreement, Sort: place(d.Version), Audience: textOf(d.Agreement)}
}

func theDocument(e project.Event) []string {
	if d, ok := e.Event.(agreements.Drafted); ok {
		return []string{DocumentID(e.Commit.Aggregate, d.Version)}
	}
	return nil
}

func applyDocument(id string, before *Document, e project.Event) *Document {
	d, ok := e.Event.(agreements.Drafted)
	if !ok {
		return before
	}
	return &Document{
		ID: id, Agreement: e.Commit.Aggregate, Initiative: d.Text().Initiative, Version: d.Version, Language: d.Text().Language,
		Hash: d.Hash, Canonical: d.Document, Size: len(d.Document), Preamble: d.Text().Preamble, CreatedAt: agreements.InstantOf(e.At()),
		Terms: termsOf(d.Text()),
	}
}

// Clause is a document of agreements.clause: one sentence of a document.
type Clause struct {
	ID         string          `json:"id"`
	Document   string          `json:"document"` // id of the one it stands in
	Agreement  string          `json:"agreement"`
	Initiative string          `json:"initiative"`
	Number     int             `json:"number"`
	Term       string          `json:"term"`
	Key        string          `json:"key"`
	Name       string          `json:"name"`
	Kind       string          `json:"kind"`
	Unit       string          `json:"unit,omitempty"`
	Level      int             `json:"level,omitempty"`
	Value      json.RawMessage `json:"value"`
	Text       string          `json:"text"` // the sentence

	Needs   []string            `json:"needs"`
	HeldFor []string            `json:"heldFor"`
	Duties  []agreements.Duty   `json:"duties"`
	Sharing *agreements.Sharing `json:"sharing,omitempty"`
	Says    []string            `json:"says"` // these in sentences

	Lineage string `json:"lineage"`
}

// Row implements [project.Document].
func (c Clause) Row() project.Row {
	return project.Row{Parent: c.Document, Sort: place(c.Number), Audience: textOf(c.Agreement)}
}

// ClauseID is the id of a clause of a document.
func ClauseID(document string, number int) string {
	return record.NewID("cla", document, place(number))
}

func theClauses(e project.Event) []string {
	d, ok := e.Event.(agreements.Drafted)
	if !ok {
		return nil
	}
	var ids []string
	for _, c := range d.Text().Clauses {
		ids = append(ids, ClauseID(DocumentID(e.Commit.Aggregate, d.Version), c.Number))
	}
	return ids
}

func applyClause(id string, clause *Clause, e project.Event) *Clause {
	d, ok := e.Event.(agreements.Drafted)
	if !ok {
		return clause
	}
	document := DocumentID(e.Commit.Aggregate, d.Version)
	for _, c := range d.Text().Clauses {
		if ClauseID(document, c.Number) == id {
			return &Clause{
				ID: id, Document: document, Agreement: e.Commit.Aggregate, Initiative: d.Text().Initiative, Number: c.Number, Term: c.Term, Key: c.Key,
				Name: c.Name, Kind: c.Kind, Unit: c.Unit, Level: c.Level, Value: c.Value, Text: c.Text,
				Needs: append([]string{}, c.Needs...), HeldFor: append([]string{}, c.HeldFor...),
				Duties: append([]agreements.Duty{}, c.Duties...), Sharing: c.Sharing, Says: append([]string{}, c.Says...),
				Lineage: LineageID(e.Commit.Aggregate, d.Version, c.Key),
			}
		}
	}
	return clause
}

// place is a number in a form that sorts as text.
func place(n int) string { return fmt.Sprintf("%06d", n) }
