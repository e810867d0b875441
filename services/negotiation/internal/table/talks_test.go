package table

import (
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

var (
	ana   = negotiation.Facilitator{Person: "ana", Name: "Ana", Interests: "Buys from Huerta Alta."}
	eva   = By{Person: "ana", Table: chairs, Powers: powers}
	led   = negotiation.FacilitatorAppointed{Initiative: "ini", Facilitator: ana, Lead: both}
	both  = negotiation.Lead{By: []string{"huerta", "riders"}, Reason: "we are stuck"}
	alone = negotiation.Lead{Reason: "it is time"}
	why   = Why{Motion: "m1", Reason: "we are stuck"}
	phase = negotiation.PhaseWish{Kind: negotiation.Listening, Title: "What matters"}
	begin = Why{Motion: "m1", Reason: "it is time"}
	// two seats of one class, and one of another
	crowd = append([]registry.SeatRow{{ID: "olmos", Class: "growers", Name: "Los Olmos", State: registry.Taken, Organization: "org_o"}}, chairs...)
	olmos = By{Seat: "olmos", Powers: powers, Table: crowd}
)

func moved(needs negotiation.Needs, wait time.Duration, p negotiation.Proposal) negotiation.Moved {
	return negotiation.Moved{
		Motion: "m1", Initiative: "ini", Number: 1, Seat: "huerta", Needs: needs, Asked: []string{"riders"}, Until: negotiation.InstantOf(noon.Add(wait)), Reason: "we are stuck", Proposal: p,
	}
}

func among(by By) By { by.Table = crowd; return by }

func TestMotions(t *testing.T) {
	asked := moved(negotiation.TwoClasses, untilSecond, negotiation.Proposal{Phase: &phase})
	table := after(settled, asked)
	word := negotiation.Supported{Motion: "m1", Seat: "riders"}
	carried := negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionCarried}
	opens := OpenPhase{Why: why, Kind: negotiation.Listening, Title: "What matters"}
	appoint := Appoint{Why: why, Person: "ana", Name: "Ana", Interests: "Buys from Huerta Alta."}
	wish := moved(negotiation.AllSeats, untilConsent, negotiation.Proposal{Facilitator: &ana})
	run(t, []sentence{
		{"without a facilitator one seat asks", given(settled...).when(huerta, opens).then(asked)},
		{"and one of another class makes it so", given(table...).when(riders, Support{"m1"}).
			then(word, carried, negotiation.PhaseOpened{Initiative: "ini", Number: 1, PhaseWish: phase, Lead: both})},
		{"one of the same class does not", given(table...).when(olmos, Support{"m1"}).then(negotiation.Supported{Motion: "m1", Seat: "olmos"})},
		{"nor the same one twice", given(table...).when(huerta, Support{"m1"}).then()},
		{"nor when it is too late", given(table...).when(riders, Support{"m1"}).on(noon.Add(untilSecond)).refused("NO_SUCH_MOTION")},
		{"nor somebody who sits nowhere", given(table...).when(stranger, Support{"m1"}).refused("NOT_SEATED")},
		{"nor the convener", given(settled...).when(convener, opens).refused("NOT_SEATED")},
		{"its author takes it back", given(table...).when(huerta, Decline{"m1", "we are not"}).
			then(negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionWithdrawn, Seat: "huerta", Reason: "we are not"})},
		{"nobody else has to", given(table...).when(riders, Decline{"m1", "no"}).refused("NOT_AUTHOR")},
		{"it lapses", given(table...).when(By{}, Lapse{"m1"}).on(noon.Add(untilSecond)).then(negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionLapsed})},
		{"in its time", given(table...).when(By{}, Lapse{"m1"}).refused("NOT_YET")},
		{"a reason is needed", given(settled...).when(huerta, OpenPhase{Kind: negotiation.Listening}).refused("INVALID")},
		{"a person is wanted by all", given(settled...).when(huerta, appoint).then(wish)},
		{"with two of three it is not yet so", given(after(settled, wish)...).when(among(riders), Support{"m1"}).then(word)},
		{"with the last it is", given(after(settled, wish)...).when(riders, Support{"m1"}).
			then(word, carried, negotiation.FacilitatorAppointed{Initiative: "ini", Facilitator: ana, Lead: both})},
		{"any of them can refuse", given(after(settled, wish)...).when(riders, Decline{"m1", "not her"}).
			then(negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionDeclined, Seat: "riders", Reason: "not her"})},
	})
}

