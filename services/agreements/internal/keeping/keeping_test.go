package keeping

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
)

var madrid, _ = time.LoadLocation("Europe/Madrid")

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, madrid)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func id(prefix string, parts ...string) string { return prefix + "_" + strings.Join(parts, ".") }

func TestDaysAreCountedInTheCalendar(t *testing.T) {
	for _, tt := range []struct {
		rule, first, every string
		n                  int
		want               string
	}{
		{"weeks", "2026-03-23", "P7D", 1, "2026-03-30"},
		{"a month later", "2026-03-15", "P1M", 1, "2026-04-15"},
		{"the last day of a short month", "2026-01-31", "P1M", 1, "2026-02-28"},
		{"and the 31st comes back", "2026-01-31", "P1M", 2, "2026-03-31"},
		{"over the end of a year", "2026-11-30", "P1M", 3, "2027-02-28"},
		{"a leap day", "2028-02-29", "P1Y", 1, "2029-02-28"},
		{"comes back", "2028-02-29", "P1Y", 4, "2032-02-29"},
	} {
		first, _ := readDay(tt.first)
		p, ok := readPeriod(tt.every)
		if got := p.after(first, tt.n).Format(Date); !ok || got != tt.want {
			t.Errorf("%s: %s, want %s", tt.rule, got, tt.want)
		}
	}
	for _, s := range []string{"", "P", "7D", "P7", "PT1H", "P1D1M", "P-1D", "P0D", "P12345D", "P1.5D"} {
		if p, ok := readPeriod(s); ok {
			t.Errorf("%q is %v", s, p)
		}
	}
}

func TestADayEndsWithItsLastMoment(t *testing.T) {
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		rule, day, want string
		zone            *time.Location
	}{
		{"in winter", "2026-01-31", "2026-01-31T23:00:00Z", madrid},
		{"in summer", "2026-07-31", "2026-07-31T22:00:00Z", madrid},
		{"on the day that has 23 hours", "2026-03-29", "2026-03-29T22:00:00Z", madrid},
		{"on the day that has 25", "2026-10-25", "2026-10-25T23:00:00Z", madrid},
		{"where the next day begins at one", "2026-09-05", "2026-09-06T04:00:00Z", santiago},
	} {
		day, _ := readDay(tt.day)
		if got := over(day, tt.zone).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.rule, got, tt.want)
		}
	}
}

// contract is what growers and couriers have agreed on, and restaurants have
// not.
func contract(duties ...Duty) Contract {
	return Contract{
		Agreement: "agr", Initiative: "ini", Version: 1, Hash: "h1", Zone: madrid, Binds: true, Duties: duties,
		Parties: map[string]bool{"growers": true, "couriers": true}, Fates: map[string]Fate{},
	}
}

func weekly() Duty {
	return Duty{Clause: "crates", Article: 1, Key: "count", Debtors: []string{"growers"}, Creditors: []string{"couriers", "restaurants"}, Content: Content{
		What: "Count the crates.", After: "P7D", Every: "P7D", Evidence: "note", Acceptance: "P2D",
	}}
}

func payment() Duty {
	return Duty{Clause: "payment", Article: 2, Key: "pay", Debtors: []string{"couriers"}, Creditors: []string{"growers"}, Content: Content{
		What: "Pay.", On: "2026-03-31", Evidence: "file", Amount: &agreements.Money{Minor: "12050", Currency: "EUR"},
	}}
}

func done(t *testing.T, b Board, c Command) (Board, []agreements.Event) {
	t.Helper()
	events, err := Decide(b, c)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	for _, e := range events {
		b = Evolve(b, e.(agreements.KeepingEvent))
	}
	return b, events
}

