package story

import (
	"maps"
	"time"
)

const day = 24 * time.Hour

// Period is what one distribution came to, as everybody at the table sees it.
type Period struct {
	ID            string
	State         string
	Distributions struct {
		Edges []struct {
			Node struct {
				Round     int
				Pot, Held struct{ Minor string }
				Portions  []struct {
					Portion string
					Amount  struct{ Minor string }
				}
			}
		}
	}
}

const periodQuery = `subscription($id: ID!) { period(id: $id) { id state
	distributions(first: 5) { edges { node { round pot { minor } held { minor } portions { portion amount { minor } } } } } } }`

// Payout is what one member of a portion is paid.
type Payout struct {
	ID, Payout, Payee, Portion, State string
	Contributed                       string
	Amount                            struct{ Minor string }
	Reason                            *string
}

// OpensPeriod begins a statement of value, of which the person's seat holds the
// money.
func (p *Person) OpensPeriod(a Agreement, clause string, number int, from, to string) string {
	var got struct{ Period struct{ ID string } }
	p.Does("openPeriod", Input{"agreement": a.ID, "clause": clause, "number": number, "from": from, "to": to}, "period { id }", &got)
	return got.Period.ID
}

// Line is a line of a statement, in cents of the table's currency.
func Line(kind, text, minor, source string) Input {
	return Input{"kind": kind, "text": text, "amount": Input{"minor": minor, "currency": "EUR"}, "source": source}
}

// States writes lines and lets them be read.
func (p *Person) States(period string, lines ...Input) {
	p.Does("stateLines", Input{"period": period, "lines": lines}, "period { id }", nil)
	p.Does("publishStatement", Input{"period": period}, "period { id }", nil)
}

// Contributed is what a member brought in.
func Contributed(payee, kind, amount string) Input {
	return Input{"payee": payee, "kind": kind, "amount": amount}
}

// Records writes down what members of a portion brought in.
func (p *Person) Records(period, portion string, rows ...Input) {
	p.Does("recordContributions", Input{"period": period, "portion": portion, "rows": rows}, "period { id }", nil)
}

// Shares confirms all lines by its reader, and shares what they come to.
func (p *Person) Shares(period string, reader *Person) Period {
	reader.Does("readLines", Input{"period": period, "verdict": "confirmed"}, "period { id }", nil)
	p.Does("distributePeriod", Input{"period": period}, "period { id state }", nil)
	type answer struct{ Period Period }
	return Waits(p, periodQuery, Input{"id": period}, func(a answer) bool { return len(a.Period.Distributions.Edges) == 1 }).Period
}

// Answers says whether a payment has come.
func (p *Person) Answers(period, portion, payout, verdict string, more Input) {
	input := Input{"period": period, "portion": portion, "payout": payout, "verdict": verdict}
	maps.Copy(input, more)
	p.Does("answerPayment", input, "period { id }", nil)
}

// Pays says that payouts were paid on a day.
func (p *Person) Pays(period, portion, on, note string, payouts ...string) {
	p.Does("markPaid", Input{"period": period, "portion": portion, "payouts": payouts, "on": on, "note": note}, "period { id }", nil)
}

// Payables are what a period owes, page by page, as the seat that pays reads
// them: others read nothing.
func (p *Person) Payables(period string) []Payout {
	type answer struct {
		Period struct {
			Payables struct {
				Edges    []struct{ Node Payout }
				PageInfo struct {
					EndCursor   string
					HasNextPage bool
				}
			}
		}
	}
	const page = " { period(id: $id) { payables(first: 100, after: $after) { edges { node { id payout payee portion state contributed amount { minor } reason } } pageInfo { endCursor hasNextPage } } } }"
	var all []Payout
	after := any(nil)
	for {
		var got answer
		p.Sees("query($id: ID!, $after: String)"+page, Input{"id": period, "after": after}, &got)
		for _, e := range got.Period.Payables.Edges {
			all = append(all, e.Node)
		}
		if !got.Period.Payables.PageInfo.HasNextPage {
			return all
		}
		after = got.Period.Payables.PageInfo.EndCursor
	}
}

// Paid waits until the person's own seat reads all its payouts of a state.
func (p *Person) Paid(seat, state string, n int) []Payout {
	type answer struct {
		Node struct {
			Payouts struct{ Edges []struct{ Node Payout } }
		}
	}
	got := Waits(p, `subscription($id: ID!) { node(id: $id) { ... on Seat { payouts(first: 20) { edges { node { id payout payee portion state contributed amount { minor } reason } } } } } }`,
		Input{"id": seat}, func(a answer) bool {
			found := 0
			for _, e := range a.Node.Payouts.Edges {
				if e.Node.State == state {
					found++
				}
			}
			return found >= n
		})
	var all []Payout
	for _, e := range got.Node.Payouts.Edges {
		all = append(all, e.Node)
	}
	return all
}

// PaysAll waits until all payouts of a period are there, and returns them.
func (p *Person) PaysAll(period string, n int) []Payout {
	var all []Payout
	type answer struct{ Period struct{ UpdatedAt string } }
	Waits(p, "subscription($id: ID!) { period(id: $id) { updatedAt payables(last: 1) { edges { node { id } } } } }", Input{"id": period}, func(answer) bool {
		all = p.Payables(period)
		return len(all) >= n || p.tale.err != nil
	})
	return all
}
