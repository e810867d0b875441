package keeping

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"parley.example/events/agreements"
)

// Contract is what the version in force says is owed, between its parties.
type Contract struct {
	Agreement, Initiative, Language string
	Version                         int
	Hash                            string
	Zone                            *time.Location
	Duties                          []Duty          // of articles that are awake
	Parties                         map[string]bool // seats that it binds
	Fates                           map[string]Fate // what becomes of the former version's duties, by series or key
	Binds                           bool            // false: nothing is in force any more
	Why                             string          // not: superseded, ended
}

// Fate is what an amendment does with a duty.
type Fate struct{ Fate, Reason string }

// Duty is what a clause makes parties owe.
type Duty struct {
	Clause, Key string
	Article     int      // the clause's number
	Debtors     []string // seats
	Creditors   []string

	Content
}

// Content is what a duty says. Two with equal content are the same.
type Content struct {
	What       string            `json:"what"`
	After      string            `json:"after,omitempty"` // from when it binds …
	On         string            `json:"on,omitempty"`    // … or a day
	Every      string            `json:"every,omitempty"`
	Until      string            `json:"until,omitempty"`
	UntilAfter string            `json:"untilAfter,omitempty"`
	Evidence   string            `json:"evidence,omitempty"`
	Acceptance string            `json:"acceptance,omitempty"`
	Amount     *agreements.Money `json:"amount,omitempty"`
}

// Sum is a hash of the content.
func (c Content) Sum() string {
	stored, _ := json.Marshal(c)
	sum := sha256.Sum256(stored)
	return hex.EncodeToString(sum[:8])
}

// occurrence is one time at which a duty is owed.
type occurrence struct {
	first  string
	until  string
	number int
	on, by time.Time
	last   bool
}

// begin returns the first occurrence that falls on whoever is bound since a
// moment: what was due before they joined is not theirs. False where there is
// none.
func (d Duty) begin(since time.Time, zone *time.Location) (occurrence, bool) {
	from := dayOf(since, zone)
	first, ok := readDay(d.On)
	if d.On == "" {
		var p period
		p, ok = readPeriod(d.After)
		first = p.after(from, 1)
		if d.After == "P0D" {
			first, ok = from, true
		}
	}
	if !ok {
		return occurrence{}, false
	}
	number := 1
	if every, recurs := readPeriod(d.Every); recurs {
		for ; number < mostOccurrences && every.after(first, number-1).Before(from); number++ {
		}
	}
	o, ok := d.at(first.Format(Date), d.end(since, zone), number, zone)
	return o, ok && !o.on.Before(from)
}

// mostOccurrences bounds a series: of a daily duty this is 27 years.
const mostOccurrences = 10_000

// at returns an occurrence by its number; false where the duty is over by then.
func (d Duty) at(first, until string, number int, zone *time.Location) (occurrence, bool) {
	day, ok := readDay(first)
	every, recurs := readPeriod(d.Every)
	if !ok || number > 1 && !recurs || number > mostOccurrences {
		return occurrence{}, false
	}
	o := occurrence{first: first, until: until, number: number, on: every.after(day, number-1)}
	o.by = over(o.on, zone)
	last, bounded := readDay(until)
	if bounded && o.on.After(last) {
		return occurrence{}, false
	}
	o.last = !recurs || number == mostOccurrences || bounded && every.after(day, number).After(last)
	return o, true
}

// end is the last day on which a duty may be due, or "" where it has none.
func (d Duty) end(since time.Time, zone *time.Location) string {
	if p, ok := readPeriod(d.UntilAfter); ok && d.Until == "" {
		return p.after(dayOf(since, zone), 1).Format(Date)
	}
	return d.Until
}
