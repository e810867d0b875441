package organization

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what people write, in characters.
const (
	maxName    = 120
	maxPurpose = 4000
	maxForm    = 60
	maxReason  = 500
)

// Command is a wish that an organization may grant or refuse.
type Command interface {
	decide(o Organization, by string, at time.Time) ([]registry.Event, error)
}

// Found makes an organization. Form is its kind in its own word and may be
// empty.
type Found struct{ Name, Purpose, Form string }

// AddMember takes a registered person in.
type AddMember struct {
	Person string
	Roles  []registry.Role
}

// ChangeRoles gives a member other roles.
type ChangeRoles struct {
	Person string
	Roles  []registry.Role
}

// RemoveMember ends somebody's membership.
type RemoveMember struct{ Person, Reason string }

// Leave ends one's own membership.
type Leave struct{}

func (c Found) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	var form text.Form
	e := registry.OrganizationFounded{
		Called:  form.Line(c.Name, maxName, "name"),
		Purpose: form.Clean(c.Purpose, maxPurpose, "purpose"),
		Form:    form.Optional(c.Form, maxForm, "kind"),
		Founder: by,
	}
	switch {
	case o.Exists():
		return nil, nil // its id depends on the command alone: it was this one
	case form.Err() != nil:
		return nil, form.Err()
	}
	return []registry.Event{e}, nil
}

func (c AddMember) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	roles, err := inOrder(allRoles, c.Roles, "roles")
	if err != nil {
		return nil, err
	}
	if held := o.Members[c.Person]; slices.Equal(held, roles) {
		return nil, nil
	} else if held != nil {
		return nil, rule.Refuse("ALREADY_MEMBER").At("person")
	}
	return []registry.Event{registry.MemberAdded{Person: c.Person, Roles: roles}}, nil
}

func (c ChangeRoles) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	roles, err := inOrder(allRoles, c.Roles, "roles")
	if err != nil {
		return nil, err
	}
	held := o.Members[c.Person]
	switch {
	case held == nil:
		return nil, rule.Refuse("NOT_MEMBER").At("person")
	case slices.Equal(held, roles):
		return nil, nil
	case !slices.Contains(roles, registry.Steward) && o.last(c.Person):
		return nil, rule.Refuse("LAST_STEWARD").At("roles")
	}
	events := []registry.Event{registry.RolesChanged{Person: c.Person, Roles: roles}}
	switch {
	case !belongs(roles):
		events = append(events, o.lapse(c.Person)...)
	case !slices.Contains(roles, registry.Steward):
		events = append(events, o.uninvite(c.Person)...)
	}
	return events, nil
}

func (c RemoveMember) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case o.Members[c.Person] == nil:
		return nil, rule.Refuse("NOT_MEMBER").At("person")
	case o.last(c.Person):
		return nil, rule.Refuse("LAST_STEWARD").At("person")
	}
	return append([]registry.Event{registry.MemberRemoved{Person: c.Person, Reason: reason}}, o.lapse(c.Person)...), nil
}

func (c Leave) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.mayLeave(by); err != nil {
		return nil, err
	}
	return append([]registry.Event{registry.MemberLeft{Person: by}}, o.lapse(by)...), nil
}

func (o Organization) mayLeave(by string) error {
	switch {
	case o.Members[by] == nil:
		return rule.Refuse("NOT_MEMBER")
	case o.last(by):
		return rule.Refuse("LAST_STEWARD")
	}
	return nil
}

// steward refuses whoever is not one.
func (o Organization) steward(by string) error {
	if !o.Is(by, registry.Steward) {
		return rule.Refuse("NOT_STEWARD")
	}
	return nil
}

// last tells whether without this person nobody could act for the organization.
func (o Organization) last(person string) bool {
	return o.Is(person, registry.Steward) && o.stewards() == 1
}

// lapse ends what somebody held or offered who no longer belongs to the
// organization.
func (o Organization) lapse(person string) (events []registry.Event) {
	for _, m := range o.Mandates {
		switch {
		case m.Over:
		case m.Delegate == person:
			events = append(events, registry.MandateLapsed{Ended: m.ended()})
		case m.Deputy == person:
			m.Deputy = ""
			events = append(events, registry.DeputyNamed{Terms: m.Terms, Before: person})
		}
	}
	return slices.Concat(events, o.uninvite(person), o.unoffer(person))
}

// allRoles in the order in which they are stored.
var allRoles = []registry.Role{registry.Steward, registry.Member, registry.Counsel}

// inOrder returns what is wanted of all, once each and in their order.
func inOrder[T comparable](all, wanted []T, field string) ([]T, error) {
	if len(wanted) == 0 {
		return nil, rule.Refuse("INVALID", "rule", "required").At(field)
	}
	for _, w := range wanted {
		if !slices.Contains(all, w) {
			return nil, rule.Refuse("INVALID", "rule", "unknown").At(field)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(t T) bool { return !slices.Contains(wanted, t) }), nil
}
