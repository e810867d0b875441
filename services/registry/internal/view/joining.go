package view

import (
	"slices"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// MemberInvitation is a document of registry.member_invitation, for the
// stewards. The token is not in it.
type MemberInvitation struct {
	ID           string            `json:"id"`
	Organization string            `json:"organization"`
	Roles        []registry.Role   `json:"roles"`
	Name         string            `json:"name,omitempty"`
	Note         string            `json:"note,omitempty"`
	Inviter      string            `json:"inviter"`
	Expires      registry.Instant  `json:"expires"`
	State        string            `json:"state"` // open, used, revoked, expired, inviterGone
	Person       string            `json:"person,omitempty"`
	Reason       string            `json:"reason,omitempty"`
	InvitedAt    registry.Instant  `json:"invitedAt"`
	EndedAt      *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (i *MemberInvitation) Row() project.Row {
	return project.Row{Parent: i.Organization, Sort: sortable(i.InvitedAt), Audience: "steward:" + i.Organization}
}

func theMemberInvitations(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.MemberInvited:
		return []string{e.Invitation}
	case registry.MemberInvitationsEnded:
		return e.Invitations
	case registry.MemberAdded:
		if e.Invitation != "" {
			return []string{e.Invitation}
		}
	}
	return nil
}

func applyMemberInvitation(id string, i *MemberInvitation, e project.Event) *MemberInvitation {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.MemberInvited:
		return &MemberInvitation{
			ID: id, Organization: e.Commit.Aggregate, Roles: event.Roles, Name: event.Called, Note: event.Note,
			Inviter: event.Inviter, Expires: event.Expires, State: "open", InvitedAt: at,
		}
	case registry.MemberInvitationsEnded:
		i.State, i.Reason = string(event.Why), event.Reason
	case registry.MemberAdded:
		i.State, i.Person = "used", event.Person
	}
	i.EndedAt = &at
	return i
}

// Handover is a document of registry.handover: what one member offers another
// to take on.
type Handover struct {
	ID           string            `json:"id"`
	Organization string            `json:"organization"`
	From         string            `json:"from"`
	To           string            `json:"to"`
	By           string            `json:"by"`
	Mandate      string            `json:"mandate,omitempty"`
	State        string            `json:"state"` // offered, accepted, ended
	Reason       string            `json:"reason,omitempty"`
	OfferedAt    registry.Instant  `json:"offeredAt"`
	EndedAt      *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (h *Handover) Row() project.Row {
	return project.Row{Parent: h.Organization, Sort: sortable(h.OfferedAt), Audience: "org:" + h.Organization}
}

func theHandover(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.HandoverOffered:
		return []string{e.Handover}
	case registry.HandoverEnded:
		return []string{e.Handover}
	}
	return nil
}

func applyHandover(id string, h *Handover, e project.Event) *Handover {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.HandoverOffered:
		return &Handover{
			ID: id, Organization: e.Commit.Aggregate, From: event.From, To: event.To, By: event.By,
			Mandate: event.Mandate, State: "offered", OfferedAt: at,
		}
	case registry.HandoverEnded:
		h.State, h.Reason, h.EndedAt = "ended", event.Reason, &at
		if event.Accepted {
			h.State = "accepted"
		}
	}
	return h
}

// Control is a document of registry.control: whose word an organization says it
// follows, and which it has confirmed to follow its own.
type Control struct {
	ID         string   `json:"id"`
	Controller string   `json:"controller,omitempty"`
	Controls   []string `json:"controls"`
}

// Row implements [project.Document].
func (c *Control) Row() project.Row { return project.Row{Audience: Everybody} }

func theControl(e project.Event) []string {
	switch e.Event.(type) {
	case registry.ControllerDeclared, registry.ControllerConfirmed:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyControl(id string, c *Control, e project.Event) *Control {
	if c == nil {
		c = &Control{ID: id, Controls: []string{}}
	}
	switch event := e.Event.(type) {
	case registry.ControllerDeclared:
		c.Controller = event.Controller
	case registry.ControllerConfirmed:
		c.Controls = append(c.Controls, event.Controlled)
	}
	return c
}

// handedOver returns the people whom a handover of a mandate concerns.
func handedOver(e record.Event) []string {
	h, ok := e.(registry.MandateHandedOver)
	if !ok {
		return nil
	}
	people := []string{h.From, h.Delegate, h.Before, h.Deputy}
	slices.Sort(people)
	return slices.Compact(people)
}
