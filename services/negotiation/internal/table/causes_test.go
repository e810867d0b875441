package table

import (
	"strings"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

// pays is a duty of the couriers to a grower.
func pays(change func(*negotiation.Duty)) negotiation.Duty {
	d := negotiation.Duty{
		Key: "pay", Debtor: negotiation.Whom{Class: "couriers"}, Creditor: negotiation.Whom{Seat: "huerta"}, What: "Pay {value} for each crate, {loss}.",
		Due: negotiation.When{After: "P14D"}, Every: "P1M", Amount: &negotiation.Amount{Term: "deposit"}, Evidence: negotiation.NoteEvidence,
	}
	change(&d)
	return d
}

func asIs(*negotiation.Duty) {}

func TestWhatTermsCause(t *testing.T) {
	wished := func(change func(*negotiation.Causes)) ChangeTerm {
		d := definitionOf(deposit)
		d.Duties = []negotiation.Duty{pays(asIs)}
		change(&d.Causes)
		return ChangeTerm{ID: "t1", Definition: d}
	}
	duty := func(change func(*negotiation.Duty)) ChangeTerm {
		return wished(func(c *negotiation.Causes) { c.Duties = []negotiation.Duty{pays(change)} })
	}
	changed := negotiation.TermChanged{TermID: "t1", Version: 2, Term: with(deposit, func(t *negotiation.Term) {
		t.Causes = negotiation.Causes{Needs: []string{"riders"}, HeldFor: []string{"labour"}, Duties: []negotiation.Duty{pays(asIs)}}
	})}
	run(t, []sentence{
		{"a term says whom it waits for, whom it is kept for and what it causes", given(settled...).when(convener, wished(func(c *negotiation.Causes) {
			c.Needs, c.HeldFor = []string{"riders"}, []string{"labour"}
		})).then(changed)},
		{"empty lists are none", given(settled...).when(convener, wished(func(c *negotiation.Causes) { c.Duties, c.Needs = []negotiation.Duty{}, []string{} })).then()},
		{"it waits for nobody from elsewhere", given(settled...).when(convener, wished(func(c *negotiation.Causes) { c.Needs = []string{"bakery"} })).refused("NO_SUCH_SEAT")},
		{"nothing is owed by another table's seat", given(settled...).when(convener, duty(func(d *negotiation.Duty) { d.Debtor = negotiation.Whom{Seat: "bakery"} })).refused("NO_SUCH_SEAT")},
		{"nor to a class that there is not", given(settled...).when(convener, duty(func(d *negotiation.Duty) { d.Creditor = negotiation.Whom{Class: "bakers"} })).refused("NO_SUCH_SEAT")},
		{"its words name terms of the sheet", given(settled...).when(convener, duty(func(d *negotiation.Duty) { d.What = "Pay {fee}." })).refused("NO_SUCH_TERM")},
		{"and its amount a money term", given(settled...).when(convener, duty(func(d *negotiation.Duty) { d.Amount.Term = "loss" })).refused("NO_SUCH_TERM")},
		{"only the convener says so, as with the term", given(settled...).when(huerta, duty(asIs)).refused("NOT_CONVENER")},
		{"a term that a duty speaks of stays on the sheet", given(after(settled, changed)...).when(convener, RemoveTerm{ID: "t2"}).refused("TERM_IN_USE")},
	})
}

func TestAFixedTextIsWhole(t *testing.T) {
	caused := negotiation.TermChanged{TermID: "t1", Version: 2, Term: with(deposit, func(t *negotiation.Term) { t.Duties = []negotiation.Duty{pays(asIs)} })}
	p := with(offered, func(p *negotiation.PackageTabled) {
		p.Values = []Setting{{Term: "t1", Version: 2, Value: euros("200")}, p.Values[1]}
	})
	text := func(rules func(*negotiation.GroundRules), part ...string) negotiation.TextFixed {
		table := Fold(after([]Event{fixedRules(rules), term1, term2, caused, p})...)
		d := asked(with(asking, func(d *negotiation.DecisionOpened) { d.Terms = part }))
		return table.text(negotiation.DecisionClosed{Package: "p1", Votes: []Vote{{Seat: "huerta", Choice: "yes"}}}, d, noon)
	}
	plain := func(*negotiation.GroundRules) {}
	whole := text(plain).Terms[0].Duties[0]
	if whole.What != "Pay 2.00 EUR for each crate, both in halves." || whole.Amount.Money == nil || whole.Amount.Money.Minor != "200" || whole.Amount.Term != "" {
		t.Errorf("a duty waits for something: %+v", whole)
	}
	if left := text(plain, "t1").Terms[0].Duties[0]; left.What != "Pay 2.00 EUR for each crate, …." {
		t.Errorf("what a term left open would say is not known: %q", left.What)
	}
	members := text(func(g *negotiation.GroundRules) {
		g.Ratification = &negotiation.RatificationRules{By: negotiation.MembersRatify, Days: 30, Turnout: "1/3", Seats: []string{"riders"}}
	})
	until := noon.AddDate(0, 0, 30)
	if r := members.Ratification; !r.Until.Equal(until) || len(r.Seats) != 1 || !members.Entry.By.Equal(until.AddDate(0, 0, 14)) {
		t.Errorf("who ratifies has no time left to sign: %+v, %+v", r, members.Entry)
	}
}

func TestAnAmendmentHasAParent(t *testing.T) {
	owed := []negotiation.Owed{
		{Clause: "deposit", Duty: pays(func(d *negotiation.Duty) { d.What, d.Amount = "Pay.", nil })},
		{Clause: "deposit", Duty: pays(func(d *negotiation.Duty) { d.Key, d.What, d.Amount = "count", "Count.", nil })},
		{Clause: "deposit", Duty: pays(func(d *negotiation.Duty) { d.Key, d.What, d.Amount = "wash", "Wash.", nil })},
		{Clause: "gone", Duty: pays(asIs)},
	}
	amends := negotiation.Amends{Agreement: "agr_1", Version: 1, Hash: "h1", Owed: owed}
	wish := Open{
		Room: "roo", Initiative: "ini", Title: "Crates", Level: 1, Amends: &Amending{Agreement: "agr_1", Version: 1},
		Parent: &Parent{Amends: amends, Initiative: "ini", Parties: []string{"huerta", "riders"}},
	}
	opens := negotiation.Opened{Initiative: "ini", Title: "Crates", Level: 1, GroundRules: Template(1), Differences: []negotiation.Difference{}, Room: "roo", Amends: &amends}
	another := func(change func(*Parent)) Open {
		return with(wish, func(o *Open) { o.Parent = new(with(*o.Parent, change)) })
	}
	var listed []negotiation.TermAdded
	before := []Inherited{{"t8", negotiation.Term{Key: "deposit", Kind: negotiation.MoneyTerm}}, {"t9", negotiation.Term{Key: "days", Causes: negotiation.Causes{Needs: []string{"huerta"}}}}}
	for i, term := range before {
		listed = append(listed, negotiation.TermAdded{TermID: term.ID, Initiative: "ini", Number: i + 1, Term: term.Term})
	}
	vacated := with(convener, func(b *By) {
		b.Table = []registry.SeatRow{chairs[0], with(chairs[1], func(s *registry.SeatRow) { s.State = registry.Empty })}
	})
	run(t, []sentence{
		{"a table opens on what is in force", given().when(convener, wish).then(opens)},
		{"it begins with the terms of the table before", given().when(convener, another(func(p *Parent) { p.Sheet = before })).then(opens, listed[0], listed[1])},
		{"not on what does not exist", given().when(convener, with(wish, func(o *Open) { o.Parent = nil })).refused("NO_SUCH_AGREEMENT")},
		{"nor on another initiative's", given().when(convener, another(func(p *Parent) { p.Initiative = "other" })).refused("NO_SUCH_AGREEMENT")},
		{"nor on what was replaced", given().when(convener, another(func(p *Parent) { p.Version = 2 })).refused("NOT_IN_FORCE")},
		{"whom it binds sits at the table", given().when(vacated, wish).refused("PARTY_NOT_SEATED")},
	})

	table := Fold(with(opened, func(o *negotiation.Opened) {
		o.Amends = &amends
		o.GroundRules.Mapping = []negotiation.Carrying{{Clause: "deposit", Duty: "wash", Fate: "cancel", Reason: "They are washed already."}, {Clause: "gone", Duty: "pay", Fate: "keep", Reason: "We would like to."}}
	}))
	fixed := []negotiation.FixedTerm{{Key: "deposit", Causes: negotiation.Causes{Duties: []negotiation.Duty{
		owed[0].Duty, pays(func(d *negotiation.Duty) { d.Key, d.What, d.Amount = "count", "Count twice.", nil }), owed[2].Duty,
	}}}}
	want := []negotiation.Carrying{
		{Clause: "deposit", Duty: "pay", Fate: "keep"},
		{Clause: "deposit", Duty: "count", Fate: "change"},
		{Clause: "deposit", Duty: "wash", Fate: "cancel", Reason: "They are washed already."},
		{Clause: "gone", Duty: "pay", Fate: "cancel", Reason: "We would like to."},
	}
	for i, got := range table.carries(fixed) {
		if got != want[i] {
			t.Errorf("got %+v, want %+v", got, want[i])
		}
	}
	if n := len(table.carries(fixed)); n != len(want) {
		t.Errorf("%d duties have a fate, %d were owed", n, len(want))
	}
}

func TestGroundRulesSayWhatTheTextWillBe(t *testing.T) {
	wish := func(b Becoming) Open {
		return Open{Room: "roo", Initiative: "ini", Title: "Crates", Level: 3, GroundRules: GroundRules{Becoming: b}}
	}
	template := negotiation.Opened{Initiative: "ini", Title: "Crates", Level: 3, GroundRules: Template(3), Differences: []negotiation.Difference{}, Room: "roo"}
	honour := with(template, func(o *negotiation.Opened) {
		o.GroundRules.Nature = negotiation.Understanding
		o.GroundRules.Lasts = &negotiation.Lasting{Until: "2027-12-31", Notice: "P3M", Renews: "P1Y"}
		o.Differences = []negotiation.Difference{{Rule: "nature", Template: "contract"}}
	})
	ratify := func(r negotiation.RatificationRules) Open { return wish(Becoming{Ratification: &r}) }
	lasts := func(l negotiation.Lasting) Open { return wish(Becoming{Lasts: &l}) }
	run(t, []sentence{
		{"at level 3 members ratify, a third of them at least", given().when(convener, wish(Becoming{})).then(template)},
		{"an understanding for a year, renewed", given().when(convener, wish(Becoming{Nature: new(negotiation.Understanding), Lasts: &negotiation.Lasting{Until: "2027-12-31", Notice: "P3M", Renews: "P1Y"}})).then(honour)},
		{"an empty term is none", given().when(convener, lasts(negotiation.Lasting{})).then(template)},
		{"there is no oath", given().when(convener, wish(Becoming{Nature: new(negotiation.Nature("oath"))})).refused("INVALID")},
		{"members need days", given().when(convener, ratify(negotiation.RatificationRules{By: "members"})).refused("INVALID")},
		{"a mandate needs none", given().when(convener, ratify(negotiation.RatificationRules{By: "mandate", Days: 3})).refused("INVALID")},
		{"more than all cannot take part", given().when(convener, ratify(negotiation.RatificationRules{By: "members", Days: 3, Turnout: "4/3"})).refused("INVALID")},
		{"nobody else ratifies", given().when(convener, ratify(negotiation.RatificationRules{By: "king", Days: 3})).refused("INVALID")},
		{"a seat ratifies once", given().when(convener, ratify(negotiation.RatificationRules{By: "members", Days: 3, Seats: []string{"a", "a"}})).refused("INVALID")},
		{"an end is a day", given().when(convener, lasts(negotiation.Lasting{Until: "2027-02-30"})).refused("INVALID")},
		{"notice is a time", given().when(convener, lasts(negotiation.Lasting{Notice: "P0D"})).refused("INVALID")},
		{"what has no end is not renewed", given().when(convener, lasts(negotiation.Lasting{Renews: "P1Y"})).refused("INVALID")},
		{"a duty has one fate", given().when(convener, wish(Becoming{Mapping: []negotiation.Carrying{{Clause: "a", Duty: "b", Fate: "keep"}, {Clause: "a", Duty: "b", Fate: "cancel"}}})).refused("INVALID")},
		{"and a known one", given().when(convener, wish(Becoming{Mapping: []negotiation.Carrying{{Clause: "a", Duty: "b", Fate: "forget"}}})).refused("INVALID")},
		{"a reason is no book", given().when(convener, wish(Becoming{Mapping: []negotiation.Carrying{{Clause: "a", Duty: "b", Fate: "keep", Reason: strings.Repeat("x", 501)}}})).refused("INVALID")},
	})
}
