package view

import (
	"encoding/json"
	"slices"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Package is values for terms that everyone at the table sees.
type Package struct {
	ID          string                `json:"id"`
	Initiative  string                `json:"initiative"`
	Negotiation string                `json:"negotiation"`
	Number      int                   `json:"number"`
	Status      string                `json:"status"` // idea, offer, withdrawn, expired, stale, rejected, carried
	As          negotiation.Purpose   `json:"as"`
	Seat        string                `json:"seat"`
	By          string                `json:"by"`
	Values      []negotiation.Setting `json:"values"`
	CounterTo   string                `json:"counterTo,omitempty"`
	TabledAt    negotiation.Instant   `json:"tabledAt"`
	ExpiresAt   *negotiation.Instant  `json:"expiresAt,omitempty"`
	Note        string                `json:"note,omitempty"`
	Reason      string                `json:"reason,omitempty"` // of the withdrawal
	EndedAt     *negotiation.Instant  `json:"endedAt,omitempty"`
	Decision    string                `json:"decision,omitempty"` // the newest on it
	With        []string              `json:"with"`               // seats whose it is, too
	Floated     bool                  `json:"floated"`
	Round       string                `json:"round,omitempty"`
}

// Row implements [project.Document].
func (d *Package) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func packages() project.View {
	return project.Of(project.View{Table: "package", Version: 2, Audience: atTable}, touchesPackage, projectPackage)
}

func touchesPackage(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.PackageTabled:
		return one(ev.Package)
	case negotiation.PackageWithdrawn:
		return one(ev.Package)
	case negotiation.PackageExpired:
		return one(ev.Package)
	case negotiation.TermChanged:
		return ev.Stale
	case negotiation.TermRemoved:
		return ev.Stale
	case negotiation.ConstraintAdded:
		return ev.Infeasible
	case negotiation.DecisionOpened:
		if len(ev.Packages) > 0 {
			return ev.Packages
		}
		return one(ev.Package)
	case negotiation.DecisionClosed:
		if ev.Package == "" { // several were ranked, and none has won
			return nil
		}
		return one(ev.Package)
	}
	return nil
}

func projectPackage(key string, d *Package, e project.Event) *Package {
	switch ev := e.Event.(type) {
	case negotiation.PackageTabled:
		return &Package{
			ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Status: string(ev.As), As: ev.As,
			Seat: ev.Seat, By: author(e), Values: ev.Values, CounterTo: ev.CounterTo, TabledAt: ev.TabledAt, ExpiresAt: ev.ExpiresAt, Note: ev.Note,
			With: append([]string{}, ev.With...), Floated: ev.Floated, Round: ev.Round,
		}
	case negotiation.PackageWithdrawn:
		d.Reason = ev.Reason
		d.end("withdrawn", e)
	case negotiation.PackageExpired:
		d.end("expired", e)
	case negotiation.TermChanged, negotiation.TermRemoved:
		d.end("stale", e)
	case negotiation.ConstraintAdded:
		d.end("infeasible", e)
	case negotiation.DecisionOpened:
		d.Decision = ev.Decision
	case negotiation.DecisionClosed:
		if ev.Outcome != negotiation.NoQuorum {
			d.end(string(ev.Outcome), e)
		}
	}
	return d
}

func (d *Package) end(status string, e project.Event) {
	now := at(e)
	d.Status, d.EndedAt = status, &now
}

// Position is what a seat thinks of a package or term.
type Position struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	Seat        string              `json:"seat"`
	By          string              `json:"by"`
	Package     string              `json:"package,omitempty"`
	Term        string              `json:"term,omitempty"`
	Stance      negotiation.Stance  `json:"stance"`
	Reason      string              `json:"reason,omitempty"`
	Change      string              `json:"change,omitempty"`
	TakenAt     negotiation.Instant `json:"takenAt"`
	Revised     int                 `json:"revised"` // how often
	negotiation.Diagnosis
	Presumed []Presumption `json:"presumed"`
	Mismatch bool          `json:"mismatch"` // another seat takes it to be about something else
	WayOut   *WayOut       `json:"wayOut,omitempty"`
	Round    string        `json:"round,omitempty"`
}

// Presumption is what another seat takes a position to be about.
type Presumption struct {
	Seat    string              `json:"seat"`
	Whether negotiation.Whether `json:"whether"`
}

// WayOut is how a seat goes on that wants to get somewhere else.
type WayOut struct {
	Way      negotiation.Way     `json:"way"`
	LookBack string              `json:"lookBack,omitempty"`
	Linked   string              `json:"linked,omitempty"`
	Reason   string              `json:"reason"`
	At       negotiation.Instant `json:"at"`
}

// Row implements [project.Document]. An opinion on a term's value in a package
// stands with the package.
func (d *Position) Row() project.Row {
	parent := d.Package
	if parent == "" {
		parent = d.Term
	}
	return project.Row{Parent: parent, Sort: d.Place, Audience: "table:" + d.Initiative}
}

func positions() project.View {
	return project.Of(project.View{Table: "position", Version: 2, Audience: atTable}, touchesPosition, projectPosition)
}

func touchesPosition(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.PositionTaken:
		return one(ev.Position)
	case negotiation.Presumed:
		return one(ev.Position)
	case negotiation.WayChosen:
		return one(ev.Position)
	}
	return nil
}

func projectPosition(key string, d *Position, e project.Event) *Position {
	switch ev := e.Event.(type) {
	case negotiation.PositionTaken:
		return d.taken(key, ev, e)
	case negotiation.Presumed:
		d.presumed(ev)
	case negotiation.WayChosen:
		d.WayOut = &WayOut{ev.Way, ev.LookBack, ev.Linked, ev.Reason, at(e)}
	}
	return d
}

func (d *Position) taken(key string, ev negotiation.PositionTaken, e project.Event) *Position {
	if d == nil {
		d = &Position{
			ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Place: place(e.Commit.Version) + place(e.Index),
			Seat: ev.Seat, Package: ev.Package, Term: ev.Term, Revised: -1, Presumed: []Presumption{},
		}
	}
	if ev.Whether == "" {
		d.Presumed = []Presumption{}
	}
	if d.Whether != ev.Whether {
		d.WayOut = nil
	}
	d.By, d.Stance, d.Reason, d.Change, d.TakenAt, d.Diagnosis, d.Round = author(e), ev.Stance, ev.Reason, ev.Change, at(e), ev.Diagnosis, ev.Round
	d.Revised++
	d.differs()
	return d
}

func (d *Position) presumed(ev negotiation.Presumed) {
	d.Presumed = append(slices.DeleteFunc(d.Presumed, func(p Presumption) bool { return p.Seat == ev.Seat }), Presumption{ev.Seat, ev.Whether})
	d.differs()
}

func (d *Position) differs() {
	d.Mismatch = slices.ContainsFunc(d.Presumed, func(p Presumption) bool { return p.Whether != d.Whether })
}

// instant is an instant in its stored form, which sorts like it.
func instant(i negotiation.Instant) string {
	written, _ := json.Marshal(i)
	return strings.Trim(string(written), `"`)
}
