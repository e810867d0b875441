package organization

import (
	"slices"
	"time"

	"parley.example/events/registry"
)

const maxControlled = 200

// DeclareController says whose word the organization follows; "" is its own.
// The other side is held to it only once it has confirmed.
type DeclareController struct{ Controller string }

// ConfirmController says by the other side that an organization follows it.
type ConfirmController struct{ Controlled string }

func (c DeclareController) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	if o.Controller == c.Controller {
		return nil, nil
	}
	return []registry.Event{registry.ControllerDeclared(c)}, nil
}

func (c ConfirmController) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	switch {
	case slices.Contains(o.Controls, c.Controlled):
		return nil, nil
	case len(o.Controls) == maxControlled:
		return nil, tooMany(maxControlled)
	}
	return []registry.Event{registry.ControllerConfirmed(c)}, nil
}
