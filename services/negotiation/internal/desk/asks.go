package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/ask"
	"parley.example/services/negotiation/internal/caucus"
	"parley.example/services/negotiation/internal/kept"
	"parley.example/services/negotiation/internal/table"
)

// circles are what there is around a table: asks, closed rooms and offers that
// are kept open.
type circles struct {
	asks     *resident.Store[ask.Ask]
	annexes  *resident.Store[annex]
	caucuses *resident.Store[caucus.Caucus]
	offers   *resident.Store[kept.Standing]
}

// annex is an answer for named readers. Nothing is decided on it twice.
type annex struct{}

func openCircles(h *serve.House) circles {
	return circles{
		asks:     store(h, negotiation.OfAsk, negotiation.Stream, ask.Evolve),
		annexes:  store(h, negotiation.OfAnnex, negotiation.Sealed, func(a annex, _ negotiation.Event) annex { return a }),
		caucuses: store(h, negotiation.OfCaucus, negotiation.Sealed, caucus.Evolve),
		offers:   store(h, negotiation.OfStanding, negotiation.Stream, kept.Evolve),
	}
}

type raiseAsk struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	ask.Raise
}

type answerAsk struct {
	serve.Common
	Ask string `json:"ask" need:"true"`
	ask.Answer
}

type confirmAnswer struct {
	serve.Common
	Ask string `json:"ask" need:"true"`
	ask.Confirm
}

type contestAnswer struct {
	serve.Common
	Ask string `json:"ask" need:"true"`
	ask.Contest
}

type withdrawAsk struct {
	serve.Common
	Ask string `json:"ask" need:"true"`
	ask.Withdraw
}

func (d *desk) hearAsks() {
	serve.Command(d.house, "raise_ask", d.raiseAsk)
	serve.Command(d.house, "answer_ask", d.answerAsk)
	serve.Command(d.house, "confirm_answer", func(ctx context.Context, c serve.Call, in confirmAnswer) (command.Receipt, error) {
		return d.onAsk(ctx, c, in.Ask, in.Confirm)
	})
	serve.Command(d.house, "contest_answer", func(ctx context.Context, c serve.Call, in contestAnswer) (command.Receipt, error) {
		return d.onAsk(ctx, c, in.Ask, in.Contest)
	})
	serve.Command(d.house, "withdraw_ask", func(ctx context.Context, c serve.Call, in withdrawAsk) (command.Receipt, error) {
		return d.onAsk(ctx, c, in.Ask, in.Withdraw)
	})
	serve.Question(d.house, "ask_may", d.askMay)
}

// asked is an ask with the table it is asked at.
type asked struct {
	id string
	place
}

func (d *desk) raiseAsk(ctx context.Context, c serve.Call, in raiseAsk) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Raise.Negotiation = p.negotiation
	a := asked{record.NewID("ask", "new", c.Actor.Person, "raise_ask", c.ID), p}
	return d.atAsk(ctx, c, a, in.Raise)
}

func (d *desk) onAsk(ctx context.Context, c serve.Call, id string, wish ask.Command) (command.Receipt, error) {
	a, err := d.findAsk(ctx, id)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.atAsk(ctx, c, a, wish)
}

// findAsk returns an ask's place; one from a conversation has no negotiation.
func (d *desk) findAsk(ctx context.Context, id string) (asked, error) {
	a := asked{id: id}
	if !record.ValidID("ask", id) {
		return a, command.NotFound
	}
	err := d.house.Pool().QueryRow(ctx, "SELECT parent, coalesce(doc->>'negotiation', '') FROM negotiation.ask WHERE id = $1", id).Scan(&a.initiative, &a.negotiation)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, command.NotFound
	}
	if err != nil {
		return a, fmt.Errorf("find %s: %w", id, err)
	}
	return a, nil
}

// atAsk lets the rules of an ask decide.
func (d *desk) atAsk(ctx context.Context, c serve.Call, a asked, wish ask.Command) (command.Receipt, error) {
	var seen serve.Preview
	out, err := d.asks.Do(ctx, c.Wish(a.id, c.Actor.ID()), func(ctx context.Context, state ask.Ask, at time.Time) (resident.Ruling, error) {
		who, p, err := d.before(ctx, c.Actor, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := ask.Decide(state, who.by(at), p, at, wish)
		r := resident.Ruling{Events: recorded(events), Actor: who.name()}
		seen = preview(who, "table:"+a.initiative, r.Events)
		return r, err
	})
	if err == nil && c.DryRun {
		err = d.show(ctx, c, seen)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"ask": a.id}), nil
}

// before is who acts on an ask, and what the rules need to know of its table.
func (d *desk) before(ctx context.Context, actor command.Actor, a asked) (party, ask.Place, error) {
	who, err := d.party(ctx, actor, a.initiative)
	if err != nil {
		return who, ask.Place{}, err
	}
	p := ask.Place{Initiative: a.initiative, Organization: actor.Organization}
	if a.negotiation != "" {
		if p.Sheet, err = d.sheetOf(ctx, a.negotiation); err != nil {
			return who, p, err
		}
	}
	err = d.house.Pool().QueryRow(ctx, "SELECT count(*) FROM negotiation.ask WHERE parent = $1", a.initiative).Scan(&p.Raised)
	if err != nil {
		return who, p, fmt.Errorf("count asks: %w", err)
	}
	return who, p, nil
}

func (d *desk) sheetOf(ctx context.Context, id string) (sheet table.Sheet, err error) {
	err = d.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		sheet = maps.Clone(t.Sheet)
		return nil
	})
	return sheet, err
}

// askMay asks the rules what the viewer may do with an ask.
func (d *desk) askMay(ctx context.Context, c serve.Call, in about) (any, error) {
	a, err := d.findAsk(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	who, err := d.party(ctx, c.Actor, a.initiative)
	if err != nil {
		return nil, err
	}
	by, p := who.by(d.house.Now()), ask.Place{Initiative: a.initiative, Organization: c.Actor.Organization}
	var all []serve.Permission
	err = d.asks.With(ctx, a.id, func(state ask.Ask, _ uint64) error {
		all = serve.Permits(ask.Acts, func(act string) error { return ask.May(state, by, p, act) })
		return nil
	})
	return all, err
}
