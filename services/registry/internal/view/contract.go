package view

import (
	"slices"

	"parley.example/events/project"
	"parley.example/events/registry"
)

// Authority is a document of registry.authority.
type Authority struct{ registry.Authority }

// Row implements [project.Document].
func (a *Authority) Row() project.Row {
	return project.Row{Parent: a.Organization, Sort: a.Person, Audience: "person:" + a.Person}
}

func theAuthorities(e project.Event) []string {
	people := affected(e)
	keys := make([]string, len(people))
	for i, person := range people {
		keys[i] = registry.AuthorityID(person, e.Commit.Aggregate)
	}
	return keys
}

// affected returns the people whose authority an event changes.
func affected(e project.Event) []string {
	if person, _, changed := roles(e.Event); changed {
		return []string{person}
	}
	var people []string
	switch e := e.Event.(type) {
	case registry.MandateGranted:
		people = []string{e.Delegate, e.Deputy}
	case registry.DeputyNamed:
		people = []string{e.Before, e.Deputy}
	case registry.MandateHandedOver:
		people = handedOver(e)
	default:
		if m, over := mandateOver(e); over {
			people = []string{m.Delegate, m.Deputy}
		}
	}
	return slices.DeleteFunc(people, func(p string) bool { return p == "" })
}

func applyAuthority(id string, a *Authority, e project.Event) *Authority {
	if person, held, changed := roles(e.Event); changed {
		if held == nil {
			return nil
		}
		if a == nil {
			a = &Authority{registry.Authority{Person: person, Organization: e.Commit.Aggregate, Mandates: []registry.Mandate{}}}
		}
		a.Roles, a.Version = held, e.Commit.Version
		return a
	}
	if a == nil {
		return nil // who has left holds nothing that could change
	}
	a.Version = e.Commit.Version
	switch event := e.Event.(type) {
	case registry.MandateGranted:
		a.hold(event.Terms)
	case registry.DeputyNamed:
		a.drop(event.Mandate)
		a.hold(event.Terms)
	case registry.MandateHandedOver:
		a.drop(event.Mandate)
		a.hold(event.Terms)
	default:
		m, _ := mandateOver(event)
		a.drop(m.Mandate)
	}
	return a
}

// hold adds the mandate if it is this person's.
func (a *Authority) hold(t registry.Terms) {
	m := registry.Mandate{
		ID: t.Mandate, Initiative: t.Initiative, Acts: t.Acts, Until: t.Until, Limited: t.Limited,
		Role: registry.Delegate, Version: a.Version,
	}
	switch a.Person {
	case t.Delegate:
	case t.Deputy:
		m.Role = registry.Deputy
	default:
		return
	}
	a.Mandates = append(a.Mandates, m)
}

func (a *Authority) drop(mandate string) {
	a.Mandates = slices.DeleteFunc(a.Mandates, func(m registry.Mandate) bool { return m.ID == mandate })
}

// Seats is a document of registry.seats.
type Seats struct{ registry.Seats }

// Row implements [project.Document].
func (s *Seats) Row() project.Row { return project.Row{Parent: s.Initiative, Audience: Everybody} }

func theSeats(e project.Event) []string {
	switch e.Event.(type) {
	case registry.AttemptRecorded:
		return nil
	case registry.InitiativeOpened, registry.ClassesChanged:
		return []string{e.Commit.Aggregate}
	}
	if _, ok := seatOf(e.Event); ok {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applySeats(id string, s *Seats, e project.Event) *Seats {
	if event, opened := e.Event.(registry.InitiativeOpened); opened {
		s = &Seats{registry.Seats{
			Initiative: id, Convener: event.Convener, Level: event.Level, Zone: event.Zone, Seats: []registry.SeatRow{},
		}}
	}
	if event, opened := e.Event.(registry.SeatOpened); opened {
		s.Seats.Seats = append(s.Seats.Seats, registry.SeatRow{ID: event.Seat, Class: event.Class, Name: event.Called, State: registry.Empty})
	} else if event, changed := e.Event.(registry.ClassesChanged); changed {
		for i := range s.Seats.Seats {
			row := &s.Seats.Seats[i]
			row.Class = classOf(event, row.ID, row.Class)
		}
	} else if seat, ok := seatOf(e.Event); ok {
		for i := range s.Seats.Seats {
			if row := &s.Seats.Seats[i]; row.ID == seat {
				change(row, e)
			}
		}
	}
	s.Version = e.Commit.Version
	return s
}

func change(row *registry.SeatRow, e project.Event) {
	if e, stated := e.Event.(registry.LevelStated); stated {
		row.Seeks = e.Seeks
		return
	}
	sit(row, e.Event)
}
