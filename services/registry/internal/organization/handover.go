package organization

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const maxHandovers = 50 // open at a time

// Offered is a handover that nobody has answered.
type Offered registry.HandoverOffered

// OfferHandover offers a member the caller's stewardship or, where one is named,
// a mandate. A steward may offer a mandate on; its delegate only to its deputy,
// whom the organization has chosen.
type OfferHandover struct{ Handover, To, Mandate string }

// AcceptHandover takes on what is offered.
type AcceptHandover struct{ Handover string }

// CloseHandover declines what is offered or, by who offered it, takes it back.
type CloseHandover struct{ Handover, Reason string }

func (c OfferHandover) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	e := registry.HandoverOffered{Handover: c.Handover, From: by, To: c.To, By: by, Mandate: c.Mandate}
	err := o.mayOfferStewardship(by, c.To)
	if c.Mandate != "" {
		e.From, err = o.mayOfferMandate(by, c.To, c.Mandate, at)
	}
	switch {
	case err != nil:
		return nil, err
	case slices.ContainsFunc(o.Handovers, func(h Offered) bool { return h.To == c.To && h.From == e.From && h.Mandate == c.Mandate }):
		return nil, nil
	case len(o.Handovers) == maxHandovers:
		return nil, tooMany(maxHandovers)
	}
	return []registry.Event{e}, nil
}

func (o Organization) mayOfferStewardship(by, to string) error {
	if err := o.steward(by); err != nil {
		return err
	}
	switch {
	case !belongs(o.Members[to]):
		return rule.Refuse("NOT_MEMBER").At("to")
	case o.Is(to, registry.Steward):
		return rule.Refuse("ALREADY_STEWARD").At("to")
	}
	return nil
}

func (o Organization) mayOfferMandate(by, to, mandate string, at time.Time) (from string, err error) {
	m, found := o.Mandate(mandate)
	delegate, steward := found && m.Delegate == by, o.Is(by, registry.Steward)
	if !delegate && !steward {
		return "", rule.Refuse("NOT_STEWARD")
	}
	if m, err = o.live(mandate, at); err != nil {
		return "", err
	}
	switch {
	case !belongs(o.Members[to]) || to == m.Delegate:
		return "", rule.Refuse("NOT_MEMBER").At("to")
	case to == m.Deputy:
		return m.Delegate, nil
	case !steward:
		return "", rule.Refuse("NOT_DEPUTY").At("to")
	case o.Governance == registry.ByBallot:
		return "", rule.Refuse("MEMBERS_DECIDE")
	}
	return m.Delegate, o.mayHold(by, to, "to")
}

func (c AcceptHandover) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	h, err := o.handover(c.Handover, func(h Offered) bool { return h.To == by })
	if err != nil {
		return nil, err
	}
	ended := registry.HandoverEnded{Handover: h.Handover, Accepted: true}
	if h.Mandate != "" {
		m, err := o.live(h.Mandate, at)
		switch {
		case err != nil:
			return nil, err
		case m.Delegate != h.From:
			return nil, rule.Refuse("MANDATE_ENDED").At("handover")
		}
		e := registry.MandateHandedOver{Terms: m.Terms, From: m.Delegate, Before: m.Deputy}
		e.Delegate = by
		if e.Deputy == by {
			e.Deputy = ""
		}
		return []registry.Event{ended, e}, nil
	}
	if err := o.mayOfferStewardship(h.From, by); err != nil {
		return nil, rule.Refuse("NOT_STEWARD").At("handover")
	}
	rest := slices.DeleteFunc(slices.Clone(o.Members[h.From]), func(r registry.Role) bool { return r == registry.Steward })
	if !belongs(rest) { // a steward belongs, and goes on doing so
		rest = append([]registry.Role{registry.Member}, rest...)
	}
	roles, err := inOrder(allRoles, append(slices.Clone(o.Members[by]), registry.Steward), "roles")
	if err != nil {
		return nil, err
	}
	return append([]registry.Event{
		ended, registry.RolesChanged{Person: by, Roles: roles}, registry.RolesChanged{Person: h.From, Roles: rest},
	}, o.uninvite(h.From)...), nil
}

func (c CloseHandover) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	h, err := o.handover(c.Handover, func(h Offered) bool { return h.To == by || h.By == by || h.From == by })
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Optional(c.Reason, maxReason, "reason")
	if form.Err() != nil {
		return nil, form.Err()
	}
	return []registry.Event{registry.HandoverEnded{Handover: h.Handover, Reason: reason}}, nil
}

// handover returns an open one that concerns whoever asks.
func (o Organization) handover(id string, concerns func(Offered) bool) (Offered, error) {
	i := slices.IndexFunc(o.Handovers, func(h Offered) bool { return h.Handover == id && concerns(h) })
	if i < 0 {
		return Offered{}, rule.Refuse("NOT_FOUND").At("handover")
	}
	return o.Handovers[i], nil
}

// unoffer ends the handovers that somebody has a part in who is gone.
func (o Organization) unoffer(person string) (events []registry.Event) {
	for _, h := range o.Handovers {
		if h.From == person || h.To == person || h.By == person {
			events = append(events, registry.HandoverEnded{Handover: h.Handover})
		}
	}
	return events
}

func tooMany(most int) *rule.Refusal { return rule.Refuse("TOO_MANY", "max", strconv.Itoa(most)) }
