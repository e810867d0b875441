package view

import (
	"slices"
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Presence is a document of registry.presence: who is at the table and who is
// missing, class by class and always by name, with what was tried to reach them.
type Presence struct {
	ID      string         `json:"id"`
	Classes []ClassAt      `json:"classes"`
	Seats   []SeatPresence `json:"seats"` // all of them, in the order of their opening
}

// ClassAt counts the seats of a class. What seats do is open: no number is
// hidden.
type ClassAt struct {
	Name        string `json:"name"`
	Seats       int    `json:"seats"`
	Taken       int    `json:"taken"`
	Represented int    `json:"represented"`
	Missing     int    `json:"missing"` // neither taken nor represented
}

// SeatPresence is one chair as it is counted.
type SeatPresence struct {
	Seat     string             `json:"seat"`
	Class    string             `json:"class"`
	State    registry.SeatState `json:"state"`
	Advocate string             `json:"advocate,omitempty"`
	Attempts int                `json:"attempts"`
}

// Row implements [project.Document].
func (p *Presence) Row() project.Row { return project.Row{Audience: Everybody} }

func thePresence(e project.Event) []string {
	switch e.Event.(type) {
	case registry.InitiativeOpened, registry.ClassAdded, registry.ClassesChanged:
		return []string{e.Commit.Aggregate}
	case registry.LevelStated:
		return nil
	}
	if _, ok := seatOf(e.Event); ok {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyPresence(id string, p *Presence, e project.Event) *Presence {
	switch event := e.Event.(type) {
	case registry.InitiativeOpened:
		return &Presence{ID: id, Classes: []ClassAt{}, Seats: []SeatPresence{}}
	case registry.ClassAdded:
		p.Classes = append(p.Classes, ClassAt{Name: event.Called})
	case registry.ClassesChanged:
		p.Classes = replaced(p.Classes, event, func(c ClassAt) string { return c.Name }, func(name string) ClassAt { return ClassAt{Name: name} })
	case registry.SeatOpened:
		p.Seats = append(p.Seats, SeatPresence{Seat: event.Seat, Class: event.Class, State: registry.Empty})
	}
	for i := range p.Seats {
		p.Seats[i].change(e.Event)
	}
	p.count()
	return p
}

func (s *SeatPresence) change(e record.Event) {
	if e, changed := e.(registry.ClassesChanged); changed {
		s.Class = classOf(e, s.Seat, s.Class)
		return
	}
	seat, ok := seatOf(e)
	if !ok || seat != s.Seat {
		return
	}
	if _, tried := e.(registry.AttemptRecorded); tried {
		s.Attempts++
		return
	}
	row := registry.SeatRow{State: s.State, Advocate: s.Advocate}
	sit(&row, e)
	s.State, s.Advocate = row.State, row.Advocate
}

func (p *Presence) count() {
	for i := range p.Classes {
		c := ClassAt{Name: p.Classes[i].Name}
		for _, s := range p.Seats {
			if s.Class != c.Name {
				continue
			}
			c.Seats++
			switch s.State {
			case registry.Taken:
				c.Taken++
			case registry.Represented:
				c.Represented++
			default:
				c.Missing++
			}
		}
		p.Classes[i] = c
	}
}

// classOf is the class of a seat after a change.
func classOf(e registry.ClassesChanged, seat, before string) string {
	for _, p := range e.Into {
		if slices.Contains(p.Seats, seat) {
			return p.Called
		}
	}
	return before
}

// replaced puts what classes become where the first of them stood.
func replaced[C any](list []C, e registry.ClassesChanged, name func(C) string, made func(string) C) []C {
	out := []C{}
	for _, c := range list {
		switch {
		case !slices.Contains(e.Classes, name(c)):
			out = append(out, c)
		case strings.EqualFold(name(c), e.Classes[0]):
			for _, p := range e.Into {
				out = append(out, made(p.Called))
			}
		}
	}
	return out
}
