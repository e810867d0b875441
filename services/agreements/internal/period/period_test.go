package period

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
)

var noon = time.Date(2026, 6, 5, 12, 0, 0, 0, time.UTC)

func plan() agreements.PeriodOpened {
	return agreements.PeriodOpened{
		Agreement: "agr", Initiative: "ini", Version: 1, Clause: "surplus", Number: 1, From: "2026-03-01", To: "2026-05-31", Currency: "EUR",
		Holder: "couriers", Reader: "city", Contest: "P5D", Unit: "crates", Reserve: "reserve", Parties: []string{"couriers", "alta", "olmos", "vidal", "city"},
		Portions: []agreements.Portion{
			{Key: "growers", Share: "7/20", Seats: []string{"alta", "olmos", "vidal"}, By: "contributions"},
			{Key: "couriers", Share: "1/4", Seats: []string{"couriers"}},
			{Key: "restaurants", Share: "3/10", Seats: []string{"city"}},
			{Key: "reserve", Share: "1/10", Seats: []string{}},
		},
	}
}

func eur(minor string) agreements.Money { return agreements.Money{Minor: minor, Currency: "EUR"} }

func income(id, minor string) Stated {
	return Stated{ID: id, Kind: Income, Text: "Deliveries", Source: "Invoices", Amount: eur(minor)}
}

func cost(id, minor string) Stated {
	return Stated{ID: id, Kind: Cost, Text: "Fuel", Source: "Receipts", Amount: eur(minor)}
}

var (
	holder = By{"bo", "couriers"}
	reader = By{"marta", "city"}
	grower = By{"ana", "alta"}
)

func after(t *testing.T, commands ...Command) Period {
	t.Helper()
	p := Period{}
	for _, c := range commands {
		events, err := Decide(p, c)
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		for _, e := range events {
			p = Evolve(p, e)
		}
	}
	return p
}

func last(t *testing.T, p Period, c Command) agreements.Distributed {
	t.Helper()
	events, err := Decide(p, c)
	if err != nil || len(events) == 0 {
		t.Fatalf("%v, %v", events, err)
	}
	return events[len(events)-1].(agreements.Distributed)
}

// The first surplus of Valle Verde, by hand: 41,200.00 came in and 5,200.00 was
// spent; 36,000.00 are shared.
func TestTheFirstSurplus(t *testing.T) {
	p := after(t, Open{plan()}, Note{holder, []Stated{income("a", "4120000"), cost("b", "520000")}}, Publish{holder, noon}, Read{By: reader, Verdict: Confirmed, At: noon})
	d := last(t, p, Share{&holder, noon})
	want := []agreements.Given{{Portion: "growers", Minor: "1260000"}, {Portion: "couriers", Minor: "900000"}, {Portion: "restaurants", Minor: "1080000"}, {Portion: "reserve", Minor: "360000"}}
	if d.Pot != "3600000" || d.Held != "0" || !slices.Equal(d.Portions, want) {
		t.Errorf("%+v", d)
	}
	if d.Fairness == nil || !slices.Equal(d.Fairness.Equal, []string{"1080000", "1080000", "1080000"}) {
		t.Errorf("%+v", d.Fairness)
	}
	r := EvolveRoll(Roll{}, agreements.RollOpened{Period: "prd", Portion: "growers", Seats: []string{"alta", "olmos", "vidal"}, Holder: "couriers", By: "contributions", Currency: "EUR"})
	held, err := DecideRoll(r, Receive{1, 1_260_000})
	if err != nil || held[0].(agreements.PayoutsHeld).Why != "NO_MEMBERS" {
		t.Fatalf("%v, %v", held, err)
	}
	r = EvolveRoll(r, held[0])
	made, err := DecideRoll(r, Record{grower, []agreements.Contribution{{Payee: "alta", Kind: "seat", Amount: "180"}, {Payee: "olmos", Kind: "seat", Amount: "120"}, {Payee: "vidal", Kind: "seat", Amount: "40"}}})
	if err != nil || len(made) != 2 {
		t.Fatalf("%v, %v", made, err)
	}
	var got []string
	for _, each := range made[1].(agreements.PayoutsMade).Payouts {
		got = append(got, each.Minor)
	}
	if !slices.Equal(got, []string{"667059", "444706", "148235"}) {
		t.Errorf("growers get %v", got)
	}
}

