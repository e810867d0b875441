package desk

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/period"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

type ofPeriod struct {
	serve.Common
	Period string `json:"period" need:"true"`
}

type line struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	Amount   amount `json:"amount"`
	Source   string `json:"source"`
	By       string `json:"by"`
	Replaces string `json:"replaces"`
	Reason   string `json:"reason"`
}

type stateLines struct {
	ofPeriod
	Lines []line `json:"lines" need:"true"`
}

func (v *value) state(ctx context.Context, c serve.Call, in stateLines) (command.Receipt, error) {
	lines := make([]period.Stated, len(in.Lines))
	for i, l := range in.Lines {
		lines[i] = period.Stated{
			ID: record.NewID("lin", in.Period, c.ID, strconv.Itoa(i)), Kind: l.Kind, Text: l.Text, Source: l.Source,
			By: l.By, Replaces: l.Replaces, Reason: l.Reason, Amount: agreements.Money(l.Amount),
		}
	}
	return v.does(ctx, c, in.Period, "stateLines", nil, func(by period.By, _ time.Time) period.Command {
		return period.Note{By: by, Lines: lines}
	})
}

func (v *value) publish(ctx context.Context, c serve.Call, in ofPeriod) (command.Receipt, error) {
	return v.does(ctx, c, in.Period, "publishStatement", nil, func(by period.By, at time.Time) period.Command {
		return period.Publish{By: by, At: at}
	})
}

type readLines struct {
	ofPeriod
	Lines   []string `json:"lines"`
	Verdict string   `json:"verdict" need:"true"`
	Reason  string   `json:"reason"`
}

func (v *value) read(ctx context.Context, c serve.Call, in readLines) (command.Receipt, error) {
	return v.does(ctx, c, in.Period, "readLines", nil, func(by period.By, at time.Time) period.Command {
		return period.Read{By: by, Lines: in.Lines, Verdict: in.Verdict, Reason: in.Reason, At: at}
	})
}

type settleLine struct {
	ofPeriod
	Line   string `json:"line" need:"true"`
	Amount amount `json:"amount" need:"true"`
	How    string `json:"how" need:"true"`
}

func (v *value) settle(ctx context.Context, c serve.Call, in settleLine) (command.Receipt, error) {
	return v.does(ctx, c, in.Period, "settleLine", map[string]string{"line": in.Line}, func(by period.By, _ time.Time) period.Command {
		return period.Settle{By: by, Line: in.Line, Amount: agreements.Money(in.Amount), How: in.How}
	})
}

type worth struct {
	Of    []string `json:"of"`
	Minor string   `json:"minor"`
}

type adoptCharacteristic struct {
	ofPeriod
	Groups []worth `json:"groups"`
	Digest string  `json:"digest"`
}

func (v *value) adopt(ctx context.Context, c serve.Call, in adoptCharacteristic) (command.Receipt, error) {
	if (in.Digest == "") == (len(in.Groups) == 0) {
		return command.Receipt{}, command.Refuse(command.Invalid, "digest", "rule", "one")
	}
	var groups []agreements.Worth
	for _, g := range in.Groups {
		groups = append(groups, agreements.Worth(g))
	}
	return v.does(ctx, c, in.Period, "adoptCharacteristic", nil, func(by period.By, _ time.Time) period.Command {
		return period.Adopt{By: by, Digest: in.Digest, Groups: groups}
	})
}

func (v *value) distribute(ctx context.Context, c serve.Call, in ofPeriod) (command.Receipt, error) {
	return v.does(ctx, c, in.Period, "distributePeriod", nil, func(by period.By, at time.Time) period.Command {
		return period.Share{By: &by, At: at}
	})
}

type ofRoll struct {
	ofPeriod
	Portion string `json:"portion" need:"true"`
}