func keep(t *testing.T, b Board, c Contract, when string) (Board, []string) {
	t.Helper()
	b, events := done(t, b, Keep{Contract: c, Since: at(when), At: at(when), NewID: id})
	names := []string{}
	for _, e := range events {
		words := strings.TrimSuffix(strings.TrimPrefix(e.Name(), "agreements."), ".v1")
		switch e := e.(type) {
		case agreements.ObligationRaised:
			words += " " + e.Duty + " " + fmt.Sprint(e.Number) + " " + e.On + " to " + strings.Join(e.Creditors, ",")
		case agreements.DutyEnded:
			words += " " + e.Why + " " + fmt.Sprint(len(e.Obligations))
		}
		names = append(names, words)
	}
	return b, names
}

func TestKeep(t *testing.T) {
	b, got := keep(t, Board{}, contract(weekly(), payment()), "2026-03-09 12:00")
	wants(t, "what begins to be owed is raised, to parties only", got, "obligation_raised count 1 2026-03-16 to couriers", "obligation_raised pay 1 2026-03-31 to growers")
	_, got = keep(t, b, contract(weekly(), payment()), "2026-03-09 12:01")
	wants(t, "once", got)
	b, got = keep(t, b, contract(weekly(), payment()), "2026-03-17 00:00")
	wants(t, "when its day is over it is breached, and the next one raised", got, "obligation_raised count 2 2026-03-23 to couriers", "obligation_breached")
	_, got = keep(t, b, contract(weekly(), payment()), "2026-04-07 00:00")
	wants(t, "what was missed is made up for", got,
		"obligation_raised count 3 2026-03-30 to couriers", "obligation_raised count 4 2026-04-06 to couriers", "obligation_raised count 5 2026-04-13 to couriers",
		"obligation_breached", "obligation_breached", "obligation_breached", "obligation_breached")

	two := contract(weekly())
	two.Version, two.Hash, two.Fates["payment/pay"] = 2, "h2", Fate{"cancel", "The drought."}
	_, got = keep(t, b, two, "2026-03-18 10:00")
	wants(t, "an amendment keeps what is equal and cancels what is gone", got, "duty_carried", "duty_ended cancelled 1")
	changed := weekly()
	changed.Every = "P1M"
	three := contract(changed, payment())
	three.Version = 2
	_, got = keep(t, b, three, "2026-03-18 10:00")
	wants(t, "what is changed ends and begins anew; what was due stays owed", got, "duty_ended changed 1", "duty_carried", "obligation_raised count 1 2026-03-25 to couriers")
	alone := contract(weekly(), payment())
	delete(alone.Parties, "couriers")
	_, got = keep(t, b, alone, "2026-03-18 10:00")
	wants(t, "who leaves owes nothing new", got, "duty_ended exit 1")
	_, got = keep(t, b, Contract{Agreement: "agr", Zone: madrid, Why: "ended"}, "2026-03-18 10:00")
	wants(t, "what is over raises nothing more", got, "duty_ended ended 1", "duty_ended ended 1")
	_, got = keep(t, Board{}, Contract{Agreement: "agr", Zone: madrid, Duties: []Duty{weekly()}}, "2026-03-18 10:00")
	wants(t, "what is not in force binds nobody", got)
	until := weekly()
	until.UntilAfter = "P14D"
	b, _ = keep(t, Board{}, contract(until), "2026-03-09 12:00")
	b, _ = keep(t, b, contract(until), "2026-03-17 00:00")
	_, got = keep(t, b, contract(until), "2026-04-17 00:00")
	wants(t, "a series has an end", got, "obligation_breached")
	_, got = keep(t, Board{}, contract(payment()), "2026-04-01 12:00")
	wants(t, "what was due before it began to bind is not owed", got)
}

func wants(t *testing.T, rule string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("%s:\n got %q\nwant %q", rule, got, want)
	}
}