func TestDisputedCentsWait(t *testing.T) {
	base := []Command{Open{plan()}, Note{holder, []Stated{income("a", "10000"), income("c", "4000"), cost("b", "3000")}}, Publish{holder, noon}}
	p := after(t, append(base, Read{By: grower, Lines: []string{"b", "c"}, Verdict: Contested, Reason: "No.", At: noon})...)
	if s := p.Sums(); s.Held != 7000 || s.Free != 7000 || s.Pot != 14000 {
		t.Errorf("%+v", s)
	}
	later := noon.AddDate(0, 0, 5)
	d := last(t, p, Share{nil, later})
	if d.Pot != "7000" || d.Held != "7000" {
		t.Errorf("%+v", d)
	}
	p = Evolve(p, d)
	for _, c := range []Settle{{By: holder, Line: "b", Amount: eur("1000"), How: "So."}, {By: reader, Line: "b", Amount: eur("1000"), How: "So."}} {
		events, err := Decide(p, c)
		if c.By == reader {
			if !errors.Is(err, rule.Refuse("NOT_A_SIDE")) {
				t.Errorf("%v", err)
			}
			continue
		}
		p = Evolve(p, events[0])
	}
	d = last(t, p, Settle{By: grower, Line: "b", Amount: eur("1000"), How: "Yes."})
	if d.Round != 2 || d.Pot != "2000" || d.Held != "4000" {
		t.Errorf("2,000 of the 3,000 are free now: %+v", d)
	}
}

