// Package initiative decides who is called to a table and who sits there.
//
// A seat is offered with an invitation that works once, is taken by one
// organization, and an organization has one seat. Who speaks for an
// organization is proved elsewhere: the rules are told by whom a wish is.
package initiative

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// By is whoever wishes something. Organization is empty unless the person is
// known to speak for it.
type By struct{ Person, Organization string }

// Initiative is what the rules remember. The zero Initiative does not exist.
type Initiative struct {
	Convener registry.Convener
	Classes  []string
	Seats    []Seat
}

// Seat is one chair.
type Seat struct {
	ID, Class, Name string
	State           registry.SeatState
	Organization    string         // its holder, if taken
	Seeks           registry.Level // of its holder
	Invitation      Invitation     // the one that counts, if invited
	Attempts        int
}

// Invitation is an open offer of a seat.
type Invitation struct {
	ID      string
	Token   string // hex SHA-256
	Expires time.Time
}

// Exists tells whether the initiative has been opened.
func (i Initiative) Exists() bool { return i.Convener.Person != "" }

// Seat returns the seat with that id.
func (i Initiative) Seat(id string) (Seat, error) {
	return i.seat(func(s Seat) bool { return s.ID == id }, "seat")
}

// Held returns the seat that an organization holds.
func (i Initiative) Held(organization string) (Seat, error) {
	s, err := i.seat(func(s Seat) bool { return organization != "" && s.Organization == organization }, "seat")
	if err != nil {
		return s, rule.Refuse("NOT_SEATED")
	}
	return s, nil
}

// Offered returns the seat to which a token leads, if its invitation still
// counts. A wrong token, a used one and one that came too late are the same.
func (i Initiative) Offered(token string, at time.Time) (Seat, error) {
	return i.seat(func(s Seat) bool {
		return s.State == registry.Invited && s.Invitation.Token == token && at.Before(s.Invitation.Expires)
	}, "token")
}

func (i Initiative) seat(is func(Seat) bool, field string) (Seat, error) {
	at := slices.IndexFunc(i.Seats, is)
	if at < 0 {
		return Seat{}, rule.Refuse("NOT_FOUND").At(field)
	}
	return i.Seats[at], nil
}

// convened refuses whoever does not act for the organization that convened.
func (i Initiative) convened(by By) error {
	if by.Organization == "" || by.Organization != i.Convener.Organization {
		return rule.Refuse("NOT_CONVENER")
	}
	return nil
}

// Decide returns the events that c causes when by wishes it at a moment, or
// the refusal that forbids it.
func Decide(i Initiative, by By, at time.Time, c Command) ([]registry.Event, error) {
	if _, opening := c.(Open); !opening && !i.Exists() {
		return nil, rule.Refuse("NOT_FOUND").At("initiative")
	}
	return c.decide(i, by, at)
}

// Evolve returns i after e. It leaves what i refers to as it is, so that a
// state that was looked up stays true for its reader.
func Evolve(i Initiative, e registry.Event) Initiative {
	switch e := e.(type) {
	case registry.InitiativeOpened:
		i.Convener = e.Convener
	case registry.ClassAdded:
		i.Classes = append(slices.Clip(i.Classes), e.Called)
	case registry.SeatOpened:
		i.Seats = append(slices.Clip(i.Seats), Seat{ID: e.Seat, Class: e.Class, Name: e.Called, State: registry.Empty})
	case registry.SeatInvited:
		i = i.with(e.Seat, func(s *Seat) {
			s.State, s.Invitation = registry.Invited, Invitation{e.Invitation, e.Token, e.Expires.Time}
		})
	case registry.InvitationRevoked:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Invitation = registry.Empty, Invitation{} })
	case registry.InvitationExpired:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Invitation = registry.Empty, Invitation{} })
	case registry.SeatTaken:
		i = i.with(e.Seat, func(s *Seat) {
			s.State, s.Invitation, s.Organization, s.Seeks = registry.Taken, Invitation{}, e.Organization, e.Seeks
		})
	case registry.SeatDeclined:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Invitation = registry.Declined, Invitation{} })
	case registry.SeatVacated:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Organization, s.Seeks = registry.Vacated, "", 0 })
	case registry.LevelStated:
		i = i.with(e.Seat, func(s *Seat) { s.Seeks = e.Seeks })
	case registry.AttemptRecorded:
		i = i.with(e.Seat, func(s *Seat) { s.Attempts++ })
	default:
		panic(fmt.Sprintf("initiative: no place for %T", e)) // TestEvolve knows them all
	}
	return i
}

func (i Initiative) with(seat string, change func(*Seat)) Initiative {
	i.Seats = slices.Clone(i.Seats)
	for at := range i.Seats {
		if i.Seats[at].ID == seat {
			change(&i.Seats[at])
		}
	}
	return i
}
