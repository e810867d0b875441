package view

import (
	"strings"

	"parley.example/events/project"
	"parley.example/events/registry"
)

// Sitting is a document of registry.sitting: a table at which an organization
// has a part, in its own list. It is as open as the seats are.
type Sitting struct {
	ID           string           `json:"id"` // of the seat; of who convened, the initiative's
	Organization string           `json:"organization"`
	Initiative   string           `json:"initiative"`
	Seat         string           `json:"seat,omitempty"`
	Convenes     bool             `json:"convenes"`
	Since        registry.Instant `json:"since"`
}

// Row implements [project.Document].
func (s *Sitting) Row() project.Row {
	return project.Row{Parent: s.Organization, Sort: sortable(s.Since), Audience: Everybody}
}

func theSittings(e project.Event) []string {
	switch ev := e.Event.(type) {
	case registry.InitiativeOpened:
		return []string{e.Commit.Aggregate}
	case registry.SeatTaken:
		return []string{ev.Seat}
	case registry.SeatVacated:
		return []string{ev.Seat}
	}
	return nil
}

func applySitting(id string, _ *Sitting, e project.Event) *Sitting {
	s := &Sitting{ID: id, Initiative: e.Commit.Aggregate, Since: registry.InstantOf(e.At())}
	switch ev := e.Event.(type) {
	case registry.InitiativeOpened:
		s.Organization, s.Convenes = ev.Convener.Organization, true
	case registry.SeatTaken:
		s.Organization, s.Seat = ev.Organization, ev.Seat
	default:
		return nil
	}
	return s
}

// OwnMandate is a document of registry.own_mandate: one that a person holds, in
// their own list, whichever organization they act for.
type OwnMandate struct {
	ID           string               `json:"id"`
	Mandate      string               `json:"mandate"`
	Person       string               `json:"person"`
	Organization string               `json:"organization"`
	Initiative   string               `json:"initiative,omitempty"`
	Acts         []registry.Act       `json:"acts"`
	Until        registry.Instant     `json:"until"`
	Limited      bool                 `json:"limited"`
	Role         registry.MandateRole `json:"role"`
}

// Row implements [project.Document].
func (m *OwnMandate) Row() project.Row {
	return project.Row{Parent: m.Person, Sort: sortable(m.Until), Audience: "person:" + m.Person}
}

// theOwnMandates are those whose holders change, as in registry.holder.
func theOwnMandates(e project.Event) []string {
	if _, is := termsOf(e); is {
		return theHolders(e)
	}
	if m, over := mandateOver(e.Event); over {
		return parts(m.Mandate, m.Deputy)
	}
	return nil
}

func termsOf(e project.Event) (registry.Terms, bool) {
	switch ev := e.Event.(type) {
	case registry.MandateGranted:
		return ev.Terms, true
	case registry.DeputyNamed:
		return ev.Terms, true
	case registry.MandateHandedOver:
		return ev.Terms, true
	}
	return registry.Terms{}, false
}

func applyOwnMandate(key string, _ *OwnMandate, e project.Event) *OwnMandate {
	t, is := termsOf(e)
	m := &OwnMandate{
		ID: key, Mandate: t.Mandate, Person: t.Delegate, Organization: e.Commit.Aggregate, Initiative: t.Initiative,
		Acts: t.Acts, Until: t.Until, Limited: t.Limited, Role: registry.Delegate,
	}
	if strings.HasSuffix(key, "/deputy") {
		m.Person, m.Role = t.Deputy, registry.Deputy
	}
	if !is || m.Person == "" {
		return nil
	}
	return m
}
