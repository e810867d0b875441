package initiative

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxForward    = 200 // of all
	maxForwardOwn = 3   // of one person
)

// SetPage shows or hides the public page.
type SetPage struct {
	Shown  bool
	Reason string
}

// ShowName says whether the public page names the holder of a seat.
type ShowName struct {
	Seat  string
	Shown bool
}

// StepForward asks to be at the table, in a seat that nobody has taken or in
// one that is not there.
type StepForward struct{ Forward, Seat, Words string }

// Paged tells whether there is a public page.
func (i Initiative) Paged() bool {
	if i.Page != nil {
		return *i.Page
	}
	return i.Level >= registry.PublicFrom
}

func (c SetPage) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.PageSet{Shown: c.Shown, Reason: form.Clean(c.Reason, maxReason, "reason"), By: by.Person}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case c.Shown == i.Paged():
		return nil, nil
	}
	return []registry.Event{e}, nil
}

func (c ShowName) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	s, err := i.own(by, c.Seat)
	switch {
	case err != nil:
		return nil, err
	case c.Shown != s.Unnamed:
		return nil, nil
	}
	return []registry.Event{registry.NameShown{Seat: s.ID, Organization: s.Organization, Shown: c.Shown}}, nil
}

func (c StepForward) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.outside(by); err != nil {
		return nil, err
	}
	if c.Seat != "" {
		s, err := i.Seat(c.Seat)
		switch {
		case err != nil:
			return nil, err
		case s.State == registry.Taken:
			return nil, rule.Refuse("SEAT_TAKEN").At("seat")
		}
	}
	var form text.Form
	e := registry.SteppedForward{
		Forward: c.Forward, Seat: c.Seat, Person: by.Person, Organization: by.Organization,
		Words: form.Clean(c.Words, maxReason, "words"),
	}
	own := 0
	for _, person := range i.Forward {
		if person == by.Person {
			own++
		}
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case own == maxForwardOwn:
		return nil, tooMany(maxForwardOwn)
	case len(i.Forward) == maxForward:
		return nil, tooMany(maxForward)
	}
	return []registry.Event{e}, nil
}

// outside refuses whoever sits at the table already.
func (i Initiative) outside(by By) error {
	if s, err := i.Held(by.Organization); err == nil {
		return rule.Refuse("ALREADY_SEATED", "seat", s.Name)
	}
	return nil
}

// shown is i after an event about its public page.
func (i Initiative) shown(e registry.Event) (Initiative, bool) {
	switch e := e.(type) {
	case registry.PageSet:
		i.Page = &e.Shown
	case registry.NameShown:
		i = i.with(e.Seat, func(s *Seat) { s.Unnamed = !e.Shown })
	case registry.SteppedForward:
		i.Forward = append(slices.Clip(i.Forward), e.Person)
	default:
		return i, false
	}
	return i, true
}
