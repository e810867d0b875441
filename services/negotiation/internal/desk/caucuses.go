package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/caucus"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

type openCaucus struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	caucus.Open
}

type sayInCaucus struct {
	serve.Common
	Caucus string `json:"caucus" need:"true"`
	caucus.Say
}

type unsayInCaucus struct {
	serve.Common
	Caucus string `json:"caucus" need:"true"`
	caucus.Unsay
}

type leaveCaucus struct {
	serve.Common
	Caucus string `json:"caucus" need:"true"`
	caucus.Leave
}

type closeCaucus struct {
	serve.Common
	Caucus string `json:"caucus" need:"true"`
	caucus.Close
}

func (d *desk) hearCaucuses() {
	serve.Command(d.house, "open_caucus", d.openCaucus)
	serve.Command(d.house, "say_in_caucus", d.sayInCaucus)
	serve.Command(d.house, "unsay_in_caucus", func(ctx context.Context, c serve.Call, in unsayInCaucus) (command.Receipt, error) {
		return d.inCaucus(ctx, c, in.Caucus, func(string) caucus.Command { return in.Unsay })
	})
	serve.Command(d.house, "leave_caucus", func(ctx context.Context, c serve.Call, in leaveCaucus) (command.Receipt, error) {
		return d.inCaucus(ctx, c, in.Caucus, func(string) caucus.Command { return in.Leave })
	})
	serve.Command(d.house, "close_caucus", func(ctx context.Context, c serve.Call, in closeCaucus) (command.Receipt, error) {
		return d.inCaucus(ctx, c, in.Caucus, func(string) caucus.Command { return in.Close })
	})
	serve.Question(d.house, "off_record", d.offRecord)
	serve.Question(d.house, "caucus_may", d.caucusMay)
}

// circle is a caucus, and as whose it was named.
type circle struct {
	id     string // of the caucus itself, which nobody outside this service knows
	reader string // the audience whose document was named
	place
}

// offRecordKept is how long what is off the record is kept where the ground
// rules do not say: they were agreed on before they could.
const offRecordKept = 30 * 24 * time.Hour

// openCaucus begins a closed room.
func (d *desk) openCaucus(ctx context.Context, c serve.Call, in openCaucus) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Open.Negotiation, in.Initiative = p.negotiation, p.initiative
	in.Keep = offRecordKept
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		in.Facilitator = t.Led.Person
		if agreed, ok := terms.Duration(t.Rules.OffRecord); ok && agreed > 0 {
			in.Keep = agreed
		}
		return nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	at := circle{id: record.NewID("cau", "new", c.Actor.Person, "open_caucus", c.ID), place: p}
	return d.atCaucus(ctx, c, at, in.Open)
}

func (d *desk) sayInCaucus(ctx context.Context, c serve.Call, in sayInCaucus) (command.Receipt, error) {
	return d.inCaucus(ctx, c, in.Caucus, func(id string) caucus.Command {
		in.ID = record.NewID("cms", id, c.ID)
		in.Seal = func(words string) (string, error) { return d.encrypt(ctx, id, words) }
		return in.Say
	})
}

// inCaucus finds a caucus by the id that a member knows it by.
func (d *desk) inCaucus(ctx context.Context, c serve.Call, id string, wish func(id string) caucus.Command) (command.Receipt, error) {
	at, err := d.findCaucus(ctx, id)
	if err != nil {
		return command.Receipt{}, err
	}
	return d.atCaucus(ctx, c, at, wish(at.id))
}

func (d *desk) findCaucus(ctx context.Context, id string) (circle, error) {
	var at circle
	if !record.ValidID("cau", id) {
		return at, command.NotFound
	}
	err := d.house.Pool().QueryRow(ctx, "SELECT aggregate, audience, parent, doc->>'initiative' FROM negotiation_sealed.caucus WHERE id = $1", id).
		Scan(&at.id, &at.reader, &at.negotiation, &at.initiative)
	if errors.Is(err, pgx.ErrNoRows) {
		return at, command.NotFound
	}
	if err != nil {
		return at, fmt.Errorf("find %s: %w", id, err)
	}
	return at, nil
}

