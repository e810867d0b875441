package story

import "time"

// Commission is the second level of Ruedas: what the platform keeps of a ride,
// and what a waiting hour is worth. It is told to the fixed text.
type Commission struct {
	*Ruedas
	*Table
	Initiative *Initiative
	Nadia      *Person // of the five whom unaffiliated drivers have elected
	Leo        *Person // the drivers' auditor
	Alone      *Organization
	rules      Input

	Data              string // the drivers' first ask
	Joint, Best       string // packages
	Round             Round
	Rejected, Blocked Decision
	Mediated, Ended   Mediated
	Drawn             Agreement
}

// Round is a round as everybody at the table sees it.
type Round struct {
	ID       string
	Status   string
	Packages []struct {
		ID   string
		Seat struct{ ID string }
	}
}

// OpenCommission seats everybody, unaffiliated drivers too, and opens the table.
func (r *Ruedas) OpenCommission() *Commission {
	c := &Commission{Ruedas: r}
	c.Nadia, c.Leo = r.Person("Nadia Ferreira"), r.Person("Leo Antunes")
	c.Alone = c.Nadia.Founds("Five for fifteen hundred", "assembly", "Elected by drivers who belong to no association.")
	c.Alone.Sends(c.Nadia, nil)
	r.Drivers.TakesIn(c.Leo, "counsel")
	i := r.Samira.Opens("What is left of a ride", 2,
		"Of ten euros that a rider pays, the driver does not know in advance how many arrive. Agree on the commission, on waiting, on a floor, and on who pays which part of the insurance.",
		Visions{
			Person:       "A week's work pays a week's life, and one knows it on Monday.",
			Organization: "The platform earns with every ride, not with every driver's despair.",
			Economy:      "A city in which rides are cheap because they are shared, not because somebody waits for nothing.",
		})
	for _, seat := range []struct {
		who            *Person
		class, affects string
		seeks          int
	}{
		{r.Dani, "drivers", "They pay the car, the fuel, the insurance and the waiting.", 2},
		{c.Nadia, "drivers", "They belong to nobody, and drive as much.", 3},
		{r.Hugo, "platform", "Every half per cent decides on a quarter's result.", 1},
		{r.Olga, "union", "The riders' tariff hangs on the drivers'.", 3},
		{r.Pilar, "city", "The licence ends in a year.", 2},
		{r.Tomas, "insurer", "The premium depends on hours at the wheel.", 1},
	} {
		i.Class(seat.class)
		i.Seats(seat.who, seat.class, seat.affects, seat.seeks)
	}
	c.Initiative = i
	c.Table = c.layOut(i)
	return c
}

func (c *Commission) everybody() []*Person {
	return []*Person{c.Dani, c.Nadia, c.Hugo, c.Olga, c.Pilar, c.Tomas}
}

