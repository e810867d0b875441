package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/view"
)

// InviteMember offers membership to whoever gets the token.
type InviteMember struct {
	serve.Common
	Organization string          `json:"organization" need:"true"`
	Roles        []registry.Role `json:"roles" need:"true"`
	Name         string          `json:"name"`
	Note         string          `json:"note"`
	Expires      string          `json:"expires" need:"true"`
}

// EndMemberInvitation takes an unused invitation back.
type EndMemberInvitation struct {
	serve.Common
	Invitation string `json:"invitation" need:"true"`
	Reason     string `json:"reason"`
}

// JoinOrganization makes the caller a member by a token.
type JoinOrganization struct {
	serve.Common
	Token string `json:"token" need:"true"`
}

// OfferHandover offers a member what the caller holds, or a steward may give.
type OfferHandover struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	To           string `json:"to" need:"true"`
	Mandate      string `json:"mandate"` // "" is the caller's stewardship
}

// AcceptHandover takes on what is offered.
type AcceptHandover struct {
	serve.Common
	Handover string `json:"handover" need:"true"`
}

// CloseHandover declines it, or takes it back.
type CloseHandover struct {
	serve.Common
	Handover string `json:"handover" need:"true"`
	Reason   string `json:"reason"`
}

// DeclareController says whose word an organization follows.
type DeclareController struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	Controller   string `json:"controller"` // "" is its own
}

// ConfirmController says that another one follows the organization's word.
type ConfirmController struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	Controlled   string `json:"controlled" need:"true"`
}

func (d *desk) aboutJoining() {
	serve.Command(d.house, "invite_member", d.inviteMember)
	serve.Command(d.house, "end_member_invitation", func(ctx context.Context, c serve.Call, in EndMemberInvitation) (command.Receipt, error) {
		return d.inside(ctx, c, "member_invitation", in.Invitation, "invitation", "steward:", organization.EndInvitation{Invitation: in.Invitation, Reason: in.Reason})
	})
	serve.Command(d.house, "join_organization", d.join)
	serve.Command(d.house, "offer_handover", d.offerHandover)
	serve.Command(d.house, "accept_handover", func(ctx context.Context, c serve.Call, in AcceptHandover) (command.Receipt, error) {
		return d.inside(ctx, c, "handover", in.Handover, "handover", "org:", organization.AcceptHandover{Handover: in.Handover})
	})
	serve.Command(d.house, "close_handover", func(ctx context.Context, c serve.Call, in CloseHandover) (command.Receipt, error) {
		return d.inside(ctx, c, "handover", in.Handover, "handover", "org:", organization.CloseHandover{Handover: in.Handover, Reason: in.Reason})
	})
	serve.Command(d.house, "declare_controller", d.declareController)
	serve.Command(d.house, "confirm_controller", d.confirmController)
	serve.Question(d.house, "joining", d.joining)
}

// inside lets the rules decide on something within an organization, which its
// own id leads to. Who is a stranger there learns nothing of it.
func (d *desk) inside(ctx context.Context, c serve.Call, table, id, field, seenBy string, wanted organization.Command) (command.Receipt, error) {
	org, err := d.within(ctx, table, id, field)
	if err != nil {
		return command.Receipt{}, err
	}
	o, _, err := d.organizations.Look(ctx, org)
	switch {
	case err != nil:
		return command.Receipt{}, err
	case o.Members[c.Actor.Person] == nil:
		return command.Receipt{}, missing(field)
	}
	out, err := d.organization(ctx, c, wish(c, org), wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": org, field: id}, seenBy+org)
}

// inviteMember answers with the token, as [desk.invite] does.
func (d *desk) inviteMember(ctx context.Context, c serve.Call, in InviteMember) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	expires, err := instant(in.Expires, "expires")
	if err != nil {
		return command.Receipt{}, err
	}
	token := tokenFor(d.key, in.Organization, c.ID)
	invitation := joiningID(hashed(token))
	out, err := d.organization(ctx, c, wish(c, in.Organization), organization.InviteMember{
		Invitation: invitation, Token: hashed(token), Roles: in.Roles, Name: in.Name, Note: in.Note, Expires: expires.Time,
	})
	if err != nil {
		return command.Receipt{}, err
	}
	receipt, err := d.answer(ctx, c, out, map[string]string{"organization": in.Organization, "invitation": invitation}, "steward:"+in.Organization)
	if err == nil && !c.DryRun {
		receipt.Secrets = map[string]string{"token": token}
	}
	return receipt, err
}

// joiningID follows from the hash of a token, as [invitationID] does.
func joiningID(hash string) string { return record.NewID("mni", hash) }

func (d *desk) join(ctx context.Context, c serve.Call, in JoinOrganization) (command.Receipt, error) {
	org, err := d.within(ctx, "member_invitation", joiningID(hashed(in.Token)), "token")
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.known(ctx, c.Actor.Person, ""); err != nil {
		return command.Receipt{}, err
	}
	out, err := d.organization(ctx, c, wish(c, org), organization.Join{Token: hashed(in.Token)})
	if err != nil {
		return command.Receipt{}, err
	}
	ids := map[string]string{"organization": org, "membership": view.MembershipID(c.Actor.Person, org)}
	return d.answer(ctx, c, out, ids, "org:"+org)
}

func (d *desk) offerHandover(ctx context.Context, c serve.Call, in OfferHandover) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	id := record.NewID("han", in.Organization, c.ID)
	out, err := d.organization(ctx, c, wish(c, in.Organization), organization.OfferHandover{Handover: id, To: in.To, Mandate: in.Mandate})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": in.Organization, "handover": id}, "org:"+in.Organization)
}

func (d *desk) declareController(ctx context.Context, c serve.Call, in DeclareController) (command.Receipt, error) {
	return d.control(ctx, c, in.Organization, in.Controller, "controller", organization.DeclareController{Controller: in.Controller})
}

// confirmController takes the other side's word first: nobody is made to follow.
func (d *desk) confirmController(ctx context.Context, c serve.Call, in ConfirmController) (command.Receipt, error) {
	other, _, err := d.organizations.Look(ctx, in.Controlled)
	switch {
	case err != nil:
		return command.Receipt{}, err
	case !record.ValidID("org", in.Controlled) || other.Controller != in.Organization:
		return command.Receipt{}, missing("controlled")
	}
	return d.control(ctx, c, in.Organization, in.Controlled, "controlled", organization.ConfirmController{Controlled: in.Controlled})
}

// control lets the rules decide on how two organizations stand.
func (d *desk) control(ctx context.Context, c serve.Call, id, other, field string, wanted organization.Command) (command.Receipt, error) {
	if !record.ValidID("org", id) {
		return command.Receipt{}, missing("organization")
	}
	if other != "" {
		o, _, err := d.organizations.Look(ctx, other)
		switch {
		case err != nil:
			return command.Receipt{}, err
		case other == id || !record.ValidID("org", other) || !o.Exists():
			return command.Receipt{}, missing(field)
		}
	}
	out, err := d.organization(ctx, c, wish(c, id), wanted)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"organization": id, "control": id}, view.Everybody)
}
