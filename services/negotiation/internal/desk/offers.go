package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/kept"
	"parley.example/services/negotiation/internal/table"
)

type offerStanding struct {
	serve.Common
	Package string `json:"package" need:"true"`
	kept.Propose
}

type joinStandingOffer struct {
	serve.Common
	Offer string `json:"offer" need:"true"`
	kept.Join
}

type takeStandingOffer struct {
	serve.Common
	Offer string `json:"offer" need:"true"`
	kept.Take
}

type withdrawStandingOffer struct {
	serve.Common
	Offer string `json:"offer" need:"true"`
	kept.Withdraw
}

func (d *desk) hearStandingOffers() {
	serve.Command(d.house, "offer_standing", d.offerStanding)
	serve.Command(d.house, "join_standing_offer", func(ctx context.Context, c serve.Call, in joinStandingOffer) (command.Receipt, error) {
		return d.onOffer(ctx, c, in.Offer, registry.Offer, in.Join)
	})
	serve.Command(d.house, "take_standing_offer", func(ctx context.Context, c serve.Call, in takeStandingOffer) (command.Receipt, error) {
		return d.onOffer(ctx, c, in.Offer, registry.Vote, in.Take)
	})
	serve.Command(d.house, "withdraw_standing_offer", func(ctx context.Context, c serve.Call, in withdrawStandingOffer) (command.Receipt, error) {
		return d.onOffer(ctx, c, in.Offer, registry.Offer, in.Withdraw)
	})
	serve.Question(d.house, "standing_may", d.standingMay)
}

func (d *desk) offerStanding(ctx context.Context, c serve.Call, in offerStanding) (command.Receipt, error) {
	p, err := d.find(ctx, "pkg", in.Package)
	if err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("sto", "new", c.Actor.Person, "offer_standing", c.ID)
	return d.atOffer(ctx, c, id, p, registry.Offer, func(t table.Table, at time.Time) (kept.Command, error) {
		what, err := t.Keep(in.Package, at)
		in.Kept = what
		return in.Propose, err
	})
}

func (d *desk) onOffer(ctx context.Context, c serve.Call, id string, act registry.Act, wish kept.Command) (command.Receipt, error) {
	p, err := d.findOffer(ctx, id)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.atOffer(ctx, c, id, p, act, func(table.Table, time.Time) (kept.Command, error) { return wish, nil })
}

func (d *desk) findOffer(ctx context.Context, id string) (p place, err error) {
	if !record.ValidID("sto", id) {
		return p, command.NotFound
	}
	err = d.house.Pool().QueryRow(ctx, "SELECT parent, doc->>'initiative' FROM negotiation.standing_offer WHERE id = $1", id).Scan(&p.negotiation, &p.initiative)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, command.NotFound
	}
	if err != nil {
		return p, fmt.Errorf("find %s: %w", id, err)
	}
	return p, nil
}

// atOffer lets the rules of a standing offer decide; what is wished is made of
// the table as it is.
func (d *desk) atOffer(ctx context.Context, c serve.Call, id string, p place, act registry.Act, wish func(table.Table, time.Time) (kept.Command, error)) (command.Receipt, error) {
	var seen serve.Preview
	out, err := d.offers.Do(ctx, c.Wish(id, c.Actor.ID()), func(ctx context.Context, s kept.Standing, at time.Time) (resident.Ruling, error) {
		who, err := d.party(ctx, c.Actor, p.initiative)
		if err != nil {
			return resident.Ruling{}, err
		}
		if act == registry.Offer {
			if err := d.second(ctx, p, &who); err != nil {
				return resident.Ruling{}, err
			}
		}
		inside := kept.Place{Negotiation: p.negotiation, Initiative: p.initiative}
		if inside.Sheet, err = d.sheetOf(ctx, p.negotiation); err != nil {
			return resident.Ruling{}, err
		}
		var wished kept.Command
		err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) (err error) {
			wished, err = wish(t, at)
			return err
		})
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := kept.Decide(s, who.by(at), inside, at, wished)
		r := resident.Ruling{Events: recorded(events), Actor: who.name(), Authority: who.authority(act, at)}
		seen = preview(who, "table:"+p.initiative, r.Events)
		_, taking := wished.(kept.Take)
		_, leaving := wished.(kept.Withdraw)
		seen.Binds = taking || !leaving
		return r, err
	})
	if err == nil && c.DryRun {
		err = d.show(ctx, c, seen)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"offer": id}), nil
}

func (d *desk) standingMay(ctx context.Context, c serve.Call, in about) (any, error) {
	p, err := d.findOffer(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	who, err := d.party(ctx, c.Actor, p.initiative)
	if err != nil {
		return nil, err
	}
	by := who.by(d.house.Now())
	var all []serve.Permission
	err = d.offers.With(ctx, in.ID, func(s kept.Standing, _ uint64) error {
		all = serve.Permits(kept.Acts, func(act string) error { return kept.May(s, by, act) })
		return nil
	})
	return all, err
}
