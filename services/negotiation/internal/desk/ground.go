package desk

import (
	"context"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

type openNegotiation struct {
	serve.Common
	table.Open
}

type changeGroundRules struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.ChangeRules
}

type acceptGroundRules struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.AcceptRules
}

func (d *desk) hearGroundRules() {
	serve.Command(d.house, "open_negotiation", d.openNegotiation)
	serve.Command(d.house, "change_ground_rules", func(ctx context.Context, c serve.Call, in changeGroundRules) (command.Receipt, error) {
		if err := inhabited(in.GroundRules); err != nil {
			return command.Receipt{}, err
		}
		return d.onTable(ctx, c, in.Negotiation, in.ChangeRules, nil)
	})
	serve.Command(d.house, "accept_ground_rules", func(ctx context.Context, c serve.Call, in acceptGroundRules) (command.Receipt, error) {
		in.Brief = record.NewID("brf", in.Negotiation, c.ID)
		return d.onTable(ctx, c, in.Negotiation, in.AcceptRules, map[string]string{"brief": in.Brief})
	})
}

func (d *desk) openNegotiation(ctx context.Context, c serve.Call, in openNegotiation) (command.Receipt, error) {
	if err := inhabited(in.GroundRules); err != nil {
		return command.Receipt{}, err
	}
	p := place{record.NewID("neg", "new", c.Actor.Person, "open_negotiation", c.ID), in.Initiative}
	parent, err := d.parent(ctx, in.Amends, p.negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.atTable(ctx, c, p, "", func(_ context.Context, who party) (table.Command, error) {
		wish := in.at(p, who)
		wish.Parent = parent
		return wish, nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation}), nil
}

// at completes the wish with what the initiative says.
func (in openNegotiation) at(p place, who party) table.Open {
	o := in.Open
	o.Room = roomOf(p.negotiation, "all")
	if o.Level == 0 {
		o.Level = negotiation.Level(who.Seats.Level)
	}
	if zone := who.Seats.Zone; o.GroundRules.Zone == nil && zone != "" {
		o.GroundRules.Zone = &zone
	}
	return o
}

// onTable grants a wish that binds nobody and answers with the negotiation and
// what else it is about.
func (d *desk) onTable(ctx context.Context, c serve.Call, id string, wish table.Command, ids map[string]string) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", id)
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.atTable(ctx, c, p, "", plainly(wish))
	if err != nil {
		return command.Receipt{}, err
	}
	made := map[string]string{"negotiation": id}
	maps.Copy(made, ids)
	return out.Receipt(made), nil
}

// inhabited refuses a time zone that is not one of this world. The rules do not
// know: the list of zones is not theirs.
func inhabited(g table.GroundRules) error {
	if g.Zone == nil {
		return nil
	}
	if _, err := time.LoadLocation(*g.Zone); err != nil || *g.Zone == "" || *g.Zone == "Local" {
		return rule.Refuse("INVALID", "rule", "zone").At("groundRules", "zone")
	}
	return nil
}
