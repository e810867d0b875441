package period

import (
	"slices"
	"time"

	"parley.example/events/agreements"
)

// Likely is the command of an act with words that would do: to ask the rules
// what somebody may.
func (p Period) Likely(act string, by By, at time.Time) Command {
	switch act {
	case "stateLines":
		return Note{By: by, Lines: []Stated{p.likelyLine()}}
	case "publishStatement":
		return Publish{By: by, At: at}
	case "readLines":
		return p.likelyReading(by, at)
	case "settleLine":
		return p.likelySettlement(by)
	case "adoptCharacteristic":
		groups := []agreements.Worth{}
		for _, part := range p.Opened.Portions {
			if len(part.Seats) > 0 {
				groups = append(groups, agreements.Worth{Of: []string{part.Key}, Minor: "0"})
			}
		}
		return Adopt{By: by, Groups: groups}
	}
	return Share{By: &by, At: at}
}

// likelyLine is a new line, or a correction where nothing else is stated any
// more.
func (p Period) likelyLine() Stated {
	line := Stated{ID: "lin", Kind: Income, Text: "x", Source: "x", Amount: agreements.Money{Minor: "1", Currency: p.Opened.Currency}}
	if p.State == Reading {
		for _, l := range p.Lines {
			if !l.Replaced {
				line.Replaces, line.Reason = l.ID, "x"
			}
		}
	}
	return line
}

func (p Period) likelyReading(by By, at time.Time) Command {
	for _, l := range p.Lines {
		if !l.Replaced && !slices.Contains(l.Contested, by.Seat) {
			return Read{By: by, Lines: []string{l.ID}, Verdict: Contested, Reason: "x", At: at}
		}
	}
	return Read{By: by, Verdict: Confirmed, At: at}
}

func (p Period) likelySettlement(by By) Command {
	c := Settle{By: by, How: "x", Amount: agreements.Money{Minor: "0", Currency: p.Opened.Currency}}
	for _, l := range p.Lines {
		if !l.Replaced && len(l.Contested) > 0 && !l.Settled {
			c.Line = l.ID
		}
	}
	return c
}

// Pays tells whether a person is one of the payees.
func (r Roll) Pays(person string) bool {
	for _, p := range r.Payouts {
		if p.Kind == "person" && p.Payee == person {
			return true
		}
	}
	return false
}