// TestNineDaysLate is the payment of Valle Verde: breached, reported late,
// disputed, resolved.
func TestNineDaysLate(t *testing.T) {
	b, _ := keep(t, Board{}, contract(payment()), "2026-03-09 12:00")
	b, _ = keep(t, b, contract(payment()), "2026-04-01 00:00")
	owed := b.Open[0].ID
	courier, grower := Party{"bo", "couriers"}, Party{"ana", "growers"}
	refused(t, b, Report{By: courier, Obligation: owed, Note: "Paid.", Zone: madrid, At: at("2026-04-09 10:00")}, NoFile)
	refused(t, b, Report{By: courier, Obligation: owed, Files: []agreements.File{{Hash: "h"}}, Zone: madrid, At: at("2026-04-09 10:00")}, NoSuchFile)
	b, events := done(t, b, Report{By: courier, Obligation: owed, Files: []agreements.File{{Hash: "h", Size: 1}}, Zone: madrid, At: at("2026-04-09 10:00")})
	if late := events[0].(agreements.ObligationReported).Late; late != 9 {
		t.Errorf("%d days late", late)
	}
	refused(t, b, Accept{By: courier, Obligation: owed}, NotTheCreditor)
	refused(t, b, Dispute{By: grower, Obligation: owed}, rule.Refuse("INVALID"))
	b, _ = done(t, b, Dispute{By: grower, Obligation: owed, Reason: "Nine days late."})
	refused(t, b, Accept{By: grower, Obligation: owed}, InDispute)
	refused(t, b, Propose{By: Party{"cruz", "restaurants"}, Obligation: owed, Outcome: Fulfilled, How: "So."}, NotASide)
	b, _ = done(t, b, Propose{By: courier, Obligation: owed, Resolution: "res", Outcome: Fulfilled, How: "It is there now."})
	refused(t, b, Agree{By: courier, Obligation: owed, Resolution: "res"}, OwnResolution)
	refused(t, b, Agree{By: grower, Obligation: owed, Resolution: "other"}, NoResolution)
	b, _ = done(t, b, Agree{By: grower, Obligation: owed, Resolution: "res"})
	refused(t, b, Accept{By: grower, Obligation: owed}, NoObligation)
}

func refused(t *testing.T, b Board, c Command, want *rule.Refusal) {
	t.Helper()
	if events, err := Decide(b, c); !errors.Is(err, want) {
		t.Errorf("%+v: %v, %v; want %v", c, events, err, want)
	}
}

func TestWhatIsOwedStillIsRaisedAnew(t *testing.T) {
	b, _ := keep(t, Board{}, contract(payment()), "2026-03-09 12:00")
	b, _ = keep(t, b, contract(payment()), "2026-04-01 00:00")
	owed, courier, grower := b.Open[0].ID, Party{"bo", "couriers"}, Party{"ana", "growers"}
	refused(t, b, Dispute{By: grower, Obligation: owed, Reason: "Where is it?"}, NotDueYet)
	b, _ = done(t, b, Dispute{By: courier, Obligation: owed, Reason: "Nobody sent a bill."})
	refused(t, b, Propose{By: grower, Obligation: owed, Outcome: Owed, How: "By then.", On: "2026-04-01", Zone: madrid, At: at("2026-04-02 10:00")}, rule.Refuse("INVALID"))
	b, _ = done(t, b, Propose{By: grower, Obligation: owed, Resolution: "res", Outcome: Owed, How: "By then.", On: "2026-04-30", Zone: madrid, At: at("2026-04-02 10:00")})
	b, _ = done(t, b, Agree{By: courier, Obligation: owed, Resolution: "res"})
	_, got := keep(t, b, contract(payment()), "2026-05-01 00:00")
	wants(t, "until its new day is over", got, "obligation_breached")
	_, events := done(t, b, Waive{By: grower, Obligation: owed, Reason: "After the storm."})
	if !events[0].(agreements.ObligationWaived).Whole {
		t.Error("its only creditor has given it up, and it is still owed")
	}
}

