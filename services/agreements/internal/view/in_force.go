package view

import (
	"parley.example/events/agreements"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	texts "parley.example/services/agreements/internal/document"
)

// InForce is a document of agreements.in_force, the contract: which version of
// an agreement binds whom to what, for whoever would negotiate it anew. While
// nothing is in force it is the newest version that has ended, which binds
// nobody, or 0.
type InForce struct {
	Agreement   string             `json:"agreement"`
	Initiative  string             `json:"initiative"`
	Negotiation string             `json:"negotiation"` // which fixed the version
	Version     int                `json:"version"`
	Hash        string             `json:"hash"`
	Parties     []string           `json:"parties"` // seats
	Owed        []negotiation.Owed `json:"owed"`
	Next        *InForce           `json:"next,omitempty"` // drafted, and not yet in force
}

// Row implements [project.Document].
func (d InForce) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: d.Agreement, Audience: "table:" + d.Initiative}
}

func inForce() project.View {
	readers := []string{"parley_negotiation"}
	return project.Of(project.View{Table: "in_force", Version: 1, Internal: true, Readers: readers}, touchesInForce, applyInForce)
}

func touchesInForce(e project.Event) []string {
	switch e := e.Event.(type) {
	case agreements.Drafted, agreements.Voided, agreements.Lapsed, agreements.Reopened, agreements.EnteredIntoForce, agreements.Superseded, agreements.Exited, agreements.Ended:
	case agreements.Signed:
		if !e.Accession {
			return nil
		}
	default:
		return nil
	}
	return []string{e.Commit.Aggregate}
}

func applyInForce(id string, d *InForce, e project.Event) *InForce {
	switch e := e.Event.(type) {
	case agreements.Drafted:
		if d == nil {
			d = &InForce{Agreement: id, Initiative: e.Text().Initiative, Parties: []string{}, Owed: []negotiation.Owed{}}
		}
		text := e.Text()
		d.Next = &InForce{
			Agreement: id, Initiative: text.Initiative, Negotiation: text.Negotiation, Version: e.Version, Hash: e.Hash,
			Owed: texts.Owed(text),
		}
	case agreements.EnteredIntoForce:
		if d.Next != nil && d.Next.Version == e.Version {
			d = d.Next
		}
		d.Parties = append([]string{}, e.Parties...)
	case agreements.Voided:
		d.fails(e.Version)
	case agreements.Lapsed:
		d.fails(e.Version)
	case agreements.Reopened:
		d.Next = nil // its terms come back to this agreement by themselves
	case agreements.Signed:
		d.Parties = append(d.Parties, e.Seat)
	case agreements.Exited:
		d.Parties = append([]string{}, e.Parties...)
	case agreements.Superseded:
		d.ends(e.Version)
	case agreements.Ended:
		d.ends(e.Version)
	}
	return d
}

// ends leaves nobody bound, unless the next version is in force already.
func (d *InForce) ends(version int) {
	if d.Version == version {
		d.Parties, d.Owed = []string{}, []negotiation.Owed{}
	}
}

// fails ends a version that has never been in force. If nothing else is, it is
// what the next one follows.
func (d *InForce) fails(version int) {
	if d.Next == nil || d.Next.Version != version {
		return
	}
	if len(d.Parties) == 0 {
		d.Negotiation, d.Version, d.Hash = d.Next.Negotiation, version, d.Next.Hash
	}
	d.Next = nil
}
