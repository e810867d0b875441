package view

import (
	"fmt"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Seat is a document of registry.seat: who is called, who sits there, who
// declined and why, and how often somebody tried to reach them.
type Seat struct {
	ID           string             `json:"id"`
	Initiative   string             `json:"initiative"`
	Class        string             `json:"class"`
	Name         string             `json:"name"`
	Affects      string             `json:"affects,omitempty"`
	State        registry.SeatState `json:"state"`
	Organization string             `json:"organization,omitempty"`
	Seeks        registry.Level     `json:"seeks,omitempty"`
	Reason       string             `json:"reason,omitempty"` // of whoever declined or left last
	Since        registry.Instant   `json:"since"`            // of the state
	Attempts     []Tried            `json:"attempts"`
	Order        string             `json:"order"`
}

// Tried is what everybody may know of an attempt to reach somebody.
type Tried struct {
	Channel string           `json:"channel"`
	At      registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (s *Seat) Row() project.Row {
	return project.Row{Parent: s.Initiative, Sort: s.Order, Audience: Everybody}
}

func theSeat(e project.Event) []string {
	if seat, ok := seatOf(e.Event); ok {
		return []string{seat}
	}
	return nil
}

// seatOf returns the seat that an event is about.
func seatOf(e record.Event) (seat string, ok bool) {
	switch e := e.(type) {
	case registry.SeatOpened:
		return e.Seat, true
	case registry.SeatInvited:
		return e.Seat, true
	case registry.InvitationRevoked:
		return e.Seat, true
	case registry.InvitationExpired:
		return e.Seat, true
	case registry.SeatTaken:
		return e.Seat, true
	case registry.SeatDeclined:
		return e.Seat, true
	case registry.SeatVacated:
		return e.Seat, true
	case registry.LevelStated:
		return e.Seat, true
	case registry.AttemptRecorded:
		return e.Seat, true
	}
	return "", false
}

func applySeat(id string, s *Seat, e project.Event) *Seat {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.SeatOpened:
		return &Seat{
			ID: id, Initiative: e.Commit.Aggregate, Class: event.Class, Name: event.Called, Affects: event.Affects,
			State: registry.Empty, Since: at, Attempts: []Tried{}, Order: fmt.Sprintf("%010d/%03d", e.Commit.Version, e.Index),
		}
	case registry.LevelStated:
		s.Seeks = event.Seeks
		return s
	case registry.AttemptRecorded:
		s.Attempts = append(s.Attempts, Tried{event.Channel, at})
		return s
	}
	row := registry.SeatRow{}
	sit(&row, e.Event)
	s.State, s.Organization, s.Seeks, s.Reason, s.Since = row.State, row.Organization, row.Seeks, reason(e.Event), at
	return s
}

// sit changes state and holder of a seat.
func sit(row *registry.SeatRow, e record.Event) {
	row.Organization, row.Seeks = "", 0
	switch e := e.(type) {
	case registry.SeatInvited:
		row.State = registry.Invited
	case registry.InvitationRevoked, registry.InvitationExpired:
		row.State = registry.Empty
	case registry.SeatTaken:
		row.State, row.Organization, row.Seeks = registry.Taken, e.Organization, e.Seeks
	case registry.SeatDeclined:
		row.State = registry.Declined
	case registry.SeatVacated:
		row.State = registry.Vacated
	}
}

func reason(e record.Event) string {
	switch e := e.(type) {
	case registry.SeatDeclined:
		return e.Reason
	case registry.SeatVacated:
		return e.Reason
	}
	return ""
}

// Attempt is a document of registry.attempt: what those at the table may know
// of an attempt to reach somebody.
type Attempt struct {
	ID         string           `json:"id"`
	Initiative string           `json:"initiative"`
	Seat       string           `json:"seat"`
	Channel    string           `json:"channel"`
	Note       string           `json:"note"`
	By         string           `json:"by"`
	At         registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (a *Attempt) Row() project.Row {
	return project.Row{Parent: a.Seat, Sort: sortable(a.At), Audience: "table:" + a.Initiative}
}

func theAttempt(e project.Event) []string {
	if e, tried := e.Event.(registry.AttemptRecorded); tried {
		return []string{e.Attempt}
	}
	return nil
}

func applyAttempt(id string, _ *Attempt, e project.Event) *Attempt {
	event := e.Event.(registry.AttemptRecorded)
	return &Attempt{
		ID: id, Initiative: e.Commit.Aggregate, Seat: event.Seat,
		Channel: event.Channel, Note: event.Note, By: event.By, At: registry.InstantOf(e.At()),
	}
}
