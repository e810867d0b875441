package view

import (
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Petition is a document of deliberation.petition. Signatures is a number; if
// one does not sign by name, and it is under five, "< 5". Count is what the
// next event needs and is not served.
type Petition struct {
	ID           string                `json:"id"`
	Initiative   string                `json:"initiative"`
	Audience     deliberation.Audience `json:"audience"`
	Organization string                `json:"organization,omitempty"`
	Community    string                `json:"community,omitempty"`
	Title        string                `json:"title"`
	Text         string                `json:"text"`
	To           string                `json:"to"`
	Needed       int                   `json:"needed"`
	Signatures   string                `json:"signatures"`
	ByName       bool                  `json:"byName"`
	Opener       string                `json:"opener"`
	OpenerFor    string                `json:"openerFor,omitempty"`
	Open         bool                  `json:"open"`
	OpenedAt     record.Instant        `json:"openedAt"`
	Deadline     deliberation.Instant  `json:"deadline"`
	ReachedAt    *record.Instant       `json:"reachedAt,omitempty"`
	ClosedAt     *record.Instant       `json:"closedAt,omitempty"`
	Count        int                   `json:"count"`
	Readers      string                `json:"readers"`
}

// Row implements [project.Document].
func (p *Petition) Row() project.Row {
	return project.Row{Parent: p.Initiative, Sort: sortable(p.OpenedAt), Audience: p.Readers}
}

func thePetition(e project.Event) []string {
	if event, ours := e.Event.(deliberation.Event); ours && event.Of() == deliberation.OfPetition {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyPetition(id string, p *Petition, e project.Event) *Petition {
	at := record.InstantOf(e.At())
	switch event := e.Event.(type) {
	case deliberation.PetitionOpened:
		p = &Petition{
			ID: id, Initiative: event.Initiative, Audience: event.Audience, Organization: event.Organization, Community: event.Community, Title: event.Title,
			Text: event.Text, To: event.To, Needed: event.Needed, ByName: event.ByName, Opener: event.Person, OpenerFor: event.For,
			Open: true, OpenedAt: at, Deadline: event.Deadline, Readers: event.Readers,
		}
	case deliberation.PetitionSigned:
		p.Count++
	case deliberation.SignatureWithdrawn:
		p.Count--
	case deliberation.PetitionReached:
		p.ReachedAt = &at
	case deliberation.PetitionClosed:
		p.Open, p.ClosedAt = false, &at
	}
	p.Signatures = strconv.Itoa(p.Count)
	if !p.ByName {
		p.Signatures = shown(p.Count)
	}
	return p
}

// Signature is a document of deliberation.petition_signature, which there is
// where one signs by name.
type Signature struct {
	ID       string         `json:"id"`
	Petition string         `json:"petition"`
	Person   string         `json:"person"`
	SignedAt record.Instant `json:"signedAt"`
	Readers  string         `json:"readers"`
}

// Row implements [project.Document].
func (s *Signature) Row() project.Row {
	return project.Row{Parent: s.Petition, Sort: sortable(s.SignedAt), Audience: s.Readers}
}

func theSignature(e project.Event) []string {
	switch event := e.Event.(type) {
	case deliberation.PetitionSigned:
		if event.Person != "" {
			return []string{event.Signature}
		}
	case deliberation.SignatureWithdrawn:
		return []string{event.Signature}
	}
	return nil
}

func applySignature(id string, _ *Signature, e project.Event) *Signature {
	event, signed := e.Event.(deliberation.PetitionSigned)
	if !signed {
		return nil
	}
	return &Signature{ID: id, Petition: e.Commit.Aggregate, Person: event.Person, SignedAt: record.InstantOf(e.At()), Readers: event.Readers}
}
