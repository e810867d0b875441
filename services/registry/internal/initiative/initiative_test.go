package initiative

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	may  = InstantOf(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))

	ana  = By{"ana", "city"}  // convenes
	bea  = By{"bea", "coop"}  // is seated
	carl = By{"carl", "mill"} // is not yet
	dora = By{"dora", ""}     // acts for nobody

	visions = Visions{Person: "Nobody waits.", Organization: "Each decides.", Economy: "The surplus is shared."}
	opened  = InitiativeOpened{Title: "Commons", Purpose: "Live from it.", Level: EndToEnd, Visions: visions, Zone: "Europe/Madrid", Languages: []string{"es", "en"}, Convener: Convener{Person: "ana", Organization: "city"}}
	riders  = ClassAdded{Called: "riders"}
	first   = SeatOpened{Seat: "s1", Class: "riders", Called: "Coop", Affects: "rides"}
	second  = SeatOpened{Seat: "s2", Class: "riders", Called: "Mill"}
	invited = SeatInvited{Seat: "s1", Invitation: "i1", Token: "t1", Called: "Coop", Note: "Come.", Expires: may, Inviter: "ana"}
	taken   = SeatTaken{Seat: "s1", Invitation: "i1", Organization: "coop", Person: "bea", Seeks: Ecosystem}
	other   = SeatInvited{Seat: "s2", Invitation: "i2", Token: "t2", Called: "Mill", Note: "Come.", Expires: may, Inviter: "ana"}
	back    = InvitationRevoked{Seat: "s1", Invitation: "i1", Reason: "wrong address"}
	renewed = SeatInvited{Seat: "s1", Invitation: "i9", Token: "t9", Called: "Coop", Note: "Come.", Expires: may, Inviter: "ana"}
	open    = Open{"Commons", "Live from it.", EndToEnd, visions, "Europe/Madrid", []string{"es", "EN", "es"}}
	invite  = Invite{"s1", "i1", "t1", "Coop", "Come.", may.Time}
	again   = Invite{"s1", "i9", "t9", "Coop", "Come.", may.Time}
)

func tried(seat, by string) Event {
	return AttemptRecorded{Seat: seat, Attempt: "a1", Channel: "visit", Note: "closed", By: by, At: InstantOf(noon)}
}

// seated is another organization in the second seat.
func seated(organization, person string) Event {
	return SeatTaken{Seat: "s2", Invitation: "i2", Organization: organization, Person: person, Seeks: Local}
}

func before(more ...Event) []Event {
	return append([]Event{opened, riders, first, second}, more...)
}

func TestOpening(t *testing.T) {
	many := []Event{opened}
	for range maxClasses {
		many = append(many, riders)
	}
	run(t, []sentence{
		{"whoever speaks for an organization opens", given().by(ana).when(open).then(opened)},
		{"nobody opens for nobody", given().by(dora).when(open).refused("NO_ORGANIZATION")},
		{"there is no fourth level", given().by(ana).when(openWith(func(o *Open) { o.Level = 4 })).refused("NO_SUCH_LEVEL")},
		{"each sphere has a vision", given().by(ana).when(openWith(func(o *Open) { o.Visions.Economy = "" })).refused("INVALID")},
		{"it is held in some language", given().by(ana).when(openWith(func(o *Open) { o.Languages = nil })).refused("INVALID")},
		{"and in one that there can be", given().by(ana).when(openWith(func(o *Open) { o.Languages = []string{"es", "x"} })).refused("INVALID")},
		{"a title has a bound", given().by(ana).when(openWith(func(o *Open) { o.Title = strings.Repeat("a", 141) })).refused("INVALID")},
		{"nothing is asked of what does not exist", given().by(ana).when(AddClass{"riders"}).refused("NOT_FOUND")},
		{"the convener names classes", given(opened).by(ana).when(AddClass{" riders "}).then(riders)},
		{"a class is named once", given(opened, riders).by(ana).when(AddClass{"Riders"}).then()},
		{"others name none", given(opened).by(bea).when(AddClass{"riders"}).refused("NOT_CONVENER")},
		{"nor does the convener when acting for nobody", given(opened).by(By{"ana", ""}).when(AddClass{"riders"}).refused("NOT_CONVENER")},
		{"there are not too many classes", given(many...).by(ana).when(AddClass{"growers"}).refused("TOO_MANY")},
		{"a seat is opened for a class", given(opened, riders).by(ana).when(OpenSeat{"s1", "Riders ", "Coop", "rides"}).then(first)},
		{"and for no other", given(opened, riders).by(ana).when(OpenSeat{"s1", "growers", "Olmos", ""}).refused("NO_SUCH_CLASS")},
		{"others open none", given(opened, riders).by(bea).when(OpenSeat{"s1", "riders", "Coop", ""}).refused("NOT_CONVENER")},
		{"attempts to reach somebody are kept", given(before()...).by(ana).when(RecordAttempt{"s1", "a1", "visit", "closed"}).then(tried("s1", "ana"))},
		{"whoever sits there may try too", given(before(invited, taken)...).by(bea).when(RecordAttempt{"s2", "a1", "visit", "closed"}).then(tried("s2", "bea"))},
		{"others may not", given(before()...).by(carl).when(RecordAttempt{"s1", "a1", "visit", "closed"}).refused("NOT_SEATED")},
		{"nobody looks for whom is there", given(before(invited, taken)...).by(ana).when(RecordAttempt{"s1", "a1", "visit", "there"}).refused("SEAT_TAKEN")},
		{"an attempt has a note", given(before()...).by(ana).when(RecordAttempt{"s1", "a1", "visit", ""}).refused("INVALID")},
	})
}

