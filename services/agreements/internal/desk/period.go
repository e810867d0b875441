package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/period"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// The policy that shares what fell on a portion among its members.
const sharesWithin = "share-within"

// value is the part of the desk that is about periods and their rolls.
type value struct {
	*desk
	periods *resident.Store[period.Period]
	rolls   *resident.Store[period.Roll]
}

// shareValue declares what the service answers and follows about value.
func (d *desk) shareValue() {
	v := &value{
		desk: d,
		periods: resident.New(d.house, resident.Kind[period.Period]{
			Name: "period", Stream: agreements.Stream,
			Evolve: func(p period.Period, e record.Event) period.Period {
				return period.Evolve(p, e.(agreements.PeriodEvent))
			},
		}),
		rolls: resident.New(d.house, resident.Kind[period.Roll]{
			Name: "roll", Stream: agreements.Sealed,
			Evolve: func(r period.Roll, e record.Event) period.Roll {
				return period.EvolveRoll(r, e.(agreements.PeriodEvent))
			},
		}),
	}
	d.value = v
	serve.Command(d.house, "open_period", v.open)
	serve.Command(d.house, "state_lines", v.state)
	serve.Command(d.house, "publish_statement", v.publish)
	serve.Command(d.house, "read_lines", v.read)
	serve.Command(d.house, "settle_line", v.settle)
	serve.Command(d.house, "adopt_characteristic", v.adopt)
	serve.Command(d.house, "distribute_period", v.distribute)
	serve.Command(d.house, "record_contributions", v.contribute)
	serve.Command(d.house, "mark_paid", v.mark)
	serve.Command(d.house, "answer_payment", v.answer)
	serve.Question(d.house, "may_period", v.may)
	serve.Question(d.house, "period_sums", v.sums)
	d.house.Policy(sharesWithin, agreements.Stream, v.share)
}

type amount struct {
	Minor    string `json:"minor"`
	Currency string `json:"currency"`
}

type openPeriod struct {
	serve.Common
	Agreement string `json:"agreement" need:"true"`
	Clause    string `json:"clause" need:"true"`
	Number    int    `json:"number" need:"true"`
	From      string `json:"from" need:"true"`
	To        string `json:"to" need:"true"`
}

