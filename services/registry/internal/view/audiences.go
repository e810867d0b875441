package view

import (
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Holder is a row of registry.holder: a name that a person goes by when asking
// what they may read. For what comes from an organization, they go by it only
// while they act for that organization.
type Holder struct {
	Person       string `json:"person"`
	Organization string `json:"organization,omitempty"`
	Holder       string `json:"holder"`
}

// Row implements [project.Document].
func (h *Holder) Row() project.Row {
	return project.Row{Parent: h.Person, Sort: h.Organization, Audience: h.Holder}
}

// delegated is the holder name of who may act for an organization in an
// initiative, or in all of them.
func delegated(organization, initiative string) string {
	if initiative == "" {
		initiative = "all"
	}
	return "mandate:" + organization + ":" + initiative
}

func theHolders(e project.Event) []string {
	if _, registered := e.Event.(registry.PersonRegistered); registered {
		return []string{e.Commit.Aggregate + "/person", e.Commit.Aggregate + "/registered"}
	}
	if person, _, changed := roles(e.Event); changed {
		id := registry.AuthorityID(person, e.Commit.Aggregate)
		return []string{id + "/org", id + "/steward"}
	}
	switch e := e.Event.(type) {
	case registry.MandateGranted:
		return parts(e.Mandate, e.Deputy)
	case registry.DeputyNamed:
		return []string{e.Mandate + "/deputy"}
	case registry.MandateHandedOver:
		return parts(e.Mandate, e.Before+e.Deputy)
	}
	if m, over := mandateOver(e.Event); over {
		return parts(m.Mandate, m.Deputy)
	}
	return nil
}

// parts are the rows of a mandate's delegate and, if there is one, deputy.
func parts(mandate, deputy string) []string {
	if deputy == "" {
		return []string{mandate + "/delegate"}
	}
	return []string{mandate + "/delegate", mandate + "/deputy"}
}

// applyHolder makes each row anew: what an event says of it is all there is.
func applyHolder(key string, _ *Holder, e project.Event) *Holder {
	part := key[strings.LastIndexByte(key, '/')+1:]
	organization := e.Commit.Aggregate
	switch event := e.Event.(type) {
	case registry.PersonRegistered:
		h := &Holder{Person: e.Commit.Aggregate, Holder: Everybody}
		if part == "person" {
			h.Holder = "person:" + h.Person
		}
		return h
	case registry.MandateGranted:
		return held(part, organization, event.Terms)
	case registry.DeputyNamed:
		return held(part, organization, event.Terms)
	case registry.MandateHandedOver:
		return held(part, organization, event.Terms)
	}
	if person, list, changed := roles(e.Event); changed {
		return belonging(part, person, organization, list)
	}
	return nil
}

// held is the row of a mandate's delegate or deputy, if there is one.
func held(part, organization string, t registry.Terms) *Holder {
	person := t.Delegate
	if part == "deputy" {
		person = t.Deputy
	}
	if person == "" {
		return nil
	}
	return &Holder{Person: person, Organization: organization, Holder: delegated(organization, t.Initiative)}
}

// belonging is the row of a part that roles give: members read what their
// organization keeps to itself, stewards and counsel what its leadership does.
func belonging(part, person, organization string, list []registry.Role) *Holder {
	for _, role := range list {
		switch {
		case part == "org" && role != registry.Counsel,
			part == "steward" && role != registry.Member:
			return &Holder{Person: person, Organization: organization, Holder: part + ":" + organization}
		}
	}
	return nil
}

// Grant is a row of registry.audience_grant: whoever goes by Holder reads what
// is for Audience.
type Grant struct {
	Holder   string `json:"holder"`
	Audience string `json:"audience"`
}

// Row implements [project.Document].
func (g *Grant) Row() project.Row { return project.Row{Parent: g.Holder, Audience: g.Audience} }

// grants are the rows that a seat or a convener has: which of an organization's
// people read which audience.
func grants(e project.Event) (key, organization string, audiences []string) {
	initiative := e.Commit.Aggregate
	switch e := e.Event.(type) {
	case registry.InitiativeOpened:
		return initiative, e.Convener.Organization, []string{"convener:" + initiative, "table:" + initiative}
	case registry.SeatTaken:
		return e.Seat, e.Organization, []string{"seat:" + e.Seat, "table:" + initiative}
	case registry.SeatVacated:
		return e.Seat, "", []string{"seat:" + e.Seat, "table:" + initiative}
	}
	return "", "", nil
}

// theirs are the people of an organization who act at a table.
var theirs = []string{"steward", "mandate", "all"}

func theGrants(e project.Event) []string {
	if keys := communityGrants(e); keys != nil {
		return keys
	}
	if key, _ := personally(e.Event); key != "" {
		return []string{key}
	}
	key, _, audiences := grants(e)
	var keys []string
	for _, audience := range audiences {
		kind, _, _ := strings.Cut(audience, ":")
		for _, who := range theirs {
			keys = append(keys, key+"/"+kind+"/"+who)
		}
	}
	return keys
}

// personally returns the row of somebody who reads what is for a table without
// acting for a seat's holder: an advocate, who leads the talks, or who looks on.
// Nobody: no longer.
func personally(e record.Event) (key, person string) {
	switch e := e.(type) {
	case registry.ObserverAdmitted:
		return e.Observer, e.Person
	case registry.ObserverLeft:
		return e.Observer, ""
	case registry.SeatRepresented:
		return e.Seat + "/advocate", e.Advocate
	case registry.AdvocateEnded:
		return e.Seat + "/advocate", ""
	case registry.FacilitatorAdmitted:
		return registry.FacilitatorGrantID(e.Negotiation), e.Person
	case registry.FacilitatorLeft:
		return registry.FacilitatorGrantID(e.Negotiation), ""
	}
	return "", ""
}

func applyGrant(key string, _ *Grant, e project.Event) *Grant {
	if own, person := personally(e.Event); own != "" {
		if person == "" {
			return nil
		}
		return &Grant{Holder: "person:" + person, Audience: "table:" + e.Commit.Aggregate}
	}
	if g, ours := communityGrant(key, e); ours {
		return g
	}
	_, organization, audiences := grants(e)
	if organization == "" {
		return nil
	}
	part := strings.Split(key, "/")
	g := &Grant{}
	for _, audience := range audiences {
		if strings.HasPrefix(audience, part[1]+":") {
			g.Audience = audience
		}
	}
	switch part[2] {
	case "steward":
		g.Holder = "steward:" + organization
	case "mandate":
		g.Holder = delegated(organization, e.Commit.Aggregate)
	case "all":
		g.Holder = delegated(organization, "")
	}
	return g
}