func TestSeats(t *testing.T) {
	vacated := SeatVacated{Seat: "s1", Organization: "coop", Reason: "closing"}
	replacing := renewed
	replacing.Replaces = "i1"
	declined := SeatDeclined{Seat: "s1", Invitation: "i1", Reason: "not ours to say"}
	run(t, []sentence{
		{"the convener invites", given(before()...).by(ana).when(invite).then(invited)},
		{"others do not", given(before()...).by(bea).when(invite).refused("NOT_CONVENER")},
		{"there is no invitation to a seat that is not there", given(before()...).by(ana).when(Invite{"s9", "i1", "t1", "Coop", "Come.", may.Time}).refused("NOT_FOUND")},
		{"an invitation is open for a while", given(before()...).by(ana).when(Invite{"s1", "i1", "t1", "Coop", "Come.", noon}).refused("IN_THE_PAST")},
		{"the newest invitation counts", given(before(invited)...).by(ana).when(again).then(replacing)},
		{"the older no longer does", given(before(invited, replacing)...).by(bea).when(Take{"t1", Local, nil}).refused("NOT_FOUND")},
		{"nobody is invited to a taken seat", given(before(invited, taken)...).by(ana).when(again).refused("SEAT_TAKEN")},
		{"a declined seat can be offered again", given(before(invited, declined)...).by(ana).when(again).then(renewed)},
		{"a vacated one too", given(before(invited, taken, vacated)...).by(ana).when(again).then(renewed)},
		{"an invitation is taken back with a reason", given(before(invited)...).by(ana).when(RevokeInvitation{"s1", "wrong address"}).then(back)},
		{"without one it is not", given(before(invited)...).by(ana).when(RevokeInvitation{"s1", ""}).refused("INVALID")},
		{"what is not offered is not taken back", given(before()...).by(ana).when(RevokeInvitation{"s1", "wrong address"}).refused("NOT_INVITED")},
		{"what was taken back opens nothing", given(before(invited, back)...).by(bea).when(Take{"t1", Local, nil}).refused("NOT_FOUND")},
		{"an organization takes its seat", given(before(invited)...).by(bea).when(Take{"t1", Ecosystem, nil}).then(taken)},
		{"it says which level it seeks", given(before(invited)...).by(bea).when(Take{"t1", 0, nil}).refused("NO_SUCH_LEVEL")},
		{"a wrong token opens nothing", given(before(invited)...).by(bea).when(Take{"t2", Local, nil}).refused("NOT_FOUND")},
		{"an empty one neither", given(before()...).by(bea).when(Take{"", Local, nil}).refused("NOT_FOUND")},
		{"a token works once", given(before(invited, taken)...).by(carl).when(Take{"t1", Local, nil}).refused("NOT_FOUND")},
		{"and not too late", given(before(invited)...).by(bea).at(may.Time).when(Take{"t1", Local, nil}).refused("NOT_FOUND")},
		{"nobody sits for nobody", given(before(invited)...).by(dora).when(Take{"t1", Local, nil}).refused("NO_ORGANIZATION")},
		{"an organization has one seat", given(before(invited, taken, other)...).by(bea).when(Take{"t2", Local, nil}).refused("ALREADY_SEATED")},
		{"another organization takes the other", given(before(invited, taken, other)...).by(carl).when(Take{"t2", Local, nil}).then(seated("mill", "carl"))},
		{"whoever is invited may decline with a reason", given(before(invited)...).by(dora).when(Decline{"t1", "not ours to say"}).then(declined)},
		{"without one they may not", given(before(invited)...).by(dora).when(Decline{"t1", ""}).refused("INVALID")},
		{"a declined invitation is used", given(before(invited, declined)...).by(bea).when(Take{"t1", Local, nil}).refused("NOT_FOUND")},
		{"a holder goes with a reason", given(before(invited, taken)...).by(bea).when(Vacate{"s1", "closing"}).then(vacated)},
		{"nobody is sent away by the convener", given(before(invited, taken)...).by(ana).when(Vacate{"s1", "closing"}).refused("NOT_SEATED")},
		{"nobody leaves another's seat", given(before(invited, taken, other)...).by(bea).when(Vacate{"s2", "closing"}).refused("NOT_SEATED")},
		{"whoever went may come back", given(before(invited, taken, vacated, other)...).by(bea).when(Take{"t2", Local, nil}).then(seated("coop", "bea"))},
		{"the level sought can change", given(before(invited, taken)...).by(bea).when(StateLevel{"s1", Local}).then(LevelStated{Seat: "s1", Seeks: Local})},
		{"the same level is no change", given(before(invited, taken)...).by(bea).when(StateLevel{"s1", Ecosystem}).then()},
		{"nobody says it for another", given(before(invited, taken)...).by(ana).when(StateLevel{"s1", Local}).refused("NOT_SEATED")},
		{"an unanswered invitation ends with its time", given(before(invited)...).at(may.Time).when(ExpireInvitation{"i1"}).then(InvitationExpired{Seat: "s1", Invitation: "i1"})},
		{"and not before", given(before(invited)...).when(ExpireInvitation{"i1"}).then()},
		{"an answered one does not end", given(before(invited, taken)...).at(may.Time).when(ExpireInvitation{"i1"}).then()},
	})
}

