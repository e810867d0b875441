package story

// Payment is the second level of Valle Verde told to its end: from the riders'
// first offer over a decision that fails to a text that is fixed.
type Payment struct {
	*ValleVerde
	*Table
	Initiative *Initiative
	Kitchens   []*Person // the members of Mesa del Valle, who vote at home

	Best              string // the package that is decided on first
	AtHome            string // the ballot of the kitchens
	Rejected, Carried Decision
	Mediated, Ended   Mediated
	Drawn             Agreement
}

// LayOutPayment opens a table of the second level at which nobody has to wait,
// with the people counted who stand behind each seat.
func (v *ValleVerde) LayOutPayment() *Payment {
	i := v.paymentInitiative()
	kitchens := append([]*Person{v.Beatriz, v.Marc}, v.Mesa.Joins("Cocina", 23)...)
	t := i.OpensTable("Prices, payment and what is left over", Input{
		"zone": "Europe/Madrid", "languages": []string{"en", "es"}, "rule": "perClass", "threshold": "2/3", "strict": false,
		"readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": "PT0S", "counted": "people",
		"behind": []Input{
			Behind(v.Mesa.Seats[i], 31, "Register of members, read by the city."),
			Behind(v.Ciclo.Seats[i], 24, "Payroll of the cooperative."),
		},
		"mediation":    Input{"methods": []string{"singleText"}, "rounds": 2},
		"ratification": Input{"by": "members", "seats": []string{v.Mesa.Seats[i], v.Ciclo.Seats[i]}, "days": 7, "turnout": "1/3"},
	})
	t.Lists(v.paymentTerms(i)...)
	t.Accepts(v.Delegates()...)
	return &Payment{ValleVerde: v, Table: t, Initiative: i, Kitchens: kitchens}
}

func surplus() string { return "growers 7/20, couriers 1/4, restaurants 3/10, reserve 1/10" }

func order(price, payment, fee, guarantee, cancellation, data string) Values {
	return Values{
		"price": price, "payment": payment, "fee": fee, "guarantee": guarantee, "surplus": surplus(), "cancellation": cancellation, "data": data,
	}
}

// Haggle puts offers on the table; the riders counter twice.
func (p *Payment) Haggle() {
	first := p.Offers(p.Luis, "Seed is paid in advance; vegetables should not be lent.", order("9", "7", "320", "80", "24", "aggregated"))
	second := p.Offers(p.Marc, "What a kitchen can promise in March.", order("3", "30", "300", "40", "6", "none"), first)
	third := p.Offers(p.Karim, "The ride, the wait and the way back.", order("5", "14", "440", "60", "12", "aggregated"), second)
	fourth := p.Offers(p.Marc, "Fourteen days, if the drops stay payable.", order("5", "14", "320", "60", "12", "aggregated"), third)
	fifth := p.Offers(p.Karim, "Then at least one of us must be able to live from it.", order("6", "14", "420", "60", "12", "order"), fourth)
	p.Best = p.Offers(p.Luis, "Seven per cent, fourteen days, and the guarantee that we can plan with.", p.Again(), fifth)
	p.Thinks(p.Karim, p.Best, "fee", "concern", "Three forty does not pay the wait at the door.", "Four euros, and we wait.")
	p.Thinks(p.Joan, p.Best, "payment", "likes", "Nobody waits forty-five days for money.", "")
}

// Again is what the last offer says.
func (p *Payment) Again() Values { return order("7", "14", "340", "60", "12", "aggregated") }

// AskAtHome: seven per cent is more than the kitchens' delegate may agree to.
// He asks the members; 19 let him, 6 do not.
func (p *Payment) AskAtHome() {
	p.AtHome = p.Mesa.AsksAtHome(p.Marc, "May Marc go up to seven per cent on prices?", Limit{"deposit", MesaLimit}, Limit{"price", "7"})
	p.Mesa.Lets(p.AtHome, 19, p.Kitchens...)
	type answer struct {
		Ballot struct{ Status, Outcome string }
	}
	Waits(p.Marc, "subscription($id: ID!) { ballot(id: $id) { status outcome } }", Input{"id": p.AtHome},
		func(a answer) bool { return a.Ballot.Status == "closed" && a.Ballot.Outcome == "carried" })
	type mandates struct {
		Organization struct {
			Mandates struct {
				Edges []struct {
					Node struct {
						Limits struct{ Limits []struct{ Term, Max string } }
					}
				}
			}
		}
	}
	Waits(p.Beatriz, "subscription($id: ID!) { organization(id: $id) { mandates(first: 5) { edges { node { limits { limits { term max } } } } } } }",
		Input{"id": p.Mesa.ID}, func(m mandates) bool {
			for _, e := range m.Organization.Mandates.Edges {
				for _, limit := range e.Node.Limits.Limits {
					if limit.Term == "price" && limit.Max == "7" {
						return true
					}
				}
			}
			return false
		})
}

