package desk

import (
	"context"
	"errors"
	"maps"
	"time"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
	"parley.example/services/registry/internal/initiative"
	"parley.example/services/registry/internal/view"
)

// OpenInitiative begins an initiative, convened by the organization that the
// caller acts for.
type OpenInitiative struct {
	serve.Common
	Title     string           `json:"title" need:"true"`
	Purpose   string           `json:"purpose" need:"true"`
	Level     registry.Level   `json:"level" need:"true"`
	Visions   registry.Visions `json:"visions" need:"true"`
	Zone      string           `json:"zone" need:"true"`
	Languages []string         `json:"languages" need:"true"`
}

// AddClass names a class of those who are affected.
type AddClass struct {
	serve.Common
	Initiative string `json:"initiative" need:"true"`
	Name       string `json:"name" need:"true"`
}

// OpenSeat puts an empty chair of a class at the table.
type OpenSeat struct {
	serve.Common
	Initiative string `json:"initiative" need:"true"`
	Class      string `json:"class" need:"true"`
	Name       string `json:"name" need:"true"`
	Affects    string `json:"affects"`
}

// RecordAttempt notes that somebody tried to reach those whom a seat is for.
type RecordAttempt struct {
	serve.Common
	Seat    string `json:"seat" need:"true"`
	Channel string `json:"channel" need:"true"`
	Note    string `json:"note" need:"true"`
}

func (d *desk) aboutInitiatives() {
	serve.Command(d.house, "open_initiative", d.open)
	serve.Command(d.house, "add_class", d.addClass)
	serve.Command(d.house, "open_seat", d.openSeat)
	serve.Command(d.house, "record_attempt", d.recordAttempt)
}

func (d *desk) open(ctx context.Context, c serve.Call, in OpenInitiative) (command.Receipt, error) {
	if err := zone(in.Zone, "zone"); err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("ini", "new", c.Actor.Person, "open_initiative", c.ID)
	wanted := initiative.Open{
		Title: in.Title, Purpose: in.Purpose, Level: in.Level, Visions: in.Visions, Zone: in.Zone, Languages: in.Languages,
	}
	out, err := d.initiatives.Do(ctx, wish(c, id), func(ctx context.Context, i initiative.Initiative, at time.Time) (resident.Ruling, error) {
		return d.convene(ctx, c.Actor, i, at, wanted)
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return d.answer(ctx, c, out, map[string]string{"initiative": id}, view.Everybody)
}

func (d *desk) addClass(ctx context.Context, c serve.Call, in AddClass) (command.Receipt, error) {
	return d.initiative(ctx, c, in.Initiative, nil, initiative.AddClass{Name: in.Name})
}

func (d *desk) openSeat(ctx context.Context, c serve.Call, in OpenSeat) (command.Receipt, error) {
	seat := record.NewID("sea", in.Initiative, c.ID)
	return d.initiative(ctx, c, in.Initiative, map[string]string{"seat": seat}, initiative.OpenSeat{
		Seat: seat, Class: in.Class, Name: in.Name, Affects: in.Affects,
	})
}

func (d *desk) recordAttempt(ctx context.Context, c serve.Call, in RecordAttempt) (command.Receipt, error) {
	id, err := d.within(ctx, "seat", in.Seat, "seat")
	if err != nil {
		return command.Receipt{}, err
	}
	attempt := record.NewID("att", id, c.ID)
	return d.initiative(ctx, c, id, map[string]string{"seat": in.Seat, "attempt": attempt}, initiative.RecordAttempt{
		Seat: in.Seat, Attempt: attempt, Channel: in.Channel, Note: in.Note,
	})
}

// anyone is the record's name of whoever answers an invitation without an
// account: all that is known of them is that they held the token.
const anyone = "bearer"

// initiative lets the rules decide on one.
func (d *desk) initiative(ctx context.Context, c serve.Call, id string, ids map[string]string, wanted initiative.Command) (command.Receipt, error) {
	if !record.ValidID("ini", id) {
		return command.Receipt{}, missing("initiative")
	}
	w := wish(c, id)
	if w.Actor == "" {
		w.Actor = anyone
	}
	out, err := d.initiatives.Do(ctx, w, func(ctx context.Context, i initiative.Initiative, at time.Time) (resident.Ruling, error) {
		return d.decide(ctx, c.Actor, id, i, at, wanted)
	})
	if err != nil {
		return command.Receipt{}, err
	}
	told := map[string]string{"initiative": id}
	maps.Copy(told, ids)
	return d.answer(ctx, c, out, told, seenBy(wanted, id)...)
}

// seenBy are those who will read what was wished, beyond that a seat stands
// otherwise.
func seenBy(wanted initiative.Command, id string) []string {
	switch wanted := wanted.(type) {
	case initiative.SetPage:
		if wanted.Shown {
			return []string{view.Anybody}
		}
		return []string{"table:" + id}
	case initiative.ShowName:
		if wanted.Shown {
			return []string{view.Anybody}
		}
	case initiative.StepForward:
		return []string{"convener:" + id}
	case initiative.QuestionGroundRules:
		return []string{"convener:" + id}
	case initiative.LookFirst, initiative.EndObservation, initiative.NameAdvocate, initiative.SecondAdvocate:
		return []string{"table:" + id}
	}
	return []string{view.Everybody}
}

// decide asks the rules with what is known of the caller at that very moment.
// Where they need somebody who speaks for an organization and the caller acts
// for one without, the answer says why not.
func (d *desk) decide(ctx context.Context, who command.Actor, id string, i initiative.Initiative, at time.Time, wanted initiative.Command) (resident.Ruling, error) {
	by, authority, silent, err := d.by(ctx, who, id, at)
	if err != nil {
		return resident.Ruling{}, err
	}
	if take, ok := wanted.(initiative.Take); ok && by.Organization != "" {
		if take.Kin, err = d.kin(ctx, by.Organization); err != nil {
			return resident.Ruling{}, err
		}
		wanted = take
	}
	r, err := ruling(initiative.Decide(i, by, at, wanted))
	r.Authority = authority
	return r, because(err, silent)
}

// by is whoever acts, for the organization that they may speak for; silent is
// why they may not, if they act for one.
func (d *desk) by(ctx context.Context, who command.Actor, id string, at time.Time) (by initiative.By, authority *record.Authority, silent, err error) {
	by.Person = who.Person
	if who.Organization == "" {
		return by, nil, nil, nil
	}
	s, err := standing.Glance(ctx, d.house.Pool(), who, id)
	if err != nil {
		return by, nil, nil, err
	}
	if authority, silent = s.MaySpeak(at); silent == nil {
		by.Organization = who.Organization
	}
	return by, authority, silent, nil
}

// because replaces a refusal of who speaks for nobody by the reason.
func because(err, silent error) error {
	var refused *rule.Refusal
	if silent == nil || !errors.As(err, &refused) {
		return err
	}
	switch refused.Code {
	case "NO_ORGANIZATION", "NOT_CONVENER", "NOT_SEATED":
		return silent
	}
	return err
}