// layOut opens a table that carries by 60 % of the seats and 65 % of the trips.
func (c *Commission) layOut(i *Initiative) *Table {
	trips := func(p *Person, thousands string) Input {
		return Input{
			"seat": p.Org.Seats[i], "weight": thousands, "source": "Trips in thousands, twelve weeks, by the platform's log.", "readBy": c.City.Seats[i],
		}
	}
	c.rules = Input{
		"zone": "Europe/Madrid", "languages": []string{"en", "es"},
		"rule": "double", "threshold": "3/5", "weightThreshold": "13/20", "strict": false,
		"readMinimum": "PT0S", "decideMinimum": "PT0S", "offerMinimum": "PT0S",
		"behind":    []Input{trips(c.Dani, "230"), trips(c.Nadia, "270"), trips(c.Hugo, "500")},
		"mediation": Input{"methods": []string{"singleText"}, "rounds": 2},
	}
	t := i.OpensTable("Commission, waiting and a floor", c.rules)
	t.Lists(
		Term{
			Key: "commission", Name: "Commission", Kind: "percentage", Min: "12", Max: "28", Step: "0.5",
			Clause: "The platform keeps {value} of what a rider pays.",
		},
		Term{
			Key: "waiting", Name: "Waiting pay", Kind: "money", Min: "0", Max: "40", Step: "5",
			Clause: "Each minute of waiting after the third pays {value}.",
		},
		Term{
			Key: "floor", Name: "Hourly floor", Kind: "money", Min: "1100", Max: "1700", Step: "50",
			Clause: "An hour on duty pays no less than {value}.",
		},
		Term{
			Key: "insurance", Name: "Insurance", Kind: "choice",
			Options: []Option{{"driver", "the driver"}, {"split", "both, half each"}, {"platform", "the platform"}},
			Clause:  "The premium is paid by {value}.",
			Causes: Input{"needs": []string{c.Insurer.Seats[i]}, "duties": []Input{{
				"key": "cover", "debtor": Input{"seat": c.Insurer.Seats[i]}, "creditor": class("drivers"), "what": "Cover every ride, from {value} on.",
				"due": Input{"after": "P7D"}, "evidence": "note", "acceptance": "P7D",
			}}},
		},
		Term{
			Key: "pot", Name: "Waiting pot", Kind: "shares", Options: []Option{{Key: "drivers"}, {Key: "reserve"}},
			Clause: "What guests have paid for waiting is shared each week: {value}.",
			Causes: Input{"sharing": Input{
				"every": "P7D", "within": []Input{{"portion": "drivers", "by": "contributions"}}, "unit": "trips", "reserve": "reserve",
				"contest": "P2D", "reader": c.City.Seats[i],
			}},
		},
	)
	t.Accepts(c.everybody()...)
	return t
}

// AskForData: the drivers ask for twelve weeks of trips. The platform gives
// averages, which are no answer, and then the rows, for the auditor only.
func (c *Commission) AskForData() {
	var got struct{ Ask struct{ ID string } }
	c.Dani.Does("raiseAsk", Input{
		"negotiation": c.ID, "kind": "information", "to": Input{"seat": c.Platform.Seats[c.Initiative]},
		"text": "Twelve weeks of trips: begin, end, fare, commission, waiting.", "purpose": "To reckon what an hour pays.",
		"term": c.Term("floor").ID, "due": c.In(21 * 24 * time.Hour),
	}, "ask { id status }", &got)
	c.Data = got.Ask.ID
	c.Hugo.Does("answerAsk", Input{"ask": c.Data, "how": "words", "text": "On average an hour pays 13.80 €."}, "ask { status }", nil)
	c.Dani.Does("contestAnswer", Input{"ask": c.Data, "reason": "An average is paid to nobody. We asked for trips."}, "ask { status }", nil)
}