func openWith(change func(*Open)) Open {
	o := open
	change(&o)
	return o
}

type sentence struct {
	rule string
	spec spec
}

func run(t *testing.T, tests []sentence) {
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

type spec struct {
	initiative Initiative
	actor      By
	moment     time.Time
	command    Command
	events     []Event
	refusal    error
}

func given(history ...Event) spec          { return spec{initiative: fold(history...), moment: noon} }
func (s spec) by(who By) spec              { s.actor = who; return s }
func (s spec) at(moment time.Time) spec    { s.moment = moment; return s }
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func fold(history ...Event) (i Initiative) {
	for _, e := range history {
		i = Evolve(i, e)
	}
	return i
}

func (s spec) check(t *testing.T) {
	got, err := Decide(s.initiative, s.actor, s.moment, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of an initiative has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfInitiative {
			Evolve(fold(before(invited)...), e)
		}
	}
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]By{
		"convener": ana, "seat": bea, "registered": dora, "advocate": {"alma", ""}, "observer": {"olga", ""}, "nominee": {"nora", "mill"},
	}
	table := fold(before(
		invited, taken, SeatRepresented{Seat: "s2", Nomination: "n1", Advocate: "alma", Interests: "none"},
		SeatOpened{Seat: "s3", Class: "riders", Called: "Those who ride at night"},
		AdvocateNamed{Nomination: "n2", Seat: "s3", Person: "nora", By: "city"}, AdvocateSeconded{Nomination: "n2", Seat: "s3", By: "coop"},
		ObserverAdmitted{Observer: "o1", Person: "olga", Seat: "s1", Invitation: "i1", Until: may},
	)...)
	for _, row := range rolestest.Rows(t, Acts) {
		if err := May(table, people[row.Role], row.Act); (err == nil) != row.May {
			t.Errorf("a %s may %s: %t says the page, %v the rules", row.Role, row.Act, row.May, err)
		}
	}
}
