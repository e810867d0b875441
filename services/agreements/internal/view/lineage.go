package view

import (
	"strconv"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Lineage is a document of agreements.lineage: where a clause comes from. It
// lies under its term, so that the term finds what became of it.
type Lineage struct {
	ID         string             `json:"id"`
	Agreement  string             `json:"agreement"`
	Version    int                `json:"version"`
	Key        string             `json:"key"`
	Clause     string             `json:"clause"`
	Term       string             `json:"term"`
	Package    string             `json:"package"`
	Decision   string             `json:"decision"`
	FixedAt    agreements.Instant `json:"fixedAt"`
	Initiative string             `json:"initiative"`
}

// Row implements [project.Document].
func (l Lineage) Row() project.Row {
	return project.Row{Parent: l.Term, Sort: l.Agreement + " " + place(l.Version), Audience: textOf(l.Agreement)}
}

// LineageID is the id of a clause's lineage: whoever knows a clause by its key
// finds it.
func LineageID(agreement string, version int, key string) string {
	return record.NewID("lng", agreement, strconv.Itoa(version), key)
}

func lineages() project.View {
	return project.Of(project.View{Table: "lineage", Version: 1, Audience: OfText}, theLineages, applyLineage)
}

func theLineages(e project.Event) (ids []string) {
	d, ok := e.Event.(agreements.Drafted)
	if !ok {
		return nil
	}
	for _, c := range d.Text().Clauses {
		ids = append(ids, LineageID(e.Commit.Aggregate, d.Version, c.Key))
	}
	return ids
}

func applyLineage(id string, l *Lineage, e project.Event) *Lineage {
	d, ok := e.Event.(agreements.Drafted)
	if !ok {
		return l
	}
	text, agreement := d.Text(), e.Commit.Aggregate
	for _, c := range text.Clauses {
		if LineageID(agreement, d.Version, c.Key) == id {
			return &Lineage{
				ID: id, Agreement: agreement, Version: d.Version, Key: c.Key, Clause: ClauseID(DocumentID(agreement, d.Version), c.Number),
				Term: c.Term, Package: text.Package, Decision: text.Decision, FixedAt: agreements.InstantOf(e.At()), Initiative: text.Initiative,
			}
		}
	}
	return l
}

// Effect is a document of agreements.effect: what a clause has caused, an
// obligation or a period. It has the id of that.
type Effect struct {
	ID         string             `json:"id"`
	Lineage    string             `json:"lineage"`
	Agreement  string             `json:"agreement"`
	Initiative string             `json:"initiative"`
	Key        string             `json:"key"` // the clause's
	Obligation string             `json:"obligation,omitempty"`
	Period     string             `json:"period,omitempty"`
	Since      agreements.Instant `json:"since"`
}

// Row implements [project.Document].
func (f Effect) Row() project.Row {
	return project.Row{Parent: f.Lineage, Sort: sortable(f.Since), Audience: "table:" + f.Initiative}
}

func effects() project.View {
	return project.Of(project.View{Table: "effect", Version: 1, Audience: Table}, theEffects, applyEffect)
}

func theEffects(e project.Event) []string {
	switch e := e.Event.(type) {
	case agreements.ObligationRaised:
		return []string{e.Obligation}
	case agreements.DutyCarried:
		return e.Obligations
	}
	if _, opened := e.Event.(agreements.PeriodOpened); opened {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyEffect(id string, f *Effect, e project.Event) *Effect {
	at := agreements.InstantOf(e.At())
	switch e := e.Event.(type) {
	case agreements.DutyCarried: // the same duty now stands in the next version
		if f != nil {
			f.Lineage = LineageID(f.Agreement, e.Version, f.Key)
		}
	case agreements.PeriodOpened:
		f = &Effect{ID: id, Period: id, Agreement: e.Agreement, Initiative: e.Initiative, Key: e.Clause, Lineage: LineageID(e.Agreement, e.Version, e.Clause), Since: at}
	}
	if raised, ok := e.Event.(agreements.ObligationRaised); ok {
		agreement := e.Commit.Aggregate
		f = &Effect{ID: id, Obligation: id, Agreement: agreement, Initiative: raised.Initiative, Key: raised.Clause, Lineage: LineageID(agreement, raised.Version, raised.Clause), Since: at}
	}
	return f
}
