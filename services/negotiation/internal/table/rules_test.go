package table

import (
	"strings"
	"testing"

	"parley.example/events/negotiation"
)

func TestGroundRules(t *testing.T) {
	strict := negotiation.Majority
	open := Open{Room: "roo", Initiative: "ini", Title: " Crates ", Level: 1}
	template := negotiation.Opened{
		Initiative: "ini", Title: "Crates", Level: 1, GroundRules: Template(1), Differences: []negotiation.Difference{}, Room: "roo",
	}
	shorter := with(open, func(o *Open) { o.GroundRules = GroundRules{OfferMinimum: new("PT2S"), Quorum: new("2/4")} })
	short := with(template, func(o *negotiation.Opened) {
		o.GroundRules.OfferMinimum = "PT2S"
		o.Differences = []negotiation.Difference{{Rule: "offerMinimum", Template: "P2D"}}
	})
	wish := func(g GroundRules) Open { return with(open, func(o *Open) { o.GroundRules = g }) }
	changed := negotiation.RulesChanged{
		Version: 2, GroundRules: with(ground, func(g *negotiation.GroundRules) { g.Rule.Rule = strict }),
		Differences: differences(1, with(ground, func(g *negotiation.GroundRules) { g.Rule.Rule = strict })),
	}
	run(t, []sentence{
		{"a table opens with its level's template", given().when(convener, open).then(template)},
		{"what differs from the template is said", given().when(convener, shorter).then(short)},
		{"a table opens once", given(opened).when(convener, open).refused("ALREADY_OPEN")},
		{"only the convener opens one", given().when(huerta, open).refused("NOT_CONVENER")},
		{"nothing is asked of what does not exist", given().when(huerta, AcceptRules{Version: 1}).refused("NOT_FOUND")},
		{"there is no fourth level", given().when(convener, with(open, func(o *Open) { o.Level = 4 })).refused("INVALID")},
		{"there is no rule of the strongest", given().when(convener, wish(GroundRules{Rule: kind("dictator")})).refused("INVALID")},
		{"no more than all can be asked for", given().when(convener, wish(GroundRules{Threshold: new("3/2")})).refused("INVALID")},
		{"more than all can not", given().when(convener, wish(GroundRules{Threshold: new("1")})).refused("INVALID")},
		{"a quorum is a share", given().when(convener, wish(GroundRules{Quorum: new("0.5")})).refused("INVALID")},
		{"a period has a fixed length", given().when(convener, wish(GroundRules{DecideMinimum: new("P1M")})).refused("INVALID")},
		{"nobody can sign in no time", given().when(convener, wish(GroundRules{EntryBy: new("PT0S")})).refused("INVALID")},
		{"a text has a language", given().when(convener, wish(GroundRules{Languages: []string{}})).refused("INVALID")},
		{"money is money", given().when(convener, wish(GroundRules{Currency: new("XXX")})).refused("INVALID")},
		{"a seat accepts", given(opened).when(huerta, AcceptRules{Version: 1}).then(hAgrees)},
		{"once is enough", given(opened, hAgrees).when(huerta, AcceptRules{Version: 1}).then()},
		{"only what was read is accepted", given(opened, changed).when(huerta, AcceptRules{Version: 1}).refused("RULES_CHANGED")},
		{"a stranger has no word to give", given(opened).when(stranger, AcceptRules{Version: 1}).refused("NOT_SEATED")},
		{"the convener changes the rules", given(opened).when(convener, ChangeRules{GroundRules{Rule: &strict}}).then(changed)},
		{"no change is none", given(opened).when(convener, ChangeRules{GroundRules{Currency: new("EUR")}}).then()},
		{"rules that others gave their word to stay", given(opened, hAgrees).when(convener, ChangeRules{GroundRules{Rule: &strict}}).refused("RULES_SETTLED")},
		{"one's own word can be given anew", given(opened, hAgrees).when(with(huerta, func(b *By) { b.Convener = true }), ChangeRules{GroundRules{Rule: &strict}}).then(changed)},
		{"after a change everyone is asked again", given(opened, hAgrees, changed).when(huerta, AcceptRules{Version: 2}).then(negotiation.RulesAccepted{Seat: "huerta", Version: 2})},
	})
}

func kind(s string) *negotiation.RuleKind { k := negotiation.RuleKind(s); return &k }

