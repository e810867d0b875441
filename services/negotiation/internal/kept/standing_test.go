package kept

import (
	"testing"
	"time"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rulestest"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	seats = []registry.SeatRow{
		{ID: "a", State: registry.Taken}, {ID: "b", State: registry.Taken}, {ID: "late", State: registry.Taken}, {ID: "gone", State: registry.Declined},
	}
	most  = "100"
	all   = map[registry.Act]table.Power{registry.Speak: {}, registry.Offer: {}, registry.Vote: {}}
	ana   = table.By{Seat: "a", Table: seats, Powers: all}
	ben   = table.By{Seat: "b", Table: seats, Powers: all}
	lee   = table.By{Seat: "late", Table: seats, Powers: all}
	gus   = table.By{Seat: "gone", Table: seats, Powers: all}
	bound = table.By{Seat: "b", Table: seats, Powers: map[registry.Act]table.Power{registry.Offer: {Limits: []registry.Limit{{Term: "days", Max: &most}}}}}
	timid = table.By{Seat: "a", Table: seats, Powers: map[registry.Act]table.Power{registry.Speak: {}}}

	sheet  = table.Sheet{"t": {Term: Term{Key: "days", Name: "Days", Kind: QuantityTerm}, Version: 1, Number: 1}}
	at     = Place{Negotiation: "neg", Initiative: "ini", Sheet: sheet}
	pack   = table.Kept{Package: "p", Values: []Setting{{Term: "t", Version: 1, Value: Value{Quantity: "200"}}}, Terms: []FixedTerm{{Term: "t", Text: "200 days."}}}
	offer  = Propose{Kept: pack, For: "gone", Note: " When you can. "}
	open   = StandingOffered{Negotiation: "neg", Initiative: "ini", Package: "p", For: "gone", Seats: []string{"a", "b", "late"}, Values: pack.Values, Terms: pack.Terms, Seat: "a", Note: "When you can."}
	two    = StandingOffered{Negotiation: "neg", Initiative: "ini", Package: "p", For: "gone", Seats: []string{"a", "b"}, Values: pack.Values, Terms: pack.Terms, Seat: "a", Note: "When you can."}
	joined = StandingJoined{Initiative: "ini", Seat: "b", Stands: true}
	taken  = StandingTaken{Initiative: "ini", Seat: "gone"}
	ended  = StandingWithdrawn{Initiative: "ini", Seat: "b", Reason: "Prices rose."}
)

