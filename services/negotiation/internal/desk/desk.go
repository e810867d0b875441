// Package desk is where wishes and questions about negotiations come in, where
// the votes of a box come to the table, and where time brings things to an end.
//
// Whoever has no part at a table is answered as if there were none. Locks are
// taken in one order: a table's may be held while a room is looked into, never
// the other way round.
package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
	"parley.example/services/negotiation/internal/blind"
	"parley.example/services/negotiation/internal/box"
	"parley.example/services/negotiation/internal/envelope"
	"parley.example/services/negotiation/internal/joint"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

type desk struct {
	house   *serve.House
	tables  *resident.Store[table.Table]
	threads *resident.Store[room.Room] // where all seats talk
	rooms   *resident.Store[room.Room] // each seat's own
	boxes   *resident.Store[box.Box]
	vaults  *resident.Store[vault.Vault] // what seats seal for mediation
	blinds  *resident.Store[blind.Box]   // blind votes on suggestions

	envelopes *resident.Store[envelope.Envelopes] // of a sealed round
	joints    *resident.Store[joint.Joint]        // packages of several seats, before they are tabled

	circles
	mediator *mediator

	mu     sync.Mutex
	places map[string]place // by the id of a negotiation, package or decision
}

// Open declares what the service projects, answers and follows.
func Open(h *serve.House) error {
	h.Project(view.Shared())
	h.Project(view.Sealed())
	d := &desk{
		house:     h,
		tables:    store(h, negotiation.OfNegotiation, negotiation.Stream, table.Evolve),
		threads:   store(h, negotiation.OfThread, negotiation.Stream, room.Evolve),
		rooms:     store(h, negotiation.OfRoom, negotiation.Sealed, room.Evolve),
		boxes:     store(h, negotiation.OfBox, negotiation.Sealed, box.Evolve),
		vaults:    store(h, negotiation.OfVault, negotiation.Sealed, vault.Evolve),
		blinds:    store(h, negotiation.OfBlindBox, negotiation.Sealed, blind.Evolve),
		envelopes: store(h, negotiation.OfEnvelopes, negotiation.Sealed, envelope.Evolve),
		joints:    store(h, negotiation.OfJoint, negotiation.Sealed, joint.Evolve),
		places:    make(map[string]place),
		circles:   openCircles(h),
	}
	d.mediator = &mediator{desk: d, work: make(map[string]*search)}
	d.hearGroundRules()
	d.hearTerms()
	d.hearPackages()
	d.hearDecisions()
	d.hearRooms()
	d.hearAsks()
	d.hearCaucuses()
	d.hearStandingOffers()
	d.hearQuestions()
	d.hearVaults()
	d.hearMediation()
	d.hearImports()
	d.hearTalks()
	d.hearRounds()
	d.hearJoints()
	d.answer()
	d.follow()
	return nil
}

func store[S any](h *serve.House, kind negotiation.Kind, stream string, evolve func(S, negotiation.Event) S) *resident.Store[S] {
	return resident.New(h, resident.Kind[S]{Name: string(kind), Stream: stream, Evolve: func(s S, e record.Event) S {
		return evolve(s, e.(negotiation.Event))
	}})
}

// place is a negotiation and what it is for. It never changes.
type place struct{ negotiation, initiative string }

// places are remembered up to so many; then they are looked up anew.
const manyPlaces = 100_000

// find returns the place of a negotiation, package or decision.
func (d *desk) find(ctx context.Context, prefix, id string) (place, error) {
	if !record.ValidID(prefix, id) {
		return place{}, command.NotFound
	}
	d.mu.Lock()
	p, known := d.places[id]
	d.mu.Unlock()
	if known {
		return p, nil
	}
	err := d.house.Pool().QueryRow(ctx, "SELECT aggregate, doc->>'initiative' FROM negotiation."+tables[prefix]+" WHERE id = $1", id).
		Scan(&p.negotiation, &p.initiative)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, command.NotFound
	}
	if err != nil {
		return p, fmt.Errorf("find %s: %w", id, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.places) >= manyPlaces {
		clear(d.places)
	}
	d.places[id] = p
	return p, nil
}

var tables = map[string]string{"neg": "negotiation", "pkg": "package", "dec": "decision", "rnd": "round", "med": "mediation_round", "sug": "suggestion"}

// party is somebody with a part at a table.
type party struct {
	standing.Standing
	seat     string
	convener bool
	leads    bool            // the facilitator, who sits on no chair
	seconded *table.Seconded // what a second person approved, where an offer needs one

	advocate bool // who speaks for those who could not be reached, and binds them to nothing
}