func TestTermSheet(t *testing.T) {
	wished := Definition{Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Options: deposit.Options, Clause: deposit.Clause}
	dearer := with(wished, func(d *Definition) { d.Options = nil; d.Max = "500" })
	term := with(deposit, func(t *negotiation.Term) { t.Options = nil; t.Max = "500" })
	run(t, []sentence{
		{"the convener adds a term in the table's currency", given(opened).when(convener, AddTerm{ID: "t1", Definition: wished}).then(term1)},
		{"a seat does not, for now", given(opened).when(huerta, AddTerm{ID: "t1", Definition: wished}).refused("NOT_CONVENER")},
		{"a reason is no book, even where nobody needs one", given(opened).when(convener, AddTerm{ID: "t3", Definition: wished, Because: Because{Reason: strings.Repeat("because ", 1000)}}).refused("INVALID")},
		{"a key names one term", given(settled...).when(convener, AddTerm{ID: "t3", Definition: wished}).refused("KEY_TAKEN")},
		{"a key stays", given(settled...).when(convener, ChangeTerm{ID: "t1", Definition: with(wished, func(d *Definition) { d.Key = "pawn" })}).refused("KEY_FIXED")},
		{"and means the same, so that no mandate's limit loses its hold", given(settled...).when(convener, ChangeTerm{ID: "t1", Definition: with(wished, func(d *Definition) { d.Currency = "JPY" })}).refused("KEY_FIXED")},
		{"also when its term is gone", given(after(settled, negotiation.TermRemoved{TermID: "t1"})...).
			when(convener, AddTerm{ID: "t3", Definition: Definition{Key: "deposit", Name: "Deposit", Kind: negotiation.QuantityTerm}}).refused("KEY_FIXED")},
		{"a term changes", given(settled...).when(convener, ChangeTerm{ID: "t1", Definition: dearer}).then(negotiation.TermChanged{TermID: "t1", Version: 2, Term: term})},
		{"the same term is no change", given(settled...).when(convener, ChangeTerm{ID: "t1", Definition: wished}).then()},
		{"a change makes stale what sets the term", given(after(prepared, offered)...).when(convener, ChangeTerm{ID: "t1", Definition: dearer}).
			then(negotiation.TermChanged{TermID: "t1", Version: 2, Term: term, Stale: []string{"p1"}})},
		{"and so does its end", given(after(prepared, offered)...).when(convener, RemoveTerm{ID: "t2"}).then(negotiation.TermRemoved{TermID: "t2", Stale: []string{"p1"}})},
		{"what is stale does not become so again", given(after(prepared, offered, negotiation.TermRemoved{TermID: "t2", Stale: []string{"p1"}})...).
			when(convener, RemoveTerm{ID: "t1"}).then(negotiation.TermRemoved{TermID: "t1"})},
		{"there is no such term", given(settled...).when(convener, RemoveTerm{ID: "t9"}).refused("NO_SUCH_TERM")},
		{"the sheet rests while a decision is open", given(after(settled, offered, asking)...).when(convener, RemoveTerm{ID: "t1"}).refused("DECISION_OPEN")},
	})
}

