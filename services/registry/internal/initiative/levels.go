package initiative

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxLinks = 50

// PublishPresumptions shows what level of change a seat's holder thinks that
// others seek.
type PublishPresumptions struct {
	Seat     string
	Presumes []registry.Presumed
}

// ReviseVisions puts other visions in the place of those before, with a reason.
type ReviseVisions struct {
	Visions registry.Visions
	Reason  string
}

// Link says what this initiative is to another, whose level is given.
type Link struct {
	Link, To string
	As       registry.LinkKind
	Level    registry.Level // of the other
}

// ConfirmLink says, for the other one, that it is so.
type ConfirmLink struct {
	Link, From string
	As         registry.LinkKind
}

func (c PublishPresumptions) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	own, err := i.own(by, c.Seat)
	if err != nil {
		return nil, err
	}
	var shown []registry.Presumed
	for _, p := range c.Presumes {
		if s, err := i.Seat(p.Seat); err == nil && s.State == registry.Taken && s.ID != own.ID {
			shown = append(shown, p)
		}
	}
	switch {
	case len(shown) == 0:
		return nil, rule.Refuse("NOTHING_PRESUMED").At("seat")
	case slices.Equal(shown, own.Presumes):
		return nil, nil
	}
	return []registry.Event{registry.PresumptionsPublished{Seat: own.ID, Organization: own.Organization, Presumes: shown}}, nil
}

func (c ReviseVisions) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.VisionsRevised{By: by.Person, Visions: cleaned(&form, c.Visions), Reason: form.Clean(c.Reason, maxReason, "reason")}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case e.Visions == i.Visions:
		return nil, nil
	}
	return []registry.Event{e}, nil
}

// cleaned returns visions as they are stored.
func cleaned(form *text.Form, v registry.Visions) registry.Visions {
	return registry.Visions{
		Person:       form.Clean(v.Person, maxVision, "visions", "person"),
		Organization: form.Clean(v.Organization, maxVision, "visions", "organization"),
		Economy:      form.Clean(v.Economy, maxVision, "visions", "economy"),
	}
}

func (c Link) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	switch {
	case c.As != registry.PilotOf && c.As != registry.LevelOf:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("as")
	case c.As == registry.PilotOf && (i.Level != registry.Local || c.Level == registry.Local),
		c.As == registry.LevelOf && i.Level == c.Level:
		return nil, rule.Refuse("WRONG_LEVEL").At("as")
	case slices.Contains(i.Links, c.Link):
		return nil, nil
	case len(i.Links) == maxLinks:
		return nil, tooMany(maxLinks)
	}
	return []registry.Event{registry.InitiativeLinked{Link: c.Link, To: c.To, As: c.As}}, nil
}

func (c ConfirmLink) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	if err := i.convened(by); err != nil {
		return nil, err
	}
	switch {
	case slices.Contains(i.Links, c.Link):
		return nil, nil
	case len(i.Links) == maxLinks:
		return nil, tooMany(maxLinks)
	}
	return []registry.Event{registry.LinkConfirmed(c)}, nil
}
