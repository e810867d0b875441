package organization

import (
	"time"

	"parley.example/events/registry"
	"parley.example/services/registry/internal/profile"
)

// ReviseProfile says anew what the organization is for, offers, needs, knows.
type ReviseProfile struct{ registry.ProfileRevised }

func (c ReviseProfile) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	revised, err := profile.Organization(c.ProfileRevised)
	if err != nil || profile.Same(revised, o.Profile) {
		return nil, err
	}
	return []registry.Event{revised}, nil
}
