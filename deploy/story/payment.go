package story

// OpenPayment opens the second level of Valle Verde: the whole way from an
// order to its payment. It ends with a first offer on the table.
func (v *ValleVerde) OpenPayment() *Table {
	i := v.paymentInitiative()
	v.speakUp(i)
	t := i.OpensTable("Prices, payment and what is left over", Input{"zone": "Europe/Madrid", "languages": []string{"en", "es"}})
	t.Lists(v.paymentTerms(i)...)
	t.Accepts(v.Delegates()...)
	offer := t.Offers(v.Karim, "The ride, the wait and the way back, at a price that pays a rider's month.", order("7", "7", "440", "60", "12", "aggregated"))
	t.Thinks(v.Luis, offer, "payment", "likes", "Seed is paid in advance; vegetables are not.", "")
	t.Thinks(v.Marc, offer, "guarantee", "concern", "Nobody knows in March who will eat out in August.", "Forty per cent, and a look at the weather.")
	t.Drafts(v.Marc, "Not before Tuesday: ask the members first.", Values{"price": "4", "payment": "14", "fee": "360", "guarantee": "40"})
	return t
}

func (v *ValleVerde) paymentInitiative() *Initiative {
	i := v.Elena.Opens("From order to payment", 2,
		"Growers wait for their money, riders for orders, kitchens for answers. Agree on the whole way from an order to its payment, so that no part of it rests on somebody's patience.",
		Visions{
			Person:       "Nobody waits forty-five days for money that they have earned.",
			Organization: "Each can plan a season: what will be ordered, carried and paid.",
			Economy:      "A valley in which what the work is worth stays with those who do it.",
		})
	v.sitDown(i, map[*Person]int{v.Luis: 2, v.Pau: 2, v.Ramon: 1, v.Karim: 3, v.Marc: 1, v.Joan: 3})
	i.Tries(v.Elena, "Canteen users", "letter", "Wrote to the parents' associations of nine schools. Two have answered.")
	return i
}

func (v *ValleVerde) paymentTerms(i *Initiative) []Term {
	return []Term{
		{
			Key: "price", Name: "Price index", Kind: "percentage", Min: "-4", Max: "10", Step: "1",
			Clause: "Purchase prices change by {value} against last season's.",
		},
		{
			Key: "payment", Name: "Days to pay", Kind: "quantity", Unit: "days", Options: Keys("7", "14", "30", "45"),
			Clause: "Invoices are paid within {value}.",
			Causes: owes(Input{
				"key": "pay", "debtor": class("restaurants"), "creditor": class("growers"), "what": "Pay the month's invoices within {value}.",
				"due": Input{"after": "P1M"}, "every": "P1M", "evidence": "note",
			}),
		},
		{
			Key: "fee", Name: "Fee per drop", Kind: "money", Min: "280", Max: "460", Step: "20",
			Clause: "The couriers receive {value} for each drop.",
			Causes: owes(Input{
				"key": "drops", "debtor": class("restaurants"), "creditor": class("couriers"), "what": "Pay {value} for each drop of the month.",
				"due": Input{"after": "P1M"}, "every": "P1M", "evidence": "note", "acceptance": "P14D",
			}),
		},
		{
			Key: "guarantee", Name: "Volume guarantee", Kind: "percentage", Options: Keys("0", "40", "60", "80"),
			Clause: "The kitchens take at least {value} of the volume that they have announced.",
			Causes: owes(Input{
				"key": "makeup", "debtor": class("restaurants"), "creditor": class("growers"), "what": "Pay what was not taken of {value} of the volume announced.",
				"due": Input{"after": "P1M"}, "every": "P1M", "evidence": "note",
			}),
		},
		{
			Key: "surplus", Name: "Shares of the surplus", Kind: "shares",
			Options: []Option{{Key: "growers"}, {Key: "couriers"}, {Key: "restaurants"}, {Key: "reserve"}},
			Clause:  "The surplus is shared: {value}.",
			Causes: Input{"sharing": Input{
				"within": []Input{{"portion": "growers", "by": "contributions"}}, "unit": "crates", "reserve": "reserve", "contest": "P7D", "reader": v.City.Seats[i],
			}},
		},
		{
			Key: "cancellation", Name: "Cancellation", Kind: "quantity", Unit: "hours", Options: Keys("6", "12", "24"),
			Clause: "An order can be cancelled until {value} before its delivery.",
		},
		{
			Key: "data", Name: "Data sharing", Kind: "choice",
			Options: []Option{{"none", "nothing"}, {"aggregated", "totals by week"}, {"order", "every order"}},
			Clause:  "The parties share {value} of what is ordered and delivered.",
			Causes: owes(Input{
				"key": "totals", "debtor": class("couriers"), "creditor": Input{"all": true}, "what": "Send everybody {value} of what was delivered.",
				"due": Input{"after": "P7D"}, "every": "P7D", "evidence": "none", "acceptance": "P7D",
			}),
		},
	}
}

// owes is what one article makes parties owe.
func owes(duties ...Input) Input { return Input{"duties": duties} }

// class is each seat of a class, as a side of a duty.
func class(name string) Input { return Input{"class": name} }

// speakUp asks everybody in the valley, and some of them answer.
func (v *ValleVerde) speakUp(i *Initiative) {
	talk := i.Wonders(v.Joan, "What would have to change between an order and its payment, so that you would say: this is fair?")
	waiting := talk.Says(v.Ramon, "Nobody waits forty-five days for money.")
	hours := talk.Says(v.Lucia, "A rider who waits at a kitchen door is working.")
	notice := talk.Says(v.Marc, "Tell us a day before when there are no tomatoes.")
	for _, p := range []*Person{v.Luis, v.Pau, v.Karim, v.Lucia, v.Marc, v.Sol} {
		talk.Stands(p, waiting, "agree")
	}
	talk.Stands(v.Ines, hours, "agree")
	talk.Stands(v.Beatriz, hours, "pass")
	talk.Stands(v.Teresa, notice, "disagree")
}