func TestFacilitator(t *testing.T) {
	table := after(settled, led)
	opens := OpenPhase{Why: begin, Kind: negotiation.Listening, Title: "What matters"}
	seated := with(huerta, func(b *By) { b.Person = "ana" })
	idea := TablePackage{ID: "p1", As: negotiation.Offer, Values: Values{{Term: "t1", Value: euros("200")}}}
	run(t, []sentence{
		{"who leads does so alone, with a reason", given(table...).when(eva, opens).then(negotiation.PhaseOpened{Initiative: "ini", Number: 1, PhaseWish: phase, Lead: alone})},
		{"seats then do not", given(table...).when(huerta, opens).refused("FACILITATED")},
		{"a phase ends", given(after(table, negotiation.PhaseOpened{Number: 1, PhaseWish: phase})...).when(eva, OpenPhase{Why: begin}).then(negotiation.PhaseClosed{Initiative: "ini", Number: 1, Lead: alone})},
		{"if there is one", given(table...).when(eva, OpenPhase{Why: begin}).refused("NOT_OPEN")},
		{"who leads tables no offers, whatever mandate they have", given(table...).when(seated, idea).refused("FACILITATES")},
		{"nor supports what seats want", given(after(table, moved(negotiation.AllSeats, untilConsent, negotiation.Proposal{Phase: &phase}))...).when(seated, Support{"m1"}).refused("FACILITATES")},
		{"nor moves a deadline", given(after(table, offered, asking)...).when(with(convener, func(b *By) { b.Person = "ana" }), MoveDeadline{Decision: "d1", To: negotiation.InstantOf(three), Reason: "x"}).refused("FACILITATES")},
		{"an idea is floated without a seat", given(table...).when(eva, FloatIdea{ID: "p1", Values: Values{{Term: "t1", Value: euros("200")}}}).
			then(negotiation.PackageTabled{Package: "p1", Initiative: "ini", Number: 1, As: negotiation.Idea, Values: []Setting{{Term: "t1", Version: 1, Value: euros("200")}}, TabledAt: negotiation.InstantOf(noon), Floated: true})},
		{"only by who leads", given(table...).when(huerta, FloatIdea{ID: "p1", Values: Values{{Term: "t1", Value: euros("200")}}}).refused("NOT_FACILITATOR")},
		{"two classes want another one", given(table...).when(huerta, Dismiss{why}).then(moved(negotiation.TwoClasses, untilSecond, negotiation.Proposal{Dismiss: true}))},
		{"who leads may stop at once", given(table...).when(eva, Dismiss{begin}).then(negotiation.FacilitatorDismissed{Initiative: "ini", Person: "ana", Lead: alone})},
		{"a session is about terms of the sheet", given(table...).when(eva, CallSession{Why: begin, ID: "s1", Title: "Crates", At: negotiation.InstantOf(two), Minutes: 90, Terms: []string{"t9"}}).refused("NO_SUCH_TERM")},
		{"and still to come", given(table...).when(eva, CallSession{Why: begin, ID: "s1", Title: "Crates", At: negotiation.InstantOf(noon), Minutes: 90}).refused("IN_THE_PAST")},
		{"who asked first speaks first", given(after(table, negotiation.SpeakerAsked{Seat: "riders"}, negotiation.SpeakerAsked{Seat: "huerta"})...).when(eva, CallSpeaker{Why: begin}).then(negotiation.SpeakerCalled{Seat: "riders", Lead: alone})},
		{"nobody speaks who has not asked", given(table...).when(eva, CallSpeaker{Why: begin, Seat: "huerta"}).refused("NOBODY_ASKED")},
		{"asked twice is asked once", given(after(table, negotiation.SpeakerAsked{Seat: "riders"})...).when(riders, AskToSpeak{}).then()},
	})
}

