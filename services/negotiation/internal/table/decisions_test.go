package table

import (
	"fmt"
	"testing"

	"parley.example/events/negotiation"
)

func TestDecisions(t *testing.T) {
	ask := OpenDecision{ID: "d1", Package: "p1", Deadline: negotiation.InstantOf(two)}
	table := after(settled, offered)
	voting := after(table, asking)
	alone := chairs[:1]
	moved := negotiation.DeadlineMoved{Decision: "d1", Deadline: negotiation.InstantOf(three.Add(-1e6)), Reason: "a holiday"}
	more := MoveDeadline{"d1", moved.Deadline, "a holiday"}
	called := negotiation.ClosingCalled{Decision: "d1", Seat: "huerta"}
	partial := with(offered, func(p *negotiation.PackageTabled) { p.Values = p.Values[:1] })
	slow := fixedRules(func(g *negotiation.GroundRules) { g.ReadMinimum = "P1D" })
	vote := func(seat string) negotiation.Vote { return negotiation.Vote{Seat: seat, Choice: negotiation.Yes} }
	run(t, []sentence{
		{"any seat asks everyone about a package", given(table...).when(riders, ask).then(asking)},
		{"and so does the convener", given(table...).when(convener, ask).then(with(asking, func(d *negotiation.DecisionOpened) { d.Seat = "" }))},
		{"a stranger asks nothing", given(table...).when(stranger, ask).refused("NOT_SEATED")},
		{"there is time to decide", given(table...).when(riders, ask).on(one.Add(1)).refused("DEADLINE_TOO_SOON")},
		{"but not for ever", given(table...).when(riders, with(ask, func(d *OpenDecision) { d.Deadline = negotiation.InstantOf(noon.AddDate(2, 0, 0)) })).refused("DEADLINE_TOO_LATE")},
		{"an offer is asked about while it binds", given(table...).when(riders, with(ask, func(d *OpenDecision) { d.Deadline = *offered.ExpiresAt })).refused("EXPIRES_FIRST")},
		{"one question at a time", given(voting...).when(riders, with(ask, func(d *OpenDecision) { d.ID = "d2" })).refused("DECISION_OPEN")},
		{"a whole package is decided on", given(after(settled, partial)...).when(riders, ask).refused("INCOMPLETE")},
		{"one that is there", given(settled...).when(riders, ask).refused("NO_SUCH_PACKAGE")},
		{"not one that was withdrawn", given(after(table, negotiation.PackageWithdrawn{Package: "p1"})...).when(riders, ask).refused("WITHDRAWN")},
		{"nor one whose term has changed", given(after(table, negotiation.TermChanged{TermID: "t1", Version: 2, Term: deposit, Stale: []string{"p1"}})...).when(riders, ask).refused("STALE")},
		{"nor one that has expired", given(table...).when(riders, ask).on(three).refused("EXPIRED")},
		{"nor one that nobody could read", given(slow, hAgrees, rAgrees, term1, term2, offered).when(riders, ask).refused("READ_FIRST")},
		{"nobody decides alone", given(table...).when(with(huerta, func(b *By) { b.Table = alone }), ask).refused("TOO_FEW_SEATS")},
		{"a late seat is not in what others accepted", given(table...).when(with(riders, func(b *By) { b.Table = late.Table }), ask).
			then(with(asking, func(d *negotiation.DecisionOpened) {
				d.Absent = append([]negotiation.Absent{{Seat: "kitchens", Class: "restaurants", Name: "Restaurants", State: "taken"}}, d.Absent...)
			}))},
		{"the opener gives more time", given(voting...).when(riders, more).then(moved)},
		{"in the first half", given(voting...).when(riders, more).on(one).refused("PAST_HALF")},
		{"once", given(after(voting, moved)...).when(riders, with(more, func(m *MoveDeadline) { m.To = negotiation.InstantOf(three.Add(-1e3)) })).refused("ALREADY_MOVED")},
		{"never less", given(voting...).when(riders, with(more, func(m *MoveDeadline) { m.To = negotiation.InstantOf(one) })).refused("NOT_LATER")},
		{"not beyond the offer", given(voting...).when(riders, with(more, func(m *MoveDeadline) { m.To = negotiation.InstantOf(four) })).refused("EXPIRES_FIRST")},
		{"nobody but the opener", given(voting...).when(huerta, more).refused("NOT_OPENER")},
		{"and the convener", given(voting...).when(convener, more).then(moved)},
		{"a first vote is heard of", given(voting...).when(By{}, Heard{"d1", vote("huerta")}).then(hVoted)},
		{"a changed one is not", given(after(voting, hVoted)...).when(By{}, Heard{"d1", vote("huerta")}).then()},
		{"where votes are open, each is seen", given(after(table, with(asking, func(d *negotiation.DecisionOpened) { d.OpenVotes = true }), hVoted)...).when(By{}, Heard{"d1", vote("huerta")}).
			then(with(hVoted, func(v *negotiation.Voted) { vote := vote("huerta"); v.Vote = &vote }))},
		{"a decision closes early when everyone has voted", given(after(voting, hVoted, rVoted)...).when(huerta, CallClose{Decision: "d1"}).then(called)},
		{"also if that was not heard of yet", given(after(voting, hVoted)...).when(huerta, CallClose{Decision: "d1", InBox: []string{"riders", "huerta"}}).then(called)},
		{"and only then", given(after(voting, hVoted)...).when(huerta, CallClose{Decision: "d1"}).refused("NOT_ALL_VOTED")},
		{"called twice is called once", given(after(voting, hVoted, rVoted, called)...).when(riders, CallClose{Decision: "d1"}).then()},
		{"nothing is called that is not open", given(table...).when(huerta, CallClose{Decision: "d1"}).refused("NOT_OPEN")},
	})
}

