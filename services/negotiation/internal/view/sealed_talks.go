package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// EnvelopeID is the id of what a seat has laid under seal in a round.
func EnvelopeID(round, seat string) string { return record.NewID("evl", round, seat) }

// JointID is the id under which one author knows a joint package that is on its
// way to the table.
func JointID(joint, seat string) string { return record.NewID("jnt", joint, seat) }

// Envelope is what a seat has laid under seal in a round, for its team.
type Envelope struct {
	ID          string                       `json:"id"`
	Negotiation string                       `json:"negotiation"`
	Round       string                       `json:"round"`
	Seat        string                       `json:"seat"`
	Packages    []negotiation.SealedPackage  `json:"packages"`
	Positions   []negotiation.SealedPosition `json:"positions"`
	By          string                       `json:"by"`
	At          negotiation.Instant          `json:"at"`
}

// Row implements [project.Document].
func (d *Envelope) Row() project.Row {
	return project.Row{Parent: d.Round, Sort: d.Seat, Audience: "seat:" + d.Seat}
}

func envelopes() project.View {
	return project.Of(project.View{Table: "envelope", Version: 1, Audience: onSeat}, touchesEnvelope, projectEnvelope)
}

func touchesEnvelope(e project.Event) []string {
	if ev, is := e.Event.(negotiation.EnvelopeFilled); is {
		return one(EnvelopeID(ev.Round, ev.Seat))
	}
	return nil
}

func projectEnvelope(key string, d *Envelope, e project.Event) *Envelope {
	ev, is := e.Event.(negotiation.EnvelopeFilled)
	if !is {
		return d
	}
	return &Envelope{
		ID: key, Negotiation: ev.Negotiation, Round: ev.Round, Seat: ev.Seat, By: author(e), At: at(e),
		Packages: append([]negotiation.SealedPackage{}, ev.Packages...), Positions: append([]negotiation.SealedPosition{}, ev.Positions...),
	}
}

// Joint is a package of several seats before it is tabled, for one of them.
type Joint struct {
	ID          string                `json:"id"`
	Joint       string                `json:"joint"` // what all its authors have in common
	Negotiation string                `json:"negotiation"`
	Seat        string                `json:"seat"` // who reads this
	Place       string                `json:"place"`
	Seats       []string              `json:"seats"`
	Confirmed   []string              `json:"confirmed"`
	Status      string                `json:"status"` // open, complete, dropped
	Package     string                `json:"package"`
	As          negotiation.Purpose   `json:"as"`
	Values      []negotiation.Setting `json:"values"`
	CounterTo   string                `json:"counterTo,omitempty"`
	ExpiresAt   *negotiation.Instant  `json:"expiresAt,omitempty"`
	Note        string                `json:"note,omitempty"`
	DroppedBy   string                `json:"droppedBy,omitempty"`
	Reason      string                `json:"reason,omitempty"`
}

// Row implements [project.Document].
func (d *Joint) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Place, Audience: "seat:" + d.Seat}
}

func joints() project.View {
	return project.Of(project.View{Table: "joint", Version: 1, Audience: onSeat}, touchesJoint, projectJoint)
}

func touchesJoint(e project.Event) []string {
	var seats []string
	switch ev := e.Event.(type) {
	case negotiation.JointDrafted:
		seats = ev.Seats
	case negotiation.JointConfirmed:
		seats = ev.Seats
	case negotiation.JointDropped:
		seats = ev.Seats
	}
	var keys []string
	for _, s := range seats {
		keys = append(keys, JointID(e.Commit.Aggregate, s))
	}
	return keys
}

func projectJoint(key string, d *Joint, e project.Event) *Joint {
	switch ev := e.Event.(type) {
	case negotiation.JointDrafted:
		d = &Joint{
			ID: key, Joint: e.Commit.Aggregate, Negotiation: ev.Negotiation, Place: place(uint64(e.At().UnixMilli())), Seats: ev.Seats,
			Confirmed: ev.Seats[:1:1], Status: "open", Package: ev.Package, As: ev.As, Values: append([]negotiation.Setting{}, ev.Values...),
			CounterTo: ev.CounterTo, ExpiresAt: ev.ExpiresAt, Note: ev.Note,
		}
		for _, s := range ev.Seats {
			if JointID(e.Commit.Aggregate, s) == key {
				d.Seat = s
			}
		}
	case negotiation.JointConfirmed:
		d.Confirmed = append(d.Confirmed, ev.Seat)
		if ev.Last {
			d.Status = "complete"
		}
	case negotiation.JointDropped:
		d.Status, d.DroppedBy, d.Reason = "dropped", ev.Seat, ev.Reason
	}
	return d
}
