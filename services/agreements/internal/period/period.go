// Package period decides what came of one distribution of an agreement: what
// was stated, who read it, what is disputed, and what falls on each portion.
//
// One seat holds the money and states it line by line; the counter-reader
// confirms the lines, any other party may contest one while it can be contested.
// What is not disputed is shared then. A contested line waits in the reserve of
// disputed money until both sides take it for the same amount, and what that
// sets free is shared in a round of its own. No round is computed again.
//
// A [Roll] is who shares one portion. The package is pure.
package period

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/events/agreements"
)

// State is where a period stands.
type State string

// The states.
const (
	Stating     State = "stating"
	Reading     State = "reading" // lines can be confirmed and contested
	Distributed State = "distributed"
)

// Period is the state of one. The zero Period does not exist.
type Period struct {
	Opened    agreements.PeriodOpened
	State     State
	ContestBy time.Time
	Lines     []Line
	Round     int
	Shared    int64 // by all rounds
	Adopted   map[string]string
	Groups    map[string][]agreements.Worth // by digest
	Whole     string                        // digest that all have adopted
}

// Line is one line of the statement.
type Line struct {
	ID, Kind, By string
	Minor        int64
	Replaced     bool
	Confirmed    bool
	Contested    []string // seats
	Settled      bool
	Taken        int64 // for so much, once it is settled
	Proposed     map[string]int64
}

// Exists tells whether it was opened.
func (p Period) Exists() bool { return p.Opened.Agreement != "" }

// Evolve returns p after e, and leaves p as it was.
func Evolve(p Period, e agreements.PeriodEvent) Period {
	p.Lines = slices.Clone(p.Lines)
	switch e := e.(type) {
	case agreements.PeriodOpened:
		p.Opened, p.State = e, Stating
	case agreements.LinesStated:
		p.state(e)
	case agreements.StatementPublished:
		p.State, p.ContestBy = Reading, e.ContestBy.Time
	case agreements.LineRead:
		p.on(e.Line, func(l *Line) {
			if l.Confirmed = e.Verdict == Confirmed && len(l.Contested) == 0; !l.Confirmed {
				l.Contested = append(slices.Clip(l.Contested), e.Seat)
			}
		})
	case agreements.LineSettlementProposed:
		p.on(e.Line, func(l *Line) { l.Proposed = with(l.Proposed, e.Seat, number(e.Minor)) })
	case agreements.LineSettled:
		p.on(e.Line, func(l *Line) { l.Settled, l.Taken = true, number(e.Minor) })
	case agreements.CharacteristicAdopted:
		p.Adopted = with(p.Adopted, e.Seat, e.Digest)
		if e.Groups != nil {
			p.Groups = with(p.Groups, e.Digest, e.Groups)
		}
		if e.Whole {
			p.Whole = e.Digest
		}
	case agreements.Distributed:
		p.State, p.Round = Distributed, e.Round
		p.Shared += number(e.Pot)
	default:
		panic(fmt.Sprintf("period: no place for %T", e))
	}
	return p
}

func (p *Period) state(e agreements.LinesStated) {
	for _, l := range e.Lines {
		if l.Replaces != "" {
			p.on(l.Replaces, func(old *Line) { old.Replaced = true })
		}
		p.Lines = append(p.Lines, Line{ID: l.Line, Kind: l.Kind, By: l.By, Minor: number(l.Minor)})
	}
}

func (p *Period) on(id string, change func(*Line)) {
	for i := range p.Lines {
		if p.Lines[i].ID == id {
			change(&p.Lines[i])
		}
	}
}

func (p Period) find(id string) (Line, bool) {
	at := slices.IndexFunc(p.Lines, func(l Line) bool { return l.ID == id && !l.Replaced })
	if at < 0 {
		return Line{}, false
	}
	return p.Lines[at], true
}

// Sums are what the statement comes to.
type Sums struct {
	Pot  int64 // all that there is to share one day: what is held and what is not
	Held int64 // in dispute
	Free int64 // not in dispute
}

// Sums takes contested income for nothing and contested cost for all of it, so
// that whatever comes of the dispute nobody has to give back.
func (p Period) Sums() Sums {
	var s Sums
	for _, l := range p.Lines {
		income := int64(1)
		if l.Kind == Cost {
			income = -1
		}
		switch {
		case l.Replaced:
		case l.Settled:
			s.Free += income * l.Taken
		case len(l.Contested) == 0:
			s.Free += income * l.Minor
		case l.Kind == Cost:
			s.Free -= l.Minor
			s.Held += l.Minor
		default:
			s.Held += l.Minor
		}
	}
	s.Pot = s.Free + s.Held
	return s
}

func with[V any](m map[string]V, key string, v V) map[string]V {
	n := make(map[string]V, len(m)+1)
	maps.Copy(n, m)
	n[key] = v
	return n
}
