package box

import (
	"testing"
	"time"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rulestest"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	evening = noon.Add(6 * time.Hour)
	most    = "200"

	ballot = table.Ballot{
		Decision: "d1", Package: "p1", Deadline: evening, Electors: []Elector{{Seat: "huerta"}, {Seat: "riders"}},
		Sheet:  table.Sheet{"t1": {Term: Term{Key: "deposit", Name: "Deposit", Kind: MoneyTerm, Currency: "EUR"}, Version: 1}},
		Values: []Setting{{Term: "t1", Version: 1, Value: Value{Money: &Money{Minor: "400", Currency: "EUR"}}}},
	}
	closing = with(func(b *table.Ballot) { b.Called = true })
	open    = with(func(b *table.Ballot) { b.OpenVotes = true })

	huerta  = seat("huerta", table.Power{})
	riders  = seat("riders", table.Power{})
	limited = seat("riders", table.Power{Limits: []registry.Limit{{Term: "deposit", Max: &most}}})
	kitchen = seat("kitchen", table.Power{})
	talker  = table.By{Seat: "huerta", Powers: map[registry.Act]table.Power{registry.Speak: {}}}

	harm = Objection{Term: "t1", Harm: "too dear", Change: "2 €"}
	yes  = VoteCast{Negotiation: "n1", Decision: "d1", First: true, Vote: Vote{Seat: "huerta", Choice: Yes}}
)

func seat(id string, p table.Power) table.By {
	return table.By{Seat: id, Powers: map[registry.Act]table.Power{registry.Vote: p}}
}

func with(change func(*table.Ballot)) table.Ballot {
	b := ballot
	change(&b)
	return b
}

func cast(c Choice) Cast      { return Cast{Negotiation: "n1", Choice: c} }
func object(o Objection) Cast { return Cast{Negotiation: "n1", Choice: Object, Objection: &o} }
func together(seats ...string) Cast {
	return Cast{Negotiation: "n1", Choice: Yes, Condition: &Condition{Seats: seats}}
}

func TestDecide(t *testing.T) {
	changed := VoteCast{Negotiation: "n1", Decision: "d1", Vote: Vote{Seat: "huerta", Choice: Object, Objection: &harm}}
	joined := VoteCast{Negotiation: "n1", Decision: "d1", First: true, Vote: Vote{Seat: "riders", Choice: Yes, Condition: &Condition{Seats: []string{"huerta"}}}}
	shown := yes
	shown.OpenVotes = true
	closed := BoxClosed{Negotiation: "n1", Decision: "d1", Votes: []Vote{yes.Vote, joined.Vote}}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"a seat votes", in(ballot).when(huerta, cast(Yes)).then(yes)},
		{"where votes are open, the vote says so", in(open).when(huerta, cast(Yes)).then(shown)},
		{"a vote changes until the close", in(ballot, yes).when(huerta, object(harm)).then(changed)},
		{"the same vote again is one vote", in(ballot, yes).when(huerta, cast(Yes)).then()},
		{"a yes can depend on another's", in(ballot).when(riders, together("huerta", "huerta")).then(joined)},
		{"not on one's own", in(ballot).when(riders, together("riders")).refused("NOT_ELECTOR")},
		{"nor on somebody without a vote", in(ballot).when(riders, together("kitchen")).refused("NOT_ELECTOR")},
		{"nor on nobody", in(ballot).when(riders, together()).refused("INVALID")},
		{"a no depends on nothing", in(ballot).when(riders, Cast{Choice: No, Condition: &Condition{Seats: []string{"huerta"}}}).refused("INVALID")},
		{"an objection says what would lift it", in(ballot).when(huerta, object(Objection{Term: "t1", Harm: "too dear"})).refused("OBJECTION_INCOMPLETE")},
		{"and which harm", in(ballot).when(huerta, cast(Object)).refused("OBJECTION_INCOMPLETE")},
		{"and a term that there is", in(ballot).when(huerta, object(Objection{Term: "t9", Harm: "a", Change: "b"})).refused("NO_SUCH_TERM")},
		{"a yes objects to nothing", in(ballot).when(huerta, Cast{Choice: Yes, Objection: &harm}).refused("INVALID")},
		{"there is no other choice", in(ballot).when(huerta, cast("perhaps")).refused("INVALID")},
		{"who was not seated when it opened does not vote", in(ballot).when(kitchen, cast(Yes)).refused("NOT_ELECTOR")},
		{"a vote needs a mandate", in(ballot).when(talker, cast(No)).refused("NO_MANDATE")},
		{"a yes keeps within it", in(ballot).when(limited, cast(Yes)).refused("BEYOND_MANDATE")},
		{"a no agrees to nothing", in(ballot).when(limited, cast(No)).then(VoteCast{Negotiation: "n1", Decision: "d1", First: true, Vote: Vote{Seat: "riders", Choice: No}})},
		{"nothing comes in after the deadline", in(ballot).when(huerta, cast(Yes)).on(evening).refused("CLOSED")},
		{"nor after the close was called", in(closing).when(huerta, cast(Yes)).refused("CLOSED")},
		{"nor into a closed box", in(ballot, closed).when(huerta, cast(Yes)).refused("CLOSED")},
		{"at the deadline the votes come out, in the electorate's order", in(ballot, joined, yes).when(table.By{}, Close{"n1"}).on(evening).then(closed)},
		{"not before", in(ballot, yes).when(table.By{}, Close{"n1"}).refused("NOT_YET")},
		{"unless the close was called", in(closing, yes, joined).when(table.By{}, Close{"n1"}).then(closed)},
		{"an empty box closes too", in(ballot).when(table.By{}, Close{"n1"}).on(evening).then(BoxClosed{Negotiation: "n1", Decision: "d1", Votes: []Vote{}})},
		{"a box closes once", in(ballot, closed).when(table.By{}, Close{"n1"}).on(evening).then()},
	} {
		t.Run(tt.rule, tt.spec.check)
	}
}

// A spec is one sentence about the rules: in a box with these votes, when
// somebody wishes something, then these events follow, or it is refused.
type spec struct {
	ballot  table.Ballot
	history []Event
	by      table.By
	at      time.Time
	command Command
	events  []Event
	refusal string
}

func in(b table.Ballot, history ...Event) spec {
	return spec{ballot: b, history: history, at: noon}
}
func (s spec) when(by table.By, c Command) spec { s.by, s.command = by, c; return s }
func (s spec) on(at time.Time) spec             { s.at = at; return s }
func (s spec) then(events ...Event) spec        { s.events = events; return s }
func (s spec) refused(because string) spec      { s.refusal = because; return s }

func (s spec) check(t *testing.T) {
	var b Box
	for _, e := range s.history {
		b = Evolve(b, e)
	}
	got, err := Decide(b, s.by, s.ballot, s.at, s.command)
	rulestest.Decided(t, got, err, s.events, s.refusal)
}

// Every event of the contract that is about a box has a place in the state.
func TestEvolve(t *testing.T) {
	rulestest.Places(t, Decoders, func(e Event) { Evolve(Box{}, e) }, OfBox)
}
