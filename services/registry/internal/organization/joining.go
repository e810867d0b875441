package organization

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what may be open at a time, so that one steward cannot fill the
// house, and of what is said with it.
const (
	maxNote        = 1000
	maxInvitations = 1000
)

// Joining is an open invitation to belong to the organization.
type Joining struct {
	Invitation, Token string // the token's hex SHA-256
	Roles             []registry.Role
	Expires           time.Time
	Inviter           string
}

// InviteMember offers membership to whoever will hold the token, of which only
// the hex SHA-256 is known here. Name and Note may be empty.
type InviteMember struct {
	Invitation, Token string
	Roles             []registry.Role
	Name, Note        string
	Expires           time.Time
}

// EndInvitation takes an unused invitation back.
type EndInvitation struct{ Invitation, Reason string }

// ExpireJoining ends an invitation that nobody used in time. The clock wishes
// it, not a person.
type ExpireJoining struct{ Invitation string }

// Join makes the bearer of a token a member.
type Join struct{ Token string } // hex SHA-256

func (c InviteMember) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	roles, err := inOrder(allRoles, c.Roles, "roles")
	if err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.MemberInvited{
		Invitation: c.Invitation, Token: c.Token, Roles: roles, Inviter: by,
		Called:  form.Optional(c.Name, maxName, "name"),
		Note:    form.Optional(c.Note, maxNote, "note"),
		Expires: registry.InstantOf(c.Expires),
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case o.joining(func(j Joining) bool { return j.Invitation == c.Invitation }) >= 0:
		return nil, nil
	case !e.Expires.After(at):
		return nil, rule.Refuse("IN_THE_PAST").At("expires")
	case len(o.Joinings) == maxInvitations:
		return nil, tooMany(maxInvitations)
	}
	return []registry.Event{e}, nil
}

func (c EndInvitation) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Optional(c.Reason, maxReason, "reason")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case o.joining(func(j Joining) bool { return j.Invitation == c.Invitation }) < 0:
		return nil, rule.Refuse("NOT_INVITED").At("invitation")
	}
	return []registry.Event{registry.MemberInvitationsEnded{Invitations: []string{c.Invitation}, Why: registry.Revoked, Reason: reason}}, nil
}

func (c ExpireJoining) decide(o Organization, _ string, at time.Time) ([]registry.Event, error) {
	i := o.joining(func(j Joining) bool { return j.Invitation == c.Invitation })
	if i < 0 || at.Before(o.Joinings[i].Expires) {
		return nil, nil
	}
	return []registry.Event{registry.MemberInvitationsEnded{Invitations: []string{c.Invitation}, Why: registry.Expired}}, nil
}

// A wrong token, a used one and one that came too late are the same.
func (c Join) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	i := o.joining(func(j Joining) bool { return j.Token == c.Token && at.Before(j.Expires) })
	switch {
	case i < 0:
		return nil, rule.Refuse("NOT_FOUND").At("token")
	case o.Members[by] != nil:
		return nil, rule.Refuse("ALREADY_MEMBER")
	}
	j := o.Joinings[i]
	return []registry.Event{registry.MemberAdded{Person: by, Roles: j.Roles, Invitation: j.Invitation}}, nil
}

func (o Organization) joining(is func(Joining) bool) int { return slices.IndexFunc(o.Joinings, is) }

// uninvite ends what somebody has offered who is no longer a steward: whoever
// was sent away does not come back by a link that they made before.
func (o Organization) uninvite(person string) []registry.Event {
	var ids []string
	for _, j := range o.Joinings {
		if j.Inviter == person {
			ids = append(ids, j.Invitation)
		}
	}
	if ids == nil {
		return nil
	}
	return []registry.Event{registry.MemberInvitationsEnded{Invitations: ids, Why: registry.InviterGone}}
}
