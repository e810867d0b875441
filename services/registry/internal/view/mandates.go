package view

import (
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Mandate is a document of registry.mandate: what the organization's own people
// may know of it. The values of its limits are sealed.
type Mandate struct {
	ID           string            `json:"id"`
	Organization string            `json:"organization"`
	Delegate     string            `json:"delegate"`
	Deputy       string            `json:"deputy,omitempty"`
	Initiative   string            `json:"initiative,omitempty"`
	Acts         []registry.Act    `json:"acts"`
	Until        registry.Instant  `json:"until"`
	Limited      bool              `json:"limited"`
	State        string            `json:"state"` // active, revoked, lapsed, expired
	Reason       string            `json:"reason,omitempty"`
	GrantedBy    string            `json:"grantedBy"`
	Ballot       string            `json:"ballot,omitempty"` // of the members, who adopted it
	GrantedAt    registry.Instant  `json:"grantedAt"`
	EndedAt      *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (m *Mandate) Row() project.Row {
	return project.Row{Parent: m.Organization, Sort: sortable(m.GrantedAt), Audience: "org:" + m.Organization}
}

func theMandate(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.MandateGranted:
		return []string{e.Mandate}
	case registry.DeputyNamed:
		return []string{e.Mandate}
	case registry.MandateHandedOver:
		return []string{e.Mandate}
	}
	if m, over := mandateOver(e.Event); over {
		return []string{m.Mandate}
	}
	return nil
}

func applyMandate(id string, m *Mandate, e project.Event) *Mandate {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.MandateGranted:
		return &Mandate{
			ID: id, Organization: e.Commit.Aggregate, Delegate: event.Delegate, Deputy: event.Deputy, Initiative: event.Initiative,
			Acts: event.Acts, Until: event.Until, Limited: event.Limited, State: "active",
			GrantedBy: e.Commit.Actor, GrantedAt: at, Ballot: event.Ballot,
		}
	case registry.DeputyNamed:
		m.Deputy = event.Deputy
		return m
	case registry.MandateHandedOver:
		m.Delegate, m.Deputy = event.Delegate, event.Deputy
		return m
	case registry.MandateRevoked:
		m.State, m.Reason = "revoked", event.Reason
	case registry.MandateLapsed:
		m.State = "lapsed"
	case registry.MandateExpired:
		m.State = "expired"
	}
	m.EndedAt = &at
	return m
}

// mandateOver returns the mandate that an event ends.
func mandateOver(e record.Event) (registry.Ended, bool) {
	switch e := e.(type) {
	case registry.MandateRevoked:
		return e.Ended, true
	case registry.MandateLapsed:
		return e.Ended, true
	case registry.MandateExpired:
		return e.Ended, true
	}
	return registry.Ended{}, false
}

// Limits is a document of registry_sealed.limits.
type Limits struct{ registry.Limits }

// Row implements [project.Document].
func (l *Limits) Row() project.Row {
	return project.Row{Parent: l.Organization, Sort: l.Mandate, Audience: "steward:" + l.Organization}
}

func theLimits(e project.Event) []string {
	if e, set := e.Event.(registry.LimitsSet); set {
		return []string{e.Mandate}
	}
	return nil
}

func applyLimits(_ string, _ *Limits, e project.Event) *Limits {
	return &Limits{e.Event.(registry.LimitsSet).Limits}
}

// OwnLimits is a document of registry_sealed.own_limits: the same for somebody
// who holds the mandate.
type OwnLimits struct {
	ID         string `json:"id"`
	Person     string `json:"person"`
	Membership string `json:"membership"`
	registry.Limits
}

// Row implements [project.Document].
func (l *OwnLimits) Row() project.Row {
	return project.Row{Parent: l.Membership, Sort: l.Mandate, Audience: "person:" + l.Person}
}

// ownLimitsID is the id of what a person may read of a mandate's limits.
func ownLimitsID(mandate, person string) string { return record.NewID("lim", mandate, person) }

func theOwnLimits(e project.Event) []string {
	var keys []string
	switch e := e.Event.(type) {
	case registry.LimitsSet:
		for _, person := range e.Holders {
			keys = append(keys, ownLimitsID(e.Mandate, person))
		}
	case registry.LimitsShown:
		for _, person := range append(e.Before[:len(e.Before):len(e.Before)], e.Holders...) {
			keys = append(keys, ownLimitsID(e.Mandate, person))
		}
	}
	return keys
}

func applyOwnLimits(id string, _ *OwnLimits, e project.Event) *OwnLimits {
	var limits registry.Limits
	var holders []string
	switch e := e.Event.(type) {
	case registry.LimitsSet:
		limits, holders = e.Limits, e.Holders
	case registry.LimitsShown:
		limits, holders = e.Limits, e.Holders
	}
	for _, person := range holders {
		if ownLimitsID(limits.Mandate, person) == id {
			return &OwnLimits{ID: id, Person: person, Membership: MembershipID(person, limits.Organization), Limits: limits}
		}
	}
	return nil // no longer theirs to know
}
