package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/box"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

type openDecision struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.OpenDecision
}

type castVote struct {
	serve.Common
	Decision string `json:"decision" need:"true"`
	box.Cast
}

type moveDeadline struct {
	serve.Common
	table.MoveDeadline
}

type closeNow struct {
	serve.Common
	table.CallClose
}

func (d *desk) hearDecisions() {
	serve.Command(d.house, "open_decision", func(ctx context.Context, c serve.Call, in openDecision) (command.Receipt, error) {
		in.ID = record.NewID("dec", in.Negotiation, c.ID)
		if err := d.ofTable(ctx, c.Actor, in.Negotiation, in.WaitsFor); err != nil {
			return command.Receipt{}, err
		}
		return d.onTable(ctx, c, in.Negotiation, in.OpenDecision, map[string]string{"decision": in.ID})
	})
	serve.Command(d.house, "cast_vote", d.castVote)
	serve.Command(d.house, "move_deadline", func(ctx context.Context, c serve.Call, in moveDeadline) (command.Receipt, error) {
		return d.onDecision(ctx, c, in.Decision, in.MoveDeadline)
	})
	serve.Command(d.house, "close_now", d.closeNow)
}

// closeNow looks into the box itself, since whoever has just cast the last vote
// need not wait until the table has heard of it.
func (d *desk) closeNow(ctx context.Context, c serve.Call, in closeNow) (command.Receipt, error) {
	if _, err := d.find(ctx, "dec", in.Decision); err != nil {
		return command.Receipt{}, err
	}
	err := d.boxes.With(ctx, boxOf(in.Decision), func(b box.Box, _ uint64) error {
		in.InBox = slices.Collect(maps.Keys(b.Votes))
		return nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.onDecision(ctx, c, in.Decision, in.CallClose)
}

func (d *desk) onDecision(ctx context.Context, c serve.Call, id string, wish table.Command) (command.Receipt, error) {
	p, err := d.find(ctx, "dec", id)
	if err != nil {
		return command.Receipt{}, err
	}
	out, err := d.atTable(ctx, c, p, "", plainly(wish))
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"decision": id}), nil
}

// castVote puts a vote into the sealed box of its decision. How many lie in it
// stays there: neither the box's version nor a guess at it travels.
func (d *desk) castVote(ctx context.Context, c serve.Call, in castVote) (command.Receipt, error) {
	p, err := d.find(ctx, "dec", in.Decision)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Negotiation = p.negotiation
	var who party
	var ballot table.Ballot
	wish := c.Wish(boxOf(in.Decision), c.Actor.ID())
	wish.Expected = nil
	out, err := d.boxes.Do(ctx, wish, func(ctx context.Context, b box.Box, at time.Time) (_ resident.Ruling, err error) {
		if who, err = d.party(ctx, c.Actor, p.initiative); err != nil {
			return resident.Ruling{}, err
		}
		if ballot, err = d.ballot(ctx, p, in.Decision); err != nil {
			return resident.Ruling{}, err
		}
		if err := d.answered(ctx, ballot.WaitsFor); err != nil {
			return resident.Ruling{}, err
		}
		events, err := box.Decide(b, who.by(at), ballot, at, in.Cast)
		return resident.Ruling{Events: recorded(events), Authority: who.authority(registry.Vote, at), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		seen := preview(who, "table:"+p.initiative, out.Events)
		seen.Until = &ballot.Deadline // until then it can be changed
		if err := d.show(ctx, c, seen); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"decision": in.Decision})
	if who.seat != "" { // not looked up for a retry
		receipt.IDs["vote"] = view.VoteID(in.Decision, who.seat)
	}
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// ballot is what is asked, from a state at least as new as the journal.
func (d *desk) ballot(ctx context.Context, p place, decision string) (ballot table.Ballot, err error) {
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		ballot = t.Ballot(decision)
		return nil
	})
	return ballot, err
}

// boxOf is the id of the sealed box of a decision.
func boxOf(decision string) string { return record.NewID("box", decision) }
