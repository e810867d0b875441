package view

import (
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Person is a document of registry.person.
type Person struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Language string `json:"language,omitempty"`
	Zone     string `json:"zone,omitempty"`
}

// Row implements [project.Document]. People stand in no list: they are found
// where they act.
func (p *Person) Row() project.Row {
	return project.Row{Sort: strings.ToLower(p.Name), Audience: Everybody}
}

func thePerson(e project.Event) []string {
	if e.Event.(registry.Event).Of() != registry.OfPerson {
		return nil
	}
	return []string{e.Commit.Aggregate}
}

func applyPerson(id string, p *Person, e project.Event) *Person {
	switch e := e.Event.(type) {
	case registry.PersonRegistered:
		p = &Person{ID: id, Name: e.Called, Language: e.Language, Zone: e.Zone}
	case registry.PersonRenamed:
		p.Name = e.Called
	}
	return p
}

// Organization is a document of registry.organization: what everybody may know
// of it. Who belongs to it is for its members.
type Organization struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Purpose   string           `json:"purpose"`
	Kind      string           `json:"kind,omitempty"`
	Founder   string           `json:"founder"`
	FoundedAt registry.Instant `json:"foundedAt"`
}

// Row implements [project.Document].
func (o *Organization) Row() project.Row {
	return project.Row{Parent: "all", Sort: strings.ToLower(o.Name), Audience: Everybody}
}

func theOrganization(e project.Event) []string {
	if _, founded := e.Event.(registry.OrganizationFounded); !founded {
		return nil
	}
	return []string{e.Commit.Aggregate}
}

func applyOrganization(id string, _ *Organization, e project.Event) *Organization {
	f := e.Event.(registry.OrganizationFounded)
	return &Organization{ID: id, Name: f.Called, Purpose: f.Purpose, Kind: f.Form, Founder: f.Founder, FoundedAt: registry.InstantOf(e.At())}
}

// Part is what a person is in an organization, as both sides list it.
type Part struct {
	ID           string           `json:"id"`
	Person       string           `json:"person"`
	Organization string           `json:"organization"`
	Roles        []registry.Role  `json:"roles"`
	Since        registry.Instant `json:"since"`
}

// Membership is a document of registry.membership: one of the person's own list.
type Membership struct{ Part }

// Row implements [project.Document].
func (m *Membership) Row() project.Row {
	return project.Row{Parent: m.Person, Sort: sortable(m.Since), Audience: "person:" + m.Person}
}

// MembershipID is the id of the membership of a person in an organization.
func MembershipID(person, organization string) string {
	return record.NewID("mem", person, organization)
}

// Member is a document of registry.member: one of the organization's own list.
type Member struct{ Part }

// Row implements [project.Document].
func (m *Member) Row() project.Row {
	return project.Row{Parent: m.Organization, Sort: sortable(m.Since), Audience: "org:" + m.Organization}
}

func theMembership(e project.Event) []string {
	if person, _, changed := roles(e.Event); changed {
		return []string{MembershipID(person, e.Commit.Aggregate)}
	}
	return nil
}

func applyMembership(id string, m *Membership, e project.Event) *Membership {
	if m == nil {
		m = &Membership{}
	}
	if !m.become(id, e) {
		return nil
	}
	return m
}

// MemberID is the id of a person's place in an organization's own list.
func MemberID(organization, person string) string {
	return record.NewID("mbr", organization, person)
}

func theMember(e project.Event) []string {
	if person, _, changed := roles(e.Event); changed {
		return []string{MemberID(e.Commit.Aggregate, person)}
	}
	return nil
}

func applyMember(id string, m *Member, e project.Event) *Member {
	if m == nil {
		m = &Member{}
	}
	if !m.become(id, e) {
		return nil
	}
	return m
}

// become gives the part its roles and tells whether there is still one.
func (p *Part) become(id string, e project.Event) bool {
	person, held, _ := roles(e.Event)
	if p.ID == "" {
		*p = Part{ID: id, Person: person, Organization: e.Commit.Aggregate, Since: registry.InstantOf(e.At())}
	}
	p.Roles = held
	return held != nil
}

// roles returns whose roles an event changes and what they are from now on;
// none means that the person has left.
func roles(e record.Event) (person string, held []registry.Role, changed bool) {
	switch e := e.(type) {
	case registry.OrganizationFounded:
		return e.Founder, []registry.Role{registry.Steward, registry.Member}, true
	case registry.MemberAdded:
		return e.Person, e.Roles, true
	case registry.RolesChanged:
		return e.Person, e.Roles, true
	case registry.MemberRemoved:
		return e.Person, nil, true
	case registry.MemberLeft:
		return e.Person, nil, true
	}
	return "", nil, false
}

// sortable is an instant in a form that sorts as text.
func sortable(i registry.Instant) string { return i.UTC().Format("2006-01-02T15:04:05.000Z") }
