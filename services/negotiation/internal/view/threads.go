package view

import (
	"slices"

	"parley.example/events/negotiation"
	"parley.example/events/project"
)

// Thread is what is said about one term or package.
type Thread struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	About       negotiation.Subject `json:"about"`
	Messages    int                 `json:"messages"`
	Seats       []string            `json:"seats"` // that took part
	LastAt      negotiation.Instant `json:"lastAt"`
}

// Row implements [project.Document].
func (d *Thread) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.About.Kind + d.About.ID, Audience: "table:" + d.Initiative}
}

func threads() project.View {
	return project.Of(project.View{Table: "thread", Version: 1, Audience: atTable}, touchesThread, projectThread)
}

func touchesThread(e project.Event) []string {
	if ev, posted := e.Event.(negotiation.MessagePosted); posted && ev.About != nil {
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectThread(key string, d *Thread, e project.Event) *Thread {
	ev, posted := e.Event.(negotiation.MessagePosted)
	if !posted {
		return d
	}
	if d == nil {
		d = &Thread{ID: key, Initiative: ev.Initiative, Negotiation: ev.Negotiation, About: *ev.About, Seats: []string{}}
	}
	d.Messages, d.LastAt = ev.Number, at(e)
	if slices.Contains(d.Seats, ev.Seat) {
		return d
	}
	if ev.Seat != "" {
		d.Seats = append(d.Seats, ev.Seat)
	}
	return d
}

// StandingOffer is a package that the others keep open for a seat.
type StandingOffer struct {
	ID          string                  `json:"id"`
	Initiative  string                  `json:"initiative"`
	Negotiation string                  `json:"negotiation"`
	Package     string                  `json:"package"`
	For         string                  `json:"for"`
	Seats       []string                `json:"seats"`
	Joined      []string                `json:"joined"`
	Terms       []negotiation.FixedTerm `json:"terms"`
	Note        string                  `json:"note,omitempty"`
	Status      string                  `json:"status"` // proposed, stands, taken, withdrawn
	Reason      string                  `json:"reason,omitempty"`
	OfferedAt   negotiation.Instant     `json:"offeredAt"`
	ChangedAt   negotiation.Instant     `json:"changedAt"`
}

// Row implements [project.Document].
func (d *StandingOffer) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: instant(d.OfferedAt), Audience: "table:" + d.Initiative}
}

func standingOffers() project.View {
	return project.Of(project.View{Table: "standing_offer", Version: 1, Audience: atTable}, touchesStanding, projectStanding)
}

func touchesStanding(e project.Event) []string {
	switch e.Event.(type) {
	case negotiation.StandingOffered, negotiation.StandingJoined, negotiation.StandingTaken, negotiation.StandingWithdrawn:
		return one(e.Commit.Aggregate)
	}
	return nil
}

func projectStanding(key string, d *StandingOffer, e project.Event) *StandingOffer {
	switch ev := e.Event.(type) {
	case negotiation.StandingOffered:
		d = &StandingOffer{
			ID: key, Initiative: ev.Initiative, Negotiation: ev.Negotiation, Package: ev.Package, For: ev.For, Seats: ev.Seats,
			Joined: []string{ev.Seat}, Terms: ev.Terms, Note: ev.Note, Status: "proposed", OfferedAt: at(e),
		}
		if len(ev.Seats) == 1 {
			d.Status = "stands"
		}
	case negotiation.StandingJoined:
		d.Joined = append(d.Joined, ev.Seat)
		if ev.Stands {
			d.Status = "stands"
		}
	case negotiation.StandingTaken:
		d.Status = "taken"
	case negotiation.StandingWithdrawn:
		d.Status, d.Reason = "withdrawn", ev.Reason
	}
	d.ChangedAt = at(e)
	return d
}
