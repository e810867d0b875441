package caucus

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rulestest"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	seats = []registry.SeatRow{
		{ID: "a", State: registry.Taken}, {ID: "b", State: registry.Taken}, {ID: "c", State: registry.Taken}, {ID: "empty", State: registry.Empty},
	}
	ana     = seated("a", "ana")
	ben     = seated("b", "ben")
	bea     = seated("b", "bea")
	cleo    = seated("c", "cleo")
	counsel = By{By: table.By{Seat: "a", Table: seats}, Person: "carl"}
	fay     = By{By: table.By{Table: seats}, Person: "fay", Facilitator: true}
	nobody  = By{By: table.By{Table: seats}, Person: "nora"}

	a, b, c, f = Reader{Seat: "a"}, Reader{Seat: "b"}, Reader{Seat: "c"}, Reader{Person: "fay"}

	opened = CaucusOpened{Negotiation: "neg", Initiative: "ini", Title: "Two", By: a, Members: []Reader{a, b}}
	three  = CaucusOpened{Negotiation: "neg", Initiative: "ini", By: a, Members: []Reader{a, b, c}}
	hushed = CaucusOpened{Negotiation: "neg", Initiative: "ini", By: a, Members: []Reader{a, b}, EraseAt: moment(noon.Add(time.Hour))}
	hello  = CaucusSaid{Message: "m1", Number: 1, By: a, Person: "ana", Text: "Hello.", Readers: []Reader{a, b}}
	closed = CaucusClosed{By: &a, Members: []Reader{a, b}}
)

func seated(seat, person string) By {
	return By{By: table.By{Seat: seat, Table: seats, Powers: map[registry.Act]table.Power{registry.Speak: {}}}, Person: person}
}

func moment(t time.Time) *Instant { i := InstantOf(t); return &i }

