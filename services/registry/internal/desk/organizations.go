package desk

import (
	"context"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/view"
)

// FoundOrganization makes an organization with the caller as its first steward.
type FoundOrganization struct {
	serve.Common
	Name    string `json:"name" need:"true"`
	Purpose string `json:"purpose" need:"true"`
	Kind    string `json:"kind"`
}

// AddMember takes a registered person in.
type AddMember struct {
	serve.Common
	Organization string          `json:"organization" need:"true"`
	Person       string          `json:"person" need:"true"`
	Roles        []registry.Role `json:"roles" need:"true"`
}

// ChangeRoles gives a member other roles.
type ChangeRoles struct {
	serve.Common
	Organization string          `json:"organization" need:"true"`
	Person       string          `json:"person" need:"true"`
	Roles        []registry.Role `json:"roles" need:"true"`
}

// RemoveMember ends somebody's membership.
type RemoveMember struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	Person       string `json:"person" need:"true"`
	Reason       string `json:"reason" need:"true"`
}

// LeaveOrganization ends the caller's membership.
type LeaveOrganization struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
}

func (d *desk) aboutOrganizations() {
	serve.Command(d.house, "found_organization", d.found)
	serve.Command(d.house, "add_member", d.addMember)
	serve.Command(d.house, "change_roles", func(ctx context.Context, c serve.Call, in ChangeRoles) (command.Receipt, error) {
		return d.members(ctx, c, in.Organization, in.Person, organization.ChangeRoles{Person: in.Person, Roles: in.Roles})
	})
	serve.Command(d.house, "remove_member", func(ctx context.Context, c serve.Call, in RemoveMember) (command.Receipt, error) {
		return d.members(ctx, c, in.Organization, in.Person, organization.RemoveMember{Person: in.Person, Reason: in.Reason})
	})
	serve.Command(d.house, "leave_organization", func(ctx context.Context, c serve.Call, in LeaveOrganization) (command.Receipt, error) {
		return d.members(ctx, c, in.Organization, c.Actor.Person, organization.Leave{})
	})
}

func (d *desk) found(ctx context.Context, c serve.Call, in FoundOrganization) (command.Receipt, error) {
	if err := d.known(ctx, c.Actor.Person, ""); err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("org", "new", c.Actor.Person, "found_organization", c.ID)
	out, err := d.organization(ctx, c, wish(c, id), organization.Found{Name: in.Name, Purpose: in.Purpose, Form: in.Kind})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"organization": id, "membership": view.MembershipID(c.Actor.Person, id)}
	return d.answer(ctx, c, out, ids, view.Everybody)
}

func (d *desk) addMember(ctx context.Context, c serve.Call, in AddMember) (command.Receipt, error) {
	if err := d.known(ctx, in.Person, "person"); err != nil {
		return command.Receipt{}, err
	}
	return d.members(ctx, c, in.Organization, in.Person, organization.AddMember{Person: in.Person, Roles: in.Roles})
}

// members lets the rules decide on who belongs to an organization.
func (d *desk) members(ctx context.Context, c serve.Call, id, who string, wanted organization.Command) (command.Receipt, error) {
	if !record.ValidID("org", id) {
		return command.Receipt{}, missing("organization")
	}
	out, err := d.organization(ctx, c, wish(c, id), wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"organization": id, "member": view.MemberID(id, who)}
	return d.answer(ctx, c, out, ids, "org:"+id)
}

// organization lets the rules decide on one.
func (d *desk) organization(ctx context.Context, c serve.Call, w resident.Wish, wanted organization.Command) (resident.Outcome, error) {
	return d.organizations.Do(ctx, w, func(_ context.Context, o organization.Organization, at time.Time) (resident.Ruling, error) {
		return ruling(organization.Decide(o, c.Actor.Person, at, wanted))
	})
}