func TestLadder(t *testing.T) {
	up := func(number int, from, to negotiation.Rung, change ...func(*negotiation.RungClimbed)) negotiation.RungClimbed {
		e := negotiation.RungClimbed{Initiative: "ini", Number: number, From: from, RungWish: negotiation.RungWish{Rung: to}, Lead: alone}
		for _, c := range change {
			c(&e)
		}
		return e
	}
	table := after(settled, led)
	stuck := after(table, up(1, "", negotiation.RungFacilitator), up(2, "", negotiation.RungMediation), up(3, "", negotiation.RungFinalOffers))
	partial := after(stuck, up(4, "", negotiation.RungExpert), up(5, "", negotiation.RungPartial, func(e *negotiation.RungClimbed) { e.Terms = []string{"t1"} }))
	failed := after(partial, up(6, negotiation.RungPartial, negotiation.RungFailed, func(e *negotiation.RungClimbed) { e.RetryAt = instant(four) }))
	part := with(offered, func(p *negotiation.PackageTabled) { p.Values = p.Values[:1] })
	run(t, []sentence{
		{"one step", given(table...).when(eva, Climb{Why: begin, Rung: negotiation.RungFacilitator}).then(up(1, "", negotiation.RungFacilitator))},
		{"at a time", given(table...).when(eva, Climb{Why: begin, Rung: negotiation.RungMediation}).refused("ONE_STEP")},
		{"an expert is asked a named question", given(stuck...).when(eva, Climb{Why: begin, Rung: negotiation.RungExpert}).refused("INVALID")},
		{"which is kept", given(stuck...).when(eva, Climb{Why: begin, Rung: negotiation.RungExpert, Question: "What does cooling cost?", Expert: "Dr Sol"}).
			then(up(4, negotiation.RungFinalOffers, negotiation.RungExpert, func(e *negotiation.RungClimbed) { e.Question, e.Expert = "What does cooling cost?", "Dr Sol" }))},
		{"failing has a date to try again", given(partial...).when(eva, Climb{Why: begin, Rung: negotiation.RungFailed}).refused("INVALID")},
		{"a part can be decided on, on the rung for that", given(after(partial, part)...).when(riders, OpenDecision{ID: "d1", Package: "p1", Partial: true, Deadline: negotiation.InstantOf(two)}).
			then(with(asking, func(d *negotiation.DecisionOpened) { d.Terms = []string{"t1"} }))},
		{"not before", given(after(stuck, part)...).when(riders, OpenDecision{ID: "d1", Package: "p1", Partial: true, Deadline: negotiation.InstantOf(two)}).refused("ONE_STEP")},
		{"what has failed takes no offers", given(failed...).when(huerta, TablePackage{ID: "p1", As: negotiation.Offer, Values: Values{{Term: "t1", Value: euros("0")}}}).refused("TALKS_FAILED")},
		{"each seat has a closing word", given(failed...).when(huerta, SayClosing{"We were close."}).then(negotiation.ClosingWord{Initiative: "ini", Seat: "huerta", Text: "We were close."})},
		{"one", given(after(failed, negotiation.ClosingWord{Seat: "huerta"})...).when(huerta, SayClosing{"Again."}).refused("ALREADY_DONE")},
		{"and when the time has come they try again", given(failed...).when(eva, Climb{Why: begin}).on(four).then(up(7, negotiation.RungFailed, ""))},
		{"not before", given(failed...).when(eva, Climb{Why: begin}).refused("NOT_YET")},
		{"whoever is not stuck takes no step back", given(table...).when(eva, Climb{Why: begin}).refused("NOT_OPEN")},
	})
}

