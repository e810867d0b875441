package view

import (
	"slices"

	"parley.example/events/agreements"
	"parley.example/events/project"
)

// PublicAgreement is what anybody may read of an agreement, where the ground
// rules of its negotiation say so: its text, between whom it is in force, and in
// numbers what was kept. Who signed for a seat is not in it, nor any party's
// organization: a seat's people decide whether the public page names them.
type PublicAgreement struct {
	ID         string             `json:"id"`
	Initiative string             `json:"initiative"`
	To         string             `json:"to"`
	Title      string             `json:"title"`
	Language   string             `json:"language"`
	Level      int                `json:"level"`
	Newest     *PublicVersion     `json:"newest"`
	InForce    *PublicVersion     `json:"inForce,omitempty"`
	Kept       PublicKept         `json:"kept"`
	CreatedAt  agreements.Instant `json:"createdAt"`
	Seats      []PublicParty      `json:"seats"` // that took part
}

// PublicVersion is a version with what has become of it.
type PublicVersion struct {
	Version   int                 `json:"version"`
	Status    string              `json:"status"` // open, inForce, void, lapsed, superseded, ended
	Hash      string              `json:"hash"`
	FixedAt   agreements.Instant  `json:"fixedAt"`
	InForceAt *agreements.Instant `json:"inForceAt,omitempty"`
	EndedAt   *agreements.Instant `json:"endedAt,omitempty"`
	Parties   []PublicParty       `json:"parties"`
	Clauses   []PublicClause      `json:"clauses"`
}

// PublicParty is a seat, by what it is for.
type PublicParty struct {
	Seat  string `json:"seat"`
	Class string `json:"class"`
	Name  string `json:"name"`
}

// PublicClause is a sentence.
type PublicClause struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
	Text   string `json:"text"`
}

// PublicKept counts obligations: those that were raised, and of these what was
// kept, not kept in time, and waived.
type PublicKept struct {
	Raised int `json:"raised"`
	Kept   int `json:"kept"`
	Broken int `json:"broken"`
	Waived int `json:"waived"`
}

// Row implements [project.Document].
func (a *PublicAgreement) Row() project.Row {
	return project.Row{Parent: a.Initiative, Sort: sortable(a.CreatedAt), Audience: a.To}
}

// thePublicAgreement is none of a negotiation that tells nothing: its first
// draft says so, and nothing after it finds a document.
func thePublicAgreement(e project.Event) []string { return theAgreement(e) }

func applyPublicAgreement(id string, a *PublicAgreement, e project.Event) *PublicAgreement {
	at := agreements.InstantOf(e.At())
	if ev, drafted := e.Event.(agreements.Drafted); drafted {
		return a.drafted(id, ev, at)
	}
	if a == nil {
		return nil
	}
	switch ev := e.Event.(type) {
	case agreements.EnteredIntoForce:
		if a.Newest.Version == ev.Version {
			a.Newest.Status, a.Newest.InForceAt, a.Newest.Parties = "inForce", &at, a.parties(ev.Parties)
			inForce := *a.Newest
			a.InForce = &inForce
		}
	case agreements.Signed:
		if ev.Accession {
			a.of(ev.Version, func(v *PublicVersion) { v.Parties = append(v.Parties, a.parties([]string{ev.Seat})...) })
		}
	case agreements.Exited:
		a.of(ev.Version, func(v *PublicVersion) { v.Parties = a.parties(ev.Parties) })
	case agreements.Voided:
		a.end(ev.Version, "void", at)
	case agreements.Lapsed:
		a.end(ev.Version, "lapsed", at)
	case agreements.Superseded:
		a.end(ev.Version, "superseded", at)
	case agreements.Ended:
		a.end(ev.Version, "ended", at)
	default:
		a.Kept.count(e)
	}
	return a
}

// drafted is the agreement with a new version, or nothing where nobody else may
// read it.
func (a *PublicAgreement) drafted(id string, ev agreements.Drafted, at agreements.Instant) *PublicAgreement {
	if ev.Publicity != "result" && ev.Publicity != "all" {
		return nil
	}
	d := ev.Text()
	if a == nil {
		a = &PublicAgreement{ID: id, Initiative: d.Initiative, To: "public", CreatedAt: at}
	}
	a.Title, a.Language, a.Level, a.Seats = d.Title, d.Language, d.Level, []PublicParty{}
	for _, s := range d.Preamble.Seats {
		a.Seats = append(a.Seats, PublicParty{s.Seat, s.Class, s.Name})
	}
	a.Newest = &PublicVersion{Version: ev.Version, Status: "open", Hash: ev.Hash, FixedAt: at, Parties: []PublicParty{}, Clauses: []PublicClause{}}
	for _, c := range d.Clauses {
		a.Newest.Clauses = append(a.Newest.Clauses, PublicClause{c.Number, c.Name, c.Text})
	}
	return a
}

// of changes a version wherever it stands.
func (a *PublicAgreement) of(version int, change func(*PublicVersion)) {
	for _, v := range []*PublicVersion{a.Newest, a.InForce} {
		if v != nil && v.Version == version {
			change(v)
		}
	}
}

func (a *PublicAgreement) end(version int, status string, at agreements.Instant) {
	a.of(version, func(v *PublicVersion) { v.Status, v.EndedAt = status, &at })
}

// parties are seats by what they are for; one that came later is known by its id.
func (a *PublicAgreement) parties(seats []string) []PublicParty {
	list := []PublicParty{}
	for _, seat := range seats {
		at := slices.IndexFunc(a.Seats, func(p PublicParty) bool { return p.Seat == seat })
		if at < 0 {
			list = append(list, PublicParty{Seat: seat})
			continue
		}
		list = append(list, a.Seats[at])
	}
	return list
}

func (k *PublicKept) count(e project.Event) {
	switch ev := e.Event.(type) {
	case agreements.ObligationRaised:
		k.Raised++
	case agreements.ObligationAccepted:
		k.Kept++
	case agreements.ObligationBreached:
		k.Broken++
	case agreements.ObligationWaived:
		if ev.Whole {
			k.Waived++
		}
	case agreements.ObligationResolved:
		switch ev.Outcome {
		case "fulfilled":
			k.Kept++
		case "waived":
			k.Waived++
		}
	}
}