// atCaucus lets the rules of a closed room decide. The answer says nothing of
// how much has happened there before.
func (d *desk) atCaucus(ctx context.Context, c serve.Call, at circle, wish caucus.Command) (command.Receipt, error) {
	var seen serve.Preview
	me := at.reader
	call := c.Wish(at.id, c.Actor.ID())
	call.Expected = nil
	out, err := d.caucuses.Do(ctx, call, func(ctx context.Context, state caucus.Caucus, now time.Time) (resident.Ruling, error) {
		who, by, err := d.member(ctx, c.Actor, at.place, now)
		if err != nil {
			return resident.Ruling{}, err
		}
		if me == "" {
			me = by.Audience()
		}
		if me != by.Audience() {
			return resident.Ruling{}, command.NotFound // another member's name for it
		}
		events, err := caucus.Decide(state, by, now, wish)
		r := resident.Ruling{Events: recorded(events), Actor: who.name()}
		seen = preview(who, me, r.Events)
		seen.Audience, seen.Seats = audiences(present(state, events))
		if err == nil && !c.DryRun {
			err = d.keyFor(ctx, at.id, events)
		}
		return r, err
	})
	if err == nil && c.DryRun {
		err = d.show(ctx, c, seen)
	}
	if err != nil {
		return command.Receipt{}, err
	}
	if me == "" { // a retry of the opening: nobody has looked who it is
		_, by, err := d.member(ctx, c.Actor, at.place, d.house.Now())
		if err != nil {
			return command.Receipt{}, err
		}
		me = by.Audience()
	}
	receipt := out.Receipt(map[string]string{"caucus": view.CaucusID(at.id, reader(me))})
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

// present are who hears what happens in a caucus.
func present(c caucus.Caucus, events []negotiation.Event) []negotiation.Reader {
	for _, e := range events {
		if opened, is := e.(negotiation.CaucusOpened); is {
			return opened.Members
		}
	}
	return c.Members
}

// reader is who an audience is for.
func reader(audience string) negotiation.Reader {
	kind, id, _ := strings.Cut(audience, ":")
	if kind == "person" {
		return negotiation.Reader{Person: id}
	}
	return negotiation.Reader{Seat: id}
}

// member is who acts in a closed room: for a seat, or as the facilitator.
func (d *desk) member(ctx context.Context, actor command.Actor, p place, at time.Time) (party, caucus.By, error) {
	facilitator, err := d.facilitator(ctx, p)
	if err != nil {
		return party{}, caucus.By{}, err
	}
	who, err := d.partyLed(ctx, actor, p.initiative, facilitator)
	if err != nil {
		return party{}, caucus.By{}, err
	}
	return who, caucus.By{By: who.by(at), Person: actor.Person, Facilitator: facilitator != "" && facilitator == actor.Person}, nil
}

// inside finds the caucus that somebody asks about, as one who is or was in it.
func (d *desk) inside(ctx context.Context, c serve.Call, id string) (circle, caucus.By, error) {
	at, err := d.findCaucus(ctx, id)
	if err != nil {
		return at, caucus.By{}, err
	}
	_, by, err := d.member(ctx, c.Actor, at.place, d.house.Now())
	if err == nil && by.Audience() != at.reader {
		err = command.NotFound
	}
	return at, by, err
}

// caucusMay asks the rules what the viewer may do in a closed room.
func (d *desk) caucusMay(ctx context.Context, c serve.Call, in about) (any, error) {
	at, by, err := d.inside(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	var all []serve.Permission
	err = d.caucuses.With(ctx, at.id, func(state caucus.Caucus, _ uint64) error {
		all = serve.Permits(caucus.Acts, func(act string) error { return caucus.May(state, by, act) })
		return nil
	})
	return all, err
}

func (d *desk) tellCaucus(ctx context.Context, w serve.Wish, what caucus.Command) error {
	_, err := d.caucuses.Do(ctx, w, func(_ context.Context, c caucus.Caucus, at time.Time) (resident.Ruling, error) {
		events, err := caucus.Decide(c, caucus.By{By: table.By{}}, at, what)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// sealedTime answers the moments that closed rooms wait for: the key goes first,
// so that what is said to be gone is.
func (d *desk) sealedTime(ctx context.Context, due project.Due) error {
	moment, id := view.DueFor(due)
	if moment != view.Erasing {
		return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
	}
	if err := d.dropKey(ctx, id); err != nil {
		return err
	}
	return d.tellCaucus(ctx, serve.DueWish(due), caucus.Erase{})
}
