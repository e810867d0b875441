// Package accord decides who is bound by an agreement, and from when.
//
// A decision fixes a text; only who signs it is a party. Each version carries
// its own entry into force: the seats that must sign, and before when. It is in
// force exactly when all of these have signed the same hash. Until then one of
// them can still decline, which ends the version for everyone; the others are
// simply no party, and may join later by signing what is in force. A signature
// is never removed and never becomes a refusal.
//
// The package is the rules and nothing else. It reads no clock, draws no random
// number, logs nothing and does no input or output. That the signer holds a
// mandate is looked up before a command is made; that the text lies within the
// mandate's limits is decided here.
package accord

import (
	"fmt"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/keeping"
)

// Status is where a version stands in its life.
type Status int

// The states. Only a version that is open or in force can be signed.
const (
	IsDraft   Status = iota // fixed, not yet to be signed
	IsOpen                  // may be signed until its entry deadline
	IsInForce               // binds those who have signed it
	IsVoid                  // ended: a seat that had to sign has declined
	IsLapsed                // ended: not everyone who had to signed in time

	IsRatifying  // fixed, and with those who sent the delegates
	IsReopened   // ended: refused terms are at the table again, for the next version
	IsSuperseded // ended: the next version is in force
	IsEnded      // ended: its term is over, or too few are left
)

// Agreement is the state of one agreement: what the rules need to remember. The
// zero Agreement does not exist.
type Agreement struct {
	Versions []Version // version n stands at n-1; the last one lives, and one before it may still be in force

	Keeping keeping.Board // what is owed under it
}

// Version is one text with what has become of it.
type Version struct {
	Hash     string
	Status   Status
	Text     agreements.Document
	Signed   []string // seats, in the order in which they signed
	Declined []string

	Ratifying  *agreements.RatificationOpened // what was asked; nil: nobody
	Unratified []string                       // seats whose organizations did not ratify
	Until      time.Time                      // the end of its term, if it has one
	LookBack   time.Time                      // when the parties look back next
	Looked     int                            // how often they did
	Leaving    map[string]time.Time           // seats that leave, and when
	Left       []string                       // seats that have left
	Awoke      []string                       // keys of articles that slept once
}

// Evolve returns a after e. It leaves a as it was, so that one reader's
// agreement does not change under its eyes.
func Evolve(a Agreement, e agreements.Event) Agreement {
	a.Versions = slices.Clone(a.Versions)
	switch e := e.(type) {
	case agreements.Drafted:
		a.Versions = append(a.Versions, Version{Hash: e.Hash, Status: IsDraft, Text: e.Text()})
	case agreements.Opened:
		a.version(e.Version).Status = IsOpen
	case agreements.Signed:
		v := a.version(e.Version)
		v.Signed = append(slices.Clip(v.Signed), e.Seat)
	case agreements.Declined:
		v := a.version(e.Version)
		v.Declined = append(slices.Clip(v.Declined), e.Seat)
	case agreements.Voided:
		a.version(e.Version).Status = IsVoid
	case agreements.EnteredIntoForce:
		v := a.version(e.Version)
		v.Status, v.Until, v.LookBack = IsInForce, moment(e.Until), moment(e.LookBack)
	case agreements.Lapsed:
		a.version(e.Version).Status = IsLapsed
	case agreements.KeepingEvent:
		a.Keeping = keeping.Evolve(a.Keeping, e)
	default:
		if !a.lives(e) {
			panic(fmt.Sprintf("accord: no place for %T", e)) // TestEvolve knows them all
		}
	}
	return a
}

// Fold returns the agreement that history leads to.
func Fold(history ...agreements.Event) Agreement {
	var a Agreement
	for _, e := range history {
		a = Evolve(a, e)
	}
	return a
}

// version is the version n for changing it in place.
func (a Agreement) version(n int) *Version { return &a.Versions[n-1] }

// Has tells whether the seat has signed.
func (v Version) Has(seat string) bool { return slices.Contains(v.Signed, seat) }

// Missing are the seats that must sign and have not.
func (v Version) Missing() []string {
	missing := []string{}
	for _, seat := range v.Text.Entry.Seats {
		if !v.Has(seat) {
			missing = append(missing, seat)
		}
	}
	return missing
}

// Needs tells whether the version cannot enter into force without the seat.
func (v Version) Needs(seat string) bool { return slices.Contains(v.Text.Entry.Seats, seat) }