// DecideFirst: 43 of 58 people say yes, and 43 % of the couriers, which is not
// enough where every class counts.
func (p *Payment) DecideFirst() {
	id := p.Asks(p.Luis, p.Best, "Seven per cent, paid within fourteen days?")
	for _, grower := range []*Person{p.Luis, p.Pau, p.Ramon} {
		grower.Votes(id, "yes")
	}
	p.Joan.Votes(id, "yes")
	p.Marc.Votes(id, "yes", IfToo(p.City.Seats[p.Initiative]), Split(29, 2, 0, "Meeting of the members in the market hall."))
	p.Karim.Votes(id, "no", Split(10, 13, 1, "Assembly of the riders."))
	p.Rejected = p.Luis.Closes(id)
}

// Mediate lets everybody seal what matters to them, and one round of mediation
// improve on a text that all can see.
func (p *Payment) Mediate() {
	text := p.Offers(p.Luis, "The same again, to start from.", p.Again(), p.Best)
	up, down := []string{"0", "1"}, []string{"1", "0"}
	rising, falling := []string{"0", "0.3", "0.7", "1"}, []string{"1", "0.7", "0.3", "0"}
	plannable := []string{"0", "0.4", "1", "1"} // who can rely on sixty per cent can plan
	growers := Taste{
		"price": {Weight: "0.4", Worth: up}, "payment": {Weight: "0.3", Worth: falling}, "fee": {Weight: "0.02", Worth: down}, "guarantee": {Weight: "0.25", Worth: plannable},
		"cancellation": {Weight: "0.02", Worth: []string{"0", "0.5", "1"}}, "data": {Weight: "0.01", Worth: []string{"0", "1", "0.5"}},
	}
	for _, grower := range []*Person{p.Luis, p.Pau, p.Ramon} {
		p.Seals(grower, "0.3", growers)
	}
	p.Seals(p.Karim, "0.35", Taste{
		"price": {Weight: "0.02", Worth: up}, "payment": {Weight: "0.1", Worth: falling}, "fee": {Weight: "0.6", Worth: up}, "guarantee": {Weight: "0.13", Worth: plannable},
		"cancellation": {Weight: "0.05", Worth: []string{"0", "0.6", "1"}}, "data": {Weight: "0.1", Worth: []string{"0", "0.5", "1"}},
	})
	p.Seals(p.Marc, "0.3", Taste{
		"price": {Weight: "0.4", Worth: down}, "payment": {Weight: "0.15", Worth: rising}, "fee": {Weight: "0.05", Worth: down}, "guarantee": {Weight: "0.15", Worth: falling},
		"cancellation": {Weight: "0.2", Worth: []string{"1", "0.5", "0"}}, "data": {Weight: "0.05", Worth: []string{"0", "1", "0.2"}},
	})
	p.Seals(p.Joan, "0.2", Taste{
		"price": {Weight: "0.1", Worth: down}, "payment": {Weight: "0.4", Worth: falling}, "fee": {Weight: "0.2", Worth: up}, "guarantee": {Weight: "0.1", Worth: plannable},
		"cancellation": {Weight: "0.05", Worth: []string{"0", "1", "0.5"}}, "data": {Weight: "0.15", Worth: []string{"0", "0.6", "1"}},
	})
	p.Mediated = p.Mediates(p.Karim, text, p.Marc)
}

// DecideAgain: the suggestion is carried by blind votes, and fixes the text.
func (p *Payment) DecideAgain() {
	p.Ended = p.VotesBlind(p.Mediated, 0, p.Delegates()...)
}
