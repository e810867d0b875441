package view

import (
	"slices"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/registry/internal/agent"
)

// Profile is a document of registry.profile: what an organization says of
// itself. Its id is the organization's.
type Profile struct {
	Organization string           `json:"organization"`
	Purposes     []string         `json:"purposes"`
	Offers       []string         `json:"offers"`
	Needs        []string         `json:"needs"`
	Expertise    []string         `json:"expertise"`
	Meets        bool             `json:"meets"`
	Since        registry.Instant `json:"since"`
}

// Row implements [project.Document].
func (p *Profile) Row() project.Row { return project.Row{Parent: p.Organization, Audience: Everybody} }

func theProfile(e project.Event) []string {
	if _, revised := e.Event.(registry.ProfileRevised); revised {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyProfile(id string, _ *Profile, e project.Event) *Profile {
	p := e.Event.(registry.ProfileRevised)
	return &Profile{
		Organization: id, Purposes: list(p.Purposes), Offers: list(p.Offers), Needs: list(p.Needs), Expertise: list(p.Expertise),
		Meets: p.Meets, Since: registry.InstantOf(e.At()),
	}
}

// list is a list that is there, even if nothing is in it.
func list(l []string) []string { return append([]string{}, l...) }

// Expertise is a document of registry.expertise: what somebody knows who wants
// to be found. Its id is the person's.
type Expertise struct {
	Person    string   `json:"person"`
	Expertise []string `json:"expertise"`
}

// Row implements [project.Document].
func (x *Expertise) Row() project.Row { return project.Row{Parent: x.Person, Audience: Everybody} }

// OwnExpertise is the same as the person alone reads it, found or not.
type OwnExpertise struct {
	Expertise
	Findable bool `json:"findable"`
}

// Row implements [project.Document].
func (x *OwnExpertise) Row() project.Row {
	return project.Row{Parent: x.Person, Audience: "person:" + x.Person}
}

func theExpertise(e project.Event) []string {
	if _, revised := e.Event.(registry.ExpertiseRevised); revised {
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyExpertise(id string, _ *Expertise, e project.Event) *Expertise {
	x := e.Event.(registry.ExpertiseRevised)
	if !x.Findable {
		return nil
	}
	return &Expertise{Person: id, Expertise: list(x.Expertise)}
}

func applyOwnExpertise(id string, _ *OwnExpertise, e project.Event) *OwnExpertise {
	x := e.Event.(registry.ExpertiseRevised)
	return &OwnExpertise{Expertise: Expertise{Person: id, Expertise: list(x.Expertise)}, Findable: x.Findable}
}

// Naming is a document of registry.naming: one peer's word for a person, for
// that peer and in the shape in which everybody reads it once it counts.
type Naming struct {
	ID           string           `json:"id"`
	Person       string           `json:"person"`
	By           string           `json:"by"`
	Organization string           `json:"organization"`
	Why          string           `json:"why"`
	At           registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (n *Naming) Row() project.Row {
	return project.Row{Parent: n.By, Sort: sortable(n.At), Audience: "person:" + n.By}
}

// NamingID is the id of a peer's word for a person.
func NamingID(person, by string) string { return record.NewID("nam", person, by) }

func theNaming(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.PeerNamed:
		return []string{NamingID(e.Person, e.By)}
	case registry.NamingWithdrawn:
		return []string{NamingID(e.Person, e.By)}
	}
	return nil
}

func applyNaming(id string, _ *Naming, e project.Event) *Naming {
	n, named := e.Event.(registry.PeerNamed)
	if !named {
		return nil
	}
	return &Naming{ID: id, Person: n.Person, By: n.By, Organization: n.Organization, Why: n.Why, At: registry.InstantOf(e.At())}
}

// ChangeAgent is a document of registry.change_agent: who has named a person.
// It is for everybody while they are enough, until then for the person alone.
// Its id is the person's.
type ChangeAgent struct {
	To      string            `json:"to"`
	Person  string            `json:"person"`
	Agent   bool              `json:"agent"`
	Down    bool              `json:"down"` // does not want to be named
	Namings []Naming          `json:"namings"`
	Since   *registry.Instant `json:"since,omitempty"` // of being one
}

// Row implements [project.Document].
func (a *ChangeAgent) Row() project.Row {
	if a.Agent {
		return project.Row{Parent: "all", Sort: sortable(*a.Since), Audience: a.To}
	}
	return project.Row{Parent: a.Person, Audience: a.To}
}

func theAgent(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.PeerNamed:
		return []string{e.Person}
	case registry.NamingWithdrawn:
		return []string{e.Person}
	case registry.AgentStoodDown:
		return []string{e.Person}
	case registry.AgentStoodUp:
		return []string{e.Person}
	}
	return nil
}

func applyAgent(id string, a *ChangeAgent, e project.Event) *ChangeAgent {
	if a == nil {
		a = &ChangeAgent{Person: id, Namings: []Naming{}}
	}
	switch event := e.Event.(type) {
	case registry.PeerNamed:
		a.Namings = append(a.Namings, *applyNaming(NamingID(event.Person, event.By), nil, e))
	case registry.NamingWithdrawn:
		a.Namings = slices.DeleteFunc(a.Namings, func(n Naming) bool { return n.By == event.By })
	case registry.AgentStoodDown:
		a.Namings, a.Down = []Naming{}, true
	case registry.AgentStoodUp:
		a.Down = false
	}
	a.To = "person:" + id
	if was := a.Agent; a.count() {
		a.To = Everybody
		if !was {
			at := registry.InstantOf(e.At())
			a.Since = &at
		}
	}
	return a
}

// count tells, as the rules do, whether those who named are enough.
func (a *ChangeAgent) count() bool {
	namings := make([]registry.PeerNamed, len(a.Namings))
	for i, n := range a.Namings {
		namings[i] = registry.PeerNamed{By: n.By, Organization: n.Organization}
	}
	if a.Agent = agent.Enough(namings) && !a.Down; !a.Agent {
		a.Since = nil
	}
	return a.Agent
}
