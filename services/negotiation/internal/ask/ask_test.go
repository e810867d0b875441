package ask

import (
	"errors"
	"strings"
	"testing"
	"time"

	. "parley.example/events/negotiation" // so that a rule reads as a sentence
	"parley.example/events/registry"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rulestest"
	"parley.example/services/negotiation/internal/table"
)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	later = InstantOf(noon.Add(72 * time.Hour))
	seats = []registry.SeatRow{
		{ID: "drivers", State: registry.Taken, Organization: "org_d"},
		{ID: "platform", State: registry.Taken, Organization: "org_p"},
		{ID: "city", State: registry.Taken, Organization: "org_c"},
		{ID: "riders", State: registry.Empty},
	}
	speak    = map[registry.Act]table.Power{registry.Speak: {}}
	drivers  = table.By{Seat: "drivers", Table: seats, Powers: speak}
	platform = table.By{Seat: "platform", Table: seats, Powers: speak}
	city     = table.By{Seat: "city", Table: seats, Powers: speak}
	counsel  = table.By{Seat: "platform", Table: seats}
	convener = table.By{Convener: true, Table: seats}

	at = Place{Initiative: "ini", Organization: "org_d", Sheet: table.Sheet{"t1": {Version: 1}}}
	to = Addressee{Seat: "platform"}

	sum      = strings.Repeat("ab", 32)
	trips    = Raise{Negotiation: "neg", Kind: AskInformation, To: to, Text: " Twelve weeks. ", Purpose: "what an hour earns", Due: later}
	raised   = AskRaised{Initiative: "ini", Negotiation: "neg", Kind: AskInformation, From: Origin{Seat: "drivers"}, To: to, Text: "Twelve weeks.", Purpose: "what an hour earns", Due: later}
	heard    = AskRaised{Initiative: "ini", Kind: AskHeard, From: Origin{Seat: "drivers"}, To: to, Text: "We wait unpaid.", Due: later}
	words    = AskAnswered{Initiative: "ini", To: to, Number: 1, Seat: "platform", How: ByWords, Text: "Averages."}
	again    = AskAnswered{Initiative: "ini", To: to, Number: 2, Seat: "platform", How: ByDocument, Document: &File{Name: "rows.csv", Hash: sum}}
	yes      = AskConfirmed{Initiative: "ini", To: to, Seat: "drivers"}
	no       = AskContested{Initiative: "ini", To: to, Seat: "drivers", Reason: "Rows.", Due: InstantOf(noon.AddDate(0, 0, 7))}
	gone     = AskWithdrawn{Initiative: "ini", To: to, Reason: "Said."}
	overdue  = AskOverdue{Initiative: "ini", To: to}
	many     = AskRaised{Initiative: "ini", Kind: AskStatement, From: Origin{Conversation: "cnv", Statement: "stm", People: 12}, To: Addressee{Organization: "org_p"}, Text: "Nobody waits.", Due: later}
	ofMany   = AskAnswered{Initiative: "ini", To: many.To, Number: 1, Seat: "platform", How: WhyNot, Text: "We cannot."}
	document = Answer{How: ByDocument, Document: &File{Name: " rows.csv ", Hash: strings.ToUpper(sum)}}
)

func with(change func(*Raise)) Raise { r := trips; change(&r); return r }