// AnswerWithRows hands the rows to the auditor, who is satisfied.
func (c *Commission) AnswerWithRows() {
	c.Hugo.Does("answerAsk", Input{
		"ask": c.Data, "how": "document", "text": "One row for each trip, without names.", "readers": []Input{{"person": c.Leo.Person}},
		"document": Input{"name": "trips-12-weeks.csv", "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
	}, "ask { status }", nil)
	c.Dani.Does("confirmAnswer", Input{"ask": c.Data}, "ask { status }", nil)
}

// pot is how the waiting pot is shared, from the first offer to the last.
const pot = "drivers 19/20, reserve 1/20"

func ride(commission, waiting, floor, insurance string) Values {
	return Values{"commission": commission, "waiting": waiting, "floor": floor, "insurance": insurance, "pot": pot}
}

// SealedRound lets everybody make their first offer without having seen the
// others': no seat is the anchor of all that follows.
func (c *Commission) SealedRound() {
	var got struct {
		Round  *struct{ ID string }
		Motion *struct{ ID string }
	}
	c.Dani.Does("openRound", Input{
		"negotiation": c.ID, "title": "First offers, sealed", "sealed": true, "until": c.In(3 * 24 * time.Hour), "reason": "So that nobody waits for the strongest to speak first.",
	}, "round { id } motion { id }", &got)
	c.supports(c.Olga, got.Motion)
	c.Round = c.round("open")
	lay := func(p *Person, as, note string, values Values) {
		p.Does("sealEnvelope", Input{"negotiation": c.ID, "round": c.Round.ID, "packages": []Input{
			{"as": as, "note": note, "values": c.settings(values)},
		}}, "envelope { round { id } }", nil)
	}
	lay(c.Dani, "offer", "What the association has voted for.", ride("15", "25", "1550", "split"))
	lay(c.Nadia, "offer", "What fifteen hundred can live from.", ride("14", "35", "1600", "platform"))
	lay(c.Hugo, "offer", "What pays the servers and the support.", ride("24", "10", "1200", "driver"))
	lay(c.Pilar, "idea", "What the licence could ask for.", ride("20", "15", "1400", "split"))
	c.Dani.Does("closeRound", Input{"negotiation": c.ID, "round": c.Round.ID, "reason": "All who want to have sealed."}, "round { id } motion { id }", &got)
	c.supports(c.Hugo, got.Motion)
	c.Round = c.round("closed")
}

func (c *Commission) supports(p *Person, motion *struct{ ID string }) {
	if motion != nil {
		p.Does("supportMotion", Input{"negotiation": c.ID, "motion": motion.ID}, "motion { id status }", nil)
	}
}

func (c *Commission) round(status string) Round {
	type answer struct {
		Negotiation struct{ Rounds struct{ Nodes []Round } }
	}
	got := Waits(c.Dani, "subscription($id: ID!) { negotiation(id: $id) { rounds(first: 5) { nodes { id status packages { id seat { id } } } } } }",
		Input{"id": c.ID}, func(a answer) bool {
			n := a.Negotiation.Rounds.Nodes
			return len(n) == 1 && n[0].Status == status
		})
	if len(got.Negotiation.Rounds.Nodes) == 0 {
		return Round{}
	}
	return got.Negotiation.Rounds.Nodes[0]
}

// Wait opens a decision that waits for the data. Nobody can vote before the
// rows are there.
func (c *Commission) Wait() string {
	var got struct{ Decision struct{ ID string } }
	c.Olga.Does("openDecision", Input{
		"negotiation": c.ID, "package": c.Joint, "deadline": c.In(deciding), "question": "The drivers' offer?", "waitsFor": []string{c.Data},
	}, "decision { id }", &got)
	return got.Decision.ID
}

// Decide: four of six seats say yes, and half of the trips, which is too little.
func (c *Commission) Decide(id string) {
	for _, p := range []*Person{c.Dani, c.Nadia, c.Olga, c.Pilar} {
		p.Votes(id, "yes")
	}
	c.Hugo.Votes(id, "no")
	c.Tomas.Votes(id, "abstain")
	c.Rejected = c.Olga.Closes(id)
}

// Mediate: what matters to whom is sealed, and one text is improved.
func (c *Commission) Mediate() {
	c.Best = c.Offers(c.Hugo, "To start from.", ride("22", "15", "1250", "driver"), c.Joint)
	knee := []string{"12", "18.5", "28"}
	driver := Taste{
		"commission": {Weight: "0.4", At: knee, Worth: []string{"1", "0.9", "0"}}, "waiting": {Weight: "0.2", Worth: []string{"0", "1"}},
		"floor": {Weight: "0.3", Worth: []string{"0", "1"}}, "insurance": {Weight: "0.1", Worth: []string{"0", "0.6", "1"}},
	}
	c.Seals(c.Dani, "0.3", driver)
	c.Seals(c.Nadia, "0.3", driver)
	c.Seals(c.Hugo, "0.3", Taste{
		"commission": {Weight: "0.6", At: knee, Worth: []string{"0", "0.9", "1"}}, "waiting": {Weight: "0.1", Worth: []string{"1", "0"}},
		"floor": {Weight: "0.2", Worth: []string{"1", "0"}}, "insurance": {Weight: "0.1", Worth: []string{"1", "0.5", "0"}},
	})
	// The union, the city and the insurer seal nothing: they agree to a round
	// without protection.
	c.Mediated = c.Mediates(c.Hugo, c.Best, c.Dani, c.Olga, c.Pilar, c.Tomas)
}

// DecideBlind carries it.
func (c *Commission) DecideBlind() {
	c.Ended = c.VotesBlind(c.Mediated, 0, c.everybody()...)
}
