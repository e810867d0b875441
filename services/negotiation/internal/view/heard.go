package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Voice is what a seat has said at a table in the open.
type Voice struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Seat        string              `json:"seat"`
	Messages    int                 `json:"messages"`
	Packages    int                 `json:"packages"`
	Positions   int                 `json:"positions"`
	LastSpokeAt negotiation.Instant `json:"lastSpokeAt"`
}

// Row implements [project.Document].
func (d *Voice) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Seat, Audience: "table:" + d.Initiative}
}

func voices() project.View {
	return project.Of(project.View{Table: "voice", Version: 1, Audience: atTable, Internal: true}, touchesVoice, projectVoice)
}

// spoke tells whose voice an event is, at which table.
func spoke(e project.Event) (initiative, table, seat string) {
	switch ev := e.Event.(type) {
	case negotiation.MessagePosted:
		return ev.Initiative, ev.Negotiation, ev.Seat
	case negotiation.PackageTabled:
		return ev.Initiative, e.Commit.Aggregate, ev.Seat
	case negotiation.PositionTaken:
		return ev.Initiative, e.Commit.Aggregate, ev.Seat
	}
	return "", "", ""
}

func touchesVoice(e project.Event) []string {
	if _, table, seat := spoke(e); seat != "" {
		return one(record.NewID("hrd", table, seat))
	}
	return nil
}

func projectVoice(key string, d *Voice, e project.Event) *Voice {
	if d == nil {
		d = &Voice{ID: key}
		d.Initiative, d.Negotiation, d.Seat = spoke(e)
	}
	switch e.Event.(type) {
	case negotiation.MessagePosted:
		d.Messages++
	case negotiation.PackageTabled:
		d.Packages++
	case negotiation.PositionTaken:
		d.Positions++
	}
	d.LastSpokeAt = at(e)
	return d
}

// Stand is one field of the map of terms and seats: what a seat last thought of
// a term, and what it last gave it as a value. It is small however many seats
// there are, since every position writes one.
type Stand struct {
	ID          string               `json:"id"`
	Initiative  string               `json:"initiative"`
	Negotiation string               `json:"negotiation"`
	Term        string               `json:"term"`
	Seat        string               `json:"seat"`
	Stance      negotiation.Stance   `json:"stance,omitempty"`
	On          string               `json:"on,omitempty"` // the package that the stance is on, if on one
	StanceAt    *negotiation.Instant `json:"stanceAt,omitempty"`
	Package     string               `json:"package,omitempty"` // the newest that sets the term
	As          negotiation.Purpose  `json:"as,omitempty"`
	Value       *negotiation.Value   `json:"value,omitempty"` // absent if long: the package has it
	OfferedAt   *negotiation.Instant `json:"offeredAt,omitempty"`
}

// longValue is from how many bytes on a text is left to its package.
const longValue = 200

// Row implements [project.Document].
func (d *Stand) Row() project.Row {
	return project.Row{Parent: d.Term, Sort: d.Seat, Audience: "table:" + d.Initiative}
}

func stands() project.View {
	return project.Of(project.View{Table: "stand", Version: 1, Audience: atTable}, touchesStand, projectStand)
}

func standID(term, seat string) string { return record.NewID("std", term, seat) }

func touchesStand(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.PositionTaken:
		if ev.Term != "" {
			return one(standID(ev.Term, ev.Seat))
		}
	case negotiation.PackageTabled:
		var ids []string
		for _, v := range ev.Values {
			ids = append(ids, standID(v.Term, ev.Seat))
		}
		return ids
	}
	return nil
}

func projectStand(key string, d *Stand, e project.Event) *Stand {
	if d == nil {
		d = &Stand{ID: key, Negotiation: e.Commit.Aggregate}
	}
	now := at(e)
	switch ev := e.Event.(type) {
	case negotiation.PositionTaken:
		d.Initiative, d.Term, d.Seat = ev.Initiative, ev.Term, ev.Seat
		d.Stance, d.On, d.StanceAt = ev.Stance, ev.Package, &now
	case negotiation.PackageTabled:
		for _, v := range ev.Values {
			if standID(v.Term, ev.Seat) == key {
				d.offered(ev, v, now)
			}
		}
	}
	return d
}

func (d *Stand) offered(ev negotiation.PackageTabled, v negotiation.Setting, now negotiation.Instant) {
	d.Initiative, d.Term, d.Seat = ev.Initiative, v.Term, ev.Seat
	d.Package, d.As, d.Value, d.OfferedAt = ev.Package, ev.As, nil, &now
	if len(v.Value.Text) <= longValue {
		d.Value = &v.Value
	}
}
