// Package table decides what may happen at one negotiating table.
//
// A convener opens it with ground rules and a sheet of terms. Seats put values
// for the terms on the table, as ideas that bind nobody or as offers that bind
// their authors, say what they think of them, and decide on one whole package:
// by the rule, the electorate and the deadline that were frozen when the
// decision opened. A carried decision fixes the text.
//
// The package is the rules and nothing else: [Decide] turns a table and a
// command into events, [Evolve] turns a table and an event into a table.
package table

import (
	"fmt"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
)

// Table is what the rules remember of one negotiation. The zero Table is not
// open. Maps change in place: whoever keeps a Table copies it.
type Table struct {
	Initiative string
	Title      string
	Level      negotiation.Level
	Rules      negotiation.GroundRules
	Version    int             // of the ground rules
	Accepted   map[string]bool // by which seats, in this version
	Begun      bool            // an offer was made or a decision opened
	Sheet      Sheet
	Listed     int                // terms that were ever on the sheet
	Measures   map[string]measure // of the keys that were
	Packages   map[string]Package
	Positions  map[string]fingerprint
	Decisions  map[string]Decision
	Deciding   string              // the decision that is open
	Fixed      string              // the package that was carried
	Parent     *negotiation.Amends // the version that the text would replace
	Reopening  Reopening           // of a text that was not ratified
	Mediation  Mediation
	Talks
}

// Command is a wish that a table may grant or refuse. A command is the one
// place where its own rules are written.
type Command interface {
	decide(t Table, by By, at time.Time) ([]negotiation.Event, error)
}

// Decide returns the events that c causes when by wishes it at a moment, or
// the refusal that forbids it. No events and no error means that what c asks
// for is so already.
func Decide(t Table, by By, at time.Time, c Command) ([]negotiation.Event, error) {
	switch c.(type) {
	case Open, OpenWith:
	default:
		if !t.Exists() {
			return nil, rule.Refuse("NOT_FOUND")
		}
	}
	return c.decide(t, t.neutral(by), at)
}

// Exists tells whether the table has been opened.
func (t Table) Exists() bool { return t.Initiative != "" }

// Evolve returns t after e. It reuses the maps of t, so, as with append, use
// only the result.
func Evolve(t Table, e negotiation.Event) Table {
	switch e := e.(type) {
	case negotiation.Opened:
		t = begun(e)
	case negotiation.RulesChanged:
		t.Rules, t.Version, t.Accepted = Whole(t.Level, e.GroundRules), e.Version, make(map[string]bool)
	case negotiation.RulesAccepted:
		t.Accepted[e.Seat] = true
	case negotiation.TermAdded:
		t.Sheet[e.TermID] = Term{e.Term, 1, e.Number}
		t.Listed, t.Measures[e.Key] = e.Number, measureOf(e.Term)
	case negotiation.TermChanged:
		t.Sheet[e.TermID] = Term{e.Term, e.Version, t.Sheet[e.TermID].Number}
		t.end(Stale, e.Stale...)
	case negotiation.TermRemoved:
		delete(t.Sheet, e.TermID)
		t.end(Stale, e.Stale...)
	case negotiation.PackageTabled:
		t.Packages[e.Package] = tabled(e)
		t.Begun = t.Begun || e.As == negotiation.Offer
	case negotiation.PackageWithdrawn:
		t.end(Withdrawn, e.Package)
	case negotiation.PackageExpired:
		t.end(Expired, e.Package)
	case negotiation.PositionTaken:
		t.Positions[e.Position] = fingerprintOf(e)
		t.disagree(e)
	case negotiation.DecisionOpened:
		t.Decisions[e.Decision], t.Deciding, t.Begun = asked(e), e.Decision, true
		t.called(t.Decisions[e.Decision].packages()...)
	case negotiation.DeadlineMoved:
		d := t.Decisions[e.Decision]
		d.Deadline, d.Moved = e.Deadline.Time, true
		t.Decisions[e.Decision] = d
	case negotiation.Voted:
		if voted := t.Decisions[e.Decision].Voted; voted != nil {
			voted[e.Seat] = true
		}
	case negotiation.ClosingCalled:
		d := t.Decisions[e.Decision]
		d.Closing = true
		t.Decisions[e.Decision] = d
	case negotiation.DecisionClosed:
		t.Decisions[e.Decision], t.Deciding = Decision{Package: e.Package, Closed: true}, ""
		t.decided(e.Package, e.Outcome)
		t.Decided = newest(append(t.Decided, negotiation.Decided{Decision: e.Decision, Package: e.Package, Outcome: e.Outcome}))
	case negotiation.TextFixed:
		t.Fixed = e.Package
	case negotiation.TermsReopened:
		t = t.reopened(e)
	case negotiation.ConstraintAdded:
		t.Talks, _ = t.Talks.hear(e)
		t.end(Broken, e.Infeasible...)
	default:
		var mediated, talked bool
		t.Mediation, mediated = t.Mediation.mediate(e)
		if t.Talks, talked = t.Talks.hear(e); !mediated && !talked {
			panic(fmt.Sprintf("table: no place for %T", e)) // TestEvolve knows them all
		}
	}
	return t
}

func begun(e negotiation.Opened) Table {
	return Table{
		Initiative: e.Initiative, Title: e.Title, Level: e.Level, Rules: Whole(e.Level, e.GroundRules), Version: 1,
		Accepted: make(map[string]bool), Sheet: make(Sheet), Measures: make(map[string]measure), Packages: make(map[string]Package),
		Positions: make(map[string]fingerprint), Decisions: make(map[string]Decision),
		Talks: newTalks(), Parent: e.Amends,
	}
}

// working refuses what belongs to a table that is still at work on its terms.
func (t Table) working() *rule.Refusal {
	switch {
	case t.Fixed != "":
		return rule.Refuse("TEXT_FIXED")
	case t.Deciding != "", t.Mediation.voting():
		return rule.Refuse("DECISION_OPEN")
	}
	return t.failed()
}

// live refuses what has no sense once the text is fixed.
func (t Table) live() *rule.Refusal {
	if t.Fixed != "" {
		return rule.Refuse("TEXT_FIXED")
	}
	return t.failed()
}

// either returns the first error that there is, or nil.
func either(err error, refusals ...*rule.Refusal) error {
	if err != nil {
		return err
	}
	return first(refusals...)
}

// first returns the first refusal that there is, as an error that is nil if
// there is none.
func first(refusals ...*rule.Refusal) error {
	for _, r := range refusals {
		if r != nil {
			return r
		}
	}
	return nil
}
