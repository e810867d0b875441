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

// Bounds of what people write, in characters, and of how much there may be:
// all seats of an initiative stand in one document.
const (
	maxTitle     = 140
	maxPurpose   = 4000
	maxVision    = 2000
	maxClass     = 60
	maxName      = 100
	maxNote      = 2000
	maxReason    = 500
	maxChannel   = 40
	maxLanguages = 8
	maxClasses   = 30
	maxSeats     = 64
	maxAttempts  = 50
)

// Command is a wish that an initiative may grant or refuse.
type Command interface {
	decide(i Initiative, by By, at time.Time) ([]registry.Event, error)
}

// Open begins an initiative, convened by the organization that its opener
// speaks for. Zone is a known IANA name.
type Open struct {
	Title, Purpose string
	Level          registry.Level
	Visions        registry.Visions
	Zone           string
	Languages      []string
}

// AddClass names a class of those who are affected.
type AddClass struct{ Name string }

// OpenSeat puts an empty chair of a class at the table.
type OpenSeat struct{ Seat, Class, Name, Affects string }

// RecordAttempt notes that somebody tried to reach those whom a seat is for.
type RecordAttempt struct{ Seat, Attempt, Channel, Note string }

func (c Open) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if i.Exists() {
		return nil, nil // its id depends on the command alone: it was this one
	}
	if by.Organization == "" {
		return nil, rule.Refuse("NO_ORGANIZATION")
	}
	var form text.Form
	e := registry.InitiativeOpened{
		Title:    form.Line(c.Title, maxTitle, "title"),
		Purpose:  form.Clean(c.Purpose, maxPurpose, "purpose"),
		Level:    c.Level,
		Visions:  cleaned(&form, c.Visions),
		Zone:     c.Zone,
		Convener: registry.Convener{Person: by.Person, Organization: by.Organization},
	}
	for at, l := range c.Languages {
		if l = form.Language(l, "languages", strconv.Itoa(at)); !slices.Contains(e.Languages, l) {
			e.Languages = append(e.Languages, l)
		}
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case !c.Level.Valid():
		return nil, noSuchLevel("level")
	case len(e.Languages) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("languages")
	case len(e.Languages) > maxLanguages:
		return nil, tooMany(maxLanguages).At("languages")
	}
	return []registry.Event{e}, nil
}

func (c AddClass) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	name := form.Line(c.Name, maxClass, "name")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case slices.ContainsFunc(i.Classes, func(has string) bool { return text.Same(has, name) }):
		return nil, nil
	case len(i.Classes) == maxClasses:
		return nil, tooMany(maxClasses)
	}
	return []registry.Event{registry.ClassAdded{Called: name}}, nil
}

func (c OpenSeat) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.SeatOpened{
		Seat:    c.Seat,
		Called:  form.Line(c.Name, maxName, "name"),
		Affects: form.Optional(c.Affects, maxReason, "affects"),
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	class, found := i.class(strings.TrimSpace(c.Class))
	switch {
	case !found:
		return nil, rule.Refuse("NO_SUCH_CLASS").At("class")
	case slices.ContainsFunc(i.Seats, func(s Seat) bool { return s.ID == c.Seat }):
		return nil, nil
	case len(i.Seats) == maxSeats:
		return nil, tooMany(maxSeats)
	}
	e.Class = class
	return []registry.Event{e}, nil
}

func (c RecordAttempt) decide(i Initiative, by By, at time.Time) ([]registry.Event, error) {
	if err := i.involved(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.AttemptRecorded{
		Seat: c.Seat, Attempt: c.Attempt, By: by.Person, At: registry.InstantOf(at),
		Channel: form.Line(c.Channel, maxChannel, "channel"),
		Note:    form.Clean(c.Note, maxNote, "note"),
	}
	s, err := i.Seat(c.Seat)
	switch {
	case err != nil:
		return nil, err
	case form.Err() != nil:
		return nil, form.Err()
	case s.State == registry.Taken:
		return nil, rule.Refuse("SEAT_TAKEN").At("seat")
	case s.Attempts == maxAttempts:
		return nil, tooMany(maxAttempts)
	}
	return []registry.Event{e}, nil
}

// involved refuses whoever neither convened nor sits at the table.
func (i Initiative) involved(by By) error {
	if i.convened(by) == nil {
		return nil
	}
	_, err := i.Held(by.Organization)
	return err
}

func noSuchLevel(field string) *rule.Refusal { return rule.Refuse("NO_SUCH_LEVEL").At(field) }

func tooMany(most int) *rule.Refusal { return rule.Refuse("TOO_MANY", "max", strconv.Itoa(most)) }
