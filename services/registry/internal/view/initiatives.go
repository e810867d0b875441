package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
)

// Initiative is a document of registry.initiative: its public face.
type Initiative struct {
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Purpose   string            `json:"purpose"`
	Level     registry.Level    `json:"level"`
	Visions   registry.Visions  `json:"visions"`
	Zone      string            `json:"zone"`
	Languages []string          `json:"languages"`
	Convener  registry.Convener `json:"convener"`
	Classes   []Class           `json:"classes"`
	OpenedAt  registry.Instant  `json:"openedAt"`
}

// Class is a class of those whom an initiative affects.
type Class struct {
	Name string `json:"name"`
}

// Row implements [project.Document].
func (i *Initiative) Row() project.Row {
	return project.Row{Parent: "all", Sort: sortable(i.OpenedAt), Audience: Everybody}
}

func theInitiative(e project.Event) []string {
	switch e.Event.(type) {
	case registry.InitiativeOpened, registry.ClassAdded:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyInitiative(id string, i *Initiative, e project.Event) *Initiative {
	switch event := e.Event.(type) {
	case registry.InitiativeOpened:
		i = &Initiative{
			ID: id, Title: event.Title, Purpose: event.Purpose, Level: event.Level, Visions: event.Visions, Zone: event.Zone,
			Languages: event.Languages, Convener: event.Convener, Classes: []Class{}, OpenedAt: registry.InstantOf(e.At()),
		}
	case registry.ClassAdded:
		i.Classes = append(i.Classes, Class{event.Called})
	}
	return i
}

// Invitation is a document of registry.invitation, for who convened. The token
// is not in it: whoever lost it invites again.
type Invitation struct {
	ID         string            `json:"id"`
	Initiative string            `json:"initiative"`
	Seat       string            `json:"seat"`
	Name       string            `json:"name"`
	Note       string            `json:"note"`
	Inviter    string            `json:"inviter"`
	Expires    registry.Instant  `json:"expires"`
	State      string            `json:"state"` // open, taken, declined, revoked, replaced, expired
	Reason     string            `json:"reason,omitempty"`
	InvitedAt  registry.Instant  `json:"invitedAt"`
	EndedAt    *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (i *Invitation) Row() project.Row {
	return project.Row{Parent: i.Initiative, Sort: sortable(i.InvitedAt), Audience: "convener:" + i.Initiative}
}

func theInvitations(e project.Event) []string {
	if e, invited := e.Event.(registry.SeatInvited); invited {
		keys := []string{e.Invitation}
		if e.Replaces != "" {
			keys = append(keys, e.Replaces)
		}
		return keys
	}
	if id, _, over := invitationOver(e.Event); over {
		return []string{id}
	}
	return nil
}

func applyInvitation(id string, i *Invitation, e project.Event) *Invitation {
	at := registry.InstantOf(e.At())
	if event, invited := e.Event.(registry.SeatInvited); invited && event.Invitation == id {
		return &Invitation{
			ID: id, Initiative: e.Commit.Aggregate, Seat: event.Seat, Name: event.Called, Note: event.Note,
			Inviter: event.Inviter, Expires: event.Expires, State: "open", InvitedAt: at,
		}
	}
	i.State, i.EndedAt = "replaced", &at
	switch event := e.Event.(type) {
	case registry.InvitationRevoked:
		i.Reason = event.Reason
	case registry.SeatDeclined:
		i.Reason = event.Reason
	}
	if _, state, over := invitationOver(e.Event); over {
		i.State = state
	}
	return i
}

// invitationOver returns the invitation that an event ends, and how.
func invitationOver(e any) (invitation, state string, over bool) {
	switch e := e.(type) {
	case registry.SeatTaken:
		return e.Invitation, "taken", true
	case registry.SeatDeclined:
		return e.Invitation, "declined", true
	case registry.InvitationRevoked:
		return e.Invitation, "revoked", true
	case registry.InvitationExpired:
		return e.Invitation, "expired", true
	}
	return "", "", false
}
