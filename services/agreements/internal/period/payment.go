package period

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// Mark says that payouts were paid.
type Mark struct {
	By      By
	Payouts []string
	On      string
	Note    string
	At      time.Time
}

func (c Mark) decide(r Roll) ([]agreements.PeriodEvent, error) {
	day, err := time.Parse(time.DateOnly, c.On)
	switch {
	case !r.Exists():
		return nil, NoPeriod
	case c.By.Seat != r.Opened.Holder:
		return nil, NotTheHolder
	case len(c.Payouts) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("payouts")
	case len(c.Payouts) > MostRows:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(MostRows)).At("payouts")
	case err != nil || day.After(c.At.AddDate(0, 0, 1)):
		return nil, rule.Refuse("INVALID", "rule", "date").At("on")
	}
	note, refusal := prose.Optional(c.Note, longestReason)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	var paid []string
	for _, id := range c.Payouts {
		p, known := r.Payouts[id]
		if !known {
			return nil, NoPayout
		}
		if (p.State == "owed" || p.State == "disputed") && !slices.Contains(paid, id) {
			paid = append(paid, id)
		}
	}
	if len(paid) == 0 {
		return nil, nil
	}
	return []agreements.PeriodEvent{agreements.PaymentsMarked{Seat: c.By.Seat, Person: c.By.Person, Payouts: paid, On: c.On, Note: note}}, nil
}

// Answer is the payee's word about a payment.
type Answer struct {
	By      By
	Payout  string
	Verdict string // confirmed, disputed
	Reason  string
}

func (c Answer) decide(r Roll) ([]agreements.PeriodEvent, error) {
	p, known := r.Payouts[c.Payout]
	switch {
	case !r.Exists():
		return nil, NoPeriod
	case !known:
		return nil, NoPayout.At("payout")
	case !r.owns(p, c.By):
		return nil, NotThePayee
	case c.Verdict != "confirmed" && c.Verdict != "disputed":
		return nil, rule.Refuse("INVALID", "rule", "verdict").At("verdict")
	case c.Verdict == "confirmed" && c.Reason != "":
		return nil, rule.Refuse("INVALID", "rule", "disputes_only").At("reason")
	case p.State == c.Verdict:
		return nil, nil
	case c.Verdict == "confirmed" && p.State != "paid", p.State == "owed":
		return nil, NotPaid
	case p.State == "confirmed":
		return nil, rule.Refuse("ALREADY_DONE")
	}
	e := agreements.PaymentAnswered{Payout: c.Payout, Seat: c.By.Seat, Person: c.By.Person, Verdict: c.Verdict}
	if c.Verdict == "disputed" {
		reason, refusal := prose.Clean(c.Reason, longestReason)
		if refusal != nil {
			return nil, refusal.At("reason")
		}
		e.Reason = reason
	}
	return []agreements.PeriodEvent{e}, nil
}

// owns tells whose a payout is: a person's own, a seat's team's, and of a key
// that of the portion's seats, who know whom it means.
func (r Roll) owns(p Payment, by By) bool {
	switch p.Kind {
	case "person":
		return p.Payee == by.Person
	case "seat":
		return p.Payee == by.Seat
	}
	return slices.Contains(r.Opened.Seats, by.Seat)
}