func TestDecide(t *testing.T) {
	open := Open{plan()}
	lines := Note{holder, []Stated{income("a", "10000")}}
	publish := Publish{holder, noon}
	shared := []Command{open, lines, publish, Read{By: reader, Verdict: Confirmed, At: noon}, Share{&holder, noon}}
	uneven, endless := plan(), plan()
	uneven.Portions = uneven.Portions[1:]
	endless.Portions = slices.Clone(endless.Portions)
	endless.Portions[0].Formula = "while(1)"
	dollars := income("a", "1")
	dollars.Amount.Currency = "USD"
	fix := income("b", "9000")
	fix.Replaces, fix.Reason = "a", "A zero too many."
	for _, tt := range []struct {
		rule  string
		given []Command
		when  Command
		code  string
	}{
		{"shares that do not sum are refused", nil, Open{uneven}, "SHARES_NOT_WHOLE"},
		{"so is a formula that nobody can read", nil, Open{endless}, "FORMULA"},
		{"only the holder states", []Command{open}, Note{grower, lines.Lines}, "NOT_THE_HOLDER"},
		{"nothing below nothing", []Command{open}, Note{holder, []Stated{income("a", "-1")}}, "INVALID"},
		{"nothing of nothing", []Command{open}, Note{holder, []Stated{income("a", "0")}}, "INVALID"},
		{"nothing enormous", []Command{open}, Note{holder, []Stated{income("a", "100000000001")}}, "POT_TOO_LARGE"},
		{"no other currency", []Command{open}, Note{holder, []Stated{dollars}}, "CURRENCY_MISMATCH"},
		{"an empty statement is not published", []Command{open}, publish, "NOTHING_STATED"},
		{"nobody reads what is not published", []Command{open, lines}, Read{By: reader, Verdict: Confirmed, At: noon}, "NOT_TO_BE_READ"},
		{"the holder does not read", []Command{open, lines, publish}, Read{By: holder, Verdict: Confirmed, At: noon}, "HOLDER_READS_NOT"},
		{"the counter-reader confirms, nobody else", []Command{open, lines, publish}, Read{By: grower, Verdict: Confirmed, At: noon}, "NOT_THE_READER"},
		{"who is no party says nothing", []Command{open, lines, publish}, Read{By: By{"eve", "other"}, Verdict: Contested, Lines: []string{"a"}, Reason: "x", At: noon}, "NOT_A_PARTY"},
		{"a no has a reason", []Command{open, lines, publish}, Read{By: grower, Verdict: Contested, Lines: []string{"a"}, At: noon}, "INVALID"},
		{"when the time is over nobody contests", []Command{open, lines, publish}, Read{By: grower, Verdict: Contested, Lines: []string{"a"}, Reason: "x", At: noon.AddDate(0, 0, 5)}, "NOT_TO_BE_READ"},
		{"what is published is only corrected", []Command{open, lines, publish}, Note{holder, []Stated{income("b", "1")}}, "STATEMENT_PUBLISHED"},
		{"a correction is one", []Command{open, lines, publish}, Note{holder, []Stated{fix}}, ""},
		{"of one line, once", []Command{open, lines, publish, Note{holder, []Stated{fix}}}, Note{holder, []Stated{fix}}, "NO_SUCH_LINE"},
		{"nothing is shared while it is read", []Command{open, lines, publish}, Share{&holder, noon}, "STILL_BEING_READ"},
		{"what was shared is not stated anew", shared, Note{holder, []Stated{fix}}, "ALREADY_DISTRIBUTED"},
		{"nor shared twice", shared, Share{&holder, noon}, ""},
		{"what nobody contests is not settled", []Command{open, lines, publish}, Settle{By: holder, Line: "a", Amount: eur("1"), How: "x"}, "NOT_CONTESTED"},
		{"nothing is settled above its line", []Command{open, lines, publish, Read{By: grower, Verdict: Contested, Lines: []string{"a"}, Reason: "x", At: noon}}, Settle{By: holder, Line: "a", Amount: eur("10001"), How: "x"}, "BEYOND_THE_LINE"},
		{"the worth of groups is of portions", []Command{open}, Adopt{By: holder, Groups: []agreements.Worth{{Of: []string{"reserve"}, Minor: "1"}}}, "INVALID"},
		{"nobody adopts what nobody said", []Command{open}, Adopt{By: holder, Digest: "x"}, "NO_SUCH_WORTH"},
	} {
		_, err := Decide(after(t, tt.given...), tt.when)
		var refused *rule.Refusal
		if errors.As(err, &refused); (refused == nil) != (tt.code == "") || refused != nil && refused.Code != tt.code {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
}

func TestALossIsNotShared(t *testing.T) {
	p := after(t, Open{plan()}, Note{holder, []Stated{income("a", "100"), cost("b", "500")}}, Publish{holder, noon})
	if d := last(t, p, Share{nil, noon.AddDate(0, 0, 5)}); d.Deficit != "400" || d.Pot != "0" || len(d.Portions) != 0 {
		t.Errorf("%+v", d)
	}
}

func TestPayments(t *testing.T) {
	r := EvolveRoll(Roll{}, agreements.RollOpened{Period: "prd", Portion: "couriers", Seats: []string{"couriers"}, Holder: "city", Currency: "EUR"})
	do := func(c RollCommand, code string) {
		t.Helper()
		events, err := DecideRoll(r, c)
		var refused *rule.Refusal
		if errors.As(err, &refused); (refused == nil) != (code == "") || refused != nil && refused.Code != code {
			t.Errorf("%+v: %v, want %q", c, err, code)
		}
		for _, e := range events {
			r = EvolveRoll(r, e)
		}
	}
	do(Receive{1, 900}, "")
	do(Receive{1, 900}, "")
	do(Answer{By: holder, Payout: "1.1", Verdict: "confirmed"}, "NOT_MARKED_PAID")
	do(Mark{By: holder, Payouts: []string{"1.1"}, On: "2026-06-05", At: noon}, "NOT_THE_HOLDER")
	do(Mark{By: reader, Payouts: []string{"1.2"}, On: "2026-06-05", At: noon}, "NO_SUCH_PAYOUT")
	do(Mark{By: reader, Payouts: []string{"1.1"}, On: "2027-06-05", At: noon}, "INVALID")
	do(Mark{By: reader, Payouts: []string{"1.1"}, On: "2026-06-05", At: noon}, "")
	do(Answer{By: grower, Payout: "1.1", Verdict: "confirmed"}, "NOT_THE_PAYEE")
	do(Answer{By: holder, Payout: "1.1", Verdict: "disputed"}, "INVALID")
	do(Answer{By: holder, Payout: "1.1", Verdict: "disputed", Reason: "Nothing has come."}, "")
	do(Mark{By: reader, Payouts: []string{"1.1"}, On: "2026-06-05", At: noon}, "")
	do(Answer{By: holder, Payout: "1.1", Verdict: "confirmed"}, "")
	do(Answer{By: holder, Payout: "1.1", Verdict: "disputed", Reason: "x"}, "ALREADY_DONE")
	do(Record{holder, []agreements.Contribution{{Payee: "x", Kind: "key", Amount: "1"}}}, "ALREADY_SHARED")
	if len(r.Payouts) != 1 || r.Payouts["1.1"].State != "confirmed" || r.Payouts["1.1"].Minor != 900 {
		t.Errorf("%+v", r.Payouts)
	}
}

// I8, whatever is said in whatever order: what was shared and what is held is
// the pot; no round is computed again; nothing shared is below nothing; and the
// same history leads to the same period.
func TestWhatIsSharedAndHeldIsThePot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Period{}
		now := noon
		var history []agreements.PeriodEvent
		shared := map[int]int64{}
		for n := range rapid.IntRange(2, 25).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "hours")) * time.Hour)
			events, _ := Decide(p, anything(t, p, n, now))
			for _, e := range events {
				p = Evolve(p, e)
				if d, ok := e.(agreements.Distributed); ok {
					conserved(t, p, d, shared)
				}
			}
			history = append(history, events...)
		}
		var again Period
		for _, e := range history {
			again = Evolve(again, e)
		}
		if again.Sums() != p.Sums() || again.Shared != p.Shared || again.Round != p.Round {
			t.Fatal("replaying leads to another period")
		}
	})
}

