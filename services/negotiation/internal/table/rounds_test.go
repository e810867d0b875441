package table

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

var (
	first1   = negotiation.RoundWish{Round: "r1", Title: "First", Sealed: true, Until: negotiation.InstantOf(one)}
	inSecret = negotiation.RoundOpened{Initiative: "ini", Number: 1, RoundWish: first1, Seats: []string{"huerta", "riders"}, Lead: alone}
	inIt     = after(settled, led, inSecret)
)

func TestRounds(t *testing.T) {
	opens := OpenRound{Why: begin, ID: "r1", Title: "First", Sealed: new(true), Until: negotiation.InstantOf(one)}
	open := with(inSecret, func(e *negotiation.RoundOpened) { e.Sealed = false })
	called := negotiation.RoundCalled{Round: "r1", Lead: alone}
	over := negotiation.RoundClosed{Initiative: "ini", Round: "r1", Packages: []string{}}
	idea := TablePackage{ID: "p9", As: negotiation.Idea, Values: Values{{Term: "t1", Value: euros("200")}}}
	close := CloseRound{Why: begin, Round: "r1"}
	env := negotiation.Envelope{Seat: "riders", Packages: []negotiation.SealedPackage{{Package: "p5", As: negotiation.Offer, Values: offered.Values, ExpiresAt: instant(three)}}}
	thought := negotiation.Envelope{Seat: "huerta", Positions: []negotiation.SealedPosition{{Position: "o1", Term: "t1", Stance: negotiation.Concern}}}
	closed := negotiation.RoundClosed{Initiative: "ini", Round: "r1", Packages: []string{"p5"}, Positions: 1}
	run(t, []sentence{
		{"a sealed round freezes who takes part", given(after(settled, led)...).when(eva, opens).then(inSecret)},
		{"one at a time", given(inIt...).when(eva, opens).refused("ROUND_OPEN")},
		{"not while a decision is open", given(after(settled, led, offered, asking)...).when(eva, opens).refused("DECISION_OPEN")},
		{"to come", given(after(settled, led)...).when(eva, opens).on(one).refused("IN_THE_PAST")},
		{"final offers are a rung of the ladder", given(after(settled, led)...).when(eva, with(opens, func(o *OpenRound) { o.Final = true })).refused("ONE_STEP")},
		{"nobody anchors the others meanwhile", given(inIt...).when(huerta, idea).refused("SEALED_ROUND")},
		{"nor by a position", given(inIt...).when(huerta, TakePosition{ID: "o1", Term: "t1", Stance: negotiation.Likes}).refused("SEALED_ROUND")},
		{"the sheet rests", given(inIt...).when(convener, RemoveTerm{ID: "t1"}).refused("SEALED_ROUND")},
		{"an open round ends at once", given(after(settled, led, open)...).when(eva, close).then(called, over)},
		{"a sealed one when it is opened", given(inIt...).when(eva, close).then(called)},
		{"an open one in its time", given(after(settled, led, open)...).when(By{}, EndRound{"r1"}).on(one).then(over)},
		{"all comes out together", given(inIt...).when(By{}, Reveal{"r1", []negotiation.Envelope{thought, env}}).on(two).then(
			closed,
			negotiation.PositionTaken{Position: "o1", Initiative: "ini", Seat: "huerta", Term: "t1", Stance: negotiation.Concern, Round: "r1"},
			with(offered, func(p *negotiation.PackageTabled) {
				p.Package, p.Seat, p.TabledAt, p.Round = "p5", "riders", negotiation.InstantOf(two), "r1"
			}))},
		{"once", given(after(inIt, closed)...).when(By{}, Reveal{"r1", []negotiation.Envelope{env}}).then()},
		{"then the table is as open as before", given(after(inIt, closed)...).when(huerta, idea).
			then(negotiation.PackageTabled{Package: "p9", Initiative: "ini", Number: 1, As: negotiation.Idea, Seat: "huerta", Values: []Setting{{Term: "t1", Version: 1, Value: euros("200")}}, TabledAt: negotiation.InstantOf(noon)})},
	})
}

