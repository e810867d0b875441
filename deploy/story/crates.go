package story

// Crates is the first level of Valle Verde: what becomes of the crates in which
// the food travels. Forty-eight packages are possible.
type Crates struct {
	*ValleVerde
	*Table
	Initiative *Initiative

	First, Second, Final string // packages: the couriers' offer, the counter-offer, the one that carries
	Idea                 string
	Rejected, Carried    Decision
	Drawn                Agreement
}

// weekly is the duty that everybody wants to see in the text.
const weekly = "Every Monday the riders count the crates at each stop and write the numbers where all parties can read them."

// OpenCrates opens the initiative, seats everybody and opens the table. brief is
// how long an offer binds at least.
func (v *ValleVerde) OpenCrates(brief string) *Crates {
	i := v.Ines.Opens("Crates that come back", 1,
		"Three hundred crates are lost in a year and nobody knows where. Agree on a deposit, on when empties come back, and on who bears the loss.",
		Visions{
			Person:       "Nobody is blamed for a crate that somebody else has lost.",
			Organization: "Farms, riders and kitchens plan with the crates that are there.",
			Economy:      "What is shared is counted, and what is counted comes back.",
		})
	v.sitDown(i, map[*Person]int{v.Luis: 1, v.Pau: 1, v.Ramon: 1, v.Karim: 1, v.Marc: 1, v.Joan: 2})
	i.Tries(v.Ines, "Farm labourers", "visit", "Spoke to the packing crew at Huerta Alta. They want to be asked again after the harvest.")
	return v.CratesTable(i, brief)
}

// CratesTable opens a table at which the crates are talked about: one is
// enough, but tests want more.
func (v *ValleVerde) CratesTable(i *Initiative, brief string) *Crates {
	c := v.LayOut(i, brief)
	c.Accepts(v.Delegates()...)
	return c
}

// LayOut opens such a table with its terms, and no seat has accepted its ground
// rules yet.
func (v *ValleVerde) LayOut(i *Initiative, brief string) *Crates {
	table := i.OpensTable("Deposit, return and loss of crates", Input{
		"readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": brief, "zone": "Europe/Madrid", "languages": []string{"en", "es"},
	})
	table.Lists(
		Term{
			Key: "deposit", Name: "Deposit", Kind: "money", Options: []Option{{"0", "none"}, {"100", "1 €"}, {"200", "2 €"}, {"400", "4 €"}},
			Clause: "Whoever receives a crate pays a deposit of {value}, and gets it back with the crate.",
		},
		Term{
			Key: "days", Name: "Days to return", Kind: "quantity", Unit: "days", Options: Keys("3", "5", "7", "14"),
			Clause: "Empty crates are ready to be collected within {value}.",
		},
		Term{
			Key: "loss", Name: "Who bears the loss", Kind: "choice",
			Options: []Option{{"grower", "the grower"}, {"courier", "the couriers"}, {"split", "both halves: grower and couriers"}},
			Clause:  "A crate that is lost between farm and kitchen is borne by {value}.",
		},
		Term{
			Key: "counting", Name: "Counting", Kind: "text", Clause: "{value}",
			Causes: owes(Input{
				"key": "count", "debtor": class("couriers"), "creditor": Input{"all": true}, "what": "Count the crates at each stop, and say how many there are.",
				"due": Input{"after": "P7D"}, "every": "P7D", "evidence": "note", "acceptance": "P7D",
			}),
		},
	)
	return &Crates{ValleVerde: v, Table: table, Initiative: i}
}

// Open is a package of the first three terms with the weekly count.
func open(deposit, days, loss string) Values {
	return Values{"deposit": deposit, "days": days, "loss": loss, "counting": weekly}
}

