package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Brief is what a seat finds that has come when the talks were under way.
type Brief struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Place       string              `json:"place"`
	Seat        string              `json:"seat"`
	From        negotiation.Instant `json:"from"`
	Stands      []string            `json:"stands"`
	Open        []string            `json:"open"`
	Decided     []string            `json:"decided"` // decisions
	Motions     []string            `json:"motions"`
	Deciding    string              `json:"deciding,omitempty"`
	At          negotiation.Instant `json:"at"`
}

// Row implements [project.Document].
func (d *Brief) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "table:" + d.Initiative}
}

var brief = once[negotiation.LateSeated, Brief]{func(ev negotiation.LateSeated, _ project.Event) string { return ev.Brief }, projectBrief}

func briefs() project.View {
	return project.Of(project.View{Table: "brief", Version: 1, Audience: atTable}, brief.touches, brief.project)
}

func projectBrief(key string, ev negotiation.LateSeated, e project.Event) *Brief {
	d := &Brief{
		ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Place: place(e.Commit.Version), Seat: ev.Seat, From: ev.From,
		Stands: ev.Stands, Open: ev.Open, Decided: []string{}, Motions: ev.Motions, Deciding: ev.Deciding, At: at(e),
	}
	for _, decided := range ev.Decided {
		d.Decided = append(d.Decided, decided.Decision)
	}
	return d
}
