package organization

import (
	"errors"
	"reflect"
	"testing"
	"time"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	june = InstantOf(time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))

	founded = OrganizationFounded{Called: "Coop", Purpose: "Ride.", Founder: "ana"}
	bea     = MemberAdded{Person: "bea", Roles: roles(Steward, Member)}
	carl    = MemberAdded{Person: "carl", Roles: roles(Member)}
	dora    = MemberAdded{Person: "dora", Roles: roles(Counsel)}
	terms   = Terms{Mandate: "m1", Delegate: "carl", Initiative: "ini", Acts: []Act{Speak, Vote}, Until: june}
	granted = MandateGranted{Terms: terms}
	ended   = Ended{Mandate: "m1", Delegate: "carl"}
	revoked = MandateRevoked{Ended: ended, Reason: "enough"}
)

func roles(r ...Role) []Role { return r }

// with returns the terms with some of them changed.
func with(change func(*Terms)) Terms {
	t := terms
	change(&t)
	return t
}

func TestMembers(t *testing.T) {
	all := []Event{founded, bea, carl, dora}
	run(t, []sentence{
		{"who founds is steward and member", given().by("ana").when(Found{"Coop", "Ride.", ""}).then(founded)},
		{"an organization has a name", given().by("ana").when(Found{" ", "Ride.", ""}).refused("INVALID")},
		{"nothing is asked of what does not exist", given().by("ana").when(AddMember{"bea", roles(Member)}).refused("NOT_FOUND")},
		{"a steward takes members in", given(founded).by("ana").when(AddMember{"carl", roles(Member)}).then(carl)},
		{"roles are stored once and in order", given(founded).by("ana").when(AddMember{"bea", roles(Member, Steward, Member)}).then(bea)},
		{"there is no other role", given(founded).by("ana").when(AddMember{"carl", roles("king")}).refused("INVALID")},
		{"nobody is in without a role", given(founded).by("ana").when(AddMember{"carl", nil}).refused("INVALID")},
		{"a member takes nobody in", given(founded, carl).by("carl").when(AddMember{"bea", roles(Steward)}).refused("NOT_STEWARD")},
		{"taken in twice is taken in once", given(all...).by("ana").when(AddMember{"carl", roles(Member)}).then()},
		{"other roles are changed, not added", given(all...).by("ana").when(AddMember{"carl", roles(Steward)}).refused("ALREADY_MEMBER")},
		{"roles change", given(all...).by("ana").when(ChangeRoles{"carl", roles(Steward, Member)}).then(RolesChanged{Person: "carl", Roles: roles(Steward, Member)})},
		{"a stranger has no roles to change", given(all...).by("ana").when(ChangeRoles{"eve", roles(Member)}).refused("NOT_MEMBER")},
		{"the same roles are no change", given(all...).by("ana").when(ChangeRoles{"carl", roles(Member)}).then()},
		{"the last steward stays one", given(founded, carl).by("ana").when(ChangeRoles{"ana", roles(Member)}).refused("LAST_STEWARD")},
		{"one of two stewards may step back", given(all...).by("ana").when(ChangeRoles{"ana", roles(Member)}).then(RolesChanged{Person: "ana", Roles: roles(Member)})},
		{"whoever becomes counsel only holds no mandate", given(append(all, granted)...).by("ana").when(ChangeRoles{"carl", roles(Counsel)}).then(RolesChanged{Person: "carl", Roles: roles(Counsel)}, MandateLapsed{Ended: ended})},
		{"a member leaves", given(all...).by("carl").when(Leave{}).then(MemberLeft{Person: "carl"})},
		{"the last steward cannot leave", given(founded, carl).by("ana").when(Leave{}).refused("LAST_STEWARD")},
		{"a stranger has nothing to leave", given(founded).by("eve").when(Leave{}).refused("NOT_MEMBER")},
		{"who leaves lays the mandate down", given(append(all, granted)...).by("carl").when(Leave{}).then(MemberLeft{Person: "carl"}, MandateLapsed{Ended: ended})},
		{"a steward removes with a reason", given(all...).by("ana").when(RemoveMember{"carl", "moved"}).then(MemberRemoved{Person: "carl", Reason: "moved"})},
		{"nobody is removed without a reason", given(all...).by("ana").when(RemoveMember{"carl", ""}).refused("INVALID")},
		{"the last steward is not removed", given(founded).by("ana").when(RemoveMember{"ana", "moved"}).refused("LAST_STEWARD")},
		{"the removed deputy is deputy no more", given(append(all, MandateGranted{Terms: with(func(t *Terms) { t.Deputy = "bea" })})...).by("ana").when(RemoveMember{"bea", "moved"}).
			then(MemberRemoved{Person: "bea", Reason: "moved"}, DeputyNamed{Terms: terms, Before: "bea"})},
	})
}

