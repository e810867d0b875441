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
	case registry.InitiativeOpened, registry.ClassAdded, registry.ClassesChanged, registry.VisionsRevised:
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
	case registry.ClassesChanged:
		i.Classes = replaced(i.Classes, event, func(c Class) string { return c.Name }, func(name string) Class { return Class{name} })
	case registry.VisionsRevised:
		i.Visions = event.Visions
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
	State      string            `json:"state"` // open, taken, declined, redirected, revoked, replaced, expired
	Reason     string            `json:"reason,omitempty"`
	Instead    string            `json:"instead,omitempty"` // who should sit there, says whoever was invited
	Conditions []Condition       `json:"conditions"`        // what would have to be agreed first
	SilentAt   *registry.Instant `json:"silentAt,omitempty"`
	InvitedAt  registry.Instant  `json:"invitedAt"`
	EndedAt    *registry.Instant `json:"endedAt,omitempty"`
}

// Condition is an answer that is neither yes nor no.
type Condition struct {
	Reason string           `json:"reason"`
	At     registry.Instant `json:"at"`
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
	switch e := e.Event.(type) {
	case registry.GroundRulesQuestioned:
		return []string{e.Invitation}
	case registry.InvitationReminded:
		return []string{e.Invitation}
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
			Inviter: event.Inviter, Expires: event.Expires, State: "open", InvitedAt: at, Conditions: []Condition{},
		}
	}
	switch event := e.Event.(type) {
	case registry.GroundRulesQuestioned:
		i.Conditions = append(i.Conditions, Condition{event.Reason, at})
		return i
	case registry.InvitationReminded:
		i.SilentAt = &at
		return i
	}
	i.State, i.EndedAt = "replaced", &at
	switch event := e.Event.(type) {
	case registry.InvitationRevoked:
		i.Reason = event.Reason
	case registry.SeatDeclined:
		i.Reason = event.Reason
	case registry.SeatRedirected:
		i.Reason, i.Instead = event.Reason, event.Instead
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
	case registry.SeatRedirected:
		return e.Invitation, "redirected", true
	case registry.InvitationRevoked:
		return e.Invitation, "revoked", true
	case registry.InvitationExpired:
		return e.Invitation, "expired", true
	}
	return "", "", false
}
