package initiative

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// What has to be tried before somebody else may speak in a seat.
const (
	triesNeeded    = 3
	channelsNeeded = 2
	triesWithin    = 21 * 24 * time.Hour
)

// Try is a recorded attempt to reach those whom a seat is for.
type Try struct {
	Channel string
	At      time.Time
}

// Nomination is who should speak in a seat, as one side proposes it. Nobody
// means that the advocate should end.
type Nomination struct {
	ID, Person string
	By         string // organization
	ByConvener bool
	Reason     string
	Seconded   bool
}

// NameAdvocate proposes an advocate or, with no person, that there is to be
// none. The convener does that or a seat of another class, and the other of the
// two has to second it.
type NameAdvocate struct{ Nomination, Seat, Person, Reason string }

// SecondAdvocate agrees to what the other side proposed.
type SecondAdvocate struct{ Seat string }

// Represent is the proposed person's own yes, with the interests that they have.
type Represent struct{ Seat, Interests string }

// StepBack ends one's own part as an advocate.
type StepBack struct{ Seat, Reason string }

func (c NameAdvocate) decide(i Initiative, by By, at time.Time) ([]registry.Event, error) {
	s, err := i.Seat(c.Seat)
	if err != nil {
		return nil, err
	}
	convener, err := i.side(by, s)
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case s.State == registry.Taken:
		return nil, rule.Refuse("SEAT_TAKEN").At("seat")
	case c.Person == "" && s.Advocate == "":
		return nil, rule.Refuse("NOT_REPRESENTED").At("seat")
	case c.Person != "" && c.Person == s.Advocate:
		return nil, nil
	case c.Person != "" && c.Person == by.Person:
		return nil, rule.Refuse("SELF_NAMED").At("person")
	case s.Advocate == "" && !s.tried():
		return nil, rule.Refuse("TOO_FEW_ATTEMPTS", "tries", strconv.Itoa(triesNeeded), "channels", strconv.Itoa(channelsNeeded), "days", "21")
	}
	if n := s.Nomination; n.ID != "" && n.Person == c.Person && n.ByConvener == convener {
		return nil, nil // it waits for the other side
	}
	return []registry.Event{registry.AdvocateNamed{
		Nomination: c.Nomination, Seat: s.ID, Person: c.Person, By: by.Organization, Reason: reason,
	}}, nil
}

func (c SecondAdvocate) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.Seat(c.Seat)
	if err != nil {
		return nil, err
	}
	convener, err := i.side(by, s)
	n := s.Nomination
	switch {
	case err != nil:
		return nil, err
	case n.ID == "":
		return nil, rule.Refuse("NOBODY_NAMED").At("seat")
	case n.Seconded:
		return nil, nil
	case n.ByConvener == convener:
		return nil, rule.Refuse("OTHER_SIDE_SECONDS")
	case n.Person != "" && n.Person == by.Person:
		return nil, rule.Refuse("SELF_NAMED")
	}
	events := []registry.Event{registry.AdvocateSeconded{Nomination: n.ID, Seat: s.ID, By: by.Organization}}
	if n.Person == "" {
		events = append(events, s.unrepresented(registry.SentAway, n.Reason))
	}
	return events, nil
}

func (c Represent) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.Seat(c.Seat)
	if err != nil {
		return nil, err
	}
	var form text.Form
	interests := form.Clean(c.Interests, maxNote, "interests")
	n := s.Nomination
	switch {
	case n.Person == "" || n.Person != by.Person:
		return nil, rule.Refuse("NOT_NAMED").At("seat")
	case form.Err() != nil:
		return nil, form.Err()
	case !n.Seconded:
		return nil, rule.Refuse("NOT_SECONDED").At("seat")
	case slices.ContainsFunc(i.Seats, func(s Seat) bool { return s.Advocate == by.Person }):
		return nil, rule.Refuse("ALREADY_ADVOCATE")
	}
	return []registry.Event{registry.SeatRepresented{
		Seat: s.ID, Nomination: n.ID, Advocate: by.Person, Interests: interests, Before: s.Advocate,
	}}, nil
}

func (c StepBack) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.Seat(c.Seat)
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	switch {
	case s.Advocate == "" || s.Advocate != by.Person:
		return nil, rule.Refuse("NOT_ADVOCATE").At("seat")
	case form.Err() != nil:
		return nil, form.Err()
	}
	return []registry.Event{s.unrepresented(registry.SteppedBack, reason)}, nil
}

// side tells for which of the two sides somebody speaks who may appoint the
// advocate of a seat: the convener, or else a seat of another class.
func (i Initiative) side(by By, of Seat) (convener bool, err error) {
	if i.convened(by) == nil {
		return true, nil
	}
	held, err := i.Held(by.Organization)
	if err == nil && text.Same(held.Class, of.Class) {
		err = rule.Refuse("ANOTHER_CLASS")
	}
	return false, err
}

// tried tells whether those whom a seat is for were looked for, often enough,
// in more than one way and within days of each other, since its last answer.
func (s Seat) tried() bool {
	for from, first := range s.Tries {
		channels := make(map[string]bool)
		within := s.Tries[from:]
		n := 0
		for _, t := range within {
			if t.At.Sub(first.At) <= triesWithin {
				n++
				channels[strings.ToLower(t.Channel)] = true
			}
		}
		if n >= triesNeeded && len(channels) >= channelsNeeded {
			return true
		}
	}
	return false
}

// unrepresented ends that somebody speaks in the seat.
func (s Seat) unrepresented(why registry.WhyAdvocateEnded, reason string) registry.AdvocateEnded {
	e := registry.AdvocateEnded{Seat: s.ID, Advocate: s.Advocate, Why: why, Reason: reason, State: registry.Empty}
	if s.Invitation.ID != "" {
		e.State = registry.Invited
	}
	return e
}