func TestMandates(t *testing.T) {
	all := []Event{founded, bea, carl, dora}
	expired := noon.AddDate(1, 0, 0)
	run(t, []sentence{
		{"a steward grants a mandate", given(all...).by("ana").when(Grant{terms}).then(granted)},
		{"a mandate is granted once", given(append(all, granted, revoked)...).by("ana").when(Grant{terms}).then()},
		{"a member grants none", given(all...).by("carl").when(Grant{terms}).refused("NOT_STEWARD")},
		{"a stranger holds none", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Delegate = "eve" })}).refused("NOT_MEMBER")},
		{"counsel holds none", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Delegate = "dora" })}).refused("NOT_MEMBER")},
		{"nobody with a colleague grants to themselves", given(all...).by("bea").when(Grant{with(func(t *Terms) { t.Delegate = "bea" })}).refused("SELF_GRANTED")},
		{"a sole steward with members does not either", given(founded, carl).by("ana").when(Grant{with(func(t *Terms) { t.Delegate = "ana" })}).refused("SELF_GRANTED")},
		{"nor as deputy", given(all...).by("bea").when(Grant{with(func(t *Terms) { t.Deputy = "bea" })}).refused("SELF_GRANTED")},
		{"who is alone may", given(founded).by("ana").when(Grant{with(func(t *Terms) { t.Delegate = "ana" })}).then(MandateGranted{Terms: with(func(t *Terms) { t.Delegate = "ana" })})},
		{"another steward may", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Delegate = "bea" })}).then(MandateGranted{Terms: with(func(t *Terms) { t.Delegate = "bea" })})},
		{"a deputy is somebody else", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Deputy = "carl" })}).refused("DEPUTY_IS_DELEGATE")},
		{"a mandate is for something", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Acts = nil })}).refused("INVALID")},
		{"there is no other act", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Acts = []Act{"rule"} })}).refused("INVALID")},
		{"acts are stored once and in order", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Acts = []Act{Vote, Speak, Vote} })}).then(granted)},
		{"a mandate ends in the future", given(all...).by("ana").when(Grant{with(func(t *Terms) { t.Until = InstantOf(noon) })}).refused("IN_THE_PAST")},
		{"a steward names a deputy", given(append(all, granted)...).by("ana").when(NameDeputy{"m1", "bea"}).then(DeputyNamed{Terms: with(func(t *Terms) { t.Deputy = "bea" })})},
		{"no steward makes themselves deputy", given(append(all, granted)...).by("bea").when(NameDeputy{"m1", "bea"}).refused("SELF_GRANTED")},
		{"a delegate names no deputy", given(append(all, granted)...).by("carl").when(NameDeputy{"m1", "bea"}).refused("NOT_STEWARD")},
		{"the delegate is not their own deputy", given(append(all, granted)...).by("ana").when(NameDeputy{"m1", "carl"}).refused("DEPUTY_IS_DELEGATE")},
		{"no deputy is no change", given(append(all, granted)...).by("ana").when(NameDeputy{"m1", ""}).then()},
		{"what is over has no deputy", given(append(all, granted, revoked)...).by("ana").when(NameDeputy{"m1", "bea"}).refused("MANDATE_ENDED")},
		{"what is past its time has none either", given(append(all, granted)...).by("ana").at(expired).when(NameDeputy{"m1", "bea"}).refused("MANDATE_ENDED")},
		{"a steward revokes with a reason", given(append(all, granted)...).by("ana").when(Revoke{"m1", "enough"}).then(revoked)},
		{"nothing is revoked without a reason", given(append(all, granted)...).by("ana").when(Revoke{"m1", " "}).refused("INVALID")},
		{"a delegate gives a mandate back", given(append(all, granted)...).by("carl").when(Revoke{"m1", "enough"}).then(revoked)},
		{"a member takes none away", given(append(all, granted)...).by("dora").when(Revoke{"m1", "enough"}).refused("NOT_STEWARD")},
		{"revoked twice is revoked once", given(append(all, granted, revoked)...).by("ana").when(Revoke{"m1", "again"}).then()},
		{"what was never granted is not revoked", given(all...).by("ana").when(Revoke{"m1", "enough"}).refused("NOT_FOUND")},
		{"a mandate ends with its time", given(append(all, granted)...).by("system").at(june.Time).when(Expire{"m1"}).then(MandateExpired{Ended: ended})},
		{"and not before", given(append(all, granted)...).by("system").when(Expire{"m1"}).then()},
		{"and only once", given(append(all, granted, revoked)...).by("system").at(june.Time).when(Expire{"m1"}).then()},
	})
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
	organization Organization
	actor        string
	moment       time.Time
	command      Command
	events       []Event
	refusal      error
}