func conserved(t *rapid.T, p Period, d agreements.Distributed, shared map[int]int64) {
	sum := int64(0)
	for _, g := range d.Portions {
		if sum += number(g.Minor); number(g.Minor) < 0 {
			t.Fatalf("%+v", d)
		}
	}
	if sum != number(d.Pot) {
		t.Fatalf("%d of %s are shared", sum, d.Pot)
	}
	if _, twice := shared[d.Round]; twice {
		t.Fatalf("round %d was computed again", d.Round)
	}
	shared[d.Round] = sum
	if s := p.Sums(); s.Free >= 0 && (p.Shared+s.Held != s.Pot || number(d.Held) != s.Held) {
		t.Fatalf("%d shared and %d held of %d", p.Shared, s.Held, s.Pot)
	}
}

func anything(t *rapid.T, p Period, n int, now time.Time) Command {
	if n == 0 {
		return Open{plan()}
	}
	by := rapid.SampledFrom([]By{holder, holder, reader, grower}).Draw(t, "by")
	line := "none"
	if len(p.Lines) > 0 {
		line = rapid.SampledFrom(p.Lines).Draw(t, "line").ID
	}
	minor := strconv.FormatInt(rapid.Int64Range(1, 5_000_000).Draw(t, "minor"), 10)
	stated := Stated{ID: strconv.Itoa(n), Kind: rapid.SampledFrom([]string{Income, Income, Cost}).Draw(t, "kind"), Text: "x", Source: "x", Reason: "x", Amount: eur(minor)}
	switch rapid.SampledFrom([]string{"state", "state", "correct", "publish", "confirm", "contest", "settle", "settle", "share", "time"}).Draw(t, "wish") {
	case "state":
		return Note{by, []Stated{stated}}
	case "correct":
		stated.Replaces = line
		return Note{by, []Stated{stated}}
	case "publish":
		return Publish{by, now}
	case "confirm":
		return Read{By: by, Verdict: Confirmed, At: now}
	case "contest":
		return Read{By: by, Lines: []string{line}, Verdict: Contested, Reason: "x", At: now}
	case "settle":
		return Settle{By: by, Line: line, Amount: eur(rapid.SampledFrom([]string{"0", "1", "100"}).Draw(t, "taken")), How: "x"}
	case "share":
		return Share{&by, now}
	}
	return Share{nil, now.AddDate(0, 0, 5)}
}

// Payouts of thousands are one commit, which the bus has to take.
func TestARollFitsIntoACommit(t *testing.T) {
	r := EvolveRoll(Roll{}, agreements.RollOpened{Period: "prd", Portion: "growers", Seats: []string{"alta"}, Holder: "city", Currency: "EUR", By: "contributions"})
	name, full := strings.Repeat("<", 120), false
	for page := range 10 {
		rows := make([]agreements.Contribution, MostRows)
		for i := range rows {
			rows[i] = agreements.Contribution{Payee: "driver-" + strconv.Itoa(page*MostRows+i), Kind: "key", Name: name, Amount: "1"}
		}
		events, err := DecideRoll(r, Record{grower, rows})
		if full = full || err != nil; err != nil {
			break
		}
		r = EvolveRoll(r, events[0])
	}
	made, err := DecideRoll(r, Receive{1, 1_000_000})
	if err != nil || !full {
		t.Fatalf("%v, full is %t", err, full)
	}
	if stored, _ := json.Marshal(made[0]); len(stored) > 900_000 {
		t.Errorf("%d bytes", len(stored))
	}
}
