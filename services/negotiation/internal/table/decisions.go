package table

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

const (
	maxDecisions = 1_000
	maxQuestion  = 500
	maxCalls     = 2
)

// Decision is what the rules remember of a decision. Of one that is closed they
// remember only that it was.
type Decision struct {
	Package   string
	Ranked    []string // several that are ranked, with Package as the first
	Terms     []string // of a partial agreement
	Opener    string   // seat; "" is the convener
	Rule      negotiation.Rule
	Call      int
	OpenVotes bool
	OpenedAt  time.Time
	Deadline  time.Time
	Electors  []negotiation.Elector
	Absent    []negotiation.Absent
	Voted     map[string]bool
	WaitsFor  []string
	Moved     bool // the deadline has
	Closing   bool // called before the deadline
	Closed    bool
}

func asked(e negotiation.DecisionOpened) Decision {
	return Decision{
		Package: e.Package, Ranked: e.Packages, Terms: e.Terms, Opener: e.Seat, Rule: e.Rule, Call: e.Call, OpenVotes: e.OpenVotes,
		OpenedAt: e.OpenedAt.Time, Deadline: e.Deadline.Time, Electors: e.Electors, Absent: e.Absent,
		Voted: make(map[string]bool), WaitsFor: e.WaitsFor,
	}
}

func (t Table) called(ids ...string) {
	for _, id := range ids {
		p := t.Packages[id]
		p.Calls++
		t.Packages[id] = p
	}
}

// packages are those that a decision is about.
func (d Decision) packages() []string {
	if len(d.Ranked) > 0 {
		return d.Ranked
	}
	return []string{d.Package}
}

// decided settles a package, unless too few have voted on it.
func (t Table) decided(id string, outcome negotiation.Outcome) {
	if outcome != negotiation.NoQuorum {
		t.end(Settled, id)
	}
}

// OpenDecision asks all seats about one whole package; where the rule ranks,
// about several; and on the ladder's rung for that, about a part of the terms.
type OpenDecision struct {
	ID       string              `json:"-"`
	Package  string              `json:"package" need:"true"`
	Against  []string            `json:"against"`
	Partial  bool                `json:"partial"`
	Deadline negotiation.Instant `json:"deadline" need:"true"`
	Question string              `json:"question"`
	WaitsFor []string            `json:"waitsFor"` // asks of this table, for the caller to know of
}

func (c OpenDecision) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := either(May(t, by, "openDecision"), t.ripe(at), c.several(t)); err != nil {
		return nil, err
	}
	for _, id := range append([]string{c.Package}, c.Against...) {
		p, refusal := t.alive(id, at)
		if err := first(refusal, t.decidable(p, at, c.terms(t)), t.deadline(p, c.Deadline.Time, at)); err != nil {
			return nil, err
		}
	}
	question, refusal := text.Optional(c.Question, maxQuestion)
	if refusal != nil {
		return nil, refusal.At("question")
	}
	electors, absent := t.electorate(by)
	if len(electors) < 2 {
		return nil, rule.Refuse("TOO_FEW_SEATS")
	}
	return []negotiation.Event{negotiation.DecisionOpened{
		Packages: c.ranked(), Terms: c.terms(t),
		Decision: c.ID, Initiative: t.Initiative, Number: len(t.Decisions) + 1, Package: c.Package, Question: question,
		Seat: by.Seat, Rule: t.Rules.Rule, Call: t.Packages[c.Package].Calls + 1, OpenVotes: t.Rules.OpenVotes,
		OpenedAt: negotiation.InstantOf(at), Deadline: negotiation.InstantOf(c.Deadline.Time), Electors: electors, Absent: absent,
		WaitsFor: c.WaitsFor,
	}}, nil
}

// decidable refuses a package that is not whole, or too new to have been read.
func (t Table) decidable(p Package, at time.Time, part []string) *rule.Refusal {
	if len(t.Decisions) >= maxDecisions {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxDecisions))
	}
	if p.Calls >= maxCalls {
		return rule.Refuse(string(Settled)).At("package")
	}
	if refusal := t.completeIn(p, part); refusal != nil {
		return refusal
	}
	if refusal := t.feasible(p.Values); refusal != nil {
		return refusal
	}
	read, _ := terms.Duration(t.Rules.ReadMinimum)
	if at.Before(p.TabledAt.Add(read)) {
		return rule.Refuse("READ_FIRST", "least", t.Rules.ReadMinimum).At("package")
	}
	return nil
}

