package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Sheet is the whole term sheet of a table in short, for services that need to
// know which terms there are.
type Sheet struct {
	Negotiation string      `json:"negotiation"`
	Initiative  string      `json:"initiative"`
	Terms       []SheetTerm `json:"terms"`   // in the order of the sheet
	Version     uint64      `json:"version"` // of the negotiation, when it last changed
}

// SheetTerm is a term that can be named.
type SheetTerm struct {
	ID   string `json:"id"`
	Key  string `json:"key"`
	Name string `json:"name"` // its beginning, so that a sheet is never too long
}

// shortName is so many characters of a term's name.
const shortName = 40

// Row implements [project.Document].
func (d *Sheet) Row() project.Row {
	return project.Row{Parent: d.Initiative, Sort: d.Negotiation, Audience: "table:" + d.Initiative}
}

func sheets() project.View {
	readers := []string{"parley_deliberation"}
	return project.Of(project.View{Table: "sheet", Version: 1, Internal: true, Readers: readers}, touchesSheet, projectSheet)
}

func touchesSheet(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.Opened, negotiation.TermAdded, negotiation.TermChanged, negotiation.TermRemoved:
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectSheet(key string, d *Sheet, e project.Event) *Sheet {
	switch ev := e.Event.(type) {
	case negotiation.Opened:
		d = &Sheet{Negotiation: key, Initiative: ev.Initiative, Terms: []SheetTerm{}}
	case negotiation.TermAdded:
		d.Terms = append(d.Terms, inShort(ev.TermID, ev.Term))
	case negotiation.TermChanged:
		for i := range d.Terms {
			if d.Terms[i].ID == ev.TermID {
				d.Terms[i] = inShort(ev.TermID, ev.Term)
			}
		}
	case negotiation.TermRemoved:
		left := d.Terms[:0]
		for _, t := range d.Terms {
			if t.ID != ev.TermID {
				left = append(left, t)
			}
		}
		d.Terms = left
	}
	d.Version = e.Commit.Version
	return d
}

func inShort(id string, t negotiation.Term) SheetTerm {
	name := []rune(t.Name)
	return SheetTerm{ID: id, Key: t.Key, Name: string(name[:min(len(name), shortName)])}
}
