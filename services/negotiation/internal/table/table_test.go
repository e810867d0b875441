package table

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// The words of the contract, so that a rule reads as a sentence. The package
// has commands of its own whose names would clash if all of it were imported.
type (
	Event   = negotiation.Event
	Value   = negotiation.Value
	Values  = []negotiation.DraftValue
	Setting = negotiation.Setting
	Vote    = negotiation.Vote
)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	one   = noon.Add(time.Hour)
	two   = noon.Add(2 * time.Hour)
	three = noon.Add(3 * time.Hour)
	four  = noon.Add(4 * time.Hour)

	chairs = []registry.SeatRow{
		{ID: "huerta", Class: "growers", Name: "Huerta Alta", State: registry.Taken, Organization: "org_h", Seeks: 1},
		{ID: "riders", Class: "couriers", Name: "CicloReparto", State: registry.Taken, Organization: "org_r", Seeks: 2},
		{ID: "labour", Class: "labourers", Name: "Farm labourers", State: registry.Empty},
	}
	powers = map[registry.Act]Power{registry.Speak: {}, registry.Offer: {}, registry.Vote: {}}

	convener = By{Convener: true, Table: chairs}
	huerta   = By{Seat: "huerta", Powers: powers, Table: chairs}
	riders   = By{Seat: "riders", Powers: powers, Table: chairs}
	steward  = By{Seat: "riders", Powers: map[registry.Act]Power{registry.Speak: {}}, Table: chairs}
	stranger = By{Table: chairs}
	limited  = By{Seat: "riders", Table: chairs, Powers: map[registry.Act]Power{
		registry.Speak: {}, registry.Offer: {Limits: []registry.Limit{{Term: "deposit", Max: new("200")}}}, registry.Vote: {},
	}}
	late = By{Seat: "kitchens", Powers: powers, Table: append([]registry.SeatRow{
		{ID: "kitchens", Class: "restaurants", Name: "Restaurants", State: registry.Taken, Organization: "org_k"},
	}, chairs...)}

	ground = Whole(1, negotiation.GroundRules{
		Rule:         negotiation.Rule{Rule: negotiation.Consent, Threshold: "1/2", Strict: true, Quorum: "1/2"},
		OfferMinimum: "PT1H", ReadMinimum: "PT0S", DecideMinimum: "PT1H", EntryBy: "P14D",
		Zone: "Europe/Madrid", Languages: []string{"es", "en"}, Currency: "EUR",
	})
	deposit = negotiation.Term{
		Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Currency: "EUR", Level: 1,
		Options: []negotiation.Option{{Key: "0"}, {Key: "100"}, {Key: "200"}, {Key: "400"}}, Clause: "The deposit is {value}.",
	}
	loss = negotiation.Term{
		Key: "loss", Name: "Who bears loss", Kind: negotiation.ChoiceTerm, Level: 1,
		Options: []negotiation.Option{{Key: "grower"}, {Key: "courier"}, {Key: "split", Label: "both in halves"}}, Clause: "Loss is borne by {value}.",
	}

	opened  = negotiation.Opened{Initiative: "ini", Title: "Crates", Level: 1, GroundRules: ground, Room: "roo"}
	hAgrees = negotiation.RulesAccepted{Seat: "huerta", Version: 1}
	rAgrees = negotiation.RulesAccepted{Seat: "riders", Version: 1}
	term1   = negotiation.TermAdded{TermID: "t1", Initiative: "ini", Number: 1, Term: deposit}
	term2   = negotiation.TermAdded{TermID: "t2", Initiative: "ini", Number: 2, Term: loss}
	settled = []Event{opened, hAgrees, rAgrees, term1, term2}
	// prepared is a table whose convener changes the sheet to the end.
	prepared = []Event{fixedRules(func(g *negotiation.GroundRules) { g.SheetChange = negotiation.ByConvener }), hAgrees, rAgrees, term1, term2}

	offered = negotiation.PackageTabled{
		Package: "p1", Initiative: "ini", Number: 1, As: negotiation.Offer, Seat: "huerta", Values: []Setting{{Term: "t1", Version: 1, Value: euros("200")}, {Term: "t2", Version: 1, Value: Value{Choice: "split"}}},
		TabledAt: negotiation.InstantOf(noon), ExpiresAt: instant(three),
	}
	asking = negotiation.DecisionOpened{
		Decision: "d1", Initiative: "ini", Number: 1, Package: "p1", Seat: "riders", Rule: ground.Rule, Call: 1,
		OpenedAt: negotiation.InstantOf(noon), Deadline: negotiation.InstantOf(two),
		Electors: []negotiation.Elector{
			{Seat: "huerta", Class: "growers", Name: "Huerta Alta", Organization: "org_h", Seeks: 1, Weight: "1"},
			{Seat: "riders", Class: "couriers", Name: "CicloReparto", Organization: "org_r", Seeks: 2, Weight: "1"},
		},
		Absent: []negotiation.Absent{{Seat: "labour", Class: "labourers", Name: "Farm labourers", State: "empty"}},
	}
	hVoted = negotiation.Voted{Decision: "d1", Initiative: "ini", Seat: "huerta"}
	rVoted = negotiation.Voted{Decision: "d1", Initiative: "ini", Seat: "riders"}
)

func euros(minor string) Value {
	return Value{Money: &negotiation.Money{Minor: minor, Currency: "EUR"}}
}
func instant(t time.Time) *negotiation.Instant { i := negotiation.InstantOf(t); return &i }
func after(history []Event, more ...Event) []Event {
	return append(history[:len(history):len(history)], more...)
}
func with[E any](e E, change func(*E)) E { change(&e); return e }
func fixedRules(change func(*negotiation.GroundRules)) negotiation.Opened {
	return with(opened, func(o *negotiation.Opened) { change(&o.GroundRules) })
}

// A sentence is a rule: given a history, when somebody wishes something at a
// moment, then these events follow, or it is refused.
type sentence struct {
	rule string
	spec spec
}

type spec struct {
	history []Event
	by      By
	at      time.Time
	command Command
	events  []Event
	refusal string
}

func given(history ...Event) spec          { return spec{history: history, at: noon} }
func (s spec) when(by By, c Command) spec  { s.by, s.command = by, c; return s }
func (s spec) on(at time.Time) spec        { s.at = at; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = because; return s }

func run(t *testing.T, sentences []sentence) {
	t.Helper()
	for _, s := range sentences {
		t.Run(s.rule, s.spec.check)
	}
}

func (s spec) check(t *testing.T) {
	got, err := Decide(Fold(s.history...), s.by, s.at, s.command)
	var refused *rule.Refusal
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("failed: %v", err)
	}
	if code := codeOf(refused); code != s.refusal {
		t.Fatalf("refused with %q (%v), want %q", code, err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

func codeOf(r *rule.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Code
}

// Fold returns the table that history leads to.
func Fold(history ...negotiation.Event) Table {
	var t Table
	for _, e := range history {
		t = Evolve(t, e)
	}
	return t
}

// Every event of the contract that is about a table has a place in the state.
func TestEvolve(t *testing.T) {
	for name, decode := range negotiation.Decoders {
		e, err := decode([]byte("{}"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e.Of() == negotiation.OfNegotiation {
			Evolve(Fold(settled...), e)
		}
	}
}
