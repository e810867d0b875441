package view

import (
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Anybody is the audience of what needs no account.
const Anybody = "public"

// maxTurns is how many changes of a page are shown, the newest last.
const maxTurns = 20

// PublicInitiative is a document of registry.public_initiative: what anybody may
// read of an initiative. Where it has no public page those at the table read it,
// as it would look.
type PublicInitiative struct {
	ID           string           `json:"id"`
	To           string           `json:"to"`
	Shown        bool             `json:"shown"`
	Title        string           `json:"title"`
	Purpose      string           `json:"purpose"`
	Level        registry.Level   `json:"level"`
	Visions      registry.Visions `json:"visions"`
	Zone         string           `json:"zone"`
	Languages    []string         `json:"languages"`
	Organization string           `json:"organization"` // that convened
	Classes      []ClassAt        `json:"classes"`
	Seats        []PublicSeat     `json:"seats"`
	Turns        []PageTurn       `json:"turns"`
	OpenedAt     registry.Instant `json:"openedAt"`
}

// PublicSeat is one chair as anybody may know it. Who was invited, who said no
// and why is not among it: a chair is taken, spoken for, or empty.
type PublicSeat struct {
	Seat         string            `json:"seat"`
	Class        string            `json:"class"`
	Name         string            `json:"name"`
	State        string            `json:"state"`                  // taken, represented, empty
	Organization string            `json:"organization,omitempty"` // that it names
	Attempts     int               `json:"attempts"`
	TriedAt      *registry.Instant `json:"triedAt,omitempty"`
	Advocate     bool              `json:"advocate"`
}

// PageTurn is one time that the page was shown or hidden.
type PageTurn struct {
	Shown  bool             `json:"shown"`
	Reason string           `json:"reason"`
	At     registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (p *PublicInitiative) Row() project.Row {
	return project.Row{Parent: "all", Sort: sortable(p.OpenedAt), Audience: p.To}
}

func thePublicInitiative(e project.Event) []string {
	switch e.Event.(type) {
	case registry.InitiativeOpened, registry.ClassAdded, registry.ClassesChanged, registry.VisionsRevised, registry.PageSet, registry.NameShown:
		return []string{e.Commit.Aggregate}
	case registry.LevelStated:
		return nil
	}
	if _, ok := seatOf(e.Event); ok {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyPublicInitiative(id string, p *PublicInitiative, e project.Event) *PublicInitiative {
	switch event := e.Event.(type) {
	case registry.InitiativeOpened:
		p = &PublicInitiative{
			ID: id, Title: event.Title, Purpose: event.Purpose, Level: event.Level, Visions: event.Visions, Zone: event.Zone,
			Languages: event.Languages, Organization: event.Convener.Organization, OpenedAt: registry.InstantOf(e.At()),
			Classes: []ClassAt{}, Seats: []PublicSeat{}, Turns: []PageTurn{}, Shown: event.Level >= registry.PublicFrom,
		}
	case registry.ClassAdded:
		p.Classes = append(p.Classes, ClassAt{Name: event.Called})
	case registry.ClassesChanged:
		p.Classes = replaced(p.Classes, event, func(c ClassAt) string { return c.Name }, func(name string) ClassAt { return ClassAt{Name: name} })
	case registry.VisionsRevised:
		p.Visions = event.Visions
	case registry.SeatOpened:
		p.Seats = append(p.Seats, PublicSeat{Seat: event.Seat, Class: event.Class, Name: event.Called, State: "empty"})
	case registry.PageSet:
		p.Shown = event.Shown
		p.Turns = append(p.Turns, PageTurn{event.Shown, event.Reason, registry.InstantOf(e.At())})
		p.Turns = p.Turns[max(0, len(p.Turns)-maxTurns):]
	}
	for i := range p.Seats {
		p.Seats[i].change(e)
	}
	p.count()
	p.To = "table:" + id
	if p.Shown {
		p.To = Anybody
	}
	return p
}

func (s *PublicSeat) change(e project.Event) {
	switch event := e.Event.(type) {
	case registry.ClassesChanged:
		s.Class = classOf(event, s.Seat, s.Class)
		return
	case registry.NameShown:
		if event.Seat == s.Seat {
			s.Organization = ""
			if event.Shown {
				s.Organization = event.Organization
			}
		}
		return
	}
	if seat, ok := seatOf(e.Event); !ok || seat != s.Seat {
		return
	}
	s.sit(e.Event)
	if _, tried := e.Event.(registry.AttemptRecorded); tried {
		at := registry.InstantOf(e.At())
		s.Attempts, s.TriedAt = s.Attempts+1, &at
	}
}

func (s *PublicSeat) sit(e record.Event) {
	switch e := e.(type) {
	case registry.SeatTaken:
		s.State, s.Organization, s.Advocate = "taken", e.Organization, false
	case registry.SeatVacated:
		s.State, s.Organization = "empty", ""
	case registry.SeatRepresented:
		s.State, s.Advocate = "represented", true
	case registry.AdvocateEnded:
		if s.State == "represented" {
			s.State, s.Advocate = "empty", false
		}
	}
}

func (p *PublicInitiative) count() {
	for i := range p.Classes {
		c := ClassAt{Name: p.Classes[i].Name}
		for _, s := range p.Seats {
			if s.Class != c.Name {
				continue
			}
			c.Seats++
			switch s.State {
			case "taken":
				c.Taken++
			case "represented":
				c.Represented++
			default:
				c.Missing++
			}
		}
		p.Classes[i] = c
	}
}

// PublicOrganization is a document of registry.public_organization: its name. A
// public document leads to it by its id, nothing lists it.
type PublicOrganization struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Row implements [project.Document].
func (o *PublicOrganization) Row() project.Row { return project.Row{Audience: Anybody} }

func applyPublicOrganization(id string, _ *PublicOrganization, e project.Event) *PublicOrganization {
	return &PublicOrganization{ID: id, Name: e.Event.(registry.OrganizationFounded).Called}
}

// Forward is a document of registry.stepped_forward, for who convened.
type Forward struct {
	ID           string           `json:"id"`
	Initiative   string           `json:"initiative"`
	Seat         string           `json:"seat,omitempty"`
	Person       string           `json:"person"`
	Organization string           `json:"organization,omitempty"`
	Words        string           `json:"words"`
	At           registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (f *Forward) Row() project.Row {
	return project.Row{Parent: f.Initiative, Sort: sortable(f.At), Audience: "convener:" + f.Initiative}
}

func theForward(e project.Event) []string {
	if e, forward := e.Event.(registry.SteppedForward); forward {
		return []string{e.Forward}
	}
	return nil
}

func applyForward(id string, _ *Forward, e project.Event) *Forward {
	f := e.Event.(registry.SteppedForward)
	return &Forward{
		ID: id, Initiative: e.Commit.Aggregate, Seat: f.Seat, Person: f.Person, Organization: f.Organization,
		Words: f.Words, At: registry.InstantOf(e.At()),
	}
}
