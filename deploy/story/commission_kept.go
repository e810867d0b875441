package story

import (
	"fmt"
	"strconv"
)

// Why the insurer signs later.
const uninsurable = "Nobody has told us yet how many hours they are at the wheel. We cannot insure what we cannot reckon."

// Carry has the text drawn up that was carried by blind votes.
func (c *Commission) Carry() {
	c.DecideBlind()
	c.Drawn = c.Agreement(c.Dani)
}

// InsurerDeclines says no, with a reason, after two have signed.
func (c *Commission) InsurerDeclines() string {
	c.Dani.Signs(c.Drawn)
	c.Nadia.Signs(c.Drawn)
	c.Tomas.Declines(c.Drawn, uninsurable)
	return uninsurable
}

// GoOn decides on the same text again: the insurer abstains, so that its article
// sleeps, and nobody has to wait for its name.
func (c *Commission) GoOn() {
	t := c.Initiative.Amends(c.Drawn, c.Table, "Without the insurer, for now", c.rules)
	t.Accepts(c.everybody()...)
	offer := t.Offers(c.Hugo, "The same, and the insurer joins when it can reckon.", c.Mediated.values(Values{"pot": pot}))
	id := t.Asks(c.Dani, offer, "Shall it begin without the insurer?")
	for _, p := range c.everybody() {
		choice := "yes"
		if p == c.Tomas {
			choice = "abstain"
		}
		p.Votes(id, choice)
	}
	c.Dani.Closes(id)
	c.Drawn = c.Dani.Version(c.Drawn.ID, 2, "open")
	for _, p := range c.everybody() {
		if p != c.Tomas {
			p.Signs(c.Drawn)
		}
	}
	c.Drawn = c.Pilar.BindsSince(c.Drawn)
}

// InsurerJoins puts its name under the same hash: its article wakes.
func (c *Commission) InsurerJoins() { c.Tomas.Signs(c.Drawn) }

// Drivers are how many drive, and Trips how many trips one of them made in the
// week that is shared.
const Drivers = 1900

// Trips is how many trips the driver with a number has made.
func Trips(driver int) int { return 20 + driver%41 }

// ShareWeek shares 57,000.00 € of waiting pay over all who drive, by their
// trips. Half of them belong to the association, which counts for its own.
func (c *Commission) ShareWeek() (string, Period) {
	period := c.Hugo.OpensPeriod(c.Drawn, "pot", 1, "2026-09-07", "2026-09-13")
	c.Hugo.States(period, Line("income", "Waiting paid by guests", "5700000", "Invoices of the week"))
	const page = 475
	for first := 0; first < Drivers; first += page {
		var rows []Input
		for driver := first; driver < first+page; driver++ {
			rows = append(rows, Contributed(fmt.Sprintf("driver-%04d", driver), "key", strconv.Itoa(Trips(driver))))
		}
		counts := c.Dani
		if first >= Drivers/2 {
			counts = c.Nadia
		}
		counts.Records(period, "drivers", rows...)
	}
	return period, c.Hugo.Shares(period, c.Pilar)
}
