package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
)

// Signature is a document of agreements.signature: who has put which
// organization's name under which bytes, and by which mandate.
type Signature struct {
	ID           string             `json:"id"`
	Agreement    string             `json:"agreement"`
	Initiative   string             `json:"initiative"`
	Version      int                `json:"version"`
	Hash         string             `json:"hash"`
	Seat         string             `json:"seat"`
	Organization string             `json:"organization"`
	Person       string             `json:"person"`
	Mandate      string             `json:"mandate"`
	Accession    bool               `json:"accession"`
	SignedAt     agreements.Instant `json:"signedAt"`

	// Of signatures from before there were keys these are absent.
	Key         string              `json:"key,omitempty"`
	Public      string              `json:"public,omitempty"`
	StatementAt *agreements.Instant `json:"statementAt,omitempty"`
	Bytes       string              `json:"bytes,omitempty"`
}

// Row implements [project.Document].
func (s Signature) Row() project.Row {
	return project.Row{Parent: s.Agreement, Sort: sortable(s.SignedAt), Audience: textOf(s.Agreement)}
}

func theSignature(e project.Event) []string {
	if s, ok := e.Event.(agreements.Signed); ok {
		return []string{s.Signature}
	}
	return nil
}

func applySignature(id string, before *Signature, e project.Event) *Signature {
	s, ok := e.Event.(agreements.Signed)
	if !ok {
		return before
	}
	signature := &Signature{
		ID: id, Agreement: e.Commit.Aggregate, Initiative: s.Initiative, Version: s.Version, Hash: s.Hash, Seat: s.Seat,
		Organization: s.Organization, Person: s.Person, Accession: s.Accession, SignedAt: agreements.InstantOf(e.At()),
		Key: s.Key, Public: s.Public, StatementAt: s.SignedAt, Bytes: s.Bytes,
	}
	if a := e.Commit.Authority; a != nil {
		signature.Mandate = a.Mandate
	}
	return signature
}
