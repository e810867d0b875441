package desk

import (
	"context"
	"errors"
	"slices"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/services/internal/excerpt"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

// about names the negotiation that is asked about.
type about struct {
	ID string `json:"id"`
}

// since asks for the record after a sequence.
type since struct {
	about
	After *uint64 `json:"after"`
}

func (d *desk) answer() {
	serve.Question(d.house, "may", d.may)
	serve.Question(d.house, "room", d.room)
	serve.Question(d.house, "version", d.version)
	serve.Question(d.house, "record", d.record)
	serve.Question(d.house, "comparison", d.comparison)
	serve.Question(d.house, "envelope", d.ownEnvelope)
}

// may asks the rules themselves, so that a button never says anything else
// than the act behind it.
func (d *desk) may(ctx context.Context, c serve.Call, in about) (any, error) {
	who, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	by := who.by(d.house.Now())
	var all []serve.Permission
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		all = serve.Permits(slices.Concat(table.Acts, table.MediationActs), func(act string) error { return table.May(t, by, act) })
		all = append(all, serve.Permits(table.AroundActs, func(act string) error { return table.MayAround(t, by, act) })...)
		return nil
	})
	return all, err
}

// asker is who asks about a negotiation; for who has no part there is none.
func (d *desk) asker(ctx context.Context, actor command.Actor, id string) (party, place, error) {
	p, err := d.find(ctx, "neg", id)
	if err != nil {
		return party{}, p, err
	}
	who, err := d.party(ctx, actor, p.initiative)
	if errors.Is(err, command.NotFound) { // unless they lead the talks
		var facilitator string
		if err := d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
			facilitator = t.Led.Person
			return nil
		}); err != nil {
			return who, p, err
		}
		who, err = d.partyLed(ctx, actor, p.initiative, facilitator)
	}
	return who, p, err
}

// ownRoom is the room of the asker's team.
type ownRoom struct {
	ID          string `json:"id"`
	Negotiation string `json:"negotiation"`
	Seat        string `json:"seat"`
}

func (d *desk) room(ctx context.Context, c serve.Call, in about) (any, error) {
	who, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	if who.seat == "" {
		return nil, command.NotFound
	}
	return ownRoom{roomOf(p.negotiation, who.seat), p.negotiation, who.seat}, nil
}

func (d *desk) version(ctx context.Context, c serve.Call, in about) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	var commits uint64
	err = d.tables.With(ctx, p.negotiation, func(_ table.Table, version uint64) error {
		commits = version
		return nil
	})
	return commits, err
}

// record hands out what is stored, byte for byte, to everyone at the table
// alike.
func (d *desk) record(ctx context.Context, c serve.Call, in since) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	var after uint64
	if in.After != nil {
		after = *in.After
	}
	return excerpt.Of(ctx, d.house.Pool(), negotiation.Stream, p.negotiation, after)
}
