package period

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/value"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// Roll is who shares one portion of a period, and who was paid. The zero Roll
// does not exist.
type Roll struct {
	Opened  agreements.RollOpened
	Rows    []agreements.Contribution // in the order in which payees first came
	At      map[string]int            // their places
	Rounds  map[int]bool              // that were heard of
	Waiting []agreements.PayoutsHeld
	Payouts map[string]Payment
}

// Payment is a payout and what was said about it.
type Payment struct {
	Payee, Kind string
	Minor       int64
	State       string // owed, paid, confirmed, disputed
}

// Exists tells whether it was opened.
func (r Roll) Exists() bool { return r.Opened.Period != "" }

// EvolveRoll returns r after e. It may change r's maps in place: a roll of
// thousands is not copied for each event.
func EvolveRoll(r Roll, e agreements.PeriodEvent) Roll {
	switch e := e.(type) {
	case agreements.RollOpened:
		r.Opened = e
		r.At, r.Rounds, r.Payouts = map[string]int{}, map[int]bool{}, map[string]Payment{}
	case agreements.ContributionsRecorded:
		for _, row := range e.Rows {
			if at, known := r.At[row.Payee]; known {
				r.Rows[at] = row
				continue
			}
			r.At[row.Payee] = len(r.Rows)
			r.Rows = append(r.Rows, row)
		}
	case agreements.PayoutsHeld:
		r.Rounds[e.Round] = true
		r.Waiting = append(slices.Clip(r.Waiting), e)
	case agreements.PayoutsMade:
		r.Rounds[e.Round] = true
		r.Waiting = slices.DeleteFunc(slices.Clone(r.Waiting), func(h agreements.PayoutsHeld) bool { return h.Round == e.Round })
		for _, p := range e.Payouts {
			r.Payouts[p.Payout] = Payment{Payee: p.Payee, Kind: p.Kind, Minor: number(p.Minor), State: "owed"}
		}
	case agreements.PaymentsMarked:
		for _, id := range e.Payouts {
			r.say(id, "paid")
		}
	case agreements.PaymentAnswered:
		r.say(e.Payout, e.Verdict)
	default:
		panic(fmt.Sprintf("roll: no place for %T", e))
	}
	return r
}

func (r Roll) say(id, state string) {
	p := r.Payouts[id]
	p.State = state
	r.Payouts[id] = p
}

// RollCommand is a wish about a roll.
type RollCommand interface {
	decide(r Roll) ([]agreements.PeriodEvent, error)
}

// DecideRoll is [Decide] for rolls.
func DecideRoll(r Roll, c RollCommand) ([]agreements.PeriodEvent, error) { return c.decide(r) }

// OpenRoll begins one.
type OpenRoll struct{ Opened agreements.RollOpened }

func (c OpenRoll) decide(r Roll) ([]agreements.PeriodEvent, error) {
	if r.Exists() {
		return nil, nil
	}
	return []agreements.PeriodEvent{c.Opened}, nil
}

// MostRows bounds the rows of one command.
const MostRows = 500

// The rules that forbid something.
var (
	NotOfPortion = rule.Refuse("NOT_OF_THE_PORTION")
	NoPayout     = rule.Refuse("NO_SUCH_PAYOUT").At("payouts")
	NotThePayee  = rule.Refuse("NOT_THE_PAYEE")
	NotPaid      = rule.Refuse("NOT_MARKED_PAID")
	RollShared   = rule.Refuse("ALREADY_SHARED").At("rows")
)

// Record adds what members contributed.
type Record struct {
	By   By
	Rows []agreements.Contribution
}

func (c Record) decide(r Roll) ([]agreements.PeriodEvent, error) {
	switch {
	case !r.Exists():
		return nil, NoPeriod
	case !slices.Contains(r.Opened.Seats, c.By.Seat):
		return nil, NotOfPortion
	case len(r.Payouts) > 0:
		return nil, RollShared // what was shared is not computed again
	case len(c.Rows) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("rows")
	case len(c.Rows) > MostRows:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(MostRows)).At("rows")
	}
	e := agreements.ContributionsRecorded{Seat: c.By.Seat, Person: c.By.Person}
	fresh, seen := 0, map[string]bool{}
	for i, row := range c.Rows {
		clean, refusal := r.row(row)
		if refusal == nil && seen[row.Payee] {
			refusal = rule.Refuse("INVALID", "rule", "twice").At("payee")
		}
		if refusal != nil {
			return nil, refusal.At(append([]string{"rows", strconv.Itoa(i)}, refusal.Field...)...)
		}
		if _, known := r.At[row.Payee]; !known {
			fresh++
		}
		seen[row.Payee] = true
		e.Rows = append(e.Rows, clean)
	}
	if len(r.Rows)+fresh > value.MostMembers {
		return nil, value.TooMany.At("rows")
	}
	if written(r.Rows)+written(e.Rows) > mostWritten {
		return nil, rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(mostWritten)).At("rows")
	}
	events := []agreements.PeriodEvent{e}
	return append(events, r.again(e)...), nil
}