// party returns who an actor is at a table, as the registry knows it now.
func (d *desk) party(ctx context.Context, actor command.Actor, initiative string) (party, error) {
	s, err := standing.Read(ctx, d.house.Pool(), actor, initiative)
	if err != nil {
		return party{}, err
	}
	p := party{Standing: s, convener: s.Convenes()}
	if seat, err := s.Seat(); err == nil {
		p.seat = seat.ID
	} else if seat, is := s.Represents(); is {
		p.seat, p.advocate = seat.ID, true
	}
	if p.seat == "" && !p.convener {
		return party{}, command.NotFound
	}
	return p, nil
}

// partyLed is party at a table with a facilitator, who may sit on no chair.
func (d *desk) partyLed(ctx context.Context, actor command.Actor, initiative, facilitator string) (party, error) {
	who, err := d.party(ctx, actor, initiative)
	if errors.Is(err, command.NotFound) && facilitator != "" && actor.Person == facilitator {
		s, err := standing.Read(ctx, d.house.Pool(), actor, initiative)
		return party{Standing: s, leads: true}, err
	}
	return who, err
}

// name is how the others at the table know them.
func (p party) name() string {
	if p.leads {
		return "facilitator/" + p.Actor.Person
	}
	if p.seat == "" {
		return "convener/" + p.Actor.Person
	}
	return p.seat + "/" + p.Actor.Person
}

// by is what the rules need to know of them at a moment.
func (p party) by(at time.Time) table.By {
	by := table.By{Seat: p.seat, Person: p.Actor.Person, Convener: p.convener, Table: p.Seats.Seats, Powers: make(map[registry.Act]table.Power), Seconded: p.seconded}
	for _, act := range []registry.Act{registry.Offer, registry.Vote} {
		grant, err := p.Mandate(act, at)
		by.Powers[act] = table.Power{Limits: grant.Limits, Why: refusal(err)}
	}
	by.Powers[table.Seal] = table.Power{Why: p.sealer(at)}
	by.Powers[registry.Speak] = table.Power{Why: p.silent(at)}
	if p.advocate {
		by.Powers = map[registry.Act]table.Power{registry.Speak: {}} // no mandate of theirs reaches this seat
	}
	return by
}

func refusal(err error) *rule.Refusal {
	var r *rule.Refusal
	if err != nil && !errors.As(err, &r) {
		return rule.Refuse("NO_MANDATE")
	}
	return r
}

// silent is why they may not speak: stewards may, and whoever holds a mandate
// that reaches this table.
func (p party) silent(at time.Time) *rule.Refusal {
	if p.Authority.Has(registry.Steward) {
		return nil
	}
	why := standing.NoMandate
	for _, m := range p.Authority.Mandates {
		if m.Covers(p.Seats.Initiative) && m.Until.After(at) {
			return nil
		} else if m.Covers(p.Seats.Initiative) {
			why = standing.MandateExpired
		}
	}
	return why
}

// authority is the mandate under which they do a binding act.
func (p party) authority(act registry.Act, at time.Time) *record.Authority {
	grant, err := p.Mandate(act, at)
	if err != nil {
		return nil
	}
	return &grant.Authority
}

func recorded(events []negotiation.Event) []record.Event {
	list := make([]record.Event, len(events))
	for i, e := range events {
		list[i] = e
	}
	return list
}

// wishing makes the command of whoever turns out to wish it, at the table as it
// then stands.
type wishing func(ctx context.Context, who party) (table.Command, error)

// plainly is a wish that does not depend on who has it.
func plainly(c table.Command) wishing {
	return func(context.Context, party) (table.Command, error) { return c, nil }
}

// atTable lets the rules of a table decide on a wish. act is what it binds by,
// or empty. Who wishes is looked up once the wish is known to be a new one: a
// retry has its answer whatever has become of them.
func (d *desk) atTable(ctx context.Context, c serve.Call, p place, act registry.Act, wish wishing) (resident.Outcome, error) {
	var seen serve.Preview
	out, err := d.tables.Do(ctx, c.Wish(p.negotiation, c.Actor.ID()), func(ctx context.Context, t table.Table, at time.Time) (resident.Ruling, error) {
		who, err := d.partyLed(ctx, c.Actor, p.initiative, t.Led.Person)
		if err != nil {
			return resident.Ruling{}, err
		}
		if act == registry.Offer {
			if err := d.second(ctx, p, &who); err != nil {
				return resident.Ruling{}, err
			}
		}
		wished, err := wish(ctx, who)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := table.Decide(t, who.by(at), at, wished)
		r := resident.Ruling{Events: recorded(events), Actor: who.name()}
		if act != "" {
			r.Authority = who.authority(act, at)
		}
		seen = preview(who, "table:"+p.initiative, r.Events)
		return r, err
	})
	switch {
	case err == nil && c.DryRun:
		err = d.show(ctx, c, seen)
	case err == nil:
		err = d.left(ctx, p, out.Events)
	}
	return out, err
}