func TestDecide(t *testing.T) {
	answered := after(raised, words)
	contested := after(raised, words, no)
	carry := Carry{Kind: AskStatement, From: many.From, To: many.To, Text: "Nobody waits.", Due: later.Time}
	few, share := carry, carry
	few.From.People, share.Of = 4, 121
	full, crowded := at, at
	full.Raised, crowded.FromThere = maxAsks, maxFrom
	ofPlatform := at
	ofPlatform.Organization = "org_p"
	secret := Answer{How: ByDocument, Document: document.Document, Readers: []Reader{{Person: "per"}}}
	for _, tt := range []struct {
		rule string
		spec spec
	}{
		{"a seat asks another, with a date", given().when(drivers, trips).then(raised)},
		{"counsel does not", given().when(counsel, trips).refused("NO_MANDATE")},
		{"the convener does", given().when(convener, with(func(r *Raise) { r.Kind, r.Purpose = AskQuestion, "" })).then(func() Event {
			e := raised
			e.Kind, e.Purpose, e.From = AskQuestion, "", Origin{}
			return e
		}())},
		{"figures are asked for with a purpose", given().when(drivers, with(func(r *Raise) { r.Purpose = " " })).refused("INVALID")},
		{"a question needs none", given().when(drivers, with(func(r *Raise) { r.Kind = AskQuestion })).refused("INVALID")},
		{"nobody asks themselves", given().when(platform, trips).refused("OWN_ASK")},
		{"nor their own organization", given().when(drivers, with(func(r *Raise) { r.To = Addressee{Organization: "org_d"} })).refused("OWN_ASK")},
		{"nobody asks an empty chair", given().when(drivers, with(func(r *Raise) { r.To = Addressee{Seat: "riders"} })).refused("NO_SUCH_SEAT")},
		{"one is asked, not two", given().when(drivers, with(func(r *Raise) { r.To.Organization = "org_p" })).refused("INVALID")},
		{"nor nobody", given().when(drivers, with(func(r *Raise) { r.To = Addressee{} })).refused("INVALID")},
		{"the date is not over", given().when(drivers, with(func(r *Raise) { r.Due = InstantOf(noon) })).refused("IN_THE_PAST")},
		{"and not in another age", given().when(drivers, with(func(r *Raise) { r.Due = InstantOf(noon.AddDate(2, 0, 0)) })).refused("DEADLINE_TOO_LATE")},
		{"an ask says something", given().when(drivers, with(func(r *Raise) { r.Text = "" })).refused("INVALID")},
		{"what a conversation says comes from a conversation", given().when(drivers, with(func(r *Raise) { r.Kind = AskStatement })).refused("INVALID")},
		{"about a term that there is", given().when(drivers, with(func(r *Raise) { r.Term = "t9" })).refused("NO_SUCH_TERM")},
		{"a table has so many", given().at(full).when(drivers, trips).refused("TOO_MANY")},
		{"there is one ask of an id", given(raised).when(drivers, trips).refused("ALREADY_DONE")},

		{"words answer", given(raised).when(platform, Answer{How: ByWords, Text: "Averages."}).then(words)},
		{"a document answers again", given(contested...).when(platform, document).then(again)},
		{"a document has a digest", given(raised).when(platform, Answer{How: ByDocument, Document: &File{Name: "rows", Hash: "abc"}}).refused("INVALID")},
		{"a term answers that is on the sheet", given(raised).when(platform, Answer{How: ByTerm, Term: "t9"}).refused("NO_SUCH_TERM")},
		{"a reason why not is given", given(raised).when(platform, Answer{How: WhyNot}).refused("INVALID")},
		{"one form, not two", given(raised).when(platform, Answer{How: ByWords, Text: "x", Term: "t1"}).refused("INVALID")},
		{"a form that there is", given(raised).when(platform, Answer{How: "shrug", Text: "x"}).refused("INVALID")},
		{"whoever is to be heard is answered in words", given(heard).when(platform, document).refused("RESTATE_FIRST")},
		{"only who was asked answers", given(raised).when(city, Answer{How: ByWords, Text: "x"}).refused("NOT_ADDRESSED")},
		{"not their counsel", given(raised).when(counsel, Answer{How: ByWords, Text: "x"}).refused("NO_MANDATE")},
		{"nor who asked", given(raised).when(drivers, Answer{How: ByWords, Text: "x"}).refused("NOT_ADDRESSED")},
		{"an organization answers by its seat", given(many).at(ofPlatform).when(platform, Answer{How: WhyNot, Text: "We cannot."}).then(ofMany)},
		{"an answer stands until it is contested", given(answered...).when(platform, document).refused("ASK_SETTLED")},
		{"an answer for named readers goes another way", given(raised).when(platform, secret).refused("INVALID")},
		{"of which everybody learns", given(raised).when(table.By{}, Laid{AnnexLaid{Ask: "a", Number: 1, Seat: "platform", How: ByDocument, Text: "canary", Readers: secret.Readers}}).
			then(AskAnswered{Initiative: "ini", To: to, Number: 1, Seat: "platform", How: ByDocument, Readers: secret.Readers})},
		{"once", given(answered...).when(table.By{}, Laid{AnnexLaid{Number: 1}}).then()},

		{"who asked confirms", given(answered...).when(drivers, Confirm{}).then(yes)},
		{"once", given(after(raised, words, yes)...).when(drivers, Confirm{}).then()},
		{"nobody else", given(answered...).when(city, Confirm{}).refused("NOT_ASKER")},
		{"not what was never answered", given(raised).when(drivers, Confirm{}).refused("NO_ANSWER")},
		{"who asked contests", given(answered...).when(drivers, Contest{Reason: "Rows."}).then(no)},
		{"with a reason", given(answered...).when(drivers, Contest{Reason: " "}).refused("INVALID")},
		{"not by a date that is over", given(answered...).when(drivers, Contest{Reason: "x", Due: moment(noon)}).refused("IN_THE_PAST")},
		{"nobody else does", given(answered...).when(platform, Contest{Reason: "x"}).refused("NOT_ASKER")},
		{"anybody confirms for the many", given(after(many, ofMany)...).when(city, Confirm{}).then(AskConfirmed{Initiative: "ini", To: many.To, Seat: "city"})},
		{"but who answered", given(after(many, ofMany)...).at(ofPlatform).when(platform, Confirm{}).refused("NOT_ASKER")},
		{"an ask is taken back", given(raised).when(drivers, Withdraw{"Said."}).then(gone)},
		{"by who asked", given(raised).when(platform, Withdraw{"Said."}).refused("NOT_ASKER")},
		{"not one of many people", given(many).when(city, Withdraw{"Said."}).refused("NOT_ASKER")},
		{"not what was confirmed", given(after(raised, words, yes)...).when(drivers, Withdraw{"Said."}).refused("ASK_SETTLED")},
		{"what was answered is counted as such", given(answered...).when(drivers, Withdraw{"Said."}).then(AskWithdrawn{Initiative: "ini", To: to, Answered: true, Reason: "Said."})},

		{"its date comes", given(raised).on(later.Time).when(table.By{}, Overdue{}).then(overdue)},
		{"not before", given(raised).when(table.By{}, Overdue{}).refused("NOT_YET")},
		{"once", given(raised, overdue).on(later.Time).when(table.By{}, Overdue{}).then()},
		{"not for what is answered", given(answered...).on(later.Time).when(table.By{}, Overdue{}).then()},
		{"again for what was contested", given(after(raised, overdue, words, no)...).on(noon.AddDate(0, 0, 8)).when(table.By{}, Overdue{}).then(overdue)},

		{"a conversation asks", given().when(table.By{}, carry).then(many)},
		{"once", given(many).when(table.By{}, carry).then()},
		{"not for four people", given().when(table.By{}, few).then()},
		{"nor for less than a tenth", given().when(table.By{}, share).then()},
		{"nor an eleventh time", given().at(crowded).when(table.By{}, carry).then()},
		{"there is nothing to be said of no ask", given().when(drivers, Confirm{}).refused("NOT_FOUND")},
	} {
		t.Run(tt.rule, tt.spec.check)
	}
}

