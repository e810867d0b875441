package table

import (
	"cmp"
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
	Beside   negotiation.Beside // what is printed with the result
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
	result, chosen := d.count(votes)
	closed := negotiation.DecisionClosed{
		Decision: c.Decision, Initiative: t.Initiative, Package: chosen, Votes: votes,
		Steps: steps(result.Steps), Outcome: negotiation.Outcome(result.Outcome),
		Beside: beside(c.Beside, d.Electors, votes),
	}
	switch {
	case result.Outcome == decision.Carried:
		return []negotiation.Event{closed, t.text(closed, d, at)}, nil
	case result.Outcome == decision.NoQuorum || len(d.Ranked) > 0:
		return append([]negotiation.Event{closed}, t.expired(d, at)...), nil
	}
	return []negotiation.Event{closed}, nil
}

// expired ends the offers that a decision has kept on the table beyond their
// time.
func (t Table) expired(d Decision, at time.Time) (events []negotiation.Event) {
	for _, id := range d.packages() {
		if p := t.Packages[id]; p.State == Tabled && p.over(at) {
			events = append(events, negotiation.PackageExpired{Package: id})
		}
	}
	return events
}

// count tallies the votes; chosen is the package that the outcome is about, and
// empty where several were ranked and none has won.
func (d Decision) count(votes []negotiation.Vote) (result decision.Result, chosen string) {
	if len(d.Ranked) > 0 {
		return Rank(d.Rule, d.Ranked, d.Electors, votes)
	}
	return Tally(d.Rule, d.Call, d.Electors, votes), d.Package
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
		Kind: decision.Kind(r.Rule), Threshold: fraction(r.Threshold), WeightThreshold: fraction(cmp.Or(r.WeightThreshold, r.Threshold)),
		Strict: r.Strict, Quorum: fraction(r.Quorum), People: r.Counted == negotiation.People, Call: call,
	}
	result := decision.Tally(frozen, eligible(electors), said(votes))
	if call < maxCalls && result.Outcome == decision.Rejected && onlySilent(result.Steps) {
		result.Outcome = decision.NoQuorum // the class is asked a second time, and may then stand aside
	}
	return result
}

// onlySilent tells whether nothing but the silence of a class stands against a
// package.
func onlySilent(steps []decision.Step) bool {
	silent := false
	for _, s := range steps {
		silent = silent || s.Kind == decision.StepSilent
		if !s.Met && s.Kind != decision.StepSilent && s.Kind != decision.StepStruck {
			return false
		}
	}
	return silent
}

func eligible(electors []negotiation.Elector) []decision.Elector {
	who := make([]decision.Elector, len(electors))
	for i, e := range electors {
		who[i] = decision.Elector{ID: e.Seat, Class: e.Class, Weight: fraction(e.Weight), People: e.People}
	}
	return who
}

func said(votes []negotiation.Vote) []decision.Vote {
	all := make([]decision.Vote, len(votes))
	for i, v := range votes {
		all[i] = decision.Vote{Elector: v.Seat, Choice: decision.Choice(v.Choice)}
		if v.Condition != nil {
			all[i].With = v.Condition.Seats
		}
		if v.People != nil {
			all[i].Split = &decision.Split{Yes: v.People.Yes, No: v.People.No, Abstain: v.People.Abstain}
		}
	}
	return all
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
		Currency: t.Rules.Currency, Zone: t.Rules.Zone, Decision: closed.Decision, Package: closed.Package,
		Terms: t.fixed(t.Packages[closed.Package], d.Terms), Seats: parties(d.Electors, closed), Absent: d.Absent,
		Beside: closed.Beside, Publicity: t.Rules.Publicity, Agreement: t.Reopening.Agreement,
	}
	e.Terms, e.Left = t.part(e.Terms, d.Terms)
	e.Aside = aside(closed.Steps)
	e.Entry = negotiation.Entry{Seats: mustSign(besides(e.Seats, e.Aside), e.Terms), By: negotiation.InstantOf(at.Add(entryBy))}
	if cooling, _ := terms.Duration(t.Rules.CoolingOff); cooling > 0 {
		from := negotiation.InstantOf(at.Add(cooling))
		e.Entry.NotBefore = &from
		e.Entry.By = negotiation.InstantOf(at.Add(cooling + entryBy))
	}
	return t.becomes(e, at)
}

// part leaves the terms that a partial agreement is about, and names the others.
func (t Table) part(whole []negotiation.FixedTerm, part []string) (kept []negotiation.FixedTerm, left []string) {
	if len(part) == 0 {
		return whole, nil
	}
	for _, id := range t.Sheet.Ordered() {
		if !slices.Contains(part, id) {
			left = append(left, t.Sheet[id].Name)
		}
	}
	return slices.DeleteFunc(whole, func(f negotiation.FixedTerm) bool { return !slices.Contains(part, f.Term) }), left
}

// aside are the classes that stood aside: they said neither yes nor no twice.
func aside(steps []negotiation.Step) (classes []string) {
	for _, s := range steps {
		if s.Kind == decision.StepAside {
			classes = append(classes, s.Class)
		}
	}
	return classes
}

func besides(seats []negotiation.Party, aside []string) []negotiation.Party {
	return slices.DeleteFunc(slices.Clone(seats), func(s negotiation.Party) bool { return slices.Contains(aside, s.Class) })
}

func (t Table) fixed(p Package, part []string) []negotiation.FixedTerm {
	all, prose := make([]negotiation.FixedTerm, len(p.Values)), t.prose(p, part)
	for i, v := range p.Values {
		term := t.Sheet[v.Term].Term
		all[i] = negotiation.FixedTerm{
			Term: v.Term, Key: term.Key, Name: term.Name, Kind: term.Kind, Unit: term.Unit, Currency: term.Currency,
			Level: term.Level, Value: v.Value, Text: prose.Sentence(term, v.Value), Causes: prose.Effects(term, v.Value),
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
// said nothing but no. A seat for which an article waits, and which abstained
// or said no, need not sign: the article sleeps until it does.
func mustSign(seats []negotiation.Party, text []negotiation.FixedTerm) []string {
	seats = slices.DeleteFunc(slices.Clone(seats), func(s negotiation.Party) bool {
		return (against(s) || s.Choice == negotiation.Abstain) && slices.ContainsFunc(text, func(t negotiation.FixedTerm) bool { return slices.Contains(t.Needs, s.Seat) })
	})
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
