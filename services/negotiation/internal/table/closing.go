package table

import (
	"math/big"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// Close unfolds a decision: the votes as they came out of the closed box, the
// arithmetic, and, if it carries, the text.
type Close struct {
	Decision string
	Votes    []negotiation.Vote
}

func (c Close) decide(t Table, _ By, at time.Time) ([]negotiation.Event, error) {
	d, known := t.Decisions[c.Decision]
	if !known {
		return nil, rule.Refuse("NO_SUCH_DECISION")
	}
	if d.Closed {
		return nil, nil
	}
	votes := inOrder(d.Electors, c.Votes)
	result := Tally(d.Rule, d.Call, d.Electors, votes)
	closed := negotiation.DecisionClosed{
		Decision: c.Decision, Initiative: t.Initiative, Package: d.Package, Votes: votes,
		Steps: steps(result.Steps), Outcome: negotiation.Outcome(result.Outcome),
	}
	switch {
	case result.Outcome == decision.Carried:
		return []negotiation.Event{closed, t.text(closed, d, at)}, nil
	case result.Outcome == decision.NoQuorum && t.Packages[d.Package].over(at):
		return []negotiation.Event{closed, negotiation.PackageExpired{Package: d.Package}}, nil
	}
	return []negotiation.Event{closed}, nil
}

// inOrder returns the electors' votes in the order of the electorate.
func inOrder(electors []negotiation.Elector, votes []negotiation.Vote) []negotiation.Vote {
	ordered := []negotiation.Vote{}
	for _, e := range electors {
		for _, v := range votes {
			if v.Seat == e.Seat {
				ordered = append(ordered, v)
			}
		}
	}
	return ordered
}

// Tally counts the votes of a decision as it was frozen. Whoever holds the
// record can count again.
func Tally(r negotiation.Rule, call int, electors []negotiation.Elector, votes []negotiation.Vote) decision.Result {
	frozen := decision.Rule{
		Kind: decision.Kind(r.Rule), Threshold: fraction(r.Threshold), Strict: r.Strict, Quorum: fraction(r.Quorum), Call: call,
	}
	who := make([]decision.Elector, len(electors))
	for i, e := range electors {
		who[i] = decision.Elector{ID: e.Seat, Class: e.Class, Weight: fraction(e.Weight)}
	}
	said := make([]decision.Vote, len(votes))
	for i, v := range votes {
		said[i] = decision.Vote{Elector: v.Seat, Choice: decision.Choice(v.Choice)}
		if v.Condition != nil {
			said[i].With = v.Condition.Seats
		}
	}
	return decision.Tally(frozen, who, said)
}

// fraction reads what was checked before it was stored.
func fraction(s string) *big.Rat {
	r, ok := decision.Fraction(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}

func steps(from []decision.Step) []negotiation.Step {
	all := make([]negotiation.Step, len(from))
	for i, s := range from {
		all[i] = negotiation.Step(s)
	}
	return all
}

// text is all that an agreement needs to know.
func (t Table) text(closed negotiation.DecisionClosed, d Decision, at time.Time) negotiation.TextFixed {
	entryBy, _ := terms.Duration(t.Rules.EntryBy)
	e := negotiation.TextFixed{
		Initiative: t.Initiative, Title: t.Title, Level: t.Level, Languages: t.Rules.Languages,
		Currency: t.Rules.Currency, Zone: t.Rules.Zone, Decision: closed.Decision, Package: d.Package,
		Terms: t.fixed(t.Packages[d.Package]), Seats: parties(d.Electors, closed), Absent: d.Absent,
	}
	e.Entry = negotiation.Entry{Seats: mustSign(e.Seats), By: negotiation.InstantOf(at.Add(entryBy))}
	return e
}

func (t Table) fixed(p Package) []negotiation.FixedTerm {
	all := make([]negotiation.FixedTerm, len(p.Values))
	for i, v := range p.Values {
		term := t.Sheet[v.Term].Term
		all[i] = negotiation.FixedTerm{
			Term: v.Term, Key: term.Key, Name: term.Name, Kind: term.Kind, Unit: term.Unit, Currency: term.Currency,
			Level: term.Level, Value: v.Value, Text: terms.Sentence(term, v.Value),
		}
	}
	return all
}

// parties are the electors with what they said in the end: a yes whose
// condition did not hold is a no.
func parties(electors []negotiation.Elector, closed negotiation.DecisionClosed) []negotiation.Party {
	choices := make(map[string]negotiation.Choice, len(closed.Votes))
	for _, v := range closed.Votes {
		choices[v.Seat] = v.Choice
	}
	for _, s := range closed.Steps {
		if s.Kind == decision.StepStruck {
			for _, seat := range s.Seats {
				choices[seat] = negotiation.No
			}
		}
	}
	all := make([]negotiation.Party, len(electors))
	for i, e := range electors {
		all[i] = negotiation.Party{
			Seat: e.Seat, Class: e.Class, Name: e.Name, Organization: e.Organization, Seeks: e.Seeks, Choice: choices[e.Seat],
		}
	}
	return all
}

// mustSign is the entry into force where nothing else is said: every seat that
// has not said no, since each may owe or be owed something, and at least
// somebody of each class, so that none is bound by others: all of a class that
// said nothing but no.
func mustSign(seats []negotiation.Party) []string {
	willing := make(map[string]bool)
	for _, s := range seats {
		willing[s.Class] = willing[s.Class] || !against(s)
	}
	seated := slices.DeleteFunc(slices.Clone(seats), func(s negotiation.Party) bool { return against(s) && willing[s.Class] })
	ids := make([]string, len(seated))
	for i, s := range seated {
		ids[i] = s.Seat
	}
	return ids
}

func against(s negotiation.Party) bool {
	return s.Choice == negotiation.No || s.Choice == negotiation.Object
}
