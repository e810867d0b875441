package desk

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/envelope"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// The policies of rounds and petitions.
const (
	openEnvelopes = "open-envelopes" // when a sealed round was called to its end
	reveal        = "reveal"         // from the envelopes to the table
	standStill    = "stand-still"    // when a petition has reached its number
)

type sealEnvelope struct {
	talk
	Round string `json:"round" need:"true"`
	table.Contents
}

func (d *desk) hearRounds() {
	serve.Command(d.house, "seal_envelope", d.sealEnvelope)
}

func (d *desk) followRounds() {
	d.house.Policy(openEnvelopes, negotiation.Stream, func(ctx context.Context, e project.Event) error {
		called, is := e.Event.(negotiation.RoundCalled)
		if !is {
			return nil
		}
		return d.openEnvelopes(ctx, serve.PolicyWish(openEnvelopes, e, envelopesOf(called.Round)), e.Commit.Aggregate, called.Round)
	})
	d.house.Policy(reveal, negotiation.Sealed, func(ctx context.Context, e project.Event) error {
		opened, is := e.Event.(negotiation.EnvelopesOpened)
		if !is {
			return nil
		}
		return d.tell(ctx, serve.UnseenWish(reveal, e, opened.Round+"/opened", opened.Negotiation), table.Reveal{Round: opened.Round, Envelopes: opened.Envelopes})
	})
	d.house.PolicyOn(standStill, deliberation.Stream, []string{deliberation.PetitionReached{}.Name()}, project.Decoding(deliberation.Decoders), d.petitionReached)
}

// sealEnvelope fills the seat's envelope, in place of what was in it before.
// How often that was stays in there: no version travels.
func (d *desk) sealEnvelope(ctx context.Context, c serve.Call, in sealEnvelope) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	for i := range in.Packages {
		in.Packages[i].ID = record.NewID("pkg", envelopesOf(in.Round), c.ID, strconv.Itoa(i))
	}
	wish := c.Wish(envelopesOf(in.Round), c.Actor.ID())
	wish.Expected = nil
	var who party
	var sealing table.Sealing
	out, err := d.envelopes.Do(ctx, wish, func(ctx context.Context, e envelope.Envelopes, at time.Time) (resident.Ruling, error) {
		if who, err = d.party(ctx, c.Actor, p.initiative); err != nil {
			return resident.Ruling{}, err
		}
		if err = d.second(ctx, p, &who); err != nil {
			return resident.Ruling{}, err
		}
		for i, o := range in.Positions {
			in.Positions[i].ID = record.NewID("pos", in.Negotiation, o.Package, o.Term, who.seat)
		}
		fill := envelope.Fill{Negotiation: p.negotiation, Initiative: p.initiative}
		err := d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) (err error) {
			fill.Envelope, err = t.Envelope(who.by(at), at, in.Round, in.Contents)
			sealing = t.Sealing(in.Round)
			return err
		})
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := envelope.Decide(e, sealing, at, fill)
		return resident.Ruling{Events: recorded(events), Authority: who.authority(registry.Offer, at), Actor: who.name()}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		seen := preview(who, "seat:"+who.seat, out.Events)
		seen.Until = &sealing.Until // until then it can be changed, and nobody else sees it
		if err := d.show(ctx, c, seen); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"negotiation": in.Negotiation})
	if who.seat != "" { // not looked up for a retry
		receipt.IDs["envelope"] = view.EnvelopeID(in.Round, who.seat)
	}
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

func (d *desk) openEnvelopes(ctx context.Context, w serve.Wish, id, round string) error {
	var sealing table.Sealing
	err := d.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		sealing = t.Sealing(round)
		return nil
	})
	if err != nil || len(sealing.Seats) == 0 { // an open round has no envelopes, nor one that is over
		return err
	}
	_, err = d.envelopes.Do(ctx, w, func(_ context.Context, e envelope.Envelopes, at time.Time) (resident.Ruling, error) {
		events, err := envelope.Decide(e, sealing, at, envelope.Open{Negotiation: id})
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// roundEnds answers the moment that a round waits for: an open one ends, the
// envelopes of a sealed one are opened.
func (d *desk) roundEnds(ctx context.Context, w serve.Wish, id, round string) error {
	envelopes := w
	envelopes.Aggregate = envelopesOf(round)
	if err := d.openEnvelopes(ctx, envelopes, id, round); err != nil {
		return err
	}
	return d.tell(ctx, w, table.EndRound{Round: round})
}

// petitionReached lets the tables of an initiative stand still.
func (d *desk) petitionReached(ctx context.Context, e project.Event) error {
	reached, is := e.Event.(deliberation.PetitionReached)
	if !is || reached.Initiative == "" {
		return nil
	}
	ids, err := d.tablesOf(ctx, reached.Initiative)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := d.tell(ctx, serve.PolicyWish(standStill, e, id), table.StandStill{Petition: reached.Petition}); err != nil {
			return err
		}
	}
	return nil
}

// envelopesOf is the id of the sealed envelopes of a round.
func envelopesOf(round string) string { return record.NewID("env", round) }

// tablesOf are the negotiations of an initiative.
func (d *desk) tablesOf(ctx context.Context, initiative string) ([]string, error) {
	rows, err := d.house.Pool().Query(ctx, "SELECT id FROM negotiation.negotiation WHERE parent = $1 ORDER BY sort, id", initiative)
	if err != nil {
		return nil, fmt.Errorf("find tables of %s: %w", initiative, err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("find tables of %s: %w", initiative, err)
	}
	return ids, nil
}