func TestDecide(t *testing.T) {
	open := Open{Negotiation: "neg", Initiative: "ini", Title: " Two ", Seats: []string{"b"}, Keep: 30 * 24 * time.Hour}
	with := func(change func(*Open)) Open { o := open; change(&o); return o }
	say := Say{ID: "m1", Text: " Hello. ", Seal: func(s string) (string, error) { return strings.ToUpper(s), nil }}
	reply := Say{ID: "m2", Text: "Hello.", ReplyTo: 1}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"a seat asks another into a closed room", given().when(ana, open).then(opened)},
		{"who opens it is in it once", given().when(ana, with(func(o *Open) { o.Seats = []string{"b", "a", "b"} })).then(opened)},
		{"the facilitator meets a seat", given().when(fay, open).then(CaucusOpened{Negotiation: "neg", Initiative: "ini", Title: "Two", By: f, Members: []Reader{f, b}})},
		{"or is asked in", given().when(ana, with(func(o *Open) { o.Seats, o.With, o.Facilitator = nil, true, "fay" })).then(CaucusOpened{Negotiation: "neg", Initiative: "ini", Title: "Two", By: a, Members: []Reader{a, f}})},
		{"if there is one", given().when(ana, with(func(o *Open) { o.With = true })).refused("NO_FACILITATOR")},
		{"alone is no caucus", given().when(ana, with(func(o *Open) { o.Seats = []string{"a"} })).refused("INVALID")},
		{"an empty chair is in none", given().when(ana, with(func(o *Open) { o.Seats = []string{"empty"} })).refused("NO_SUCH_SEAT")},
		{"counsel opens none", given().when(counsel, open).refused("NO_MANDATE")},
		{"nor somebody who sits on no chair", given().when(nobody, open).refused("NOT_SEATED")},
		{"off the record has a date", given().when(ana, with(func(o *Open) { o.Title, o.EraseAt = "", hushed.EraseAt })).then(hushed)},
		{"that of the ground rules, if nothing sooner is said", given().when(ana, with(func(o *Open) { o.Title, o.OffRecord = "", true })).then(func() Event {
			e := hushed
			e.EraseAt = moment(noon.AddDate(0, 0, 30))
			return e
		}())},
		{"and no title", given().when(ana, with(func(o *Open) { o.EraseAt = hushed.EraseAt })).refused("INVALID")},
		{"nor one that is over", given().when(ana, with(func(o *Open) { o.Title, o.EraseAt = "", moment(noon) })).refused("IN_THE_PAST")},
		{"nor one after that of the ground rules", given().when(ana, with(func(o *Open) { o.Title, o.EraseAt = "", moment(noon.AddDate(0, 0, 31)) })).refused("DEADLINE_TOO_LATE")},

		{"its members talk", given(opened).when(ana, say).then(hello)},
		{"nobody else does, or learns that they do", given(opened).when(cleo, say).refused("NOT_FOUND")},
		{"the facilitator neither", given(opened).when(fay, say).refused("NOT_FOUND")},
		{"nor somebody without a chair", given(opened).when(nobody, say).refused("NOT_FOUND")},
		{"as if there were none", given().when(cleo, say).refused("NOT_FOUND")},
		{"counsel reads and does not speak", given(opened).when(counsel, say).refused("NO_MANDATE")},
		{"silence is not said", given(opened).when(ana, Say{ID: "m1", Text: " "}).refused("INVALID")},
		{"a message answers one that was heard", given(opened, hello).when(ben, reply).then(CaucusSaid{Message: "m2", Number: 2, By: b, Person: "ben", Text: "Hello.", ReplyTo: 1, Readers: []Reader{a, b}})},
		{"not one that was not", given(opened).when(ben, reply).refused("NO_SUCH_MESSAGE")},
		{"off the record no words are left", given(hushed).when(ana, say).then(CaucusSaid{Message: "m1", Number: 1, By: a, Person: "ana", Cipher: "HELLO.", Readers: []Reader{a, b}})},
		{"one takes back what one has said", given(opened, hello).when(ana, Unsay{1}).then(CaucusUnsaid{Message: "m1", Readers: []Reader{a, b}})},
		{"once", given(opened, hello, CaucusUnsaid{Message: "m1"}).when(ana, Unsay{1}).then()},
		{"not what others have", given(opened, hello).when(ben, Unsay{1}).refused("NOT_YOUR_MESSAGE")},
		{"nor what nobody has", given(opened).when(ben, Unsay{7}).refused("NO_SUCH_MESSAGE")},

		{"members leave", given(three).when(bea, Leave{}).then(CaucusLeft{Member: b, Left: []Reader{a, c}})},
		{"and hear nothing more", given(three, CaucusLeft{Member: b, Left: []Reader{a, c}}).when(bea, say).refused("NOT_FOUND")},
		{"with one alone it is over", given(opened).when(ben, Leave{}).then(CaucusLeft{Member: b, Left: []Reader{a}}, CaucusClosed{Members: []Reader{a}})},
		{"it is closed", given(opened).when(ana, Close{}).then(closed)},
		{"once", given(opened, closed).when(ben, Close{}).then()},
		{"nobody talks then", given(opened, closed).when(ben, say).refused("CAUCUS_CLOSED")},
		{"it ends with its table", given(opened).when(By{}, Dissolve{}).then(CaucusClosed{Members: []Reader{a, b}})},
		{"once too", given(opened, closed).when(By{}, Dissolve{}).then()},

		{"nothing is erased before its date", given(hushed).when(By{}, Erase{}).refused("NOT_YET")},
		{"at its date it is over and gone", given(hushed).on(noon.Add(time.Hour)).when(By{}, Erase{}).then(CaucusClosed{Members: []Reader{a, b}}, CaucusErased{Readers: []Reader{a, b}})},
		{"for those too who have left", given(hushed, CaucusLeft{Member: b, Left: []Reader{a}}, CaucusClosed{}).on(noon.Add(time.Hour)).when(By{}, Erase{}).then(CaucusErased{Readers: []Reader{a, b}})},
		{"once", given(hushed, CaucusErased{}).on(noon.Add(2*time.Hour)).when(By{}, Erase{}).then()},
		{"what is on the record stays", given(opened).on(noon.Add(time.Hour)).when(By{}, Erase{}).then()},
		{"one id is one caucus", given(opened).when(ana, open).refused("ALREADY_OPEN")},
	} {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	history []Event
	by      By
	now     time.Time
	command Command
	events  []Event
	refusal string
}