// complete refuses a package that leaves a term open, or that sets one which
// has changed since.
func (t Table) complete(p Package) *rule.Refusal { return t.completeIn(p, nil) }

// completeIn is complete for a part of the terms; without any, for all.
func (t Table) completeIn(p Package, part []string) *rule.Refusal {
	set := make(map[string]bool, len(p.Values))
	for _, v := range p.Values {
		if t.Sheet[v.Term].Version != v.Version {
			return rule.Refuse(string(Stale)).At("package")
		}
		set[v.Term] = true
	}
	for _, id := range t.Sheet.Ordered() {
		if !set[id] && (len(part) == 0 || slices.Contains(part, id)) {
			return rule.Refuse("INCOMPLETE", "term", t.Sheet[id].Name).At("package")
		}
	}
	return nil
}

const maxRanked = 10

// several refuses a ranking where the rule does not rank, and a part of the
// terms before the ladder leads there.
func (c OpenDecision) several(t Table) *rule.Refusal {
	switch {
	case (t.Rules.Rule.Rule == negotiation.Ranked) != (len(c.Against) > 0):
		return rule.Refuse("INVALID", "rule", "ranked_only").At("against")
	case len(c.Against) >= maxRanked:
		return rule.Refuse("TOO_MANY", "max", itoa(maxRanked)).At("against")
	case c.Partial && !t.reached(negotiation.RungPartial):
		return rule.Refuse("ONE_STEP", "next", string(negotiation.RungPartial)).At("partial")
	}
	for i, id := range c.Against {
		if id == c.Package || slices.Contains(c.Against[:i], id) {
			return rule.Refuse("INVALID", "rule", "twice").At("against", itoa(i))
		}
	}
	return nil
}

func (c OpenDecision) ranked() []string {
	if len(c.Against) == 0 {
		return nil
	}
	return append([]string{c.Package}, c.Against...)
}

// terms are those that a partial agreement is about; none for a whole one.
func (c OpenDecision) terms(t Table) []string {
	if !c.Partial {
		return nil
	}
	return slices.Clone(t.Ladder.Terms)
}

// open returns the decision if it is open, and else the refusal.
func (t Table) open(id string) (Decision, *rule.Refusal) {
	d, known := t.Decisions[id]
	switch {
	case !known:
		return d, rule.Refuse("NO_SUCH_DECISION").At("decision")
	case d.Closed:
		return d, rule.Refuse("CLOSED").At("decision")
	}
	return d, nil
}

// CallClose ends a decision before its deadline, which is fair only when
// everyone has voted.
type CallClose struct {
	Decision string   `json:"decision" need:"true"`
	InBox    []string `json:"-"` // seats whose votes lie there, heard of or not
}

func (c CallClose) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	d, refusal := t.open(c.Decision)
	if err := either(May(t, by, "closeNow"), refusal); err != nil {
		return nil, err
	}
	if d.Closing {
		return nil, nil
	}
	if missing := d.missing(c.InBox); missing > 0 {
		return nil, rule.Refuse("NOT_ALL_VOTED", "seats", strconv.Itoa(missing)).At("decision")
	}
	return []negotiation.Event{negotiation.ClosingCalled{Decision: c.Decision, Seat: by.Seat}}, nil
}

// missing counts the electors who have not voted yet.
func (d Decision) missing(inBox []string) (n int) {
	for _, e := range d.Electors {
		if !d.Voted[e.Seat] && !slices.Contains(inBox, e.Seat) {
			n++
		}
	}
	return n
}

// Heard is a policy's word that a seat has voted; in an open decision it says
// what.
type Heard struct {
	Decision string
	Vote     negotiation.Vote
}

func (c Heard) decide(t Table, _ By, _ time.Time) ([]negotiation.Event, error) {
	d, refusal := t.open(c.Decision)
	if refusal != nil || d.Voted[c.Vote.Seat] && !d.OpenVotes {
		return nil, nil // it came after the close, or is known
	}
	e := negotiation.Voted{Decision: c.Decision, Initiative: t.Initiative, Seat: c.Vote.Seat}
	if d.OpenVotes {
		e.Vote = &c.Vote
	}
	return []negotiation.Event{e}, nil
}