func given(history ...Event) spec          { return spec{organization: fold(history...), moment: noon} }
func (s spec) by(person string) spec       { s.actor = person; return s }
func (s spec) at(moment time.Time) spec    { s.moment = moment; return s }
func (s spec) when(c Command) spec         { s.command = c; return s }
func (s spec) then(events ...Event) spec   { s.events = events; return s }
func (s spec) refused(because string) spec { s.refusal = rule.Refuse(because); return s }

func fold(history ...Event) (o Organization) {
	for _, e := range history {
		o = Evolve(o, e)
	}
	return o
}

func (s spec) check(t *testing.T) {
	got, err := Decide(s.organization, s.actor, s.moment, s.command)
	if !errors.Is(err, s.refusal) {
		t.Fatalf("error = %v, want %v", err, s.refusal)
	}
	if !reflect.DeepEqual(got, s.events) {
		t.Errorf("events\n got %+v\nwant %+v", got, s.events)
	}
}

// Every event of an organization has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfOrganization {
			Evolve(fold(founded, carl, granted), e)
		}
	}
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	people := map[string]string{
		"steward": "ana", "member": "finn", "counsel": "dora", "delegate": "carl", "registered": "eve", "successor": "gil", "proposer": "hal",
	}
	all := []Event{
		founded, bea, carl, dora, granted,
		MemberAdded{Person: "finn", Roles: roles(Member)},
		MemberAdded{Person: "gil", Roles: roles(Member)},
		MemberAdded{Person: "hal", Roles: roles(Member)},
		HandoverOffered{Handover: "h1", From: "ana", To: "gil", By: "ana"},
		MandateProposed{Terms: with(func(t *Terms) { t.Mandate = "m2" }), By: "hal"},
	}
	states := map[string]Organization{
		"founded":        fold(all...),
		"one steward":    fold(append(all[:1:1], all[2:]...)...),
		"members decide": fold(append(all, MandatesGoverned{By: ByBallot})...),
	}
	for _, row := range rolestest.Rows(t, Acts) {
		if err := May(states[row.State], people[row.Role], row.Act); (err == nil) != row.May {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}