type contribution struct {
	Payee  string `json:"payee"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Amount string `json:"amount"`
}

type recordContributions struct {
	ofRoll
	Rows []contribution `json:"rows" need:"true"`
}

func (v *value) contribute(ctx context.Context, c serve.Call, in recordContributions) (command.Receipt, error) {
	rows := make([]agreements.Contribution, len(in.Rows))
	for i, r := range in.Rows {
		rows[i] = agreements.Contribution(r)
	}
	return v.rolled(ctx, c, in.ofRoll, "recordContributions", func(by period.By, _ time.Time) period.RollCommand {
		return period.Record{By: by, Rows: rows}
	})
}

type markPaid struct {
	ofRoll
	Payouts []string `json:"payouts" need:"true"`
	On      string   `json:"on" need:"true"`
	Note    string   `json:"note"`
}

func (v *value) mark(ctx context.Context, c serve.Call, in markPaid) (command.Receipt, error) {
	return v.rolled(ctx, c, in.ofRoll, "markPaid", func(by period.By, at time.Time) period.RollCommand {
		return period.Mark{By: by, Payouts: in.Payouts, On: in.On, Note: in.Note, At: at}
	})
}

type answerPayment struct {
	ofRoll
	Payout  string `json:"payout" need:"true"`
	Verdict string `json:"verdict" need:"true"`
	Reason  string `json:"reason"`
}

func (v *value) answer(ctx context.Context, c serve.Call, in answerPayment) (command.Receipt, error) {
	return v.rolled(ctx, c, in.ofRoll, "answerPayment", func(by period.By, _ time.Time) period.RollCommand {
		return period.Answer{By: by, Payout: in.Payout, Verdict: in.Verdict, Reason: in.Reason}
	})
}

// rolled lets the rules decide on the roll of a portion. A payee who is a person
// may have no seat: whoever has neither a seat nor a payout there is told that
// there is nothing.
func (v *value) rolled(ctx context.Context, c serve.Call, in ofRoll, act string, rules func(period.By, time.Time) period.RollCommand) (command.Receipt, error) {
	if !record.ValidID("prd", in.Period) {
		return command.Receipt{}, command.NotFound
	}
	id := rollID(in.Period, in.Portion)
	var preview serve.Preview
	out, err := v.rolls.Do(ctx, c.Wish(id, c.Actor.ID()), func(ctx context.Context, r period.Roll, at time.Time) (resident.Ruling, error) {
		if !r.Exists() {
			return resident.Ruling{}, command.NotFound
		}
		by, authority, err := v.payeeOrSeat(ctx, c.Actor, r, act, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		events, err := period.DecideRoll(r, rules(by, at))
		preview = serve.Preview{Audience: []string{"seat:" + r.Opened.Holder}, Seats: 1, Events: []string{}}
		for _, e := range events {
			preview.Events = append(preview.Events, e.Name())
		}
		return resident.Ruling{Events: told(events), Authority: authority}, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if err := v.previewed(ctx, c, preview); err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"period": in.Period}), nil
}

func (v *value) payeeOrSeat(ctx context.Context, who command.Actor, r period.Roll, act string, at time.Time) (period.By, *record.Authority, error) {
	by := period.By{Person: who.Person}
	s, err := standing.Read(ctx, v.house.Pool(), who, r.Opened.Initiative)
	if err != nil {
		return by, nil, fmt.Errorf("read standing: %w", err)
	}
	if _, err := s.Seat(); err != nil {
		if act == "answerPayment" && r.Pays(who.Person) {
			return by, nil, nil
		}
		return by, nil, command.NotFound
	}
	seat, authority, err := empowered(s, act, at)
	by.Seat = seat.ID
	return by, authority, err
}

// periodActs are what people may wish of a period.
var periodActs = []string{"stateLines", "publishStatement", "readLines", "settleLine", "adoptCharacteristic", "distributePeriod"}

func (v *value) may(ctx context.Context, c serve.Call, in About) (any, error) {
	p, s, err := v.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	now := v.house.Now()
	return serve.Permits(periodActs, func(act string) error {
		return changing(ruledPeriod(s, p, act, now, func(by period.By, at time.Time) period.Command { return p.Likely(act, by, at) }))
	}), nil
}

func (v *value) seen(ctx context.Context, c serve.Call, id string) (period.Period, standing.Standing, error) {
	p, _, err := v.periods.Look(ctx, id)
	if err != nil {
		return p, standing.Standing{}, err
	}
	s, err := v.standingAt(ctx, c.Actor, p.Opened.Initiative)
	return p, s, err
}

// sums are what a statement comes to at the moment.
func (v *value) sums(ctx context.Context, c serve.Call, in About) (any, error) {
	p, _, err := v.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	money := func(n int64) amount { return amount{Minor: strconv.FormatInt(n, 10), Currency: p.Opened.Currency} }
	s := p.Sums()
	return struct {
		Pot    amount `json:"pot"`
		Held   amount `json:"held"`
		Free   amount `json:"free"`
		Shared amount `json:"shared"`
	}{money(s.Pot), money(s.Held), money(s.Free), money(p.Shared)}, nil
}