func (r Roll) row(row agreements.Contribution) (agreements.Contribution, *rule.Refusal) {
	key, refusal := prose.Line(row.Payee, 64)
	if refusal != nil || key != row.Payee {
		return row, rule.Refuse("INVALID", "rule", "required").At("payee")
	}
	if row.Name != "" {
		if row.Name, refusal = prose.Line(row.Name, 120); refusal != nil {
			return row, refusal.At("name")
		}
	}
	switch {
	case row.Kind == "seat" && !slices.Contains(r.Opened.Seats, row.Payee):
		return row, rule.Refuse("INVALID", "rule", "unknown").At("payee")
	case row.Kind != "seat" && row.Kind != "person" && row.Kind != "key":
		return row, rule.Refuse("INVALID", "rule", "choice").At("kind")
	}
	if _, ok := value.Number(row.Amount); !ok {
		return row, rule.Refuse("INVALID", "rule", "decimal").At("amount")
	}
	return row, nil
}

// again shares the rounds that waited for somebody to share them.
func (r Roll) again(e agreements.ContributionsRecorded) []agreements.PeriodEvent {
	after := r
	after.Rows, after.At = slices.Clone(r.Rows), with(r.At, "", 0)
	after = EvolveRoll(after, e)
	var events []agreements.PeriodEvent
	for _, held := range r.Waiting {
		if made, err := after.made(held.Round, number(held.Pot)); err == nil {
			events = append(events, made)
		}
	}
	return events
}

// Receive shares what fell on the portion in one round.
type Receive struct {
	Round int
	Minor int64
}

func (c Receive) decide(r Roll) ([]agreements.PeriodEvent, error) {
	switch {
	case !r.Exists():
		return nil, NoPeriod
	case r.Rounds[c.Round] || c.Minor == 0:
		return nil, nil
	}
	made, err := r.made(c.Round, c.Minor)
	var refusal *rule.Refusal
	if errors.As(err, &refusal) {
		why := refusal.Code
		if refusal.Params["rule"] != "" {
			why += " " + refusal.Params["rule"]
		}
		return []agreements.PeriodEvent{agreements.PayoutsHeld{Round: c.Round, Pot: minor(c.Minor), Why: why}}, nil
	}
	return []agreements.PeriodEvent{made}, err
}

// members are who shares: whoever has contributed, or the portion's own seats
// where nothing is counted.
func (r Roll) members() []agreements.Contribution {
	if len(r.Rows) > 0 || r.Opened.By == value.ByContributions || r.Opened.Formula != "" {
		return r.Rows
	}
	var rows []agreements.Contribution
	for _, seat := range r.Opened.Seats {
		rows = append(rows, agreements.Contribution{Payee: seat, Kind: "seat", Amount: "0"})
	}
	return rows
}

func (r Roll) made(round int, pot int64) (agreements.PayoutsMade, error) {
	members := r.members()
	contributed := make([]*big.Rat, len(members))
	for i, m := range members {
		contributed[i], _ = value.Number(m.Amount)
	}
	way := r.Opened.By
	if r.Opened.Formula != "" {
		way = r.Opened.Formula
	}
	e := agreements.PayoutsMade{Of: r.Opened, Round: round, Pot: minor(pot)}
	units, err := value.Within(pot, way, contributed)
	if err != nil {
		return e, err
	}
	for i, m := range members {
		e.Payouts = append(e.Payouts, agreements.Payout{
			Payout: strconv.Itoa(round) + "." + strconv.Itoa(i+1), Payee: m.Payee, Kind: m.Kind, Name: m.Name, Amount: m.Amount, Minor: minor(units[i]),
		})
	}
	return e, nil
}

// mostWritten bounds the bytes of all names and keys of a roll as they are
// stored, so that its payouts fit into one commit.
const mostWritten = 400_000

func written(rows []agreements.Contribution) (n int) {
	for _, row := range rows {
		stored, _ := json.Marshal(row.Payee + row.Name)
		n += len(stored)
	}
	return n
}