func (v *value) open(ctx context.Context, c serve.Call, in openPeriod) (command.Receipt, error) {
	if !record.ValidID("agr", in.Agreement) {
		return command.Receipt{}, command.NotFound
	}
	a, _, err := v.held.Look(ctx, in.Agreement)
	if err != nil {
		return command.Receipt{}, err
	}
	id := record.NewID("prd", in.Agreement, in.Clause, strconv.Itoa(in.Number))
	var preview serve.Preview
	out, err := v.periods.Do(ctx, c.Wish(id, c.Actor.ID()), func(ctx context.Context, p period.Period, at time.Time) (resident.Ruling, error) {
		s, err := v.desk.standing(ctx, c.Actor, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		seat, by, err := empowered(s, "openPeriod", at)
		if err != nil {
			return resident.Ruling{}, err
		}
		plan, err := planOf(in, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		plan.Holder, plan.Person = seat.ID, c.Actor.Person
		events, err := period.Decide(p, period.Open{Plan: plan})
		preview = seen(s, "openPeriod", told(events))
		return resident.Ruling{Events: told(events), Authority: by}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if err := v.previewed(ctx, c, preview); err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"agreement": in.Agreement, "period": id}), nil
}

func told(events []agreements.PeriodEvent) []record.Event {
	list := make([]record.Event, len(events))
	for i, e := range events {
		list[i] = e
	}
	return list
}

// does lets the rules decide on one period.
func (v *value) does(ctx context.Context, c serve.Call, id, act string, ids map[string]string, rules func(period.By, time.Time) period.Command) (command.Receipt, error) {
	if !record.ValidID("prd", id) {
		return command.Receipt{}, command.NotFound
	}
	var preview serve.Preview
	out, err := v.periods.Do(ctx, c.Wish(id, c.Actor.ID()), func(ctx context.Context, p period.Period, at time.Time) (resident.Ruling, error) {
		s, err := v.standingAt(ctx, c.Actor, p.Opened.Initiative)
		if err != nil {
			return resident.Ruling{}, err
		}
		ruling, err := ruledPeriod(s, p, act, at, rules)
		preview = seen(s, act, ruling.Events)
		return ruling, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if err := v.previewed(ctx, c, preview); err != nil {
		return command.Receipt{}, err
	}
	all := map[string]string{"period": id}
	maps.Copy(all, ids)
	return out.Receipt(all), nil
}

func ruledPeriod(s standing.Standing, p period.Period, act string, at time.Time, rules func(period.By, time.Time) period.Command) (resident.Ruling, error) {
	seat, by, err := empowered(s, act, at)
	if err != nil {
		return resident.Ruling{}, err
	}
	events, err := period.Decide(p, rules(period.By{Person: s.Actor.Person, Seat: seat.ID}, at))
	return resident.Ruling{Events: told(events), Authority: by}, err
}

// standingAt is what the actor is at a table; for whoever has no seat there is
// nothing there.
func (v *value) standingAt(ctx context.Context, who command.Actor, initiative string) (standing.Standing, error) {
	if initiative == "" {
		return standing.Standing{}, command.NotFound
	}
	s, err := standing.Read(ctx, v.house.Pool(), who, initiative)
	if err != nil {
		return s, err
	}
	if _, err := s.Seat(); err != nil {
		return s, command.NotFound
	}
	return s, nil
}

// shareDue is the end of the time to contest.
func (d *desk) shareDue(ctx context.Context, due project.Due) error {
	_, err := d.value.periods.Do(ctx, serve.DueWish(due), func(_ context.Context, p period.Period, at time.Time) (resident.Ruling, error) {
		events, err := period.Decide(p, period.Share{At: at})
		return resident.Ruling{Events: told(events)}, err
	})
	return err
}

// rollID is the roll of a portion of a period.
func rollID(periodID, portion string) string { return record.NewID("rol", periodID, portion) }

// share opens a roll for each portion of a period, and hands it what falls on
// it.
func (v *value) share(ctx context.Context, e project.Event) error {
	id := e.Commit.Aggregate
	switch event := e.Event.(type) {
	case agreements.PeriodOpened:
		for _, part := range event.Portions {
			if len(part.Seats) == 0 {
				continue
			}
			opened := agreements.RollOpened{
				Period: id, Agreement: event.Agreement, Initiative: event.Initiative, Portion: part.Key, Seats: part.Seats, Holder: event.Holder,
				By: part.By, Formula: part.Formula, Unit: event.Unit, Currency: event.Currency, From: event.From, To: event.To,
			}
			if err := v.tell(ctx, e, rollID(id, part.Key), period.OpenRoll{Opened: opened}); err != nil {
				return err
			}
		}
	case agreements.Distributed:
		p, _, err := v.periods.Look(ctx, id)
		if err != nil {
			return err
		}
		for _, given := range event.Portions {
			units, _ := strconv.ParseInt(given.Minor, 10, 64)
			nobody := slices.ContainsFunc(p.Opened.Portions, func(part agreements.Portion) bool { return part.Key == given.Portion && len(part.Seats) == 0 })
			if units == 0 || nobody {
				continue
			}
			if err := v.tell(ctx, e, rollID(id, given.Portion), period.Receive{Round: event.Round, Minor: units}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *value) tell(ctx context.Context, e project.Event, roll string, c period.RollCommand) error {
	_, err := v.rolls.Do(ctx, serve.PolicyWish(sharesWithin, e, roll), func(_ context.Context, r period.Roll, _ time.Time) (resident.Ruling, error) {
		events, err := period.DecideRoll(r, c)
		return resident.Ruling{Events: told(events)}, err
	})
	if err != nil {
		return fmt.Errorf("roll %s: %w", roll, err)
	}
	return nil
}