func given(history ...Event) spec         { return spec{history: history, now: noon} }
func (s spec) on(now time.Time) spec      { s.now = now; return s }
func (s spec) when(by By, c Command) spec { s.by, s.command = by, c; return s }
func (s spec) then(events ...Event) spec  { s.events = events; return s }
func (s spec) refused(why string) spec    { s.refusal = why; return s }

func fold(history ...Event) (c Caucus) {
	for _, e := range history {
		c = Evolve(c, e)
	}
	return c
}

func (s spec) check(t *testing.T) {
	got, err := Decide(fold(s.history...), s.by, s.now, s.command)
	rulestest.Decided(t, got, err, s.events, s.refusal)
}

// Every event of the contract that is about a caucus has a place in the state.
func TestEvolve(t *testing.T) {
	rulestest.Places(t, Decoders, func(e Event) { Evolve(Caucus{}, e) }, OfCaucus)
}

// Whatever is wished in whatever order: every word reaches exactly those who are
// in the room when it is said, nobody outside is told anything but that there is
// no such room, and off the record no event holds a word.
func TestACaucusInAnyOrder(t *testing.T) {
	const canary = "canary"
	said, left, erased, outside := 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom([]CaucusOpened{opened, three, hushed}).Draw(t, "room")
		state, history := fold(start), []Event{start}
		inside, ever := slices.Clone(start.Members), slices.Clone(start.Members)
		now, over := noon, false
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 10).Draw(t, "minutes")) * time.Minute)
			by := rapid.SampledFrom([]By{ana, ben, bea, cleo, counsel, fay, nobody}).Draw(t, "who")
			wish := rapid.SampledFrom([]Command{
				Say{ID: "x", Text: canary, Seal: func(string) (string, error) { return "sealed", nil }},
				Say{ID: "x", Text: canary, Seal: func(string) (string, error) { return "sealed", nil }},
				Unsay{1},
				Unsay{2},
				Leave{},
				Close{},
				Dissolve{},
				Erase{},
			}).Draw(t, "what")
			policy := false
			switch wish.(type) {
			case Dissolve, Erase:
				policy = true
				if rapid.IntRange(0, 4).Draw(t, "rarely") > 0 {
					continue
				}
			}
			events, err := Decide(state, by, now, wish)
			if !policy && !slices.Contains(inside, by.as()) {
				outside++
				if rulestest.Refusal(err) != "NOT_FOUND" || len(events) > 0 {
					t.Fatalf("%s outside is told %v %v", by.Person, err, events)
				}
			}
			for _, e := range events {
				switch e := e.(type) {
				case CaucusSaid:
					said++
					if over || !reflect.DeepEqual(e.Readers, inside) || start.EraseAt != nil && strings.Contains(e.Text+e.Cipher, canary) {
						t.Fatalf("%+v while %v were there", e, inside)
					}
				case CaucusLeft:
					left++
					inside = slices.DeleteFunc(slices.Clone(inside), func(r Reader) bool { return r == e.Member })
				case CaucusClosed:
					over = true
				case CaucusErased:
					erased++
					if start.EraseAt == nil || now.Before(start.EraseAt.Time) || !reflect.DeepEqual(e.Readers, ever) {
						t.Fatalf("%+v at %s", e, now)
					}
				}
				state = Evolve(state, e)
				history = append(history, e)
			}
			if !reflect.DeepEqual(state.Members, inside) && len(state.Members)+len(inside) > 0 {
				t.Fatalf("%v are in, %v should be", state.Members, inside)
			}
		}
		if !reflect.DeepEqual(state, fold(history...)) {
			t.Fatalf("replaying %+v leads elsewhere", history)
		}
	})
	if said == 0 || left == 0 || erased == 0 || outside == 0 {
		t.Errorf("%d said, %d left, %d erased, %d outside: nothing was shown", said, left, erased, outside)
	}
}

// Who may do what when is what schema/roles.csv says.
func TestRoles(t *testing.T) {
	states := map[string]Caucus{"caucus open": fold(opened), "caucus closed": fold(opened, closed), "caucus left": fold(three, CaucusLeft{Member: a, Left: []Reader{b}})}
	people := map[string]By{"delegate": ana, "deputy": ana, "steward": ana, "counsel": counsel, "outsider": cleo, "facilitator": fay, "registered": nobody}
	for _, row := range rolestest.Rows(t, Acts) {
		state, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := May(state, who, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}
