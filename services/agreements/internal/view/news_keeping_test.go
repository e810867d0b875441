package view

import (
	"testing"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

// kept is a history of events of one aggregate, an hour apart.
func kept(events ...record.Event) []project.Event {
	var all []project.Event
	for n, e := range events {
		at := record.InstantOf(time.Date(2026, 3, 1, 10+n, 0, 0, 0, time.UTC))
		all = append(all, project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{ID: "cmd", Aggregate: "agr_x", Version: uint64(n) + 1, At: at}}})
	}
	return all
}

var owesNow = agreements.ObligationRaised{
	Obligation: "obl_1", Series: "ser_1", Initiative: "ini_x", Version: 1, Clause: "crates", Article: 1, Duty: "count", Number: 1,
	Debtor: "sea_a", Creditors: []string{"sea_b"}, What: "Count.", On: "2026-03-07", By: agreements.InstantOf(time.Date(2026, 3, 7, 23, 0, 0, 0, time.UTC)),
}

func TestNewsOfKeeping(t *testing.T) {
	topics := []news.Topic{newsOfKeeping, newsOfValue, newsOfPayouts}
	reported := agreements.ObligationReported{Obligation: "obl_1", Seat: "sea_a"}
	for _, row := range []struct {
		rule   string
		events []record.Event
		want   []string
	}{
		{"who owes is asked, until its day is over", []record.Event{owesNow}, []string{"needs table:ini_x NEWS_OBLIGATION obl_1 for seat:sea_a until 03-07T23:00"}},
		{"all hear what became of it", []record.Event{owesNow, reported}, []string{"moved table:ini_x NEWS_OBLIGATION_REPORTED obl_1"}},
		{"also that it is overdue", []record.Event{owesNow, agreements.ObligationBreached{Obligation: "obl_1"}}, []string{"moved table:ini_x NEWS_OBLIGATION_OVERDUE obl_1"}},
		{"what falls away is told", []record.Event{owesNow, agreements.DutyEnded{Series: "ser_1", Obligations: []string{"obl_1"}}}, []string{"moved table:ini_x NEWS_OBLIGATION_CANCELLED obl_1"}},
	} {
		newstest.Tells(t, row.rule, topics, kept(row.events...), row.want...)
		newstest.Sound(t, topics, kept(row.events...)...)
	}
}

// An obligation waits for its day, then for a creditor's silence, then for
// nothing.
func TestWhatAnObligationWaitsFor(t *testing.T) {
	silence := agreements.InstantOf(time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC))
	for _, row := range []struct {
		rule  string
		event record.Event
		rows  int
		at    time.Time
	}{
		{"its day", owesNow, 2, owesNow.By.Time},
		{"silence", agreements.ObligationReported{Obligation: "obl_1", AcceptBy: &silence}, 1, silence.Time},
		{"a word", agreements.ObligationReported{Obligation: "obl_1"}, 1, time.Time{}},
		{"nothing", agreements.ObligationAccepted{Obligation: "obl_1"}, 1, time.Time{}},
		{"nothing once it is overdue", agreements.ObligationBreached{Obligation: "obl_1"}, 1, time.Time{}},
		{"still, while one creditor asks for it", agreements.ObligationWaived{Obligation: "obl_1"}, 0, time.Time{}},
	} {
		rows := allDue(kept(row.event)[0])
		if len(rows) != row.rows || len(rows) > 0 && !rows[0].At.Equal(row.at) {
			t.Errorf("%s: %+v", row.rule, rows)
		}
	}
}

// A payout is read by who gets it, and by who pays it, and by nobody else.
func TestWhoReadsAPayout(t *testing.T) {
	made := agreements.PayoutsMade{
		Of: agreements.RollOpened{Period: "prd_1", Agreement: "agr_x", Portion: "growers", Seats: []string{"sea_a"}, Holder: "sea_h", Currency: "EUR"}, Round: 1, Pot: "300",
		Payouts: []agreements.Payout{{Payout: "1.1", Payee: "sea_a", Kind: "seat", Minor: "100"}, {Payout: "1.2", Payee: "per_x", Kind: "person", Minor: "100"}, {Payout: "1.3", Payee: "van-7", Kind: "key", Minor: "100"}},
	}
	e := kept(made)[0]
	for prefix, want := range map[string][]string{"pay": {"seat:sea_a", "person:per_x", "seat:sea_a"}, "pbl": {"seat:sea_h", "seat:sea_h", "seat:sea_h"}} {
		apply := payoutFor(prefix)
		for i, id := range payees(prefix)(e) {
			p := apply(id, nil, e)
			if row := p.Row(); row.Audience != want[i] || p.Amount.Minor != "100" {
				t.Errorf("%s %d: %+v", prefix, i, row)
			}
		}
	}
}
