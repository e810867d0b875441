package initiative

import (
	"slices"
	"testing"
	"time"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

func TestAnswers(t *testing.T) {
	redirected := SeatRedirected{Seat: "s1", Invitation: "i1", Instead: "The union", Reason: "they ride"}
	looking := ObserverAdmitted{Observer: "o1", Person: "dora", Seat: "s1", Invitation: "i1", Until: InstantOf(noon.Add(LookOn))}
	left := func(why WhyEnded, reason string) ObserverLeft {
		return ObserverLeft{Observer: "o1", Person: "dora", Why: why, Reason: reason}
	}
	asked := GroundRulesQuestioned{Seat: "s1", Invitation: "i1", Reason: "in Spanish"}
	nobody := By{}
	run(t, []sentence{
		{"somebody else is named without an account", given(before(invited)...).by(nobody).when(Redirect{"t1", "The union", "they ride"}).then(redirected)},
		{"with a name", given(before(invited)...).by(nobody).when(Redirect{"t1", "", "they ride"}).refused("INVALID")},
		{"and no token answers twice", given(before(invited, redirected)...).by(nobody).when(Decline{"t1", "no"}).refused("NOT_FOUND")},
		{"the seat is free then", given(before(invited, redirected)...).by(ana).when(again).then(renewed)},
		{"other ground rules are asked for without an account", given(before(invited)...).by(nobody).when(QuestionGroundRules{"t1", "in Spanish"}).then(asked)},
		{"and the seat can still be taken", given(before(invited, asked)...).by(bea).when(Take{"t1", Ecosystem, nil}).then(taken)},
		{"not asked for ever", given(before(append([]Event{invited}, slices.Repeat([]Event{asked}, maxQuestions)...)...)...).by(nobody).when(QuestionGroundRules{"t1", "in Spanish"}).refused("TOO_MANY")},
		{"whoever is invited looks first", given(before(invited)...).by(dora).when(LookFirst{"o1", "t1"}).then(looking)},
		{"and not twice at once", given(before(invited, looking)...).by(dora).when(LookFirst{"o2", "t1"}).then()},
		{"nor again", given(before(invited, looking, left(Expired, ""))...).by(dora).when(LookFirst{"o2", "t1"}).refused("ALREADY_LOOKED")},
		{"a wrong token shows nothing", given(before(invited)...).by(dora).when(LookFirst{"o1", "t2"}).refused("NOT_FOUND")},
		{"a no ends it", given(before(invited, looking)...).by(nobody).when(Decline{"t1", "no"}).then(SeatDeclined{Seat: "s1", Invitation: "i1", Reason: "no"}, left(Revoked, ""))},
		{"so does another name", given(before(invited, looking)...).by(nobody).when(Redirect{"t1", "The union", "they ride"}).then(redirected, left(Revoked, ""))},
		{"and taking it back", given(before(invited, looking)...).by(ana).when(RevokeInvitation{"s1", "wrong address"}).then(back, left(Revoked, ""))},
		{"fourteen days end it", given(before(invited, looking)...).at(noon.Add(LookOn)).when(ExpireObservation{"o1"}).then(left(Expired, ""))},
		{"and no fewer", given(before(invited, looking)...).at(noon.Add(LookOn - time.Second)).when(ExpireObservation{"o1"}).then()},
		{"who looks on may stop", given(before(invited, looking)...).by(dora).when(EndObservation{"o1", "seen"}).then(left(Revoked, "seen"))},
		{"the convener may end it", given(before(invited, looking)...).by(ana).when(EndObservation{"o1", ""}).then(left(Revoked, ""))},
		{"others may not", given(before(invited, looking)...).by(carl).when(EndObservation{"o1", ""}).refused("NOT_CONVENER")},
		{"who looks on speaks for nobody", given(before(invited, looking)...).by(dora).when(RecordAttempt{"s2", "a1", "visit", "closed"}).refused("NOT_SEATED")},
		{"silence is noted", given(before(invited)...).when(Remind{"i1", 7}).then(InvitationReminded{Seat: "s1", Invitation: "i1", Days: 7})},
		{"of what was answered it is not", given(before(invited, taken)...).when(Remind{"i1", 7}).then()},
		{"those under one control have one seat", given(before(invited, taken, other)...).by(carl).when(Take{"t2", Local, []string{"coop"}}).refused("ONE_CONTROL")},
		{"others do not matter", given(before(invited, taken, other)...).by(carl).when(Take{"t2", Local, []string{"brook"}}).then(seated("mill", "carl"))},
	})
}

// try is an attempt of some days ago.
func try(channel string, days int) Event {
	return AttemptRecorded{Seat: "s3", Attempt: "a", Channel: channel, Note: "closed", By: "ana", At: InstantOf(noon.AddDate(0, 0, -days))}
}

func TestAdvocates(t *testing.T) {
	growers := []Event{ClassAdded{Called: "growers"}, SeatOpened{Seat: "s3", Class: "growers", Called: "Olmos"}, invited, taken}
	table := before(growers...)
	with := func(more ...Event) []Event { return slices.Concat(table, more) }
	reached := []Event{try("visit", 20), try("letter", 10), try("visit", 0)}
	all := with(reached...)
	then := func(more ...Event) []Event { return slices.Concat(all, more) }
	name := NameAdvocate{"n1", "s3", "alma", "knows them"}
	named := func(by string) AdvocateNamed {
		return AdvocateNamed{Nomination: "n1", Seat: "s3", Person: "alma", By: by, Reason: "knows them"}
	}
	second := func(by string) AdvocateSeconded { return AdvocateSeconded{Nomination: "n1", Seat: "s3", By: by} }
	speaks := SeatRepresented{Seat: "s3", Nomination: "n1", Advocate: "alma", Interests: "none"}
	alma := By{"alma", ""}
	called := SeatInvited{Seat: "s3", Invitation: "i5", Token: "t5", Called: "Olmos", Note: "Come.", Expires: may, Inviter: "ana"}
	gone := func(why WhyAdvocateEnded, reason string, state SeatState) AdvocateEnded {
		return AdvocateEnded{Seat: "s3", Advocate: "alma", Why: why, Reason: reason, State: state}
	}
	nobody := AdvocateNamed{Nomination: "n2", Seat: "s3", By: "city", Reason: "silent"}
	run(t, []sentence{
		{"the convener names", given(all...).by(ana).when(name).then(named("city"))},
		{"so does a seat of another class", given(all...).by(bea).when(name).then(named("coop"))},
		{"not one of the same", given(then(SeatOpened{Seat: "s4", Class: "riders", Called: "Night"})...).by(bea).when(NameAdvocate{"n1", "s4", "alma", "knows them"}).refused("ANOTHER_CLASS")},
		{"nobody from outside", given(all...).by(dora).when(name).refused("NOT_SEATED")},
		{"nobody themselves", given(all...).by(ana).when(NameAdvocate{"n1", "s3", "ana", "I know them"}).refused("SELF_NAMED")},
		{"after two attempts it is too early", given(with(reached[:2]...)...).by(ana).when(name).refused("TOO_FEW_ATTEMPTS")},
		{"after three in one way too", given(with(try("visit", 2), try("Visit", 1), try("visit", 0))...).by(ana).when(name).refused("TOO_FEW_ATTEMPTS")},
		{"three over a month are too far apart", given(with(try("visit", 30), try("letter", 15), try("visit", 0))...).by(ana).when(name).refused("TOO_FEW_ATTEMPTS")},
		{"three of four within three weeks are enough", given(with(try("visit", 60), try("visit", 21), try("letter", 10), try("visit", 0))...).by(ana).when(name).then(named("city"))},
		{"attempts before the last no do not count", given(slices.Concat(all, []Event{called, SeatDeclined{Seat: "s3", Invitation: "i5", Reason: "no"}})...).by(ana).when(name).refused("TOO_FEW_ATTEMPTS")},
		{"who sits there needs nobody", given(then(called, SeatTaken{Seat: "s3", Invitation: "i5", Organization: "mill", Person: "carl", Seeks: Local})...).by(ana).when(name).refused("SEAT_TAKEN")},
		{"named twice is named once", given(then(named("city"))...).by(ana).when(name).then()},
		{"the other side agrees", given(then(named("city"))...).by(bea).when(SecondAdvocate{"s3"}).then(second("coop"))},
		{"whichever it is", given(then(named("coop"))...).by(ana).when(SecondAdvocate{"s3"}).then(second("city"))},
		{"not the same", given(then(named("city"))...).by(ana).when(SecondAdvocate{"s3"}).refused("OTHER_SIDE_SECONDS")},
		{"nor the person named", given(then(named("city"))...).by(By{"alma", "coop"}).when(SecondAdvocate{"s3"}).refused("SELF_NAMED")},
		{"where nobody is named nobody agrees", given(all...).by(bea).when(SecondAdvocate{"s3"}).refused("NOBODY_NAMED")},
		{"one side is not enough", given(then(named("city"))...).by(alma).when(Represent{"s3", "none"}).refused("NOT_SECONDED")},
		{"who was named accepts and says their interests", given(then(named("city"), second("coop"))...).by(alma).when(Represent{"s3", "none"}).then(speaks)},
		{"and not without", given(then(named("city"), second("coop"))...).by(alma).when(Represent{"s3", ""}).refused("INVALID")},
		{"nobody else accepts", given(then(named("city"), second("coop"))...).by(dora).when(Represent{"s3", "none"}).refused("NOT_NAMED")},
		{"one speaks in one seat", given(then(SeatRepresented{Seat: "s2", Advocate: "alma"}, named("city"), second("coop"))...).by(alma).when(Represent{"s3", "none"}).refused("ALREADY_ADVOCATE")},
		{"an advocate has no seat of their own to leave", given(then(speaks)...).by(alma).when(Vacate{"s3", "tired"}).refused("NOT_SEATED")},
		{"nor states what they seek", given(then(speaks)...).by(alma).when(StateLevel{"s3", Local}).refused("NOT_SEATED")},
		{"they step back", given(then(speaks)...).by(alma).when(StepBack{"s3", "tired"}).then(gone(SteppedBack, "tired", Empty))},
		{"an invitation goes on meanwhile", given(then(speaks, called)...).by(alma).when(StepBack{"s3", "tired"}).then(gone(SteppedBack, "tired", Invited))},
		{"those whom it is for take it", given(then(speaks, called)...).by(carl).when(Take{"t5", Local, nil}).then(gone(ClassCame, "", Invited), SeatTaken{Seat: "s3", Invitation: "i5", Organization: "mill", Person: "carl", Seeks: Local})},
		{"a no of one of them leaves the advocate", given(then(speaks, called, SeatDeclined{Seat: "s3", Invitation: "i5", Reason: "no"})...).by(alma).when(StepBack{"s3", "tired"}).then(gone(SteppedBack, "tired", Empty))},
		{"another is named without new attempts", given(then(speaks)...).by(ana).when(NameAdvocate{"n2", "s3", "olga", "closer"}).then(AdvocateNamed{Nomination: "n2", Seat: "s3", Person: "olga", By: "city", Reason: "closer"})},
		{"and takes the place", given(then(speaks, AdvocateNamed{Nomination: "n2", Seat: "s3", Person: "olga", By: "city"}, AdvocateSeconded{Nomination: "n2", Seat: "s3", By: "coop"})...).by(By{"olga", ""}).when(Represent{"s3", "none"}).then(SeatRepresented{Seat: "s3", Nomination: "n2", Advocate: "olga", Interests: "none", Before: "alma"})},
		{"the convener alone sends nobody away", given(then(speaks)...).by(ana).when(NameAdvocate{"n2", "s3", "", "silent"}).then(nobody)},
		{"with a seat of another class it does", given(then(speaks, nobody)...).by(bea).when(SecondAdvocate{"s3"}).then(AdvocateSeconded{Nomination: "n2", Seat: "s3", By: "coop"}, gone(SentAway, "silent", Empty))},
		{"where nobody speaks nobody is sent away", given(all...).by(ana).when(NameAdvocate{"n2", "s3", "", "silent"}).refused("NOT_REPRESENTED")},
	})
}

func TestClasses(t *testing.T) {
	growers := []Event{ClassAdded{Called: "growers"}, SeatOpened{Seat: "s3", Class: "growers", Called: "Olmos"}}
	empty := before(growers...)
	all := before(append(growers, invited, taken, other, seated("mill", "carl"))...) // two riders
	rename := ChangeClasses{"c1", RenameClass, []string{"Riders"}, []ClassPart{{Called: " couriers "}}, "our word"}
	proposed := ClassChangeProposed{Change: "c1", Kind: RenameClass, Classes: []string{"riders"}, Into: []ClassPart{{Called: "couriers", Seats: []string{"s1", "s2"}}}, Reason: "our word", By: "coop"}
	vote := func(seat string, yes bool) ClassChangeVoted {
		return ClassChangeVoted{Change: "c1", Seat: seat, Yes: yes}
	}
	done := ClassesChanged{Kind: RenameClass, Classes: proposed.Classes, Into: proposed.Into, Change: "c1"}
	ofConvener := proposed
	ofConvener.By = "city"
	split := func(first, second []string) ChangeClasses {
		return ChangeClasses{"c1", SplitClass, []string{"riders"}, parts("day", first, "night", second), "we differ"}
	}
	then := func(more ...Event) []Event { return slices.Concat(all, more) }
	run(t, []sentence{
		{"where nobody sits the convener decides", given(empty...).by(ana).when(rename).then(ClassesChanged{Kind: RenameClass, Classes: proposed.Classes, Into: proposed.Into})},
		{"and nobody else", given(empty...).by(carl).when(rename).refused("NOT_YOUR_CLASS")},
		{"a seat asks its class", given(all...).by(bea).when(rename).then(proposed, vote("s1", true))},
		{"the convener asks it and has no vote", given(all...).by(ana).when(rename).then(ofConvener)},
		{"one of another class does not", given(then(SeatTaken{Seat: "s3", Invitation: "i7", Organization: "olmos", Person: "olga", Seeks: Local})...).by(By{"olga", "olmos"}).when(rename).refused("NOT_YOUR_CLASS")},
		{"one of two is no majority, two are", given(then(proposed, vote("s1", true))...).by(carl).when(VoteClassChange{"c1", true}).then(vote("s2", true), ClassChangeEnded{Change: "c1", Carried: true}, done)},
		{"half is enough to stop it", given(then(proposed, vote("s1", true))...).by(carl).when(VoteClassChange{"c1", false}).then(vote("s2", false), ClassChangeEnded{Change: "c1"})},
		{"who sits alone decides alone", given(before(append(growers, invited, taken)...)...).by(bea).when(rename).then(proposed, vote("s1", true), ClassChangeEnded{Change: "c1", Carried: true}, done)},
		{"the convener votes for nobody", given(then(proposed)...).by(ana).when(VoteClassChange{"c1", true}).refused("NOT_SEATED")},
		{"one change at a time", given(then(proposed, vote("s1", true))...).by(carl).when(ChangeClasses{"c2", RenameClass, []string{"riders"}, []ClassPart{{Called: "bikers"}}, "mine"}).refused("ALREADY_ASKED")},
		{"a name is had once", given(all...).by(bea).when(ChangeClasses{"c1", RenameClass, []string{"riders"}, []ClassPart{{Called: "Growers"}}, "x"}).refused("NAME_TAKEN")},
		{"a split gives each seat a place", given(all...).by(bea).when(split([]string{"s1"}, []string{"s2"})).then(ClassChangeProposed{Change: "c1", Kind: SplitClass, Classes: []string{"riders"}, Into: parts("day", []string{"s1"}, "night", []string{"s2"}), Reason: "we differ", By: "coop"}, vote("s1", true))},
		{"not two", given(all...).by(bea).when(split([]string{"s1", "s2"}, []string{"s2"})).refused("INVALID")},
		{"nor none", given(all...).by(bea).when(split([]string{"s1"}, nil)).refused("INVALID")},
		{"two classes merge", given(empty...).by(ana).when(ChangeClasses{"c1", MergeClasses, []string{"riders", "growers"}, []ClassPart{{Called: "workers"}}, "one voice"}).then(ClassesChanged{Kind: MergeClasses, Classes: []string{"riders", "growers"}, Into: []ClassPart{{Called: "workers", Seats: []string{"s1", "s2", "s3"}}}})},
		{"one merges with nothing", given(empty...).by(ana).when(ChangeClasses{"c1", MergeClasses, []string{"riders"}, []ClassPart{{Called: "workers"}}, "x"}).refused("INVALID")},
		{"what is not there does not change", given(all...).by(ana).when(ChangeClasses{"c1", RenameClass, []string{"millers"}, []ClassPart{{Called: "x"}}, "x"}).refused("NO_SUCH_CLASS")},
		{"under the new name seats are opened", given(then(proposed, done)...).by(ana).when(OpenSeat{"s9", "couriers", "Night", ""}).then(SeatOpened{Seat: "s9", Class: "couriers", Called: "Night"})},
		{"under the old one no more", given(then(proposed, done)...).by(ana).when(OpenSeat{"s9", "riders", "Night", ""}).refused("NO_SUCH_CLASS")},
	})
}

func TestLevels(t *testing.T) {
	all := before(invited, taken, other, seated("mill", "carl"))
	shown := PresumptionsPublished{Seat: "s1", Organization: "coop", Presumes: []Presumed{{Seat: "s2", Level: Local}}}
	better := visions
	better.Economy = "Half of it is shared."
	run(t, []sentence{
		{"a seat publishes what it thinks of others", given(all...).by(bea).when(PublishPresumptions{"s1", []Presumed{{Seat: "s2", Level: Local}}}).then(shown)},
		{"of those who sit there", given(all...).by(bea).when(PublishPresumptions{"s1", []Presumed{{Seat: "s1", Level: Local}, {Seat: "s9", Level: Local}, {Seat: "s2", Level: Local}}}).then(shown)},
		{"of nobody there is nothing to publish", given(before(invited, taken)...).by(bea).when(PublishPresumptions{"s1", []Presumed{{Seat: "s2", Level: Local}}}).refused("NOTHING_PRESUMED")},
		{"the same again is no change", given(append(all, shown)...).by(bea).when(PublishPresumptions{"s1", shown.Presumes}).then()},
		{"nobody publishes for another", given(all...).by(ana).when(PublishPresumptions{"s1", shown.Presumes}).refused("NOT_SEATED")},
		{"the convener revises the visions", given(all...).by(ana).when(ReviseVisions{better, "we learnt"}).then(VisionsRevised{Visions: better, Reason: "we learnt", By: "ana"})},
		{"with a reason", given(all...).by(ana).when(ReviseVisions{better, ""}).refused("INVALID")},
		{"others do not", given(all...).by(bea).when(ReviseVisions{better, "we learnt"}).refused("NOT_CONVENER")},
		{"what stays is no revision", given(all...).by(ana).when(ReviseVisions{visions, "none"}).then()},
		{"one of level 2 is linked to one of level 3", given(all...).by(ana).when(Link{"l1", "ini2", LevelOf, Ecosystem}).then(InitiativeLinked{Link: "l1", To: "ini2", As: LevelOf})},
		{"not to one of its own", given(all...).by(ana).when(Link{"l1", "ini2", LevelOf, EndToEnd}).refused("WRONG_LEVEL")},
		{"nor is it a pilot", given(all...).by(ana).when(Link{"l1", "ini2", PilotOf, Ecosystem}).refused("WRONG_LEVEL")},
		{"others link nothing", given(all...).by(bea).when(Link{"l1", "ini2", LevelOf, Ecosystem}).refused("NOT_CONVENER")},
		{"the other side confirms", given(all...).by(ana).when(ConfirmLink{"l1", "ini2", PilotOf}).then(LinkConfirmed{Link: "l1", From: "ini2", As: PilotOf})},
	})
}

func parts(first string, its []string, second string, theirs []string) []ClassPart {
	return []ClassPart{{Called: first, Seats: its}, {Called: second, Seats: theirs}}
}
