package view

import (
	"fmt"
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Community is a document of registry.community: its public face.
type Community struct {
	ID           string           `json:"id"`
	Name         string           `json:"name"`
	Purpose      string           `json:"purpose"`
	Charter      string           `json:"charter"` // id of the version in force
	Admission    int              `json:"admission"`
	Organization string           `json:"organization"` // that founded it
	Founder      string           `json:"founder"`
	Founders     []string         `json:"founders"` // that were called
	Members      int              `json:"memberCount"`
	FoundedAt    registry.Instant `json:"foundedAt"`
}

// Row implements [project.Document].
func (c *Community) Row() project.Row {
	return project.Row{Parent: "all", Sort: strings.ToLower(c.Name), Audience: Everybody}
}

// CharterID is the id of a version of a community's charter.
func CharterID(community string, version int) string {
	return record.NewID("cha", community, fmt.Sprint(version))
}

func theCommunity(e project.Event) []string {
	switch e.Event.(type) {
	case registry.CommunityFounded, registry.MemberAdmitted, registry.CommunityLeft, registry.CommunityRemoved, registry.CharterAdopted:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyCommunity(id string, c *Community, e project.Event) *Community {
	switch event := e.Event.(type) {
	case registry.CommunityFounded:
		c = &Community{
			ID: id, Name: event.Called, Purpose: event.Purpose, Charter: CharterID(id, event.Charter.Version), Admission: event.Charter.Admission,
			Organization: event.Organization, Founder: event.Person, Founders: list(event.Founders), Members: 1, FoundedAt: registry.InstantOf(e.At()),
		}
	case registry.MemberAdmitted:
		c.Members++
	case registry.CommunityLeft, registry.CommunityRemoved:
		c.Members--
	case registry.CharterAdopted:
		c.Charter, c.Admission = CharterID(id, event.Version), event.Admission
	}
	return c
}

// CharterText is a document of registry.charter: one version of it.
type CharterText struct {
	ID           string            `json:"id"`
	Community    string            `json:"community"`
	Version      int               `json:"version"`
	Text         string            `json:"text"`
	Admission    int               `json:"admission"`
	State        string            `json:"state"` // proposed, inForce, superseded, dropped
	Organization string            `json:"organization"`
	Person       string            `json:"person"`
	Agreed       []string          `json:"agreed"` // organizations
	At           registry.Instant  `json:"at"`
	Since        *registry.Instant `json:"since,omitempty"` // of the state
}

// Row implements [project.Document].
func (c *CharterText) Row() project.Row {
	return project.Row{Parent: c.Community, Sort: fmt.Sprintf("%06d", c.Version), Audience: Everybody}
}

func theCharters(e project.Event) []string {
	id := func(version int) string { return CharterID(e.Commit.Aggregate, version) }
	switch e := e.Event.(type) {
	case registry.CommunityFounded:
		return []string{id(e.Charter.Version)}
	case registry.CharterProposed:
		return []string{id(e.Version)}
	case registry.CharterAgreed:
		return []string{id(e.Version)}
	case registry.CharterAdopted:
		return []string{id(e.Version), id(e.Replaces)}
	case registry.CharterDropped:
		return []string{id(e.Version)}
	}
	return nil
}

func applyCharter(id string, c *CharterText, e project.Event) *CharterText {
	at := registry.InstantOf(e.At())
	written := func(t registry.Charter, by registry.Convener, state string) *CharterText {
		return &CharterText{
			ID: id, Community: e.Commit.Aggregate, Version: t.Version, Text: t.Text, Admission: t.Admission, State: state,
			Organization: by.Organization, Person: by.Person, Agreed: []string{by.Organization}, At: at, Since: &at,
		}
	}
	switch event := e.Event.(type) {
	case registry.CommunityFounded:
		return written(event.Charter, registry.Convener{Person: event.Person, Organization: event.Organization}, "inForce")
	case registry.CharterProposed:
		return written(event.Charter, event.By, "proposed")
	case registry.CharterAgreed:
		c.Agreed = append(c.Agreed, event.By.Organization)
		return c
	case registry.CharterAdopted:
		c.State = "superseded"
		if id == CharterID(e.Commit.Aggregate, event.Version) {
			c.State = "inForce"
		}
	case registry.CharterDropped:
		c.State = "dropped"
	}
	c.Since = &at
	return c
}

// Standing is a document of registry.standing_terms: what a member offers to
// every other.
type Standing struct {
	ID           string            `json:"id"`
	Community    string            `json:"community"`
	Organization string            `json:"organization"`
	Person       string            `json:"person"`
	Title        string            `json:"title"`
	Text         string            `json:"text"`
	State        string            `json:"state"` // offered, withdrawn
	Reason       string            `json:"reason,omitempty"`
	OfferedAt    registry.Instant  `json:"offeredAt"`
	WithdrawnAt  *registry.Instant `json:"withdrawnAt,omitempty"`
}

// Row implements [project.Document].
func (s *Standing) Row() project.Row {
	return project.Row{Parent: s.Community, Sort: sortable(s.OfferedAt), Audience: "community:" + s.Community}
}

func theStanding(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.StandingOffered:
		return []string{e.Standing}
	case registry.StandingWithdrawn:
		return []string{e.Standing}
	}
	return nil
}

func applyStanding(id string, s *Standing, e project.Event) *Standing {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.StandingOffered:
		return &Standing{
			ID: id, Community: e.Commit.Aggregate, Organization: event.Organization, Person: event.Person,
			Title: event.Title, Text: event.Text, State: "offered", OfferedAt: at,
		}
	case registry.StandingWithdrawn:
		s.State, s.Reason, s.WithdrawnAt = "withdrawn", event.Reason, &at
	}
	return s
}
