// Package organization decides who belongs to an organization and who may act
// for it.
//
// Stewards act for it in everything but what binds others: an offer, a vote or
// a signature needs a mandate, and nobody with a colleague grants one to
// themselves. How far a mandate's limits reach is not known here: limits are
// sealed in an aggregate of their own.
package organization

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Organization is what the rules remember. The zero Organization does not
// exist; one that does has at least one steward.
type Organization struct {
	Members  map[string][]registry.Role
	Mandates []Given // all there ever were, in the order of their granting

	Governance registry.Governance // "": by stewards
	Offers     registry.OffersBy   // "": by one
	Proposals  []Proposal
	Joinings   []Joining
	Handovers  []Offered
	Profile    registry.ProfileRevised // what it says of itself

	Controller string   // the organization whose word it says it follows
	Controls   []string // those that it has confirmed to follow its own
}

// Given is a mandate as it was granted, and whether it is over.
type Given struct {
	registry.Terms
	Over bool
}

// Exists tells whether the organization has been founded.
func (o Organization) Exists() bool { return len(o.Members) > 0 }

// Mandate returns the mandate with that id, live or over.
func (o Organization) Mandate(id string) (Given, bool) {
	i := slices.IndexFunc(o.Mandates, func(m Given) bool { return m.Mandate == id })
	if i < 0 {
		return Given{}, false
	}
	return o.Mandates[i], true
}

// Is tells whether a person has a role.
func (o Organization) Is(person string, role registry.Role) bool {
	return slices.Contains(o.Members[person], role)
}

// belongs tells whether a person is part of the organization itself; counsel
// advises it from outside.
func belongs(roles []registry.Role) bool {
	return slices.Contains(roles, registry.Member) || slices.Contains(roles, registry.Steward)
}

// stewards counts those who have the role.
func (o Organization) stewards() (n int) {
	for _, roles := range o.Members {
		if slices.Contains(roles, registry.Steward) {
			n++
		}
	}
	return n
}

// Decide returns the events that c causes when by wishes it at a moment, or
// the refusal that forbids it.
func Decide(o Organization, by string, at time.Time, c Command) ([]registry.Event, error) {
	if _, founding := c.(Found); !founding && !o.Exists() {
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	}
	return c.decide(o, by, at)
}

// Evolve returns o after e. It leaves what o refers to as it is, so that a
// state that was looked up stays true for its reader.
func Evolve(o Organization, e registry.Event) Organization {
	switch e := e.(type) {
	case registry.OrganizationFounded:
		o = o.withRoles(e.Founder, []registry.Role{registry.Steward, registry.Member})
	case registry.MemberAdded:
		o = o.withRoles(e.Person, e.Roles)
		if e.Invitation != "" {
			o.Joinings = without(o.Joinings, func(j Joining) bool { return j.Invitation == e.Invitation })
		}
	case registry.RolesChanged:
		o = o.withRoles(e.Person, e.Roles)
	case registry.MemberRemoved:
		o = o.withRoles(e.Person, nil)
	case registry.MemberLeft:
		o = o.withRoles(e.Person, nil)
	case registry.MandateGranted:
		o.Mandates = append(slices.Clip(o.Mandates), Given{Terms: e.Terms})
	case registry.DeputyNamed:
		o = o.withMandate(e.Mandate, func(m *Given) { m.Deputy = e.Deputy })
	case registry.MandateHandedOver:
		o = o.withMandate(e.Mandate, func(m *Given) { m.Delegate, m.Deputy = e.Delegate, e.Deputy })
	case registry.MandateRevoked:
		o = o.withMandate(e.Mandate, end)
	case registry.MandateLapsed:
		o = o.withMandate(e.Mandate, end)
	case registry.MandateExpired:
		o = o.withMandate(e.Mandate, end)
	default:
		return o.offered(e)
	}
	return o
}

// offered is o after an event about what is offered, asked or declared.
func (o Organization) offered(e registry.Event) Organization {
	switch e := e.(type) {
	case registry.MemberInvited:
		o.Joinings = append(slices.Clip(o.Joinings), Joining{e.Invitation, e.Token, e.Roles, e.Expires.Time, e.Inviter})
	case registry.MemberInvitationsEnded:
		o.Joinings = without(o.Joinings, func(j Joining) bool { return slices.Contains(e.Invitations, j.Invitation) })
	case registry.HandoverOffered:
		o.Handovers = append(slices.Clip(o.Handovers), Offered(e))
	case registry.HandoverEnded:
		o.Handovers = without(o.Handovers, func(h Offered) bool { return h.Handover == e.Handover })
	case registry.MandatesGoverned:
		o.Governance = e.By
	case registry.OffersGoverned:
		o.Offers = e.By
	case registry.MandateProposed:
		o.Proposals = append(slices.Clip(o.Proposals), Proposal{Terms: e.Terms, Request: e.Mandate, By: e.By, New: true})
	case registry.LimitsAsked:
		o.Proposals = append(slices.Clip(o.Proposals), Proposal{Terms: registry.Terms{Mandate: e.Mandate}, Request: e.Request, By: e.By})
	case registry.ProposalEnded:
		o.Proposals = without(o.Proposals, func(p Proposal) bool { return p.Request == e.Request })
	case registry.ControllerDeclared:
		o.Controller = e.Controller
	case registry.ControllerConfirmed:
		o.Controls = append(slices.Clip(o.Controls), e.Controlled)
	case registry.ProfileRevised:
		o.Profile = e
	default:
		panic(fmt.Sprintf("organization: no place for %T", e)) // TestEvolve knows them all
	}
	return o
}

// without returns a list that lacks some, and leaves the one it was given.
func without[T any](list []T, gone func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), gone)
}

func end(m *Given) { m.Over = true }

func (o Organization) withRoles(person string, roles []registry.Role) Organization {
	o.Members = maps.Clone(o.Members)
	if o.Members == nil {
		o.Members = make(map[string][]registry.Role)
	}
	o.Members[person] = roles
	if roles == nil {
		delete(o.Members, person)
	}
	return o
}

func (o Organization) withMandate(id string, change func(*Given)) Organization {
	o.Mandates = slices.Clone(o.Mandates)
	for i := range o.Mandates {
		if o.Mandates[i].Mandate == id {
			change(&o.Mandates[i])
		}
	}
	return o
}
