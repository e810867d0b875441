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
	Advocate     string             `json:"advocate,omitempty"`  // who speaks in it, if represented
	Interests    string             `json:"interests,omitempty"` // that the advocate has declared
	Reason       string             `json:"reason,omitempty"`    // of whoever declined or left last
	Since        registry.Instant   `json:"since"`               // of the state
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
	var keys []string
	if e, changed := e.Event.(registry.ClassesChanged); changed {
		for _, p := range e.Into {
			keys = append(keys, p.Seats...)
		}
	}
	return keys
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
	case registry.SeatRedirected:
		return e.Seat, true
	case registry.SeatRepresented:
		return e.Seat, true
	case registry.AdvocateEnded:
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
	if event, changed := e.Event.(registry.ClassesChanged); changed {
		s.Class = classOf(event, id, s.Class)
		return s
	}
	row := registry.SeatRow{State: s.State, Organization: s.Organization, Seeks: s.Seeks, Advocate: s.Advocate}
	sit(&row, e.Event)
	if row.State != s.State || row.Advocate != s.Advocate || row.Organization != s.Organization {
		s.Since = at
	}
	s.State, s.Organization, s.Seeks, s.Advocate, s.Reason = row.State, row.Organization, row.Seeks, row.Advocate, reason(e.Event)
	if event, represented := e.Event.(registry.SeatRepresented); represented {
		s.Interests = event.Interests
	} else if s.Advocate == "" {
		s.Interests = ""
	}
	return s
}

// sit changes state and holder of a seat. While an advocate speaks in it, an
// invitation changes nothing until it is taken.
func sit(row *registry.SeatRow, e record.Event) {
	stand := func(state registry.SeatState) {
		if row.Advocate == "" {
			row.State = state
		}
	}
	switch e := e.(type) {
	case registry.SeatInvited:
		stand(registry.Invited)
	case registry.InvitationRevoked, registry.InvitationExpired, registry.SeatRedirected:
		stand(registry.Empty)
	case registry.SeatDeclined:
		stand(registry.Declined)
	case registry.SeatTaken:
		row.State, row.Organization, row.Seeks, row.Advocate = registry.Taken, e.Organization, e.Seeks, ""
	case registry.SeatRepresented:
		row.State, row.Advocate = registry.Represented, e.Advocate
	case registry.AdvocateEnded:
		row.State, row.Advocate = e.State, ""
	case registry.SeatVacated:
		row.State, row.Organization, row.Seeks = registry.Vacated, "", 0
	}
}

func reason(e record.Event) string {
	switch e := e.(type) {
	case registry.SeatDeclined:
		return e.Reason
	case registry.SeatVacated:
		return e.Reason
	case registry.AdvocateEnded:
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
