package organization

import (
	"testing"
	"time"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

var (
	asks    = MemberInvited{Invitation: "i1", Token: "t1", Roles: roles(Member), Called: "Finn", Note: "Come.", Expires: june, Inviter: "ana"}
	beaAsks = MemberInvited{Invitation: "i2", Token: "t2", Roles: roles(Steward), Expires: june, Inviter: "bea"}
	finn    = MemberAdded{Person: "finn", Roles: roles(Member), Invitation: "i1"}
)

func over(why WhyEnded, ids ...string) MemberInvitationsEnded {
	return MemberInvitationsEnded{Invitations: ids, Why: why}
}

func TestJoining(t *testing.T) {
	all := []Event{founded, bea, carl, dora}
	invite := InviteMember{"i1", "t1", roles(Member), " Finn ", "Come.", june.Time}
	run(t, []sentence{
		{"a steward invites", given(all...).by("ana").when(invite).then(asks)},
		{"a member does not", given(all...).by("carl").when(invite).refused("NOT_STEWARD")},
		{"nobody is invited to nothing", given(all...).by("ana").when(InviteMember{"i1", "t1", nil, "", "", june.Time}).refused("INVALID")},
		{"an invitation is open for a while", given(all...).by("ana").when(InviteMember{"i1", "t1", roles(Member), "", "", noon}).refused("IN_THE_PAST")},
		{"invited twice is invited once", given(append(all, asks)...).by("ana").when(invite).then()},
		{"whoever holds the token joins", given(append(all, asks)...).by("finn").when(Join{"t1"}).then(finn)},
		{"a wrong token opens nothing", given(append(all, asks)...).by("finn").when(Join{"t2"}).refused("NOT_FOUND")},
		{"an empty one neither", given(all...).by("finn").when(Join{""}).refused("NOT_FOUND")},
		{"one works once", given(append(all, asks, finn)...).by("gil").when(Join{"t1"}).refused("NOT_FOUND")},
		{"and not too late", given(append(all, asks)...).by("finn").at(june.Time).when(Join{"t1"}).refused("NOT_FOUND")},
		{"a member need not join, and leaves the token to others", given(append(all, asks)...).by("carl").when(Join{"t1"}).refused("ALREADY_MEMBER")},
		{"it is taken back", given(append(all, asks)...).by("bea").when(EndInvitation{"i1", ""}).then(over(Revoked, "i1"))},
		{"and opens nothing then", given(append(all, asks, over(Revoked, "i1"))...).by("finn").when(Join{"t1"}).refused("NOT_FOUND")},
		{"what is used is not taken back", given(append(all, asks, finn)...).by("ana").when(EndInvitation{"i1", ""}).refused("NOT_INVITED")},
		{"it ends with its time", given(append(all, asks)...).by("system").at(june.Time).when(ExpireJoining{"i1"}).then(over(Expired, "i1"))},
		{"and not before", given(append(all, asks)...).by("system").when(ExpireJoining{"i1"}).then()},
		{"who is sent away lets nobody in", given(append(all, beaAsks)...).by("ana").when(RemoveMember{"bea", "gone"}).then(MemberRemoved{Person: "bea", Reason: "gone"}, over(InviterGone, "i2"))},
		{"nor who leaves", given(append(all, beaAsks)...).by("bea").when(Leave{}).then(MemberLeft{Person: "bea"}, over(InviterGone, "i2"))},
		{"nor who is no steward any more", given(append(all, beaAsks)...).by("ana").when(ChangeRoles{"bea", roles(Member)}).then(RolesChanged{Person: "bea", Roles: roles(Member)}, over(InviterGone, "i2"))},
	})
}

func TestHandingOver(t *testing.T) {
	all := []Event{founded, carl, dora, MemberAdded{Person: "finn", Roles: roles(Member)}}
	held := append(all, MandateGranted{Terms: with(func(t *Terms) { t.Deputy = "finn" })})
	offer := func(by, from, to, mandate string) HandoverOffered {
		return HandoverOffered{Handover: "h1", From: from, To: to, By: by, Mandate: mandate}
	}
	done := HandoverEnded{Handover: "h1", Accepted: true}
	steward, deputy := offer("ana", "ana", "carl", ""), offer("carl", "carl", "finn", "m1")
	run(t, []sentence{
		{"a steward offers the stewardship", given(all...).by("ana").when(OfferHandover{"h1", "carl", ""}).then(steward)},
		{"a member has none to offer", given(all...).by("carl").when(OfferHandover{"h1", "finn", ""}).refused("NOT_STEWARD")},
		{"counsel takes none over", given(all...).by("ana").when(OfferHandover{"h1", "dora", ""}).refused("NOT_MEMBER")},
		{"it is taken over by a yes", given(append(all, steward)...).by("carl").when(AcceptHandover{"h1"}).then(done, RolesChanged{Person: "carl", Roles: roles(Steward, Member)}, RolesChanged{Person: "ana", Roles: roles(Member)})},
		{"and by nobody else's", given(append(all, steward)...).by("finn").when(AcceptHandover{"h1"}).refused("NOT_FOUND")},
		{"nor by who offers it", given(append(all, steward)...).by("ana").when(AcceptHandover{"h1"}).refused("NOT_FOUND")},
		{"it is declined", given(append(all, steward)...).by("carl").when(CloseHandover{"h1", ""}).then(HandoverEnded{Handover: "h1"})},
		{"or taken back", given(append(all, steward)...).by("ana").when(CloseHandover{"h1", "I stay"}).then(HandoverEnded{Handover: "h1", Reason: "I stay"})},
		{"others leave it alone", given(append(all, steward)...).by("finn").when(CloseHandover{"h1", ""}).refused("NOT_FOUND")},
		{"who leaves offers nothing", given(append(all, bea, offer("bea", "bea", "carl", ""))...).by("bea").when(Leave{}).then(MemberLeft{Person: "bea"}, HandoverEnded{Handover: "h1"})},
		{"a delegate hands the mandate to its deputy", given(held...).by("carl").when(OfferHandover{"h1", "finn", "m1"}).then(deputy)},
		{"and to nobody else", given(append(held, bea)...).by("carl").when(OfferHandover{"h1", "bea", "m1"}).refused("NOT_DEPUTY")},
		{"a steward may to others", given(append(held, bea)...).by("ana").when(OfferHandover{"h1", "bea", "m1"}).then(offer("ana", "carl", "bea", "m1"))},
		{"not to themselves", given(held...).by("ana").when(OfferHandover{"h1", "ana", "m1"}).refused("SELF_GRANTED")},
		{"a member hands over none of others", given(append(held, bea)...).by("finn").when(OfferHandover{"h1", "bea", "m1"}).refused("NOT_STEWARD")},
		{"where members decide only the deputy takes it", given(append(held, bea, MandatesGoverned{By: ByBallot})...).by("ana").when(OfferHandover{"h1", "bea", "m1"}).refused("MEMBERS_DECIDE")},
		{"the deputy becomes delegate", given(append(held, deputy)...).by("finn").when(AcceptHandover{"h1"}).then(done, MandateHandedOver{Terms: with(func(t *Terms) { t.Delegate = "finn" }), From: "carl", Before: "finn"})},
		{"what is over is not handed over", given(append(held, deputy, revoked)...).by("finn").when(AcceptHandover{"h1"}).refused("MANDATE_ENDED")},
	})
}

func TestControl(t *testing.T) {
	run(t, []sentence{
		{"a steward says whose word is followed", given(founded, carl).by("ana").when(DeclareController{"holding"}).then(ControllerDeclared{Controller: "holding"})},
		{"a member does not", given(founded, carl).by("carl").when(DeclareController{"holding"}).refused("NOT_STEWARD")},
		{"the same again is no change", given(founded, ControllerDeclared{Controller: "holding"}).by("ana").when(DeclareController{"holding"}).then()},
		{"an organization may be its own again", given(founded, ControllerDeclared{Controller: "holding"}).by("ana").when(DeclareController{""}).then(ControllerDeclared{})},
		{"the other side confirms", given(founded).by("ana").when(ConfirmController{"mill"}).then(ControllerConfirmed{Controlled: "mill"})},
	})
}

func TestProposals(t *testing.T) {
	all := []Event{founded, bea, carl, dora}
	deadline := noon.Add(48 * time.Hour)
	limited := with(func(t *Terms) { t.Limited = true })
	propose := Propose{with(func(t *Terms) { t.Mandate = "m2" }), "coop", "Shall Carl?", deadline}
	proposed := MandateProposed{Terms: propose.Terms, Organization: "coop", By: "carl", Question: "Shall Carl?", Deadline: InstantOf(deadline)}
	ask := Ask{"m1", "r1", "coop", "May I?", deadline}
	asked := LimitsAsked{Mandate: "m1", Request: "r1", Organization: "coop", By: "carl", Question: "May I?", Deadline: InstantOf(deadline)}
	holds := append(all, MandateGranted{Terms: limited})
	ended := func(request, mandate string, outcome ProposalOutcome) ProposalEnded {
		return ProposalEnded{Request: request, Mandate: mandate, Outcome: outcome, Ballot: "b1"}
	}
	ballot := MandatesGoverned{By: ByBallot}
	run(t, []sentence{
		{"a steward lets the members decide", given(all...).by("ana").when(Govern{ByBallot}).then(ballot)},
		{"a member does not make them", given(all...).by("carl").when(Govern{ByBallot}).refused("NOT_STEWARD")},
		{"no steward takes that back", given(append(all, ballot)...).by("ana").when(Govern{ByStewards}).refused("MEMBERS_DECIDE")},
		{"who is alone may", given(founded, ballot).by("ana").when(Govern{ByStewards}).then(MandatesGoverned{By: ByStewards})},
		{"then no steward grants", given(append(all, ballot)...).by("ana").when(Grant{terms}).refused("MEMBERS_DECIDE")},
		{"nor names a deputy", given(append(all, granted, ballot)...).by("ana").when(NameDeputy{"m1", "bea"}).refused("MEMBERS_DECIDE")},
		{"but revokes at once", given(append(all, granted, ballot)...).by("ana").when(Revoke{"m1", "enough"}).then(revoked)},
		{"any member proposes a mandate", given(all...).by("carl").when(propose).then(proposed)},
		{"counsel does not", given(all...).by("dora").when(propose).refused("NOT_MEMBER")},
		{"nor for a stranger", given(all...).by("ana").when(Propose{with(func(t *Terms) { t.Mandate, t.Delegate = "m2", "eve" }), "coop", "?", deadline}).refused("NOT_MEMBER")},
		{"members decide before it would end", given(all...).by("carl").when(Propose{with(func(t *Terms) { t.Mandate, t.Until = "m2", InstantOf(deadline) }), "coop", "?", deadline}).refused("ENDS_FIRST")},
		{"and not in a year", given(all...).by("carl").when(Propose{propose.Terms, "coop", "?", noon.AddDate(1, 0, 0)}).refused("DEADLINE_TOO_LATE")},
		{"nor yesterday", given(all...).by("carl").when(Propose{propose.Terms, "coop", "?", noon}).refused("IN_THE_PAST")},
		{"their yes grants it", given(append(all, proposed)...).by("system").when(Conclude{"m2", Adopted, "b1"}).then(MandateGranted{Terms: propose.Terms, Ballot: "b1"}, ended("m2", "m2", Adopted))},
		{"their no drops it", given(append(all, proposed)...).by("system").when(Conclude{"m2", Rejected, "b1"}).then(ended("m2", "m2", Rejected))},
		{"a yes for who has left grants nothing", given(append(all, proposed, MemberLeft{Person: "carl"})...).by("system").when(Conclude{"m2", Adopted, "b1"}).then(ended("m2", "m2", Lapsed))},
		{"what is decided is not decided again", given(append(all, proposed, ended("m2", "m2", Rejected))...).by("system").when(Conclude{"m2", Adopted, "b2"}).then()},
		{"a delegate asks to go farther", given(holds...).by("carl").when(ask).then(asked)},
		{"a steward does not ask for them", given(holds...).by("ana").when(ask).refused("NOT_FOUND")},
		{"once at a time", given(append(holds, asked)...).by("carl").when(Ask{"m1", "r2", "coop", "May I?", deadline}).refused("ALREADY_ASKED")},
		{"a mandate without limits needs none wider", given(append(all, granted)...).by("carl").when(ask).refused("NOT_LIMITED")},
		{"what is over reaches no farther", given(append(holds, revoked)...).by("carl").when(ask).refused("MANDATE_ENDED")},
		{"a yes ends the question", given(append(holds, asked)...).by("system").when(Conclude{"r1", Adopted, "b1"}).then(ended("r1", "m1", Adopted))},
		{"and comes too late for what is over", given(append(holds, asked, revoked)...).by("system").when(Conclude{"r1", Adopted, "b1"}).then(ended("r1", "m1", Lapsed))},
		{"who asked takes it back", given(append(holds, asked)...).by("carl").when(Withdraw{"r1", "not now"}).then(ProposalEnded{Request: "r1", Mandate: "m1", Outcome: Withdrawn, Reason: "not now"})},
		{"nobody else does", given(append(holds, asked)...).by("ana").when(Withdraw{"r1", "no"}).refused("NOT_FOUND")},
	})
}