func TestEnvelopes(t *testing.T) {
	offer := TablePackage{ID: "p5", As: negotiation.Offer, Values: Values{{Term: "t2", Value: Value{Choice: "split"}}, {Term: "t1", Value: euros("200")}}}
	packages := func(p ...TablePackage) Contents { return Contents{Packages: p} }
	for _, tt := range []struct {
		rule     string
		by       By
		at       time.Time
		round    string
		contents Contents
		code     string
	}{
		{"an offer goes under seal", riders, noon, "r1", packages(offer), ""},
		{"and an opinion", riders, noon, "r1", Contents{Positions: []TakePosition{{ID: "o1", Term: "t1", Stance: negotiation.Likes}}}, ""},
		{"nothing at all empties the envelope", riders, noon, "r1", Contents{}, ""},
		{"not beyond the mandate", limited, noon, "r1", packages(with(offer, func(p *TablePackage) { p.Values = Values{{Term: "t1", Value: euros("400")}} })), "BEYOND_MANDATE"},
		{"not without one", steward, noon, "r1", packages(offer), "NO_MANDATE"},
		{"an idea needs none", steward, noon, "r1", packages(with(offer, func(p *TablePackage) { p.As = negotiation.Idea })), ""},
		{"not after the end", riders, one, "r1", packages(offer), "CLOSED"},
		{"not in another round", riders, noon, "r2", packages(offer), "NO_SUCH_ROUND"},
		{"not by who came later", late, noon, "r1", packages(offer), "NOT_IN_ROUND"},
		{"nor by who leads", eva, noon, "r1", packages(offer), "NOT_SEATED"},
		{"three packages are enough", riders, noon, "r1", packages(offer, offer, offer, offer), "TOO_MANY"},
		{"an offer binds from the close on, long enough", riders, noon, "r1", packages(with(offer, func(p *TablePackage) { p.ExpiresAt = instant(two.Add(-1)) })), "OFFER_TOO_SHORT"},
		{"what breaks the rules of a package does so here", riders, noon, "r1", packages(with(offer, func(p *TablePackage) { p.Values = nil })), "INVALID"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			e, err := Fold(inIt...).Envelope(tt.by, tt.at, tt.round, tt.contents)
			var refused *rule.Refusal
			if errors.As(err, &refused); codeOf(refused) != tt.code {
				t.Fatalf("%+v, %v, want %q", e, err, tt.code)
			}
		})
	}
	long := packages(offer)
	long.Packages[0].Note = strings.Repeat("x", maxNote)
	if e, err := Fold(inIt...).Envelope(riders, noon, "r1", long); err != nil || !e.Packages[0].ExpiresAt.Equal(two) {
		t.Errorf("it would bind until %v: %v", e.Packages, err)
	}
}

// What others have laid under seal never makes a difference to what somebody is
// told: the table knows nothing of it.
func TestTheTableKnowsNothingOfEnvelopes(t *testing.T) {
	before := Fold(inIt...)
	if _, err := before.Envelope(riders, noon, "r1", Contents{Positions: []TakePosition{{ID: "o1", Term: "t1", Stance: negotiation.Objects}}}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(before, Fold(inIt...)) {
		t.Error("looking at an envelope has changed the table")
	}
}

func TestRanked(t *testing.T) {
	rules := negotiation.Rule{Rule: negotiation.Ranked, Threshold: "1/2", Quorum: "1/2"}
	electors := []negotiation.Elector{{Seat: "a", Weight: "1"}, {Seat: "b", Weight: "1"}, {Seat: "c", Weight: "1"}}
	ranks := func(seat string, packages ...string) Vote {
		return Vote{Seat: seat, Choice: negotiation.Yes, Ranking: packages}
	}
	for _, tt := range []struct {
		rule  string
		votes []Vote
		want  string
		out   negotiation.Outcome
	}{
		{"the one that beats the others wins", []Vote{ranks("a", "p", "q", "r"), ranks("b", "q", "p"), ranks("c", "q", "r", "p")}, "q", negotiation.Carried},
		{"equals do not", []Vote{ranks("a", "p", "q"), ranks("b", "q", "p")}, "", negotiation.Rejected},
		{"who says no prefers things as they are", []Vote{ranks("a", "p"), {Seat: "b", Choice: negotiation.No}, {Seat: "c", Choice: negotiation.No}}, "", negotiation.Rejected},
		{"too few have none", []Vote{ranks("a", "p")}, "", negotiation.NoQuorum},
		{"who abstains is there", []Vote{ranks("a", "p"), {Seat: "b", Choice: negotiation.Abstain}}, "p", negotiation.Carried},
	} {
		result, got := Rank(rules, []string{"p", "q", "r"}, electors, tt.votes)
		if got != tt.want || string(result.Outcome) != string(tt.out) {
			t.Errorf("%s: %q %s, want %q %s; %+v", tt.rule, got, result.Outcome, tt.want, tt.out, result.Steps)
		}
	}
}

// A class that says nothing is asked a second time; if it then stands aside, no
// obligation falls on it.
func TestAClassStandsAside(t *testing.T) {
	perClass := negotiation.Rule{Rule: negotiation.PerClass, Threshold: "1/2", Strict: true, Quorum: "1/2"}
	table := after([]Event{fixedRules(func(g *negotiation.GroundRules) { g.Rule = perClass })}, after(settled, offered)[1:]...)
	asked := with(asking, func(d *negotiation.DecisionOpened) { d.Rule = perClass })
	votes := []Vote{{Seat: "huerta", Choice: negotiation.Yes}, {Seat: "riders", Choice: negotiation.Abstain}}
	events, err := Decide(Fold(after(table, asked)...), By{}, two, Close{Decision: "d1", Votes: votes})
	if err != nil || len(events) != 1 || events[0].(negotiation.DecisionClosed).Outcome != negotiation.NoQuorum {
		t.Fatalf("the first call comes to %+v (%v)", events, err)
	}
	again := with(asked, func(d *negotiation.DecisionOpened) { d.Decision, d.Call = "d2", 2 })
	events, err = Decide(Fold(after(table, asked, events[0], again)...), By{}, two, Close{Decision: "d2", Votes: votes})
	if err != nil || len(events) != 2 {
		t.Fatalf("the second call comes to %+v (%v)", events, err)
	}
	if text := events[1].(negotiation.TextFixed); !reflect.DeepEqual(text.Aside, []string{"couriers"}) || !reflect.DeepEqual(text.Entry.Seats, []string{"huerta"}) {
		t.Errorf("aside %v, must sign %v", text.Aside, text.Entry.Seats)
	}
}