func TestTheSheetOnceOffersWereMade(t *testing.T) {
	change := ChangeTerm{ID: "t2", Definition: definitionOf(loss), Because: Because{Motion: "m1", Reason: "we are stuck"}}
	change.Name = "Loss"
	other := loss
	other.Name = "Loss"
	wish := negotiation.TermWish{Do: changeTerm, Term: "t2", Version: 1, Wish: &other}
	asked := moved(negotiation.AllSeats, untilConsent, negotiation.Proposal{Term: &wish})
	changed := negotiation.TermChanged{TermID: "t2", Version: 2, Term: other, Stale: []string{"p1"}}
	byFacilitator := after([]Event{fixedRules(func(g *negotiation.GroundRules) { g.SheetChange = negotiation.ByFacilitator })}, after(settled, led, offered)[1:]...)
	requested := after(byFacilitator, with(asked, func(m *negotiation.Moved) {
		m.Needs, m.Until = negotiation.AndLeader, negotiation.InstantOf(noon.Add(untilSecond))
	}))
	word := negotiation.Supported{Motion: "m1", Seat: "riders"}
	carried := negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionCarried}
	run(t, []sentence{
		{"a seat asks for a change", given(after(settled, offered)...).when(huerta, change).then(asked)},
		{"so does the convener", given(after(settled, offered)...).when(convener, change).then(with(asked, func(m *negotiation.Moved) { m.Seat, m.Asked = "", []string{"huerta", "riders"} }))},
		{"with the consent of all it is made", given(after(settled, offered, asked)...).when(riders, Support{"m1"}).then(word, carried, changed)},
		{"not while a decision is open", given(after(settled, offered, asked, asking)...).when(riders, Support{"m1"}).refused("DECISION_OPEN")},
		{"nor of a term that has changed since", given(after(settled, offered, asked, changed)...).when(riders, Support{"m1"}).refused("TERM_CHANGED")},
		{"where the facilitator changes it, two classes ask", given(requested...).when(riders, Support{"m1"}).then(word)},
		{"and the facilitator does", given(after(requested, word)...).when(eva, Support{"m1"}).then(negotiation.Supported{Motion: "m1"}, carried, changed)},
		{"not before", given(requested...).when(eva, Support{"m1"}).refused("NOT_YET_SECONDED")},
	})
}

func TestConstraints(t *testing.T) {
	bond := negotiation.Constraint{Constraint: "c1", Name: "Dear crates are borne together", Never: []negotiation.TermIs{
		{Term: "t1", Is: negotiation.Equals, Value: euros("400")}, {Term: "t2", Is: negotiation.Not, Value: Value{Choice: "split"}},
	}}
	added := negotiation.ConstraintAdded{Initiative: "ini", Number: 1, Constraint: bond}
	wish := AddConstraint{Why: why, ID: "c1", Name: bond.Name, Never: bond.Never}
	dear := TablePackage{ID: "p2", As: negotiation.Idea, Values: Values{{Term: "t1", Value: euros("400")}, {Term: "t2", Value: Value{Choice: "grower"}}}}
	dearer := with(offered, func(p *negotiation.PackageTabled) {
		p.Values = []Setting{{Term: "t1", Version: 1, Value: euros("400")}, {Term: "t2", Version: 1, Value: Value{Choice: "grower"}}}
	})
	run(t, []sentence{
		{"the convener binds terms together", given(settled...).when(convener, wish).then(added)},
		{"a package that breaks it is refused by name", given(after(settled, added)...).when(huerta, dear).refused("INFEASIBLE")},
		{"one that came before is named", given(after(prepared, dearer)...).when(convener, wish).then(with(added, func(e *negotiation.ConstraintAdded) { e.Infeasible = []string{"p1"} }))},
		{"and can no longer be decided on", given(after(settled, dearer, with(added, func(e *negotiation.ConstraintAdded) { e.Infeasible = []string{"p1"} }))...).
			when(riders, OpenDecision{ID: "d1", Package: "p1", Deadline: negotiation.InstantOf(two)}).refused("NO_LONGER_FEASIBLE")},
		{"it goes with a term that it speaks of", given(after(settled, added)...).when(convener, RemoveTerm{ID: "t2"}).
			then(negotiation.ConstraintLifted{Constraint: "c1"}, negotiation.TermRemoved{TermID: "t2"})},
		{"or by itself", given(after(settled, added)...).when(convener, LiftConstraint{Why: why, Constraint: "c1"}).then(negotiation.ConstraintLifted{Constraint: "c1"})},
		{"if it is there", given(settled...).when(convener, LiftConstraint{Why: why, Constraint: "c1"}).refused("NO_SUCH_CONSTRAINT")},
	})
}

