package organization

import (
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Grant gives a mandate. Deputy and Initiative may be empty: nobody, and every
// initiative. Limited says that its limits are sealed.
type Grant struct{ registry.Terms }

// NameDeputy gives a mandate another deputy, or none.
type NameDeputy struct{ Mandate, Deputy string }

// Revoke ends a mandate. Its delegate may give it back.
type Revoke struct{ Mandate, Reason string }

// Expire ends a mandate whose time is up. The clock wishes it, not a person.
type Expire struct{ Mandate string }

func (c Grant) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if _, granted := o.Mandate(c.Mandate); granted {
		return nil, nil
	}
	if err := o.mayGrant(by); err != nil {
		return nil, err
	}
	if err := o.mayHold(by, c.Delegate, "delegate"); err != nil {
		return nil, err
	}
	if c.Deputy != "" {
		if err := o.mayDeputize(by, c.Delegate, c.Deputy); err != nil {
			return nil, err
		}
	}
	acts, err := inOrder(allActs, c.Acts, "acts")
	if err != nil {
		return nil, err
	}
	if !c.Until.After(at) {
		return nil, rule.Refuse("IN_THE_PAST").At("until")
	}
	c.Acts = acts
	return []registry.Event{registry.MandateGranted{Terms: c.Terms}}, nil
}

func (c NameDeputy) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	m, err := o.live(c.Mandate, at)
	if err != nil {
		return nil, err
	}
	if m.Deputy == c.Deputy {
		return nil, nil
	}
	if c.Deputy != "" {
		if err := o.mayGrant(by); err != nil {
			return nil, err
		}
		if err := o.mayDeputize(by, m.Delegate, c.Deputy); err != nil {
			return nil, err
		}
	}
	before := m.Deputy
	m.Deputy = c.Deputy
	return []registry.Event{registry.DeputyNamed{Terms: m.Terms, Before: before}}, nil
}

func (c Revoke) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	m, found := o.Mandate(c.Mandate)
	if !found || m.Delegate != by {
		if err := o.steward(by); err != nil {
			return nil, err
		}
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	switch {
	case !found:
		return nil, rule.Refuse("NOT_FOUND").At("mandate")
	case form.Err() != nil:
		return nil, form.Err()
	case m.Over:
		return nil, nil
	}
	return []registry.Event{registry.MandateRevoked{Ended: m.ended(), Reason: reason}}, nil
}

func (c Expire) decide(o Organization, _ string, at time.Time) ([]registry.Event, error) {
	m, found := o.Mandate(c.Mandate)
	if !found || m.Over || at.Before(m.Until.Time) {
		return nil, nil
	}
	return []registry.Event{registry.MandateExpired{Ended: m.ended()}}, nil
}

// mayGrant refuses whoever is no steward, and stewards where members decide.
func (o Organization) mayGrant(by string) error {
	if err := o.steward(by); err != nil {
		return err
	}
	if o.Governance == registry.ByBallot {
		return rule.Refuse("MEMBERS_DECIDE")
	}
	return nil
}

// live returns a mandate that is in force at a moment.
func (o Organization) live(id string, at time.Time) (Given, error) {
	m, found := o.Mandate(id)
	switch {
	case !found:
		return m, rule.Refuse("NOT_FOUND").At("mandate")
	case m.Over || !m.Until.After(at):
		return m, rule.Refuse("MANDATE_ENDED").At("mandate")
	}
	return m, nil
}

// mayHold refuses a mandate to outsiders, and to its own grantor: whoever has a
// colleague needs them for that.
func (o Organization) mayHold(by, person, field string) error {
	switch {
	case !belongs(o.Members[person]):
		return rule.Refuse("NOT_MEMBER").At(field)
	case person == by && len(o.Members) > 1:
		return rule.Refuse("SELF_GRANTED").At(field)
	}
	return nil
}

func (o Organization) mayDeputize(by, delegate, deputy string) error {
	if deputy == delegate {
		return rule.Refuse("DEPUTY_IS_DELEGATE").At("deputy")
	}
	return o.mayHold(by, deputy, "deputy")
}

func (m Given) ended() registry.Ended {
	return registry.Ended{Mandate: m.Mandate, Delegate: m.Delegate, Deputy: m.Deputy, Limited: m.Limited}
}

// allActs in the order in which they are stored.
var allActs = []registry.Act{registry.Speak, registry.Offer, registry.Vote, registry.Sign}
