// Package kept decides on offers that the others keep open for a seat that
// declined or says nothing, so that it can come in later on terms it knows.
package kept

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxNote   = 500
	maxReason = 500
)

// Standing is what the rules remember of a standing offer.
type Standing struct {
	For       string
	Seats     []string
	Values    []negotiation.Setting
	Joined    map[string]bool
	Taken     bool
	Withdrawn bool
}

// Place is the table that an offer is kept open at.
type Place struct {
	Negotiation string
	Initiative  string
	Sheet       table.Sheet
}

// Command is a wish that a standing offer may grant or refuse.
type Command interface {
	decide(s Standing, by table.By, p Place) ([]negotiation.Event, error)
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(s Standing, by table.By, p Place, _ time.Time, c Command) ([]negotiation.Event, error) {
	if _, offering := c.(Propose); !offering && s.For == "" {
		return nil, rule.Refuse("NOT_FOUND")
	}
	return c.decide(s, by, p)
}

// Evolve returns s after e. It reuses the map of s.
func Evolve(s Standing, e negotiation.Event) Standing {
	switch e := e.(type) {
	case negotiation.StandingOffered:
		s = Standing{For: e.For, Seats: e.Seats, Values: e.Values, Joined: map[string]bool{e.Seat: true}}
	case negotiation.StandingJoined:
		s.Joined[e.Seat] = true
	case negotiation.StandingTaken:
		s.Taken = true
	case negotiation.StandingWithdrawn:
		s.Withdrawn = true
	default:
		panic(fmt.Sprintf("kept: no place for %T", e)) // TestEvolve knows them all
	}
	return s
}

// Stands tells whether all who keep the offer open have said so.
func (s Standing) Stands() bool {
	return s.For != "" && !s.Withdrawn && !slices.ContainsFunc(s.Seats, func(seat string) bool { return !s.Joined[seat] })
}

// Acts are what people may wish of a standing offer.
var Acts = []string{"joinStandingOffer", "takeStandingOffer", "withdrawStandingOffer"}

// May returns nil if somebody may do an act as the offer stands, or the refusal
// that they would get.
func May(s Standing, by table.By, act string) error {
	theirs := slices.Contains(s.Seats, by.Seat)
	need := registry.Offer
	if act == "takeStandingOffer" {
		need = registry.Vote // it binds like a yes
	}
	switch {
	case by.Can(need) != nil:
		return by.Can(need)
	case act == "takeStandingOffer" && by.Seat != s.For, act != "takeStandingOffer" && !theirs:
		return rule.Refuse("NOT_YOUR_OFFER")
	case s.Withdrawn:
		return rule.Refuse("WITHDRAWN")
	case s.Taken:
		return rule.Refuse("ALREADY_DONE")
	case act == "takeStandingOffer" && !s.Stands():
		return rule.Refuse("NOT_STANDING")
	}
	return nil
}

// Propose asks to keep a package open for a seat. Only the words of the others
// make it stand.
type Propose struct {
	Kept  table.Kept `json:"-"` // the package
	For   string     `json:"for" need:"true"`
	Seats []string   `json:"seats"` // else all that are taken
	Note  string     `json:"note"`
}

func (c Propose) decide(s Standing, by table.By, p Place) ([]negotiation.Event, error) {
	if s.For != "" {
		return nil, rule.Refuse("ALREADY_OPEN")
	}
	if refusal := by.Can(registry.Offer); refusal != nil {
		return nil, refusal
	}
	seats, refusal := c.seats(by)
	if refusal != nil {
		return nil, refusal
	}
	note, refusal := text.Optional(c.Note, maxNote)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	if refusal := keeps(p, by, registry.Offer, c.Kept.Values); refusal != nil {
		return nil, refusal
	}
	return []negotiation.Event{negotiation.StandingOffered{
		Negotiation: p.Negotiation, Initiative: p.Initiative, Package: c.Kept.Package, For: c.For, Seats: seats,
		Values: c.Kept.Values, Terms: c.Kept.Terms, Seat: by.Seat, Note: note,
	}}, nil
}

// seats are who keep the offer open together, in the order of the table: never
// the one that it is for.
func (c Propose) seats(by table.By) ([]string, *rule.Refusal) {
	var seats []string
	known, named := false, 0
	for _, s := range by.Table {
		known = known || s.ID == c.For
		asked := len(c.Seats) == 0 || slices.Contains(c.Seats, s.ID) || s.ID == by.Seat
		if s.State == registry.Taken && s.ID != c.For && asked {
			seats = append(seats, s.ID)
		}
		if slices.Contains(c.Seats, s.ID) && s.State == registry.Taken && s.ID != c.For {
			named++
		}
	}
	switch {
	case !known || c.For == by.Seat:
		return nil, rule.Refuse("NO_SUCH_SEAT").At("for")
	case named != len(c.Seats):
		return nil, rule.Refuse("NO_SUCH_SEAT").At("seats")
	}
	return seats, nil
}

// keeps refuses values that a mandate does not reach, or whose terms are others
// by now.
func keeps(p Place, by table.By, act registry.Act, values []negotiation.Setting) *rule.Refusal {
	for _, v := range values {
		if p.Sheet[v.Term].Version != v.Version {
			return rule.Refuse("STALE").At("package")
		}
	}
	if refusal := by.Seconds(values); act == registry.Offer && refusal != nil {
		return refusal
	}
	return p.Sheet.Beyond(by.Powers[act].Limits, values)
}

// Join is a seat's word to keep the package open with the others.
type Join struct{}

func (Join) decide(s Standing, by table.By, p Place) ([]negotiation.Event, error) {
	if err := May(s, by, "joinStandingOffer"); err != nil {
		return nil, err
	}
	if s.Joined[by.Seat] {
		return nil, nil
	}
	if refusal := keeps(p, by, registry.Offer, s.Values); refusal != nil {
		return nil, refusal
	}
	missing := 0
	for _, seat := range s.Seats {
		if !s.Joined[seat] {
			missing++
		}
	}
	return []negotiation.Event{negotiation.StandingJoined{Initiative: p.Initiative, Seat: by.Seat, Stands: missing == 1}}, nil
}

// Take is the word of the seat that the offer was kept open for.
type Take struct{}

func (Take) decide(s Standing, by table.By, p Place) ([]negotiation.Event, error) {
	if err := May(s, by, "takeStandingOffer"); err != nil {
		return nil, err
	}
	if refusal := keeps(p, by, registry.Vote, s.Values); refusal != nil {
		return nil, refusal
	}
	return []negotiation.Event{negotiation.StandingTaken{Initiative: p.Initiative, Seat: by.Seat}}, nil
}

// Withdraw ends a standing offer, for a reason that everyone reads.
type Withdraw struct {
	Reason string `json:"reason" need:"true"`
}

func (c Withdraw) decide(s Standing, by table.By, p Place) ([]negotiation.Event, error) {
	if err := May(s, by, "withdrawStandingOffer"); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []negotiation.Event{negotiation.StandingWithdrawn{Initiative: p.Initiative, Seat: by.Seat, Reason: reason}}, nil
}
