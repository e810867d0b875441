package table

import (
	"maps"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Ballot is what a ballot box needs to know of its decision: frozen when it
// opened, but for the deadline.
type Ballot struct {
	Decision  string
	Package   string
	OpenVotes bool
	Deadline  time.Time
	Called    bool // to close before the deadline
	Closed    bool
	Electors  []negotiation.Elector
	Values    []negotiation.Setting
	Ranked    []string                         // packages that are ranked
	Each      map[string][]negotiation.Setting // what they say
	People    bool                             // those behind the seats are counted
	Sheet     Sheet
	led       negotiation.Facilitator
	WaitsFor  []string // asks
}

// Ballot returns what is asked in a decision, to be kept by the caller.
func (t Table) Ballot(id string) Ballot {
	d := t.Decisions[id]
	each := make(map[string][]negotiation.Setting, len(d.Ranked))
	for _, p := range d.Ranked {
		each[p] = t.Packages[p].Values
	}
	return Ballot{
		Each:     each,
		WaitsFor: d.WaitsFor,
		Decision: id, Package: d.Package, OpenVotes: d.OpenVotes, Deadline: d.Deadline, Called: d.Closing,
		Ranked: d.Ranked, People: d.Rule.Counted == negotiation.People, led: t.Led,
		Closed: d.Closed, Electors: d.Electors, Values: t.Packages[d.Package].Values, Sheet: maps.Clone(t.Sheet),
	}
}

// RankedWithin refuses a ranking that puts a package beyond the mandate before
// nothing at all.
func (b Ballot) RankedWithin(by By, ranking []string) *rule.Refusal {
	for _, id := range ranking {
		if refusal := b.Sheet.beyond(by.Powers[registry.Vote].Limits, b.Each[id]); refusal != nil {
			return refusal
		}
	}
	return nil
}

// Elects tells whether a seat may vote.
func (b Ballot) Elects(seat string) bool {
	return slices.ContainsFunc(b.Electors, func(e negotiation.Elector) bool { return e.Seat == seat })
}

// may refuses a vote of who has none.
func (b Ballot) may(by By) *rule.Refusal {
	if b.led.Person != "" && b.led.Person == by.Person {
		return rule.Refuse("FACILITATES")
	}
	if refusal := by.Can(registry.Vote); refusal != nil {
		return refusal
	}
	if !b.Elects(by.Seat) {
		return rule.Refuse("NOT_ELECTOR")
	}
	return nil
}

// Takes refuses a vote that the box cannot take at that moment.
func (b Ballot) Takes(by By, choice negotiation.Choice, at time.Time) *rule.Refusal {
	if b.Over(at) {
		return rule.Refuse("CLOSED").At("decision")
	}
	if refusal := b.may(by); refusal != nil {
		return refusal
	}
	if choice == negotiation.Yes && len(b.Ranked) == 0 {
		return b.Sheet.beyond(by.Powers[registry.Vote].Limits, b.Values)
	}
	return nil
}

// Over tells whether the time to vote is over.
func (b Ballot) Over(at time.Time) bool { return b.Closed || b.Called || !at.Before(b.Deadline) }