func TestDecide(t *testing.T) {
	with := func(change func(*Propose)) Propose { o := offer; change(&o); return o }
	other := at
	other.Sheet = table.Sheet{"t": {Version: 2}}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"the others keep a package open for who declined", given().when(ana, offer).then(open)},
		{"some of them", given().when(ana, with(func(o *Propose) { o.Seats = []string{"b"} })).then(two)},
		{"or for who is silent", given().when(ana, with(func(o *Propose) { o.For, o.Seats, o.Note = "late", []string{"b"}, "" })).then(func() Event {
			e := two
			e.For, e.Note = "late", ""
			return e
		}())},
		{"not for themselves", given().when(ana, with(func(o *Propose) { o.For = "a" })).refused("NO_SUCH_SEAT")},
		{"not for nobody", given().when(ana, with(func(o *Propose) { o.For = "x" })).refused("NO_SUCH_SEAT")},
		{"not in the name of who is not there", given().when(ana, with(func(o *Propose) { o.Seats = []string{"gone"} })).refused("NO_SUCH_SEAT")},
		{"it binds, so it needs a mandate", given().when(timid, offer).refused("NO_MANDATE")},
		{"and keeps to its limits", given().when(bound, offer).refused("BEYOND_MANDATE")},
		{"and to terms as they are", given().at(other).when(ana, offer).refused("STALE")},
		{"one id is one offer", given(two).when(ana, offer).refused("ALREADY_OPEN")},
		{"it stands when all have joined", given(two).when(ben, Join{}).then(joined)},
		{"not before", given(open).when(ben, Join{}).then(StandingJoined{Initiative: "ini", Seat: "b"})},
		{"once", given(two, joined).when(ben, Join{}).then()},
		{"within one's limits", given(two).when(bound, Join{}).refused("BEYOND_MANDATE")},
		{"where a second person is wanted, not alone", given(two).when(seconded(ben), Join{}).refused("OFFER_NOT_SECONDED")},
		{"nor are packages kept open alone", given().when(seconded(ana), offer).refused("OFFER_NOT_SECONDED")},
		{"what one approved is", given(two).when(seconded(ben, approved), Join{}).then(joined)},
		{"taking binds like a yes, which needs none", given(two, joined).when(seconded(gus), Take{}).then(taken)},
		{"others do not join", given(two).when(lee, Join{}).refused("NOT_YOUR_OFFER")},
		{"the seat takes what stands", given(two, joined).when(gus, Take{}).then(taken)},
		{"not what does not", given(two).when(gus, Take{}).refused("NOT_STANDING")},
		{"nobody else takes it", given(two, joined).when(lee, Take{}).refused("NOT_YOUR_OFFER")},
		{"once", given(two, joined, taken).when(gus, Take{}).refused("ALREADY_DONE")},
		{"any of them ends it", given(two, joined).when(ben, Withdraw{"Prices rose."}).then(ended)},
		{"with a reason", given(two, joined).when(ben, Withdraw{" "}).refused("INVALID")},
		{"not after it was taken", given(two, joined, taken).when(ben, Withdraw{"x"}).refused("ALREADY_DONE")},
		{"then nobody takes it", given(two, joined, ended).when(gus, Take{}).refused("WITHDRAWN")},
		{"nobody else ends it", given(two, joined).when(gus, Withdraw{"x"}).refused("NOT_YOUR_OFFER")},
		{"there is nothing to join where there is none", given().when(ben, Join{}).refused("NOT_FOUND")},
	} {
		t.Run(tt.rule, tt.spec.check)
	}
}

var approved = []DraftValue{{Term: "t", Value: Value{Quantity: "200"}}}

// seconded is somebody whose organization wants a second person for offers.
func seconded(by table.By, drafts ...[]DraftValue) table.By {
	by.Seconded = &table.Seconded{Drafts: drafts}
	return by
}

type spec struct {
	history []Event
	place   Place
	by      table.By
	command Command
	events  []Event
	refusal string
}

func given(history ...Event) spec               { return spec{history: history, place: at} }
func (s spec) at(p Place) spec                  { s.place = p; return s }
func (s spec) when(by table.By, c Command) spec { s.by, s.command = by, c; return s }
func (s spec) then(events ...Event) spec        { s.events = events; return s }
func (s spec) refused(why string) spec          { s.refusal = why; return s }

func fold(history ...Event) (s Standing) {
	for _, e := range history {
		s = Evolve(s, e)
	}
	return s
}

func (s spec) check(t *testing.T) {
	got, err := Decide(fold(s.history...), s.by, s.place, noon, s.command)
	rulestest.Decided(t, got, err, s.events, s.refusal)
}

// Every event of the contract that is about a standing offer has a place in the
// state.
func TestEvolve(t *testing.T) {
	rulestest.Places(t, Decoders, func(e Event) { Evolve(Standing{Joined: make(map[string]bool)}, e) }, OfStanding)
}

// Who may do what when is what schema/roles.csv says.
func TestRoles(t *testing.T) {
	states := map[string]Standing{
		"standing proposed": fold(two), "standing stands": fold(two, joined), "standing taken": fold(two, joined, taken), "standing withdrawn": fold(two, joined, ended),
	}
	people := map[string]table.By{"keeper": ben, "absent": gus, "delegate": lee, "counsel": {Seat: "b", Table: seats}, "registered": {Table: seats}}
	for _, row := range rolestest.Rows(t, Acts) {
		s, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := May(s, who, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}