func TestClosing(t *testing.T) {
	yes := func(seat string) negotiation.Vote { return negotiation.Vote{Seat: seat, Choice: negotiation.Yes} }
	objects := negotiation.Vote{Seat: "huerta", Choice: negotiation.Object, Objection: &negotiation.Objection{Term: "t1", Harm: "too dear", Change: "1 €"}}
	quorum := func(have, share string, met bool) negotiation.Step {
		return negotiation.Step{Kind: "quorum", Have: have, Of: "2", Share: share, Needed: "1/2", Met: met}
	}
	voting := after(settled, offered, asking)
	closed := negotiation.DecisionClosed{
		Decision: "d1", Initiative: "ini", Package: "p1", Outcome: negotiation.Carried, Votes: []Vote{yes("huerta"), yes("riders")},
		Steps: []negotiation.Step{quorum("2", "1", true), {Kind: "objections", Met: true}},
	}
	fixed := negotiation.TextFixed{
		Publicity: negotiation.ResultsOnly,
		Nature:    negotiation.Contract, Ratification: &negotiation.Ratification{By: negotiation.ByMandate, Seats: []string{"huerta", "riders"}},
		Initiative: "ini", Title: "Crates", Level: 1, Languages: []string{"es", "en"}, Currency: "EUR", Zone: "Europe/Madrid", Decision: "d1", Package: "p1",
		Terms: []negotiation.FixedTerm{
			{Term: "t1", Key: "deposit", Name: "Deposit", Kind: "money", Currency: "EUR", Level: 1, Value: euros("200"), Text: "The deposit is 2.00 EUR."},
			{Term: "t2", Key: "loss", Name: "Who bears loss", Kind: "choice", Level: 1, Value: Value{Choice: "split"}, Text: "Loss is borne by both in halves."},
		},
		Seats: []negotiation.Party{
			{Seat: "huerta", Class: "growers", Name: "Huerta Alta", Organization: "org_h", Seeks: 1, Choice: "yes"},
			{Seat: "riders", Class: "couriers", Name: "CicloReparto", Organization: "org_r", Seeks: 2, Choice: "yes"},
		},
		Absent: asking.Absent,
		Entry:  negotiation.Entry{Seats: []string{"huerta", "riders"}, By: negotiation.InstantOf(two.AddDate(0, 0, 14))},
	}
	rejected := with(closed, func(c *negotiation.DecisionClosed) {
		c.Votes, c.Outcome = []Vote{objects, yes("riders")}, negotiation.Rejected
		c.Steps = []negotiation.Step{quorum("2", "1", true), {Kind: "objections", Seats: []string{"huerta"}}}
	})
	nobody := with(closed, func(c *negotiation.DecisionClosed) {
		c.Votes, c.Outcome, c.Steps = []Vote{}, negotiation.NoQuorum, []negotiation.Step{quorum("0", "0", false)}
	})
	again := OpenDecision{ID: "d2", Package: "p1", Deadline: negotiation.InstantOf(two)}
	run(t, []sentence{
		{"what nobody objects to is the text", given(voting...).when(By{}, Close{Decision: "d1", Votes: []Vote{yes("riders"), yes("huerta")}}).on(two).then(closed, fixed)},
		{"an objection stands and is read back", given(voting...).when(By{}, Close{Decision: "d1", Votes: []Vote{yes("riders"), objects}}).on(two).then(rejected)},
		{"silence does not carry", given(voting...).when(By{}, Close{Decision: "d1", Votes: nil}).on(two).then(nobody)},
		{"what expired meanwhile is gone", given(voting...).when(By{}, Close{Decision: "d1", Votes: nil}).on(three).then(nobody, negotiation.PackageExpired{Package: "p1"})},
		{"a decision closes once", given(after(voting, closed, fixed)...).when(By{}, Close{Decision: "d1", Votes: nil}).on(three).then()},
		{"no quorum leads to a second call", given(after(voting, nobody)...).when(riders, again).
			then(with(asking, func(d *negotiation.DecisionOpened) { d.Decision, d.Number, d.Call = "d2", 2, 2 }))},
		{"and to no third", given(after(voting, nobody, with(asking, func(d *negotiation.DecisionOpened) { d.Decision = "d2" }), with(nobody, func(c *negotiation.DecisionClosed) { c.Decision = "d2" }))...).
			when(riders, with(again, func(d *OpenDecision) { d.ID = "d3" })).refused("ALREADY_DECIDED")},
		{"what was rejected is not asked again", given(after(voting, rejected)...).when(riders, again).refused("ALREADY_DECIDED")},
		{"but another package is", given(after(voting, rejected, with(offered, func(p *negotiation.PackageTabled) { p.Package = "p2" }))...).when(riders, with(again, func(d *OpenDecision) { d.Package = "p2" })).
			then(with(asking, func(d *negotiation.DecisionOpened) { d.Decision, d.Number, d.Package = "d2", 2, "p2" }))},
		{"a fixed text is not offered on", given(after(voting, closed, fixed)...).when(huerta, TablePackage{ID: "p2", As: negotiation.Offer}).refused("TEXT_FIXED")},
		{"a vote that comes after the close changes nothing", given(after(voting, closed, fixed)...).when(By{}, Heard{"d1", yes("huerta")}).then()},
	})
}

