package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/deliberation"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/ask"
	"parley.example/services/negotiation/internal/caucus"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// The policies around a table.
const (
	bringAnswers  = "bring-answers"  // that an answer for named readers was given, to its ask
	carryAsks     = "carry-asks"     // of conversations and petitions, to the table
	closeCaucuses = "close-caucuses" // when the text is fixed
)

// toAnswer is how long a table has to answer what many have asked it.
const toAnswer = 14 * 24 * time.Hour

func (d *desk) followAround() {
	d.house.Policy(bringAnswers, negotiation.Sealed, d.bringAnswers)
	d.house.Policy(closeCaucuses, negotiation.Stream, d.closeCaucuses)
	d.house.PolicyOn(carryAsks, deliberation.Stream,
		[]string{deliberation.AskRaised{}.Name(), deliberation.PetitionReached{}.Name()}, project.Decoding(deliberation.Decoders), d.carryAsks)
	d.house.OnDue(negotiation.Sealed, d.sealedTime)
}

func (d *desk) bringAnswers(ctx context.Context, e project.Event) error {
	laid, is := e.Event.(negotiation.AnnexLaid)
	if !is {
		return nil
	}
	w := serve.UnseenWish(bringAnswers, e, fmt.Sprintf("%s/answer/%d", laid.Ask, laid.Number), laid.Ask)
	return d.tellAsk(ctx, w, laid.Initiative, e.Commit.Actor, ask.Laid{Annex: laid})
}

// tellAsk lets an ask hear something that nobody in particular says now.
func (d *desk) tellAsk(ctx context.Context, w serve.Wish, initiative, actor string, what ask.Command) error {
	_, err := d.asks.Do(ctx, w, func(ctx context.Context, a ask.Ask, at time.Time) (resident.Ruling, error) {
		events, err := ask.Decide(a, table.By{}, ask.Place{Initiative: initiative}, at, what)
		return resident.Ruling{Events: recorded(events), Actor: actor}, err
	})
	return err
}

// carryAsks brings to the table what a conversation agrees on, and a petition
// that has reached its threshold. Each has one ask, whatever comes by again.
func (d *desk) carryAsks(ctx context.Context, e project.Event) error {
	var c ask.Carry
	var initiative, id string
	due := e.At().Add(toAnswer)
	switch ev := e.Event.(type) {
	case deliberation.AskRaised:
		initiative, id = ev.Initiative, record.NewID("ask", "statement", ev.Statement)
		c = ask.Carry{Kind: negotiation.AskStatement, From: negotiation.Origin{Conversation: ev.Conversation, Statement: ev.Statement, People: ev.People}, Text: ev.Text, Due: due}
	case deliberation.PetitionReached:
		initiative, id = ev.Initiative, record.NewID("ask", "petition", ev.Petition)
		c = ask.Carry{Kind: negotiation.AskCall, From: negotiation.Origin{Petition: ev.Petition, People: ev.Signatures}, Text: ev.Title, Due: due}
		c.To = addressee(ev.To)
	default:
		return nil
	}
	if initiative == "" {
		return nil // a conversation of a community has no table
	}
	if c.To == (negotiation.Addressee{}) {
		seats, err := d.seatsOf(ctx, initiative)
		if err != nil || seats.Convener.Organization == "" {
			return err
		}
		c.To.Organization = seats.Convener.Organization
	}
	_, err := d.asks.Do(ctx, serve.PolicyWish(carryAsks, e, id), func(ctx context.Context, a ask.Ask, at time.Time) (resident.Ruling, error) {
		p, err := d.asksOf(ctx, initiative, c.From.Conversation)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := ask.Decide(a, table.By{}, p, at, c)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// addressee reads an id of a seat or an organization.
func addressee(id string) negotiation.Addressee {
	switch {
	case record.ValidID("sea", id):
		return negotiation.Addressee{Seat: id}
	case record.ValidID("org", id):
		return negotiation.Addressee{Organization: id}
	}
	return negotiation.Addressee{}
}

// seatsOf are the chairs of a table; of one that nobody knows there are none.
func (d *desk) seatsOf(ctx context.Context, initiative string) (seats registry.Seats, err error) {
	var doc string
	err = d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT doc::text FROM registry.seats WHERE id = $1), '{}')", initiative).Scan(&doc)
	if err == nil {
		err = json.Unmarshal([]byte(doc), &seats)
	}
	if err != nil {
		return seats, fmt.Errorf("seats of %s: %w", initiative, err)
	}
	return seats, nil
}

// asksOf counts the asks of a table, and those of one conversation among them.
func (d *desk) asksOf(ctx context.Context, initiative, conversation string) (ask.Place, error) {
	p := ask.Place{Initiative: initiative}
	err := d.house.Pool().QueryRow(ctx, "SELECT count(*), count(*) FILTER (WHERE $2 <> '' AND doc->'from'->>'conversation' = $2) FROM negotiation.ask WHERE parent = $1",
		initiative, conversation).Scan(&p.Raised, &p.FromThere)
	if err != nil {
		return p, fmt.Errorf("count asks: %w", err)
	}
	return p, nil
}

// dateOfAsk tells everybody that an ask has reached its date.
func (d *desk) dateOfAsk(ctx context.Context, w serve.Wish, id string) error {
	a, err := d.findAsk(ctx, id)
	if err != nil {
		return err
	}
	return d.tellAsk(ctx, w, a.initiative, "", ask.Overdue{})
}

// silence tells everybody that nothing was heard of a seat, unless the table is
// done or the seat is not taken any more.
func (d *desk) silence(ctx context.Context, w serve.Wish, due project.Due, seat string) error {
	p, err := d.find(ctx, "neg", due.Aggregate)
	if err != nil {
		return err
	}
	seats, err := d.seatsOf(ctx, p.initiative)
	if err != nil {
		return err
	}
	remind := room.Remind{Seat: seat, Since: due.At.Add(-view.Quiet)}
	taken := slices.ContainsFunc(seats.Seats, func(s registry.SeatRow) bool { return s.ID == seat && table.Spoken(s) })
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		remind.Over, remind.Facilitator = t.Fixed != "" || !taken, t.Led.Person
		return nil
	})
	if err != nil {
		return err
	}
	w.Aggregate = roomOf(p.negotiation, "all")
	place := room.Place{Negotiation: p.negotiation, Initiative: p.initiative}
	_, err = d.threads.Do(ctx, w, func(_ context.Context, r room.Room, _ time.Time) (resident.Ruling, error) {
		events, err := room.Decide(r, table.By{}, place, remind)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// closeCaucuses ends the closed rooms of a table whose text is fixed.
func (d *desk) closeCaucuses(ctx context.Context, e project.Event) error {
	if _, fixed := e.Event.(negotiation.TextFixed); !fixed {
		return nil
	}
	rows, err := d.house.Pool().Query(ctx, "SELECT DISTINCT aggregate FROM negotiation_sealed.caucus WHERE parent = $1", e.Commit.Aggregate)
	if err != nil {
		return fmt.Errorf("caucuses of %s: %w", e.Commit.Aggregate, err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("caucuses of %s: %w", e.Commit.Aggregate, err)
	}
	for _, id := range ids {
		if err := d.tellCaucus(ctx, serve.PolicyWish(closeCaucuses, e, id), caucus.Dissolve{}); err != nil {
			return err
		}
	}
	return nil
}
