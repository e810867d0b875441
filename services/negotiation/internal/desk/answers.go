package desk

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/ask"
)

// answerAsk answers before all; or, where the answer is for named readers, puts
// it into an annex that only they read, and a policy tells everybody of that.
func (d *desk) answerAsk(ctx context.Context, c serve.Call, in answerAsk) (command.Receipt, error) {
	if len(in.Readers) == 0 {
		return d.onAsk(ctx, c, in.Ask, in.Answer)
	}
	a, err := d.findAsk(ctx, in.Ask)
	if err != nil {
		return command.Receipt{}, err
	}
	var seen serve.Preview
	wish := c.Wish(record.NewID("anx", a.id, c.ID), c.Actor.ID())
	wish.Expected = nil // it is of the ask
	out, err := d.annexes.Do(ctx, wish, func(ctx context.Context, _ annex, at time.Time) (resident.Ruling, error) {
		who, p, err := d.before(ctx, c.Actor, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		if err := d.asks.Expect(ctx, a.id, c.Expected); err != nil {
			return resident.Ruling{}, err
		}
		var laid negotiation.AnnexLaid
		err = d.asks.With(ctx, a.id, func(state ask.Ask, _ uint64) (err error) {
			laid, err = ask.Lay(a.id, state, who.by(at), p, in.Answer)
			return err
		})
		if err != nil {
			return resident.Ruling{}, err
		}
		r := resident.Ruling{Events: []record.Event{laid}, Actor: who.name()}
		seen = preview(who, "table:"+a.initiative, r.Events)
		seen.Audience, seen.Seats = audiences(append(laid.Readers, negotiation.Reader{Seat: who.seat}))
		return r, d.known(ctx, laid.Readers)
	})
	if err == nil && c.DryRun {
		err = d.show(ctx, c, seen)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	receipt := out.Receipt(map[string]string{"ask": a.id})
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// audiences are who reads what is for these readers, and how many seats those
// are.
func audiences(readers []negotiation.Reader) (all []string, seats int) {
	all = []string{}
	for _, r := range readers {
		if r.Person != "" {
			all = append(all, "person:"+r.Person)
			continue
		}
		all = append(all, "seat:"+r.Seat)
		seats++
	}
	return all, seats
}

// known refuses readers who are nobody here, as if they were not to be found.
func (d *desk) known(ctx context.Context, readers []negotiation.Reader) error {
	for _, r := range readers {
		if r.Person == "" {
			continue
		}
		var there bool
		err := d.house.Pool().QueryRow(ctx, "SELECT EXISTS (SELECT FROM registry.holder WHERE parent = $1)", r.Person).Scan(&there)
		if err != nil {
			return fmt.Errorf("find %s: %w", r.Person, err)
		}
		if !there {
			return rule.Refuse("NOT_FOUND").At("readers")
		}
	}
	return nil
}

// maxWaits bounds the asks that a decision waits for.
const maxWaits = 10

// ofTable refuses to wait for what is not asked at a table.
func (d *desk) ofTable(ctx context.Context, actor command.Actor, id string, asks []string) error {
	if len(asks) == 0 {
		return nil
	}
	_, p, err := d.asker(ctx, actor, id) // nothing is told to who has no part
	if err != nil {
		return err
	}
	if len(asks) > maxWaits {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxWaits)).At("waitsFor")
	}
	var there int
	err = d.house.Pool().QueryRow(ctx, "SELECT count(*) FROM negotiation.ask WHERE parent = $1 AND id = ANY ($2)", p.initiative, asks).Scan(&there)
	if err != nil {
		return fmt.Errorf("find asks: %w", err)
	}
	if there < len(asks) {
		return rule.Refuse("NO_SUCH_ASK").At("waitsFor")
	}
	return nil
}

// answered refuses a vote as long as the decision waits for an answer.
func (d *desk) answered(ctx context.Context, asks []string) error {
	if len(asks) == 0 {
		return nil
	}
	var missing int
	err := d.house.Pool().QueryRow(ctx, "SELECT count(*) FROM negotiation.ask WHERE id = ANY ($1) AND doc->>'status' IN ('open', 'contested')", asks).Scan(&missing)
	if err != nil {
		return fmt.Errorf("find answers: %w", err)
	}
	if missing > 0 {
		return rule.Refuse("WAITS_FOR_ASK", "asks", strconv.Itoa(missing)).At("decision")
	}
	return nil
}
