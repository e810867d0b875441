package desk

import (
	"context"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
)

type tablePackage struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	Draft       string `json:"draft"`
	table.TablePackage
}

type withdrawPackage struct {
	serve.Common
	table.Withdraw
}

type takePosition struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.TakePosition
}

func (d *desk) hearPackages() {
	serve.Command(d.house, "table_package", d.tablePackage)
	serve.Command(d.house, "withdraw_package", d.withdrawPackage)
	serve.Command(d.house, "take_position", d.takePosition)
}

// tablePackage puts values on the table, or a draft of one's own. A package is
// called after its draft by a name that tells nobody of the draft.
func (d *desk) tablePackage(ctx context.Context, c serve.Call, in tablePackage) (command.Receipt, error) {
	if in.Draft != "" && len(in.Values) > 0 {
		return command.Receipt{}, rule.Refuse("INVALID", "rule", "values_or_draft").At("draft")
	}
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	in.ID = record.NewID("pkg", p.negotiation, c.ID)
	if in.Draft != "" {
		in.ID = record.NewID("pkg", in.Draft)
	}
	var act registry.Act
	if in.As == negotiation.Offer {
		act = registry.Offer
	}
	out, err := d.atTable(ctx, c, p, act, func(ctx context.Context, who party) (table.Command, error) {
		err := d.fromDraft(ctx, p, who, &in)
		return in.TablePackage, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation, "package": in.ID}), nil
}

// fromDraft fills the wish with what a draft in the actor's own room says.
func (d *desk) fromDraft(ctx context.Context, p place, who party, in *tablePackage) error {
	if in.Draft == "" || who.seat == "" {
		return nil
	}
	return d.rooms.With(ctx, roomOf(p.negotiation, who.seat), func(r room.Room, _ uint64) error {
		draft, there := r.Drafts[in.Draft]
		if !there {
			return rule.Refuse("NO_SUCH_DRAFT").At("draft")
		}
		in.Values = draft.Values
		if in.Note == "" {
			in.Note = draft.Note
		}
		return nil
	})
}

func (d *desk) withdrawPackage(ctx context.Context, c serve.Call, in withdrawPackage) (command.Receipt, error) {
	p, err := d.find(ctx, "pkg", in.Package)
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.atTable(ctx, c, p, "", plainly(in.Withdraw))
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"package": in.Package}), nil
}

func (d *desk) takePosition(ctx context.Context, c serve.Call, in takePosition) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.atTable(ctx, c, p, "", func(_ context.Context, who party) (table.Command, error) {
		in.ID = in.id(who)
		return in.TakePosition, nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if in.ID == "" { // a retry: nobody has looked who it is
		who, err := d.party(ctx, c.Actor, p.initiative)
		if err != nil {
			return command.Receipt{}, err
		}
		in.ID = in.id(who)
	}
	return out.Receipt(map[string]string{"opinion": in.ID}), nil
}

// id is that of the one live position of a seat on what the wish is about.
func (in takePosition) id(who party) string {
	return record.NewID("pos", in.Negotiation, in.Package, in.Term, who.seat)
}
