package desk

import (
	"context"

	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// show answers a dry run, with the number of people who would see it.
func (d *desk) show(ctx context.Context, c serve.Call, p serve.Preview) (err error) {
	p.People, err = standing.People(ctx, d.house.Pool(), p.Audience)
	c.Preview(p)
	return err
}

// preview says who would see what a wish causes, and what would bind.
func preview(who party, audience string, events []record.Event) serve.Preview {
	p := serve.Preview{Audience: []string{audience}, Events: []string{}}
	for _, seat := range who.Seats.Seats {
		if seat.State == registry.Taken {
			p.Seats++
		}
	}
	if audience == "seat:"+who.seat {
		p.Seats = 1
	}
	for _, e := range events {
		p.Events = append(p.Events, e.Name())
		switch e := e.(type) {
		case negotiation.PackageTabled:
			if e.As == negotiation.Offer {
				p.Binds, p.Until = true, &e.ExpiresAt.Time
			}
		case negotiation.RulesAccepted, negotiation.VoteCast:
			p.Binds = true
		}
	}
	return p
}