// Who must sign: all but those who said no, and somebody of each class.
func TestMustSign(t *testing.T) {
	party := func(seat, class string, choice negotiation.Choice) negotiation.Party {
		return negotiation.Party{Seat: seat, Class: class, Choice: choice}
	}
	waiting := []negotiation.FixedTerm{{Key: "insurance", Causes: negotiation.Causes{Needs: []string{"w"}}}}
	for _, tt := range []struct {
		rule  string
		seats []negotiation.Party
		want  string
	}{
		{"who said yes", []negotiation.Party{party("a", "x", "yes"), party("b", "y", "yes")}, "[a b]"},
		{"who said nothing", []negotiation.Party{party("a", "x", "yes"), party("b", "y", "")}, "[a b]"},
		{"not who said no, if the class has others", []negotiation.Party{party("a", "x", "yes"), party("b", "x", "no")}, "[a]"},
		{"no class is bound by others alone", []negotiation.Party{party("a", "x", "yes"), party("b", "y", "no")}, "[a b]"},
		{"not who abstained, if an article waits for it", []negotiation.Party{party("a", "x", "yes"), party("w", "y", "abstain")}, "[a]"},
		{"but who said yes, though an article waits", []negotiation.Party{party("a", "x", "yes"), party("w", "y", "yes")}, "[a w]"},
		{"or whose word is not known", []negotiation.Party{party("a", "x", "yes"), party("w", "y", "")}, "[a w]"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got := fmt.Sprint(mustSign(tt.seats, waiting)); got != tt.want {
				t.Errorf("%s must sign, want %s", got, tt.want)
			}
		})
	}
}
