// Package view turns events of agreements into the documents that the API
// serves. It is pure: a document depends on nothing but the record.
package view

import (
	"slices"
	"strconv"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Agreement is a document of agreements.agreement: where its living version
// stands. The text is a document of its own, which no signature writes again.
type Agreement struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Decision    string              `json:"decision"`
	Package     string              `json:"package"`
	Title       string              `json:"title"`
	Language    string              `json:"language"`
	Level       int                 `json:"level"`
	Version     int                 `json:"version"`
	Status      string              `json:"status"` // draft, open, inForce, void, lapsed
	Hash        string              `json:"hash"`
	Document    string              `json:"document"` // id of the one that is signed
	Required    []string            `json:"required"` // seats that must sign
	Signed      []string            `json:"signed"`   // seats, in the order in which they signed
	Missing     []string            `json:"missing"`  // seats that must sign and have not
	Declined    []string            `json:"declined"`
	Parties     []string            `json:"parties"` // whom it binds: nobody before it is in force
	EntryBy     agreements.Instant  `json:"entryBy"`
	InForceAt   *agreements.Instant `json:"inForceAt,omitempty"`
	EndedAt     *agreements.Instant `json:"endedAt,omitempty"` // void or lapsed
	EndReason   string              `json:"endReason,omitempty"`
	CreatedAt   agreements.Instant  `json:"createdAt"`
	UpdatedAt   agreements.Instant  `json:"updatedAt"`
	Head        string              `json:"head"` // hash of the newest commit that changed it
	Life
}

// Row implements [project.Document].
func (a Agreement) Row() project.Row {
	return project.Row{Parent: a.Negotiation, Sort: sortable(a.CreatedAt), Audience: textOf(a.ID)}
}

func theAgreement(e project.Event) []string {
	if _, other := e.Event.(agreements.PeriodEvent); other {
		return nil // a period is an aggregate of its own
	}
	return []string{e.Commit.Aggregate}
}

func applyAgreement(id string, a *Agreement, e project.Event) *Agreement {
	at := agreements.InstantOf(e.At())
	switch e := e.Event.(type) {
	case agreements.Drafted:
		a = drafted(id, a, e, at)
	case agreements.Opened:
		a.Status = "open"
	case agreements.Signed:
		if e.Version == a.Version {
			a.Signed = append(a.Signed, e.Seat)
			a.Missing = slices.DeleteFunc(a.Missing, func(seat string) bool { return seat == e.Seat })
			a.Declined = slices.DeleteFunc(a.Declined, func(seat string) bool { return seat == e.Seat })
		}
		if e.Accession {
			a.Parties = append(a.Parties, e.Seat)
		}
	case agreements.Declined:
		if e.Version == a.Version {
			a.Declined = append(a.Declined, e.Seat)
		}
	case agreements.EnteredIntoForce:
		a.Status, a.InForceAt, a.Parties = "inForce", &at, e.Parties
	case agreements.Voided:
		a.Status, a.EndedAt, a.EndReason = "void", &at, e.Reason
	case agreements.Lapsed:
		a.Status, a.EndedAt = "lapsed", &at
	}
	a.live(e.Event, at)
	a.UpdatedAt, a.Head = at, record.Hash(e.Commit.Body)
	return a
}

// drafted is the agreement with a new version, which nobody has signed yet.
func drafted(id string, before *Agreement, e agreements.Drafted, at agreements.Instant) *Agreement {
	d := e.Text()
	a := &Agreement{
		ID: id, Initiative: d.Initiative, Negotiation: d.Negotiation, Decision: d.Decision, Package: d.Package,
		Title: d.Title, Language: d.Language, Level: d.Level, Version: e.Version, Status: "draft", Hash: e.Hash,
		Document: DocumentID(id, e.Version),
		Required: d.Entry.Seats, Signed: []string{}, Missing: slices.Clone(d.Entry.Seats), Declined: []string{}, Parties: []string{},
		EntryBy: d.Entry.By, CreatedAt: at,
	}
	if before != nil {
		a.CreatedAt = before.CreatedAt
		a.keep(before)
	}
	a.Asleep = asleep(d)
	return a
}

// DocumentID is the id of the document of a version.
func DocumentID(agreement string, version int) string {
	return record.NewID("doc", agreement, strconv.Itoa(version))
}

// sortable is an instant in a form that sorts as text.
func sortable(i agreements.Instant) string { return i.UTC().Format("2006-01-02T15:04:05.000Z") }
