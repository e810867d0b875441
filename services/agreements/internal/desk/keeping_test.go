package desk

import (
	"testing"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/keeping"
	"parley.example/services/agreements/internal/period"
	"parley.example/services/internal/rolestest"
)

// owing is an agreement under which one thing is owed, in a state that
// schema/roles.csv speaks of; the restaurants act.
func owing(t *testing.T, state string) accord.Agreement {
	t.Helper()
	a := in(t, "inForce")
	raise := agreements.ObligationRaised{
		Obligation: "obl", Series: "ser", Version: 1, Clause: "price", Duty: "pay", Number: 1, Debtor: "growers", Creditors: []string{"restaurants"},
		On: "2026-03-02", By: agreements.InstantOf(noon.AddDate(0, 0, 1)), Evidence: "file",
	}
	reported := agreements.ObligationReported{Obligation: "obl", Seat: "growers"}
	switch state {
	case "owes":
		raise.Debtor, raise.Creditors = "restaurants", []string{"growers"}
		return accord.Evolve(a, raise)
	case "isOwed":
		return accord.Evolve(accord.Evolve(a, raise), reported)
	}
	for _, e := range []agreements.Event{
		raise, reported,
		agreements.ObligationDisputed{Obligation: "obl", Seat: "restaurants"},
		agreements.ResolutionProposed{Obligation: "obl", Resolution: "res", Seat: "growers", Outcome: "fulfilled"},
	} {
		a = accord.Evolve(a, e)
	}
	return a
}

func TestWhoMayKeepIsOnePage(t *testing.T) {
	for _, row := range rolestest.Rows(t, keepingActs) {
		err := tryKeep(row.Act, as(row.Role, registry.Sign, registry.Speak), owing(t, row.State), "obl", noon)
		if (err == nil) != row.May {
			t.Errorf("%s, %s, %s: %v", row.Role, row.Act, row.State, err)
		}
	}
}

// shared is a period in a state that schema/roles.csv speaks of.
func shared(state string) period.Period {
	opened := agreements.PeriodOpened{
		Agreement: "agr", Initiative: "commons", Currency: "EUR", Holder: "growers", Contest: "P5D", Parties: []string{"growers", "restaurants"},
		Portions: []agreements.Portion{{Key: "all", Share: "1", Seats: []string{"growers"}}},
	}
	if state == "statingOwn" {
		opened.Holder = "restaurants"
	}
	line := agreements.LinesStated{Lines: []agreements.ValueLine{{Line: "lin", Kind: "income", Minor: "100"}}}
	p := period.Evolve(period.Evolve(period.Period{}, opened), line)
	if state == "statingOwn" {
		return p
	}
	p = period.Evolve(p, agreements.StatementPublished{ContestBy: agreements.InstantOf(noon.Add(time.Hour))})
	if state == "contestedLine" {
		p = period.Evolve(p, agreements.LineRead{Line: "lin", Seat: "restaurants", Verdict: "contested"})
	}
	return p
}

func TestWhoMayShareIsOnePage(t *testing.T) {
	for _, row := range rolestest.Rows(t, periodActs) {
		p := shared(row.State)
		err := changing(ruledPeriod(as(row.Role, registry.Sign, registry.Speak), p, row.Act, noon, func(by period.By, at time.Time) period.Command {
			return p.Likely(row.Act, by, at)
		}))
		if (err == nil) != row.May {
			t.Errorf("%s, %s, %s: %v", row.Role, row.Act, row.State, err)
		}
	}
	for _, row := range rolestest.Rows(t, []string{"openPeriod", "recordContributions", "markPaid", "answerPayment"}) {
		if _, _, err := empowered(as(row.Role, registry.Sign, registry.Speak), row.Act, noon); (err == nil) != row.May {
			t.Errorf("%s, %s: %v", row.Role, row.Act, err)
		}
	}
}

// What is owed follows from the clauses that are awake and from who is a party.
func TestContractOf(t *testing.T) {
	d, err := agreements.NewDrafted("hash", `{"version":1,"initiative":"commons","zone":"Europe/Madrid","entry":{"seats":["growers","couriers"],"by":"2026-03-01T18:00:00Z"},
		"preamble":{"paragraphs":[],"missing":[],"seats":[{"seat":"growers","class":"farm"},{"seat":"couriers","class":"ride"},{"seat":"restaurants","class":"cook"}]},
		"clauses":[
			{"number":1,"key":"price","kind":"text","value":{},"duties":[{"key":"pay","debtor":{"class":"ride"},"creditor":{"all":true},"what":"Pay.","due":{"after":"P7D"},"every":"P1M","until":{"on":"2027-01-31"},"evidence":"note"}]},
			{"number":2,"key":"cook","kind":"text","value":{},"needs":["restaurants"],"duties":[{"key":"cook","debtor":{"seat":"restaurants"},"creditor":{"all":true},"what":"Cook.","due":{"on":"2027-01-31"},"evidence":"none"}]}]}`)
	if err != nil {
		t.Fatal(err)
	}
	history := []agreements.Event{d, signed("growers"), signed("couriers"), agreements.EnteredIntoForce{Version: 1, Hash: "hash"}}
	c := contractOf("agr", accord.Fold(history...))
	if !c.Binds || len(c.Duties) != 1 || c.Duties[0].Debtors[0] != "couriers" || c.Duties[0].Until != "2027-01-31" || c.Zone.String() != "Europe/Madrid" {
		t.Errorf("%+v", c)
	}
	joined := accord.Fold(append(history, signed("restaurants"))...)
	c = contractOf("agr", joined)
	if len(c.Duties) != 2 || c.Duties[1].Article != 2 || !c.Parties["restaurants"] {
		t.Errorf("the article that waited for the restaurants sleeps still: %+v", c)
	}
	events, err := keeping.Decide(joined.Keeping, keeping.Keep{Contract: c, Since: noon, At: noon, NewID: func(p string, s ...string) string { return p + s[2] + s[len(s)-1] }})
	if err != nil || len(events) != 2 {
		t.Errorf("%v, %v", events, err)
	}
}
