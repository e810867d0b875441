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
	Convener  registry.Convener
	Level     registry.Level
	Visions   registry.Visions
	Classes   []string
	Seats     []Seat
	Changes   []Change   // of classes, open
	Observers []Observer // all there ever were
	Links     []string   // to and from others
	Led       []Leads    // negotiations that have a facilitator
	Page      *bool      // whether it has a public page, where somebody said so
	Forward   []string   // persons who stepped forward
}

// Seat is one chair.
type Seat struct {
	ID, Class, Name string
	State           registry.SeatState
	Organization    string         // its holder, if taken
	Seeks           registry.Level // of its holder
	Invitation      Invitation     // the one that counts, if invited; a represented seat may have one
	Attempts        int
	Tries           []Try // those since its last answer
	Nomination      Nomination
	Advocate        string // person, if represented
	Presumes        []registry.Presumed
	Unnamed         bool // the public page does not name its holder
}

// Invitation is an open offer of a seat.
type Invitation struct {
	ID      string
	Token   string // hex SHA-256
	Expires time.Time

	Questions int // about the ground rules
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
		return s.Invitation.ID != "" && s.Invitation.Token == token && at.Before(s.Invitation.Expires)
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
		i.Convener, i.Level, i.Visions = e.Convener, e.Level, e.Visions
	case registry.ClassAdded:
		i.Classes = append(slices.Clip(i.Classes), e.Called)
	case registry.SeatOpened:
		i.Seats = append(slices.Clip(i.Seats), Seat{ID: e.Seat, Class: e.Class, Name: e.Called, State: registry.Empty})
	case registry.SeatInvited:
		i = i.with(e.Seat, func(s *Seat) {
			s.Invitation = Invitation{ID: e.Invitation, Token: e.Token, Expires: e.Expires.Time}
			s.stand(registry.Invited)
		})
	case registry.InvitationRevoked:
		i = i.with(e.Seat, func(s *Seat) { s.answered(registry.Empty) })
	case registry.InvitationExpired:
		i = i.with(e.Seat, func(s *Seat) { s.answered(registry.Empty) })
	case registry.SeatRedirected:
		i = i.with(e.Seat, func(s *Seat) { s.answered(registry.Empty) })
	case registry.SeatDeclined:
		i = i.with(e.Seat, func(s *Seat) { s.answered(registry.Declined); s.Tries = nil })
	case registry.SeatTaken:
		i = i.with(e.Seat, func(s *Seat) {
			*s = Seat{
				ID: s.ID, Class: s.Class, Name: s.Name, Attempts: s.Attempts,
				State: registry.Taken, Organization: e.Organization, Seeks: e.Seeks,
			}
		})
	case registry.SeatVacated:
		i = i.with(e.Seat, func(s *Seat) {
			s.State, s.Organization, s.Seeks, s.Presumes, s.Unnamed = registry.Vacated, "", 0, nil, false
		})
	case registry.LevelStated:
		i = i.with(e.Seat, func(s *Seat) { s.Seeks = e.Seeks })
	case registry.AttemptRecorded:
		i = i.with(e.Seat, func(s *Seat) {
			s.Attempts++
			if !e.At.IsZero() {
				s.Tries = append(slices.Clip(s.Tries), Try{e.Channel, e.At.Time})
			}
		})
	case registry.PresumptionsPublished:
		i = i.with(e.Seat, func(s *Seat) { s.Presumes = e.Presumes })
	case registry.VisionsRevised:
		i.Visions = e.Visions
	case registry.InitiativeLinked:
		i.Links = append(slices.Clip(i.Links), e.Link)
	case registry.LinkConfirmed:
		i.Links = append(slices.Clip(i.Links), e.Link)
	default:
		return i.answered(e)
	}
	return i
}

// answered is i after an event about answers, advocates and classes.
func (i Initiative) answered(e registry.Event) Initiative {
	switch e := e.(type) {
	case registry.GroundRulesQuestioned:
		i = i.with(e.Seat, func(s *Seat) { s.Invitation.Questions++ })
	case registry.InvitationReminded:
	case registry.ObserverAdmitted:
		i.Observers = append(slices.Clip(i.Observers), Observer{ID: e.Observer, Person: e.Person, Invitation: e.Invitation, Until: e.Until.Time})
	case registry.ObserverLeft:
		i.Observers = slices.Clone(i.Observers)
		for at := range i.Observers {
			i.Observers[at].Over = i.Observers[at].Over || i.Observers[at].ID == e.Observer
		}
	case registry.AdvocateNamed:
		byConvener := e.By == i.Convener.Organization
		i = i.with(e.Seat, func(s *Seat) {
			s.Nomination = Nomination{ID: e.Nomination, Person: e.Person, By: e.By, ByConvener: byConvener, Reason: e.Reason}
		})
	case registry.AdvocateSeconded:
		i = i.with(e.Seat, func(s *Seat) { s.Nomination.Seconded = true })
	case registry.SeatRepresented:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Advocate, s.Nomination = registry.Represented, e.Advocate, Nomination{} })
	case registry.AdvocateEnded:
		i = i.with(e.Seat, func(s *Seat) { s.State, s.Advocate, s.Nomination = e.State, "", Nomination{} })
	case registry.ClassChangeProposed:
		i.Changes = append(slices.Clip(i.Changes), Change{ClassChangeProposed: e})
	case registry.ClassChangeVoted:
		i.Changes = slices.Clone(i.Changes)
		for at, c := range i.Changes {
			if c.Change == e.Change {
				i.Changes[at] = c.with(e.Seat, e.Yes)
			}
		}
	case registry.ClassChangeEnded:
		i.Changes = slices.DeleteFunc(slices.Clone(i.Changes), func(c Change) bool { return c.Change == e.Change })
	case registry.ClassesChanged:
		i = i.reclassed(e)
	case registry.FacilitatorAdmitted:
		i = i.ledBy(Leads(e))
	case registry.FacilitatorLeft:
		i = i.ledBy(Leads{Negotiation: e.Negotiation})
	default:
		shown, known := i.shown(e)
		if !known {
			panic(fmt.Sprintf("initiative: no place for %T", e)) // TestEvolve knows them all
		}
		i = shown
	}
	return i
}

// reclassed puts classes in the place of others, where the first of them stood.
func (i Initiative) reclassed(e registry.ClassesChanged) Initiative {
	var classes []string
	for _, class := range i.Classes {
		switch {
		case !slices.Contains(e.Classes, class):
			classes = append(classes, class)
		case class == e.Classes[0]:
			for _, p := range e.Into {
				classes = append(classes, p.Called)
			}
		}
	}
	i.Classes = classes
	for _, p := range e.Into {
		for _, seat := range p.Seats {
			i = i.with(seat, func(s *Seat) { s.Class = p.Called })
		}
	}
	return i
}

// stand changes where a seat stands, unless somebody speaks in it meanwhile.
func (s *Seat) stand(state registry.SeatState) {
	if s.Advocate == "" {
		s.State = state
	}
}

// answered ends the invitation to a seat.
func (s *Seat) answered(state registry.SeatState) {
	s.Invitation = Invitation{}
	s.stand(state)
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