// I9, whatever comes in whatever order: every obligation traces to a clause of
// the version that was in force then, and falls on a party; each occurrence is
// raised once; nothing settled is raised again; folding is replaying.
func TestEveryObligationTracesToAClause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b Board
		c, now := contract(weekly(), payment()), at("2026-03-01 12:00")
		met := map[string]bool{}
		var history []agreements.KeepingEvent
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "hours")) * time.Hour)
			for _, e := range wish(t, &c, b, now) {
				if raised, ok := e.(agreements.ObligationRaised); ok {
					traces(t, c, raised, met)
				}
				b = Evolve(b, e.(agreements.KeepingEvent))
				history = append(history, e.(agreements.KeepingEvent))
			}
		}
		var again Board
		for _, e := range history {
			again = Evolve(again, e)
		}
		if len(again.Open) != len(b.Open) || again.Steps != b.Steps {
			t.Fatal("replaying leads to another board")
		}
	})
}

// wish draws one: an amendment, an exit, an end, time that goes by, or an act.
func wish(t *rapid.T, c *Contract, b Board, now time.Time) []agreements.Event {
	by := Party{"per", rapid.SampledFrom([]string{"growers", "couriers", "restaurants"}).Draw(t, "seat")}
	obligation := "none"
	if len(b.Open) > 0 {
		obligation = rapid.SampledFrom(b.Open).Draw(t, "obligation").ID
	}
	var command Command = Keep{Since: now, At: now, NewID: id}
	switch rapid.SampledFrom([]string{"keep", "keep", "amend", "leave", "join", "end", "report", "accept", "dispute", "propose", "agree", "waive"}).Draw(t, "wish") {
	case "amend":
		duty := weekly()
		duty.Every = rapid.SampledFrom([]string{"P7D", "P1M", ""}).Draw(t, "every")
		c.Version, c.Duties, c.Binds = c.Version+1, []Duty{duty, payment()}[:rapid.IntRange(0, 2).Draw(t, "duties")], true
		c.Hash = fmt.Sprint("h", c.Version)
	case "leave":
		delete(c.Parties, by.Seat)
	case "join":
		c.Parties[by.Seat] = true
	case "end":
		c.Binds, c.Why = false, "ended"
	case "report":
		command = Report{By: by, Obligation: obligation, Note: "Done.", Files: []agreements.File{{Hash: "h", Size: 1}}, Zone: madrid, At: now}
	case "accept":
		command = Accept{By: by, Obligation: obligation}
	case "dispute":
		command = Dispute{By: by, Obligation: obligation, Reason: "No."}
	case "propose":
		on := now.AddDate(0, 0, 9).Format(Date)
		command = Propose{By: by, Obligation: obligation, Resolution: fmt.Sprint("res", now), Outcome: Owed, How: "So.", On: on, Zone: madrid, At: now}
	case "agree":
		if o, known := b.Find(obligation); known && len(o.Proposals) > 0 {
			command = Agree{By: by, Obligation: obligation, Resolution: o.Proposals[0].Resolution}
		}
	case "waive":
		command = Waive{By: by, Obligation: obligation, Reason: "Gone."}
	}
	if k, ok := command.(Keep); ok {
		k.Contract = *c
		command = k
	}
	events, _ := Decide(b, command)
	return events
}

func traces(t *rapid.T, c Contract, e agreements.ObligationRaised, met map[string]bool) {
	clause := slices.ContainsFunc(c.Duties, func(d Duty) bool { return d.Clause == e.Clause && d.Key == e.Duty && d.What == e.What })
	switch {
	case !c.Binds || e.Version != c.Version || e.Hash != c.Hash || !clause:
		t.Fatalf("%+v traces to no clause of %+v", e, c)
	case !c.Parties[e.Debtor] || len(e.Creditors) == 0:
		t.Fatalf("%+v is owed by or to nobody", e)
	case slices.ContainsFunc(e.Creditors, func(s string) bool { return !c.Parties[s] || s == e.Debtor }):
		t.Fatalf("%+v is owed to who is no party", e)
	case met[e.Obligation]:
		t.Fatalf("%s was raised twice", e.Obligation)
	}
	met[e.Obligation] = true
}
