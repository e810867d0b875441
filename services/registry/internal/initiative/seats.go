package initiative

import (
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Invite offers a seat to whoever will hold the token, of which only the hex
// SHA-256 is known here. Name is whom the inviter hopes to see.
type Invite struct {
	Seat, Invitation, Token string
	Name, Note              string
	Expires                 time.Time
}

// RevokeInvitation takes back the invitation to a seat.
type RevokeInvitation struct{ Seat, Reason string }

// ExpireInvitation ends an invitation that nobody answered in time. The clock
// wishes it, not a person.
type ExpireInvitation struct{ Invitation string }

// Take seats the organization that the bearer of the token speaks for.
type Take struct {
	Token string // hex SHA-256
	Seeks registry.Level
	Kin   []string // organizations under one control with the taker's
}

// Decline answers an invitation with a no. It needs no organization.
type Decline struct {
	Token  string // hex SHA-256
	Reason string
}

// Vacate ends an organization's time in its seat.
type Vacate struct{ Seat, Reason string }

// StateLevel says again what level of change a seat's holder seeks.
type StateLevel struct {
	Seat  string
	Seeks registry.Level
}

func (c Invite) decide(i Initiative, by By, at time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.SeatInvited{
		Seat: c.Seat, Invitation: c.Invitation, Token: c.Token, Inviter: by.Person,
		Called:  form.Line(c.Name, maxName, "name"),
		Note:    form.Clean(c.Note, maxNote, "note"),
		Expires: registry.InstantOf(c.Expires),
	}
	s, err := i.Seat(c.Seat)
	switch {
	case err != nil:
		return nil, err
	case form.Err() != nil:
		return nil, form.Err()
	case s.State == registry.Taken:
		return nil, rule.Refuse("SEAT_TAKEN").At("seat")
	case s.Invitation.ID == c.Invitation:
		return nil, nil
	case !e.Expires.After(at):
		return nil, rule.Refuse("IN_THE_PAST").At("expires")
	}
	e.Replaces = s.Invitation.ID
	return []registry.Event{e}, nil
}

func (c RevokeInvitation) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	s, err := i.Seat(c.Seat)
	switch {
	case err != nil:
		return nil, err
	case form.Err() != nil:
		return nil, form.Err()
	case s.Invitation.ID == "":
		return nil, rule.Refuse("NOT_INVITED").At("seat")
	}
	revoked := registry.InvitationRevoked{Seat: s.ID, Invitation: s.Invitation.ID, Reason: reason}
	return append([]registry.Event{revoked}, i.lookNoMore(s.Invitation.ID)...), nil
}

func (c ExpireInvitation) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	for _, s := range i.Seats {
		if s.Invitation.ID != "" && s.Invitation.ID == c.Invitation && !at.Before(s.Invitation.Expires) {
			return []registry.Event{registry.InvitationExpired{Seat: s.ID, Invitation: c.Invitation}}, nil
		}
	}
	return nil, nil
}

func (c Take) decide(i Initiative, by By, at time.Time) ([]registry.Event, error) {
	s, err := i.Offered(c.Token, at)
	if err != nil {
		return nil, err
	}
	if by.Organization == "" {
		return nil, rule.Refuse("NO_ORGANIZATION")
	}
	if held, err := i.Held(by.Organization); err == nil {
		return nil, rule.Refuse("ALREADY_SEATED", "seat", held.Name)
	}
	for _, kin := range c.Kin {
		if held, err := i.Held(kin); err == nil {
			return nil, rule.Refuse("ONE_CONTROL", "seat", held.Name)
		}
	}
	if !c.Seeks.Valid() {
		return nil, noSuchLevel("seeks")
	}
	var events []registry.Event
	if s.Advocate != "" {
		events = append(events, s.unrepresented(registry.ClassCame, ""))
	}
	return append(events, registry.SeatTaken{
		Seat: s.ID, Invitation: s.Invitation.ID, Organization: by.Organization, Person: by.Person, Seeks: c.Seeks,
	}), nil
}

func (c Decline) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	s, err := i.Offered(c.Token, at)
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	if form.Err() != nil {
		return nil, form.Err()
	}
	declined := registry.SeatDeclined{Seat: s.ID, Invitation: s.Invitation.ID, Reason: reason}
	return append([]registry.Event{declined}, i.lookNoMore(s.Invitation.ID)...), nil
}

func (c Vacate) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.own(by, c.Seat)
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	if form.Err() != nil {
		return nil, form.Err()
	}
	return []registry.Event{registry.SeatVacated{Seat: s.ID, Organization: s.Organization, Reason: reason}}, nil
}

func (c StateLevel) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.own(by, c.Seat)
	switch {
	case err != nil:
		return nil, err
	case !c.Seeks.Valid():
		return nil, noSuchLevel("seeks")
	case s.Seeks == c.Seeks:
		return nil, nil
	}
	return []registry.Event{registry.LevelStated{Seat: s.ID, Seeks: c.Seeks}}, nil
}

// own returns the seat if whoever asks speaks for its holder.
func (i Initiative) own(by By, seat string) (Seat, error) {
	s, err := i.Held(by.Organization)
	if err == nil && s.ID != seat {
		return s, rule.Refuse("NOT_SEATED").At("seat")
	}
	return s, err
}