// FirstRound puts an idea, an offer and its counter-offer on the table.
func (c *Crates) FirstRound() {
	c.Idea = c.Floats(c.Luis, "Just to have something to talk about.", Values{"deposit": "100", "days": "7", "loss": "split"})
	c.First = c.Offers(c.Karim, "A crate that costs something comes back. We ride past every kitchen twice a week anyway.", open("400", "3", "grower"))
	c.Thinks(c.Marc, c.First, "deposit", "objects", "Sixty crates in the cellar tie up 240 € in every kitchen.", "Two euros at most, and a grace period in August.")
	c.Thinks(c.Luis, c.First, "", "concern", "We would pay for crates that are lost on the road.", "Share the loss.")
	c.Thinks(c.Joan, c.First, "days", "likes", "The canteens can do three days.", "")
	c.Says(c.Ramon, "all", "I do not mind a deposit. I mind searching for crates on a Sunday.")
	c.Second = c.Offers(c.Marc, "A small deposit and two weeks: that is what a kitchen can promise.", open("100", "14", "split"), c.First)
	c.Says(c.Marc, "team", "If they insist on five days, I would rather give up on the fourteen than on the deposit.")
}

// FirstDecision asks about the counter-offer: the couriers object, so that it
// fails.
func (c *Crates) FirstDecision() {
	id := c.Asks(c.Marc, c.Second, "Can everybody live with one euro and fourteen days?")
	for _, p := range []*Person{c.Luis, c.Pau, c.Ramon, c.Joan, c.Marc} {
		p.Votes(id, "yes")
	}
	c.Karim.Votes(id, "objects", c.Because("days",
		"With empties standing for fourteen days we have no crates left in the weeks of the harvest.", "Five days, and we collect twice a week."))
	c.Rejected = c.Marc.Closes(id)
}

// SecondRound answers the objection with the change that lifts it.
func (c *Crates) SecondRound() {
	c.Final = c.Offers(c.Marc, "Five days then, if the riders collect twice a week; and two euros, so that everybody remembers.", open("200", "5", "split"), c.Second)
	c.Thinks(c.Lucia, c.Final, "days", "likes", "That lifts our objection.", "")
	c.Thinks(c.Pau, c.Final, "", "canLiveWith", "", "")
}

// SecondDecision carries. The restaurants say yes if the city does, and the
// couriers' deputy votes.
func (c *Crates) SecondDecision() {
	id := c.Asks(c.Luis, c.Final, "Two euros, five days, the loss shared, and a count on Mondays?")
	c.Marc.Votes(id, "yes", IfToo(c.City.Seats[c.Initiative]))
	for _, p := range []*Person{c.Luis, c.Pau, c.Ramon, c.Lucia, c.Joan} {
		p.Votes(id, "yes")
	}
	c.Carried = c.Luis.Closes(id)
	c.Drawn = c.Agreement(c.Luis)
}

// Sign puts every seat's name under the text, which is in force with the last.
func (c *Crates) Sign() {
	for _, p := range []*Person{c.Karim, c.Luis, c.Pau, c.Marc, c.Joan, c.Ramon} {
		p.Signs(c.Drawn)
	}
}

// Count keeps the first week's count, which is owed since the text is in force.
func (c *Crates) Count() Obligation {
	a := c.Drawn.ID
	counted := func(all []Obligation) bool { return Named(all, "count").ID != "" }
	owed := Named(c.Karim.Owed(a, counted), "count")
	c.Karim.Keeps("reportObligation", a, owed.ID, Input{"note": "312 crates: 118 at the farms, 176 in the kitchens, 18 on the road."})
	return owed
}

// AcceptCount is a farm's yes to what was counted.
func (c *Crates) AcceptCount(o Obligation) Obligation {
	c.Luis.Keeps("acceptObligation", c.Drawn.ID, o.ID, nil)
	settled := func(all []Obligation) bool { return Named(all, "count").State == "accepted" }
	return Named(c.Joan.Owed(c.Drawn.ID, settled), "count")
}

// Play tells the rest of it, once the table is open.
func (c *Crates) Play() {
	c.FirstRound()
	c.FirstDecision()
	c.SecondRound()
	c.SecondDecision()
	c.Sign()
}