// What is for named readers alone is for some who are there, and is information.
func TestAnAnswerForNamedReaders(t *testing.T) {
	a := Evolve(Ask{}, raised)
	lay := func(a Ask, by table.By, c Answer) string {
		laid, err := Lay("ask", a, by, at, c)
		if refused := (*rule.Refusal)(nil); errors.As(err, &refused) {
			return refused.Code
		}
		if laid.Text != "Rows." || len(laid.Readers) == 0 || laid.Number != 1 {
			return "odd"
		}
		return ""
	}
	rows := func(readers ...Reader) Answer {
		return Answer{How: ByDocument, Text: "Rows.", Document: document.Document, Readers: readers}
	}
	for _, tt := range []struct {
		rule, want string
		got        string
	}{
		{"for a person and a seat", "", lay(a, platform, rows(Reader{Person: "per"}, Reader{Seat: "city"}))},
		{"not for an empty chair", "NO_SUCH_SEAT", lay(a, platform, rows(Reader{Seat: "riders"}))},
		{"not for somebody twice", "INVALID", lay(a, platform, rows(Reader{Seat: "city"}, Reader{Seat: "city"}))},
		{"not for nobody", "INVALID", lay(a, platform, rows(Reader{}))},
		{"not for a crowd", "TOO_MANY", lay(a, platform, rows(make([]Reader, 11)...))},
		{"not by others", "NOT_ADDRESSED", lay(a, city, rows(Reader{Person: "per"}))},
		{"not where somebody is to be heard", "RESTATE_FIRST", lay(Evolve(Ask{}, heard), platform, rows(Reader{Person: "per"}))},
		{"a reason why not is for all", "INVALID", lay(a, platform, Answer{How: WhyNot, Text: "Rows.", Readers: []Reader{{Person: "per"}}})},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.rule, tt.got, tt.want)
		}
	}
}

func moment(t time.Time) *Instant    { i := InstantOf(t); return &i }
func after(history ...Event) []Event { return history }

// A spec is one sentence about the rules.
type spec struct {
	history []Event
	by      table.By
	place   Place
	now     time.Time
	command Command
	events  []Event
	refusal string
}

func given(history ...Event) spec               { return spec{history: history, place: at, now: noon} }
func (s spec) at(p Place) spec                  { s.place = p; return s }
func (s spec) on(now time.Time) spec            { s.now = now; return s }
func (s spec) when(by table.By, c Command) spec { s.by, s.command = by, c; return s }
func (s spec) then(events ...Event) spec        { s.events = events; return s }
func (s spec) refused(because string) spec      { s.refusal = because; return s }
func fold(history ...Event) (a Ask) {
	for _, e := range history {
		a = Evolve(a, e)
	}
	return a
}

func (s spec) check(t *testing.T) {
	got, err := Decide(fold(s.history...), s.by, s.place, s.now, s.command)
	rulestest.Decided(t, got, err, s.events, s.refusal)
}

// Every event of the contract that is about an ask has a place in the state.
func TestEvolve(t *testing.T) {
	rulestest.Places(t, Decoders, func(e Event) { Evolve(Ask{}, e) }, OfAsk)
}

// Who may do what when is what schema/roles.csv says. The table asks, the
// platform answers.
func TestRoles(t *testing.T) {
	states := map[string]Ask{
		"ask open": fold(raised), "ask answered": fold(raised, words), "ask contested": fold(raised, words, no),
		"ask confirmed": fold(raised, words, yes), "ask withdrawn": fold(raised, gone),
	}
	people := map[string]table.By{
		"asker": drivers, "addressee": platform, "delegate": city, "deputy": city, "convener": convener, "counsel": counsel, "registered": {Table: seats},
	}
	for _, row := range rolestest.Rows(t, Acts) {
		a, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := May(a, who, at, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}