func TestPackages(t *testing.T) {
	values := Values{{Term: "t2", Value: Value{Choice: "split"}}, {Term: "t1", Value: euros("200")}}
	offer := TablePackage{ID: "p1", As: negotiation.Offer, Values: values, ExpiresAt: instant(three)}
	idea := TablePackage{ID: "p1", As: negotiation.Idea, Values: values[1:]}
	floated := with(offered, func(p *negotiation.PackageTabled) { p.As, p.Values, p.ExpiresAt = negotiation.Idea, p.Values[:1], nil })
	ridersOffer := with(offered, func(p *negotiation.PackageTabled) { p.Seat = "riders" })
	counter := with(offer, func(p *TablePackage) { p.ID, p.CounterTo = "p2", "p1" })
	countered := with(offered, func(p *negotiation.PackageTabled) { p.Package, p.Number, p.Seat, p.CounterTo = "p2", 2, "riders", "p1" })
	setting := func(v Value) TablePackage {
		return with(offer, func(p *TablePackage) { p.Values = Values{{Term: "t1", Value: v}} })
	}
	withdrawn := negotiation.PackageWithdrawn{Package: "p1", Reason: "a mistake"}
	expired := negotiation.PackageExpired{Package: "p1"}
	run(t, []sentence{
		{"an offer is tabled in the order of the sheet", given(settled...).when(huerta, offer).then(offered)},
		{"it binds as long as the rules say, where it says nothing", given(settled...).when(huerta, with(offer, func(p *TablePackage) { p.ExpiresAt = nil })).
			then(with(offered, func(p *negotiation.PackageTabled) { p.ExpiresAt = instant(one) }))},
		{"an offer binds long enough", given(settled...).when(huerta, offer).on(two.Add(1)).refused("OFFER_TOO_SHORT")},
		{"an offer needs a mandate", given(settled...).when(steward, offer).refused("NO_MANDATE")},
		{"an offer keeps within the mandate", given(settled...).when(limited, setting(euros("400"))).refused("BEYOND_MANDATE")},
		{"within it is fine", given(settled...).when(limited, offer).then(ridersOffer)},
		{"no offer before every seat has accepted the rules", given(opened, hAgrees, term1, term2).when(huerta, offer).refused("RULES_NOT_ACCEPTED")},
		{"who comes later does not hold up the others", given(after(settled, offered)...).when(with(huerta, func(b *By) { b.Table = late.Table }), with(offer, func(p *TablePackage) { p.ID = "p2" })).
			then(with(offered, func(p *negotiation.PackageTabled) { p.Package, p.Number = "p2", 2 }))},
		{"but accepts before offering", given(after(settled, offered)...).when(late, with(offer, func(p *TablePackage) { p.ID = "p2" })).refused("RULES_NOT_ACCEPTED")},
		{"an idea needs no mandate to offer, and may leave terms open", given(settled...).when(with(steward, func(b *By) { b.Seat = "huerta" }), idea).then(floated)},
		{"an idea does not expire", given(settled...).when(huerta, with(idea, func(p *TablePackage) { p.ExpiresAt = instant(three) })).refused("INVALID")},
		{"a stranger has no ideas", given(settled...).when(stranger, idea).refused("NOT_SEATED")},
		{"nothing is not a package", given(settled...).when(huerta, with(offer, func(p *TablePackage) { p.Values = nil })).refused("INVALID")},
		{"a package is for something", given(settled...).when(huerta, with(offer, func(p *TablePackage) { p.As = "threat" })).refused("INVALID")},
		{"one offer answers another", given(after(settled, offered)...).when(riders, counter).then(countered)},
		{"but not what was never tabled", given(settled...).when(riders, counter).refused("NO_SUCH_PACKAGE")},
		{"a draft is tabled once", given(after(settled, offered)...).when(huerta, offer).refused("ALREADY_TABLED")},
		{"only options can be chosen", given(settled...).when(huerta, setting(euros("300"))).refused("NOT_AN_OPTION")},
		{"dollars are not euros", given(settled...).when(huerta, setting(Value{Money: &negotiation.Money{Minor: "200", Currency: "USD"}})).refused("CURRENCY_MISMATCH")},
		{"words are not money", given(settled...).when(huerta, setting(Value{Text: "two"})).refused("WRONG_KIND")},
		{"a term is set once", given(settled...).when(huerta, with(offer, func(p *TablePackage) { p.Values = Values{values[0], values[0]} })).refused("INVALID")},
		{"only terms of the sheet are set", given(settled...).when(huerta, with(offer, func(p *TablePackage) { p.Values = Values{{Term: "t9", Value: euros("0")}} })).refused("NO_SUCH_TERM")},
		{"its authors take a package back", given(after(settled, offered)...).when(huerta, Withdraw{"p1", "a mistake"}).then(withdrawn)},
		{"not without a reason", given(after(settled, offered)...).when(huerta, Withdraw{"p1", " "}).refused("INVALID")},
		{"nobody else does", given(after(settled, offered)...).when(riders, Withdraw{"p1", "no"}).refused("NOT_AUTHOR")},
		{"taken back twice is taken back once", given(after(settled, offered, withdrawn)...).when(huerta, Withdraw{"p1", "a mistake"}).then()},
		{"what is being decided on stays", given(after(settled, offered, asking)...).when(huerta, Withdraw{"p1", "a mistake"}).refused("DECISION_OPEN")},
		{"an offer expires", given(after(settled, offered)...).when(By{}, Expire{"p1"}).on(three).then(expired)},
		{"in its time", given(after(settled, offered)...).when(By{}, Expire{"p1"}).on(two).refused("NOT_YET")},
		{"once", given(after(settled, offered, expired)...).when(By{}, Expire{"p1"}).on(four).then()},
		{"and not while it is decided on", given(after(settled, offered, asking)...).when(By{}, Expire{"p1"}).on(three).then()},
		{"what has expired is not withdrawn", given(after(settled, offered)...).when(huerta, Withdraw{"p1", "late"}).on(three).refused("EXPIRED")},
	})
}

func TestPositions(t *testing.T) {
	likes := TakePosition{ID: "o1", Package: "p1", Stance: negotiation.Likes, Reason: " fair "}
	liked := negotiation.PositionTaken{Position: "o1", Initiative: "ini", Seat: "riders", Package: "p1", Stance: negotiation.Likes, Reason: "fair"}
	table := after(settled, offered)
	run(t, []sentence{
		{"a seat says what it thinks", given(table...).when(steward, likes).then(liked)},
		{"said twice is said once", given(after(table, liked)...).when(riders, likes).then()},
		{"a seat may think again", given(after(table, liked)...).when(riders, with(likes, func(p *TakePosition) { p.Stance = negotiation.Concern })).
			then(with(liked, func(p *negotiation.PositionTaken) { p.Stance = negotiation.Concern }))},
		{"a term has opinions too", given(table...).when(riders, TakePosition{ID: "o2", Term: "t1", Stance: negotiation.Objects}).
			then(negotiation.PositionTaken{Position: "o2", Initiative: "ini", Seat: "riders", Term: "t1", Stance: negotiation.Objects})},
		{"an opinion is about something", given(table...).when(riders, TakePosition{ID: "o1", Stance: negotiation.Likes}).refused("INVALID")},
		{"that is there", given(table...).when(riders, TakePosition{ID: "o1", Package: "p9", Stance: negotiation.Likes}).refused("NO_SUCH_PACKAGE")},
		{"and still is", given(table...).when(riders, likes).on(three).refused("EXPIRED")},
		{"there are four stances", given(table...).when(riders, with(likes, func(p *TakePosition) { p.Stance = "hates" })).refused("INVALID")},
		{"a stranger has none", given(table...).when(stranger, likes).refused("NOT_SEATED")},
	})
}
