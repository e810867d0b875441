package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/limits"
	"parley.example/services/registry/internal/organization"
)

// GrantMandate lets a member act for the organization. Limits are sealed.
type GrantMandate struct {
	serve.Common
	Organization string           `json:"organization" need:"true"`
	Delegate     string           `json:"delegate" need:"true"`
	Deputy       string           `json:"deputy"`
	Initiative   string           `json:"initiative"` // "" is every initiative
	Acts         []registry.Act   `json:"acts" need:"true"`
	Until        string           `json:"until" need:"true"`
	Limits       []registry.Limit `json:"limits"`
}

// NameDeputy gives a mandate another deputy, or none.
type NameDeputy struct {
	serve.Common
	Mandate string `json:"mandate" need:"true"`
	Deputy  string `json:"deputy"`
}

// RevokeMandate ends a mandate.
type RevokeMandate struct {
	serve.Common
	Mandate string `json:"mandate" need:"true"`
	Reason  string `json:"reason" need:"true"`
}

// ReviseLimits puts other limits in place of a mandate's.
type ReviseLimits struct {
	serve.Common
	Mandate string           `json:"mandate" need:"true"`
	Limits  []registry.Limit `json:"limits" need:"true"`
}

func (d *desk) aboutMandates() {
	serve.Command(d.house, "grant_mandate", d.grant)
	serve.Command(d.house, "name_deputy", func(ctx context.Context, c serve.Call, in NameDeputy) (command.Receipt, error) {
		return d.mandate(ctx, c, in.Mandate, organization.NameDeputy{Mandate: in.Mandate, Deputy: in.Deputy})
	})
	serve.Command(d.house, "revoke_mandate", func(ctx context.Context, c serve.Call, in RevokeMandate) (command.Receipt, error) {
		return d.mandate(ctx, c, in.Mandate, organization.Revoke{Mandate: in.Mandate, Reason: in.Reason})
	})
	serve.Command(d.house, "revise_limits", d.revise)
}

func (d *desk) grant(ctx context.Context, c serve.Call, in GrantMandate) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	until, err := instant(in.Until, "until")
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.opened(ctx, in.Initiative); err != nil {
		return command.Receipt{}, err
	}
	wanted := organization.Grant{Terms: registry.Terms{
		Mandate: record.NewID("man", in.Organization, c.ID), Delegate: in.Delegate, Deputy: in.Deputy,
		Initiative: in.Initiative, Acts: in.Acts, Until: until, Limited: len(in.Limits) > 0,
	}}
	if err := d.seal(ctx, c, in, wanted); err != nil {
		return command.Receipt{}, err
	}
	w := wish(c, in.Organization)
	if w.Body, err = unsealed(in); err != nil {
		return command.Receipt{}, err
	}
	out, err := d.organization(ctx, c, w, wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": in.Organization, "mandate": wanted.Mandate}, "org:"+in.Organization)
}

// seal puts the limits where they belong before the mandate is granted, so
// that no mandate is ever without its limits. The rules are asked first: who
// may not grant leaves nothing behind.
func (d *desk) seal(ctx context.Context, c serve.Call, in GrantMandate, wanted organization.Grant) error {
	o, _, err := d.organizations.Look(ctx, in.Organization)
	if err != nil {
		return err
	}
	if given, granted := o.Mandate(wanted.Mandate); granted && given.Limited != wanted.Limited {
		return command.CommandIDReused
	}
	if !wanted.Limited {
		return nil
	}
	if _, err := limits.Clean(in.Limits); err != nil {
		return err
	}
	if _, err := organization.Decide(o, c.Actor.Person, d.house.Now(), wanted); err != nil {
		return err
	}
	w := wish(c, limitsID(wanted.Mandate))
	w.Expected = nil
	_, err = d.limits.Do(ctx, w, func(_ context.Context, s limits.State, _ time.Time) (resident.Ruling, error) {
		return ruling(limits.Decide(s, limits.Set{
			Limits:  registry.Limits{Mandate: wanted.Mandate, Organization: in.Organization, Limits: in.Limits},
			Holders: holders(wanted.Terms),
		}))
	})
	return err
}

// unsealed is what the shared record may know of the input: that there are limits,
// not what they are. A fingerprint of their values could be guessed from.
func unsealed(in GrantMandate) ([]byte, error) {
	limited := len(in.Limits) > 0
	in.Limits = nil
	body, err := json.Marshal(struct {
		GrantMandate
		Limited bool `json:"limited"`
	}{in, limited})
	if err != nil {
		return nil, fmt.Errorf("encode mandate: %w", err)
	}
	return body, nil
}

// opened refuses a mandate for an initiative that there is not.
func (d *desk) opened(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	if !record.ValidID("ini", id) {
		return missing("initiative")
	}
	i, _, err := d.initiatives.Look(ctx, id)
	if err == nil && !i.Exists() {
		return missing("initiative")
	}
	return err
}

// mandate lets the rules decide on one.
func (d *desk) mandate(ctx context.Context, c serve.Call, id string, wanted organization.Command) (command.Receipt, error) {
	org, err := d.within(ctx, "mandate", id, "mandate")
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.organization(ctx, c, wish(c, org), wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": org, "mandate": id}, "org:"+org)
}

func (d *desk) revise(ctx context.Context, c serve.Call, in ReviseLimits) (command.Receipt, error) {
	org, err := d.within(ctx, "mandate", in.Mandate, "mandate")
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.limits.Do(ctx, wish(c, limitsID(in.Mandate)), func(ctx context.Context, s limits.State, at time.Time) (resident.Ruling, error) {
		o, _, err := d.organizations.Look(ctx, org)
		if err != nil {
			return resident.Ruling{}, err
		}
		if err := mayRevise(o, c.Actor.Person, in.Mandate, at); err != nil {
			return resident.Ruling{}, err
		}
		return ruling(limits.Decide(s, limits.Revise{Limits: in.Limits}))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"mandate": in.Mandate, "limits": in.Mandate}, "steward:"+org)
}

// mayRevise refuses whoever is no steward, and limits where the mandate says
// that there are none: nobody would keep to them.
func mayRevise(o organization.Organization, by, mandate string, at time.Time) error {
	if err := organization.May(o, by, "reviseLimits"); err != nil {
		return err
	}
	given, _ := o.Mandate(mandate)
	switch {
	case given.Over || !given.Until.After(at):
		return rule.Refuse("MANDATE_ENDED").At("mandate")
	case !given.Limited:
		return rule.Refuse("NOT_LIMITED").At("mandate")
	}
	return nil
}

// limitsID is the sealed aggregate that holds a mandate's limits.
func limitsID(mandate string) string { return record.NewID("lim", mandate) }

// holders are those who may act by a mandate.
func holders(t registry.Terms) []string {
	if t.Deputy == "" {
		return []string{t.Delegate}
	}
	return []string{t.Delegate, t.Deputy}
}
