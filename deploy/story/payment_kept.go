package story

// Carry decides on what was mediated, and has it drawn up to be ratified.
func (p *Payment) Carry() {
	p.DecideAgain()
	p.Drawn = p.Agreement(p.Luis)
}

// Sign puts six names under the text, which is in force with the last.
func (p *Payment) Sign() {
	for _, seat := range p.Delegates() {
		seat.Signs(p.Drawn)
	}
	p.Drawn = p.Joan.BindsSince(p.Drawn)
}

// ShareSurplus shares what the first quarter has left over: 36,000.00 €. The
// kitchens hold the money, the city reads their statement, and the growers say
// how many crates came from whom.
func (p *Payment) ShareSurplus() (string, Period) {
	period := p.Marc.OpensPeriod(p.Drawn, "surplus", 1, "2026-03-01", "2026-05-31")
	p.Marc.States(period,
		Line("income", "Deliveries paid by guests and canteens", "14820000", "Invoices 1 to 412"),
		Line("cost", "Vegetables, fruit and eggs", "9635000", "Invoices of three farms"),
		Line("cost", "Drops", "1224000", "3,600 drops, couriers' log"),
		Line("cost", "Crates that did not come back", "361000", "Weekly counts"),
	)
	i := p.Initiative
	p.Luis.Records(period, "growers",
		Contributed(p.Huerta.Seats[i], "seat", "180"), Contributed(p.Olmos.Seats[i], "seat", "120"), Contributed(p.Vidal.Seats[i], "seat", "40"))
	return period, p.Marc.Shares(period, p.Joan)
}

// PayLate pays the month's invoices nine days late. The growers say so, and the
// kitchens owe the interest until another day.
func (p *Payment) PayLate() Obligation {
	a := p.Drawn.ID
	owed := p.Marc.Owed(a, func(all []Obligation) bool { return Named(all, "pay").ID != "" })
	id := Named(owed, "pay").ID
	p.Marc.Keeps("reportObligation", a, id, Input{"note": "The invoices of May were paid on the 23rd instead of the 14th of June: nine days late."})
	p.Luis.Keeps("disputeObligation", a, id, Input{"reason": "Nine days late. The bank has charged us 41.30 € for them."})
	p.Marc.Keeps("proposeResolution", a, id, Input{
		"outcome": "owed", "how": "The 41.30 € come with the next invoices.", "on": p.tale.In(21 * day)[:len("2026-01-02")],
	})
	disputed := Named(p.Luis.Owed(a, func(all []Obligation) bool { return len(Named(all, "pay").Proposals) == 1 }), "pay")
	if len(disputed.Proposals) == 1 {
		p.Luis.Keeps("agreeResolution", a, id, Input{"resolution": disputed.Proposals[0].ID})
	}
	return Named(p.Luis.Owed(a, func(all []Obligation) bool { return Named(all, "pay").Resolution != nil }), "pay")
}

// Drought lowers the guarantee from 60 to 40 %, in a negotiation of its own, and
// ends what had to be made up.
func (p *Payment) Drought() Agreement {
	t := p.Initiative.Amends(p.Drawn, p.Table, "After the drought", Input{
		"zone": "Europe/Madrid", "languages": []string{"en", "es"}, "rule": "perClass", "threshold": "2/3", "strict": false,
		"readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": "PT0S", "ratification": Input{"by": "mandate"},
		"mapping": []Input{{"clause": "guarantee", "duty": "makeup", "fate": "cancel", "reason": "Nobody makes up what has not grown."}},
	})
	t.Rewrites("guarantee", func(term *Term) { term.Causes = nil })
	t.Accepts(p.Delegates()...)
	values := p.Mediated.values(Values{"surplus": surplus()})
	values["guarantee"] = "40"
	offer := t.Offers(p.Luis, "Forty per cent: the upper terraces are dry since June.", values)
	id := t.Asks(p.Luis, offer, "Forty instead of sixty, until it rains?")
	for _, seat := range p.Delegates() {
		seat.Votes(id, "yes")
	}
	p.Luis.Closes(id)
	next := p.Luis.Version(p.Drawn.ID, p.Drawn.Version+1, "open")
	for _, seat := range p.Delegates() {
		seat.Signs(next)
	}
	return p.Joan.BindsSince(next)
}