func TestTheText(t *testing.T) {
	taken := negotiation.TextTaken{Initiative: "ini", Package: "p1", Values: offered.Values, Lead: both}
	before, now := euros("200"), euros("100")
	wish := negotiation.Amendment{Amendment: "a1", Term: "t1", Version: 1, Before: &before, After: now}
	asked := moved(negotiation.AnotherClass, untilSecond, negotiation.Proposal{Amendment: &wish})
	redline := negotiation.TextAmended{Initiative: "ini", Number: 1, Seat: "huerta", Amendment: wish, Lead: both}
	table := after(settled, offered, taken)
	amend := Amend{Why: why, ID: "a1", Term: "t1", Value: now}
	run(t, []sentence{
		{"two classes make a package the text", given(after(settled, offered, moved(negotiation.TwoClasses, untilSecond, negotiation.Proposal{Text: "p1"}))...).when(riders, Support{"m1"}).
			then(negotiation.Supported{Motion: "m1", Seat: "riders"}, negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionCarried}, taken)},
		{"a seat proposes a redline", given(table...).when(huerta, amend).then(asked)},
		{"another class accepts it", given(after(table, asked)...).when(riders, Support{"m1"}).
			then(negotiation.Supported{Motion: "m1", Seat: "riders"}, negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionCarried}, redline)},
		{"in the text that was read", given(after(table, asked, redline)...).when(riders, Support{"m1"}).refused("TEXT_CHANGED")},
		{"only if there is one", given(settled...).when(huerta, amend).refused("NO_TEXT")},
		{"the text becomes an offer", given(after(table, redline)...).when(huerta, TablePackage{ID: "p2", As: negotiation.Offer, Text: true, ExpiresAt: instant(three)}).
			then(with(offered, func(p *negotiation.PackageTabled) {
				p.Package, p.Number = "p2", 2
				p.Values = []Setting{{Term: "t1", Version: 1, Value: now}, offered.Values[1]}
			}))},
	})
}

func TestDisagreements(t *testing.T) {
	where := TakePosition{ID: "o1", Term: "t1", Stance: negotiation.Objects, Whether: negotiation.Where, Sphere: negotiation.OfEconomy, Vision: "Nobody waits."}
	taken := negotiation.PositionTaken{
		Position: "o1", Initiative: "ini", Seat: "riders", Term: "t1", Stance: negotiation.Objects,
		Diagnosis: negotiation.Diagnosis{Whether: negotiation.Where, Sphere: negotiation.OfEconomy, Vision: "Nobody waits."},
	}
	table := after(settled, taken)
	pilot := ChooseWay{Position: "o1", Way: negotiation.Pilot, LookBack: "2026-09-01", Reason: "try it small"}
	run(t, []sentence{
		{"an objection says what it is about", given(settled...).when(riders, where).then(taken)},
		{"where we want to get to is in a vision", given(settled...).when(riders, with(where, func(p *TakePosition) { p.Vision = "" })).refused("INVALID")},
		{"who agrees is not asked", given(settled...).when(riders, with(where, func(p *TakePosition) { p.Stance = negotiation.Likes })).refused("INVALID")},
		{"the other side presumes", given(table...).when(huerta, Presume{"o1", negotiation.How}).then(negotiation.Presumed{Position: "o1", Initiative: "ini", Seat: "huerta", Whether: negotiation.How})},
		{"not its author", given(table...).when(riders, Presume{"o1", negotiation.How}).refused("OWN_POSITION")},
		{"its author takes a way out", given(table...).when(riders, pilot).
			then(negotiation.WayChosen{Position: "o1", Initiative: "ini", Seat: "riders", Way: negotiation.Pilot, LookBack: "2026-09-01", Reason: "try it small"})},
		{"a pilot is looked back at", given(table...).when(riders, with(pilot, func(c *ChooseWay) { c.LookBack = "" })).refused("INVALID")},
		{"in the future", given(table...).when(riders, with(pilot, func(c *ChooseWay) { c.LookBack = "2026-02-01" })).refused("INVALID")},
		{"nobody else does", given(table...).when(huerta, pilot).refused("NOT_AUTHOR")},
		{"a disagreement on how needs none", given(after(settled, with(taken, func(p *negotiation.PositionTaken) { p.Diagnosis = negotiation.Diagnosis{Whether: negotiation.How} }))...).when(riders, pilot).refused("NO_DISAGREEMENT")},
	})
}

