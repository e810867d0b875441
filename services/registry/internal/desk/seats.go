package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/initiative"
)

// InviteSeat offers a seat to whoever gets the token.
type InviteSeat struct {
	serve.Common
	Seat    string `json:"seat" need:"true"`
	Name    string `json:"name" need:"true"`
	Note    string `json:"note" need:"true"`
	Expires string `json:"expires" need:"true"`
}

// RevokeInvitation takes back the open invitation to a seat.
type RevokeInvitation struct {
	serve.Common
	Seat   string `json:"seat" need:"true"`
	Reason string `json:"reason" need:"true"`
}

// TakeSeat seats the organization that the caller acts for.
type TakeSeat struct {
	serve.Common
	Token string         `json:"token" need:"true"`
	Seeks registry.Level `json:"seeks" need:"true"`
}

// DeclineSeat answers an invitation with a no.
type DeclineSeat struct {
	serve.Common
	Token  string `json:"token" need:"true"`
	Reason string `json:"reason" need:"true"`
}

// VacateSeat ends an organization's time in its seat.
type VacateSeat struct {
	serve.Common
	Seat   string `json:"seat" need:"true"`
	Reason string `json:"reason" need:"true"`
}

// StateLevel says again what level of change a seat's holder seeks.
type StateLevel struct {
	serve.Common
	Seat  string         `json:"seat" need:"true"`
	Seeks registry.Level `json:"seeks" need:"true"`
}

func (d *desk) aboutSeats() {
	serve.Command(d.house, "invite_seat", d.invite)
	serve.Command(d.house, "take_seat", func(ctx context.Context, c serve.Call, in TakeSeat) (command.Receipt, error) {
		return d.respond(ctx, c, in.Token, initiative.Take{Token: hashed(in.Token), Seeks: in.Seeks})
	})
	serve.CommandOfAnyone(d.house, "decline_seat", func(ctx context.Context, c serve.Call, in DeclineSeat) (command.Receipt, error) {
		return d.respond(ctx, c, in.Token, initiative.Decline{Token: hashed(in.Token), Reason: in.Reason})
	})
	serve.Command(d.house, "revoke_invitation", func(ctx context.Context, c serve.Call, in RevokeInvitation) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.RevokeInvitation{Seat: in.Seat, Reason: in.Reason})
	})
	serve.Command(d.house, "vacate_seat", func(ctx context.Context, c serve.Call, in VacateSeat) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.Vacate{Seat: in.Seat, Reason: in.Reason})
	})
	serve.Command(d.house, "state_level", func(ctx context.Context, c serve.Call, in StateLevel) (command.Receipt, error) {
		return d.seat(ctx, c, in.Seat, initiative.StateLevel{Seat: in.Seat, Seeks: in.Seeks})
	})
}

// seat lets the rules decide on a seat by its id.
func (d *desk) seat(ctx context.Context, c serve.Call, seat string, wanted initiative.Command) (command.Receipt, error) {
	id, err := d.within(ctx, "seat", seat, "seat")
	if err != nil {
		return command.Receipt{}, err
	}
	return d.initiative(ctx, c, id, map[string]string{"seat": seat}, wanted)
}

// invite answers with the token. It follows from the command, so that whoever
// asks again with the same id is told the same one, and nobody else ever is.
func (d *desk) invite(ctx context.Context, c serve.Call, in InviteSeat) (command.Receipt, error) {
	expires, err := instant(in.Expires, "expires")
	if err != nil {
		return command.Receipt{}, err
	}
	id, err := d.within(ctx, "seat", in.Seat, "seat")
	if err != nil {
		return command.Receipt{}, err
	}
	token := tokenFor(d.key, id, c.ID)
	invitation := invitationID(hashed(token))
	receipt, err := d.initiative(ctx, c, id, map[string]string{"seat": in.Seat, "invitation": invitation}, initiative.Invite{
		Seat: in.Seat, Invitation: invitation, Token: hashed(token), Name: in.Name, Note: in.Note, Expires: expires.Time,
	})
	if err == nil && !c.DryRun {
		receipt.Secrets = map[string]string{"token": token}
	}
	return receipt, err
}

// respond answers an invitation, which the token leads to.
func (d *desk) respond(ctx context.Context, c serve.Call, token string, wanted initiative.Command) (command.Receipt, error) {
	id, seat, err := d.invited(ctx, token)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.initiative(ctx, c, id, map[string]string{"seat": seat}, wanted)
}
