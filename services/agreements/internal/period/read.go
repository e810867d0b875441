package period

import (
	"math/big"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	prose "parley.example/services/internal/rules/text"
)

// Read is what a seat says to lines.
type Read struct {
	By      By
	Lines   []string // none: all that are open
	Verdict string
	Reason  string
	At      time.Time
}

func (c Read) decide(p Period) ([]agreements.PeriodEvent, error) {
	reason, err := c.may(p)
	if err != nil {
		return nil, err
	}
	lines := c.Lines
	if len(lines) == 0 && c.Verdict == Confirmed {
		for _, l := range p.Lines {
			if !l.Replaced && len(l.Contested) == 0 {
				lines = append(lines, l.ID)
			}
		}
	}
	var events []agreements.PeriodEvent
	seen := map[string]bool{}
	for _, id := range lines {
		l, known := p.find(id)
		switch {
		case !known:
			return nil, NoLine
		case seen[id], c.Verdict == Confirmed && (l.Confirmed || len(l.Contested) > 0), slices.Contains(l.Contested, c.By.Seat):
			continue
		}
		seen[id] = true
		events = append(events, agreements.LineRead{Line: id, Seat: c.By.Seat, Person: c.By.Person, Verdict: c.Verdict, Reason: reason})
	}
	return events, nil
}

// may tells whether the seat may say this, and its reason as it is stored.
func (c Read) may(p Period) (string, error) {
	reader := p.Opened.Reader
	switch {
	case !p.Exists():
		return "", NoPeriod
	case !slices.Contains(p.Opened.Parties, c.By.Seat) && c.By.Seat != reader:
		return "", NotAParty
	case c.By.Seat == p.Opened.Holder:
		return "", IsTheHolder
	case p.State != Reading || !c.At.Before(p.ContestBy):
		return "", NotReading
	case c.Verdict == Confirmed && reader != "" && c.By.Seat != reader:
		return "", NotTheReader
	case c.Verdict != Confirmed && c.Verdict != Contested:
		return "", rule.Refuse("INVALID", "rule", "verdict").At("verdict")
	case len(c.Lines) > mostAtOnce:
		return "", rule.Refuse("INVALID", "rule", "too_many", "max", "200").At("lines")
	case c.Verdict == Confirmed && c.Reason != "":
		return "", rule.Refuse("INVALID", "rule", "contests_only").At("reason")
	case c.Verdict == Confirmed:
		return "", nil
	case len(c.Lines) == 0:
		return "", rule.Refuse("INVALID", "rule", "required").At("lines")
	}
	reason, refusal := prose.Clean(c.Reason, longestReason)
	if refusal != nil {
		return "", refusal.At("reason")
	}
	return reason, nil
}

// Settle is what one side of a contested line would take it for. When the other
// side says the same amount, the line is settled for it.
type Settle struct {
	By     By
	Line   string
	Amount agreements.Money
	How    string
}

func (c Settle) decide(p Period) ([]agreements.PeriodEvent, error) {
	l, known := p.find(c.Line)
	holds := c.By.Seat == p.Opened.Holder
	switch {
	case !p.Exists():
		return nil, NoPeriod
	case !known:
		return nil, NoLine
	case len(l.Contested) == 0 || l.Settled:
		return nil, NotContested
	case !holds && !slices.Contains(l.Contested, c.By.Seat):
		return nil, rule.Refuse("NOT_A_SIDE").At("line")
	}
	how, refusal := prose.Clean(c.How, longestReason)
	amount, ok := whole(c.Amount, p.Opened.Currency)
	switch {
	case refusal != nil:
		return nil, refusal.At("how")
	case !ok:
		return nil, rule.Refuse("INVALID", "rule", "money").At("amount")
	case amount > l.Minor:
		return nil, Beyond // what is above the line was never stated
	}
	if c.agreed(p, l, holds, amount) {
		events := []agreements.PeriodEvent{agreements.LineSettled{Line: l.ID, Seat: c.By.Seat, Person: c.By.Person, Minor: minor(amount), How: how}}
		return append(events, released(Evolve(p, events[0]))...), nil
	}
	if was, said := l.Proposed[c.By.Seat]; said && was == amount {
		return nil, nil
	}
	return []agreements.PeriodEvent{agreements.LineSettlementProposed{Line: l.ID, Seat: c.By.Seat, Person: c.By.Person, Minor: minor(amount), How: how}}, nil
}

// agreed tells whether both sides now say the same: of those who contest it,
// everyone.
func (c Settle) agreed(p Period, l Line, holds bool, amount int64) bool {
	said := with(l.Proposed, c.By.Seat, amount)
	for _, seat := range append(slices.Clone(l.Contested), p.Opened.Holder) {
		if n, ok := said[seat]; !ok || n != amount {
			return false
		}
	}
	return true
}

func whole(m agreements.Money, currency string) (int64, bool) {
	n := number(m.Minor)
	return n, m.Currency == currency && minor(n) == m.Minor && n >= 0
}

func fraction(s string) (*big.Rat, bool) {
	if len(s) > 64 {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}
