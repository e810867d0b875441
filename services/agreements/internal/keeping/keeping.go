// Package keeping decides what is owed under an agreement, and what became of
// it: raised when it begins to be owed, reported, accepted or disputed,
// resolved, breached, waived.
//
// What is owed follows from the contract, which is the version in force between
// its parties: every obligation traces to a clause of it and falls on a party.
// Of a duty that recurs one occurrence is open at a time, and the next is raised
// when its last day is over. An amendment carries series over, changes or ends
// them; whatever ends, what was due stays owed. No penalty is made up here: what
// a clause does not say does not follow.
//
// The package is pure. Time and ids are arguments; days are counted in the
// agreement's own zone.
package keeping

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/agreements"
)

// State is where an obligation stands.
type State string

// The states of obligations that are not settled.
const (
	Raised   State = "raised"
	Breached State = "breached" // its time is over and nobody has reported it
	Reported State = "reported" // fulfilled, says the debtor
	Disputed State = "disputed"
)

// Board is what is owed under one agreement. The zero Board owes nothing.
type Board struct {
	Series []Series // also those that have ended: their ids are taken
	Open   []Obligation
	Steps  int // events so far
}

// Series is all occurrences of one duty of one debtor.
type Series struct {
	ID, Clause, Duty, Debtor string
	Version                  int // of the text that it stands in now
	Content                  string
	First                    string // the last day of the first occurrence
	Until                    string // the last day on which one may be due; none: for ever
	Number                   int    // of the newest occurrence
	Next                     time.Time
	Ended                    bool
	Why                      string // it has ended
}

// Obligation is one that is not settled.
type Obligation struct {
	ID, Series string
	Debtor     string
	Creditors  []string
	On         string
	By         time.Time
	Evidence   string
	Acceptance string
	State      State
	AcceptBy   time.Time
	Waived     []string // creditors who ask for it no more
	Proposals  []agreements.ResolutionProposed
}

// Evolve returns b after e, and leaves b as it was.
func Evolve(b Board, e agreements.KeepingEvent) Board {
	b.Series, b.Open, b.Steps = slices.Clone(b.Series), slices.Clone(b.Open), b.Steps+1
	switch e := e.(type) {
	case agreements.ObligationRaised:
		b.raise(e)
	case agreements.ObligationReported:
		b.on(e.Obligation, func(o *Obligation) {
			o.State, o.AcceptBy, o.Proposals = Reported, time.Time{}, nil
			if e.AcceptBy != nil {
				o.AcceptBy = e.AcceptBy.Time
			}
		})
	case agreements.ObligationDisputed:
		b.on(e.Obligation, func(o *Obligation) { o.State, o.AcceptBy, o.Proposals = Disputed, time.Time{}, nil })
	case agreements.ObligationBreached:
		b.on(e.Obligation, func(o *Obligation) { o.State = Breached })
	case agreements.ResolutionProposed:
		b.on(e.Obligation, func(o *Obligation) { o.Proposals = append(slices.Clip(o.Proposals), e) })
	case agreements.ObligationAccepted:
		b.settle(e.Obligation)
	case agreements.ObligationResolved:
		b.resolve(e)
	case agreements.ObligationWaived:
		b.on(e.Obligation, func(o *Obligation) { o.Waived = append(slices.Clip(o.Waived), e.Seat) })
		if e.Whole {
			b.settle(e.Obligation)
		}
	case agreements.DutyCarried:
		b.in(e.Series, func(s *Series) { s.Version = e.Version })
	case agreements.DutyEnded:
		b.in(e.Series, func(s *Series) { s.Ended, s.Why, s.Next = true, e.Why, time.Time{} })
		b.settle(e.Obligations...)
	default:
		panic(fmt.Sprintf("keeping: no place for %T", e))
	}
	return b
}

func (b *Board) raise(e agreements.ObligationRaised) {
	if !slices.ContainsFunc(b.Series, func(s Series) bool { return s.ID == e.Series }) {
		b.Series = append(b.Series, Series{ID: e.Series, Clause: e.Clause, Duty: e.Duty, Debtor: e.Debtor})
	}
	b.in(e.Series, func(s *Series) {
		s.Version, s.Content, s.First, s.Until, s.Number, s.Next = e.Version, e.Content, e.First, e.Until, e.Number, time.Time{}
		if e.Next != nil {
			s.Next = e.Next.Time
		}
	})
	b.Open = append(b.Open, Obligation{
		ID: e.Obligation, Series: e.Series, Debtor: e.Debtor, Creditors: e.Creditors, On: e.On, By: e.By.Time,
		Evidence: e.Evidence, Acceptance: e.Acceptance, State: Raised,
	})
}

// resolve ends a dispute. What is owed still is raised anew, until its new day.
func (b *Board) resolve(e agreements.ObligationResolved) {
	if e.Outcome != Owed {
		b.settle(e.Obligation)
		return
	}
	b.on(e.Obligation, func(o *Obligation) {
		o.State, o.On, o.Proposals = Raised, e.On, nil
		if e.By != nil {
			o.By = e.By.Time
		}
	})
}

func (b *Board) on(id string, change func(*Obligation)) {
	for i := range b.Open {
		if b.Open[i].ID == id {
			change(&b.Open[i])
		}
	}
}

func (b *Board) in(id string, change func(*Series)) {
	for i := range b.Series {
		if b.Series[i].ID == id {
			change(&b.Series[i])
		}
	}
}

func (b *Board) settle(ids ...string) {
	b.Open = slices.DeleteFunc(b.Open, func(o Obligation) bool { return slices.Contains(ids, o.ID) })
}

// Find returns an obligation that is not settled.
func (b Board) Find(id string) (Obligation, bool) {
	at := slices.IndexFunc(b.Open, func(o Obligation) bool { return o.ID == id })
	if at < 0 {
		return Obligation{}, false
	}
	return b.Open[at], true
}