func TestLateSeatsAndStandstill(t *testing.T) {
	accepts := AcceptRules{Brief: "b1", Version: 1}
	lAgrees := negotiation.RulesAccepted{Seat: "kitchens", Version: 1}
	brief := negotiation.LateSeated{
		Brief: "b1", Initiative: "ini", Seat: "kitchens", From: negotiation.InstantOf(noon.AddDate(0, 0, 5)), // noon is a Sunday: the fifth working day is a Friday
		Stands: []string{"p1"}, Open: []string{}, Decided: []negotiation.Decided{}, Motions: []string{},
	}
	open := OpenDecision{ID: "d1", Package: "p1", Deadline: negotiation.InstantOf(two)}
	still := negotiation.StoodStill{Petition: "x1", Until: negotiation.InstantOf(noon.AddDate(0, 0, 7))}
	run(t, []sentence{
		{"before the first offer nobody is late", given(settled...).when(late, accepts).then(lAgrees)},
		{"who comes later has a brief and five working days", given(after(settled, offered)...).when(late, accepts).then(lAgrees, brief)},
		{"before them no decision opens", given(after(settled, offered, lAgrees, brief)...).when(riders, open).refused("LATE_SEAT")},
		{"a decision that is open goes on without them", given(after(settled, offered, asking)...).when(late, accepts).then(lAgrees, with(brief, func(b *negotiation.LateSeated) { b.Deciding = "d1" }))},
		{"a petition makes the table stand still", given(settled...).when(By{}, StandStill{"x1"}).then(still)},
		{"once", given(after(settled, still)...).when(By{}, StandStill{"x1"}).then()},
		{"and no decision opens", given(after(settled, offered, still)...).when(riders, open).refused("STANDSTILL")},
	})
}

func TestGroundRulesByConsent(t *testing.T) {
	quorum := MoveRules{Why: why, GroundRules: GroundRules{Quorum: new("2/3")}}
	other := ground
	other.Quorum = "2/3"
	wish := negotiation.RulesWish{GroundRules: other, Differences: differences(1, other), After: 1}
	asked := moved(negotiation.AllSeats, untilConsent, negotiation.Proposal{Rules: &wish})
	run(t, []sentence{
		{"accepted rules change by consent", given(after(settled, offered)...).when(huerta, quorum).then(asked)},
		{"who consents has accepted them", given(after(settled, offered, asked)...).when(riders, Support{"m1"}).then(
			negotiation.Supported{Motion: "m1", Seat: "riders"}, negotiation.MotionClosed{Motion: "m1", Outcome: negotiation.MotionCarried},
			negotiation.RulesChanged{Version: 2, GroundRules: other, Differences: wish.Differences},
			negotiation.RulesAccepted{Seat: "huerta", Version: 2}, negotiation.RulesAccepted{Seat: "riders", Version: 2})},
		{"rules that have changed since do not", given(after(settled, offered, asked, negotiation.RulesChanged{Version: 2, GroundRules: ground})...).when(riders, Support{"m1"}).refused("RULES_CHANGED")},
	})
}

func TestWhoLeadsHasNoVote(t *testing.T) {
	b := Fold(after(settled, offered, led, asking)...).Ballot("d1")
	by := with(huerta, func(b *By) { b.Person = "ana" })
	if refusal := b.Takes(by, negotiation.Abstain, one); codeOf(refusal) != "FACILITATES" {
		t.Errorf("their vote is taken: %v", refusal)
	}
}
