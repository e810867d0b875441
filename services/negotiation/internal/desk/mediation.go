package desk

import (
	"context"
	"fmt"
	"time"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/blind"
	"parley.example/services/negotiation/internal/suggest"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// The policies of mediation.
const (
	showSeals    = "show-seals"    // that a seat has sealed, to the table
	mediate      = "mediate"       // compute a round that has begun
	bringCarried = "bring-carried" // from the closed blind box to the table
)

type askMediation struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	table.AskMediation
}

type joinMediation struct {
	serve.Common
	table.JoinMediation
}

type castBlindVote struct {
	serve.Common
	Round string `json:"round" need:"true"`
	blind.Cast
}

func (d *desk) hearMediation() {
	serve.Command(d.house, "ask_mediation", func(ctx context.Context, c serve.Call, in askMediation) (command.Receipt, error) {
		in.ID = record.NewID("med", in.Negotiation, c.ID)
		return d.onTable(ctx, c, in.Negotiation, in.AskMediation, map[string]string{"round": in.ID})
	})
	serve.Command(d.house, "join_mediation", d.joinMediation)
	serve.Command(d.house, "cast_blind_vote", d.castBlindVote)
}

func (d *desk) joinMediation(ctx context.Context, c serve.Call, in joinMediation) (command.Receipt, error) {
	p, err := d.find(ctx, "med", in.Round)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Window = suggest.Window
	out, err := d.atTable(ctx, c, p, "", plainly(in.JoinMediation))
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation, "round": in.Round}), nil
}

// castBlindVote puts a seat's word on every suggestion into the sealed box of
// the round. Nobody learns that anything lies in it.
func (d *desk) castBlindVote(ctx context.Context, c serve.Call, in castBlindVote) (command.Receipt, error) {
	p, err := d.find(ctx, "med", in.Round)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Negotiation = p.negotiation
	var who party
	var asked table.Blind
	wish := c.Wish(blindBoxOf(in.Round), c.Actor.ID())
	wish.Expected = nil
	out, err := d.blinds.Do(ctx, wish, func(ctx context.Context, b blind.Box, at time.Time) (_ resident.Ruling, err error) {
		if who, err = d.party(ctx, c.Actor, p.initiative); err != nil {
			return resident.Ruling{}, err
		}
		if asked, err = d.asked(ctx, p.negotiation, in.Round); err != nil {
			return resident.Ruling{}, err
		}
		events, err := blind.Decide(b, who.by(at), asked, at, in.Cast)
		return resident.Ruling{Events: recorded(events), Authority: who.authority(registry.Vote, at), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		seen := preview(who, "seat:"+who.seat, out.Events)
		seen.Binds, seen.Until = true, &asked.Until // until then it can be changed
		if err := d.show(ctx, c, seen); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"round": in.Round})
	if who.seat != "" { // not looked up for a retry
		receipt.IDs["ownBlindVote"] = view.BlindVoteID(in.Round, who.seat)
	}
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// blindBoxOf is the id of the sealed box of a round.
func blindBoxOf(round string) string { return record.NewID("bli", round) }

// asked is what the blind votes of a round are about, from a state at least as
// new as the journal.
func (d *desk) asked(ctx context.Context, id, round string) (asked table.Blind, err error) {
	err = d.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		asked = t.Blind(round)
		return nil
	})
	return asked, err
}

// bringCarried tells the table which suggestion was carried, or that none was.
func (d *desk) bringCarried(ctx context.Context, e project.Event) error {
	closed, is := e.Event.(negotiation.BlindBoxClosed)
	if !is {
		return nil
	}
	p, err := d.find(ctx, "neg", closed.Negotiation)
	if err != nil {
		return err
	}
	beside, err := d.beside(ctx, p)
	if err != nil {
		return err
	}
	w := serve.UnseenWish(bringCarried, e, closed.Round+"/closed", closed.Negotiation)
	return d.tell(ctx, w, table.CloseMediation{Round: closed.Round, Package: record.NewID("pkg", closed.Round), Votes: closed.Votes, Beside: beside})
}

// roundIsUp answers the moments that a round of mediation waits for.
func (d *desk) roundIsUp(ctx context.Context, due project.Due) error {
	w := serve.DueWish(due)
	switch moment, round := view.DueForRound(due); moment {
	case view.RoundLapses:
		return d.tell(ctx, w, table.LapseMediation{Round: round})
	case view.RoundAnswers:
		found, err := d.mediator.found(ctx, due.Aggregate, round)
		if err != nil {
			return err
		}
		return d.tell(ctx, w, table.AnswerMediation{Round: round, Found: found})
	case view.RoundCloses:
		w.Aggregate = blindBoxOf(round)
		return d.closeBlindBox(ctx, w, due.Aggregate, round)
	}
	return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
}

func (d *desk) closeBlindBox(ctx context.Context, w serve.Wish, id, round string) error {
	asked, err := d.asked(ctx, id, round)
	if err != nil {
		return err
	}
	_, err = d.blinds.Do(ctx, w, func(_ context.Context, b blind.Box, at time.Time) (resident.Ruling, error) {
		events, err := blind.Decide(b, table.By{}, asked, at, blind.Close{Negotiation: id})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}
