package ballot

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of a ballot. One in which people answer each other by name, with words
// or conditions, has fewer electors, so that all of it fits into one commit and
// can be read.
const (
	maxQuestion    = 1000
	maxExplanation = 2000
	maxOption      = 200
	minOptions     = 2
	maxOptions     = 20
	maxClass       = 60
	maxSource      = 200
	maxSubject     = 64
	maxElectors    = 2000
	MaxNamed       = 150 // electors of a ballot with objections or conditions
	longest        = 366 * 24 * time.Hour
	few            = 5 // among fewer nobody can hide
)

// Shortest is how long a ballot is open at least: what changes how all live
// together, or binds all for long, takes ten days.
func Shortest(kind deliberation.SubjectKind) time.Duration {
	const day = 24 * time.Hour
	switch kind {
	case deliberation.AboutCharter, deliberation.AboutRatification:
		return 10 * day
	case deliberation.AboutClass:
		return 3 * day
	}
	return day
}

// Open asks the members of an organization, or the organizations of a community.
type Open struct {
	Organization string
	Community    string // absent: the organization's own members are asked
	Subject      deliberation.Subject
	Question     string
	Explanation  string
	Options      []string // of a ranking
	Rule         deliberation.BallotRule
	Openness     deliberation.Openness
	Lending      bool
	Scope        deliberation.LendingScope
	Details      []deliberation.Voter // class and weight of some
	WeightSource string
	Deadline     time.Time

	ID       string        // of the ballot
	Roll     []string      // who has a vote in the organization at this moment
	Shortest time.Duration // see [Shortest]
}

func (c Open) decide(b Ballot, by By, at time.Time) ([]deliberation.Event, error) {
	if b.Exists() {
		return nil, nil // its id depends on the command, or the subject, alone: it was this one
	}
	if err := first(MayOpen(by), c.subject(by), c.timely(at)); err != nil {
		return nil, err
	}
	var form text.Form
	e := deliberation.BallotOpened{
		Organization: c.Organization, Community: c.Community, Readers: "org:" + c.Organization, Subject: c.Subject,
		Question: form.Clean(c.Question, maxQuestion, "question"), Explanation: form.Optional(c.Explanation, maxExplanation, "explanation"),
		Rule: c.Rule, Openness: c.Openness, Lending: c.Lending, Scope: c.Scope, Call: 1, Person: by.Person,
		OpenedAt: deliberation.InstantOf(at), Deadline: deliberation.InstantOf(c.Deadline),
	}
	if e.Subject.ID == "" {
		e.Subject.ID = c.ID
	}
	if c.Community != "" {
		e.Readers = "community:" + c.Community
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	var refusal *rule.Refusal
	if e.Options, refusal = c.options(); refusal != nil {
		return nil, refusal
	}
	if e.Electors, refusal = c.electors(); refusal != nil {
		return nil, refusal
	}
	if e.WeightSource, refusal = c.source(e.Electors); refusal != nil {
		return nil, refusal
	}
	if err := first(sound(e), c.scoped()); err != nil {
		return nil, err
	}
	return []deliberation.Event{e}, nil
}

// MayOpen refuses whoever may not ask all: stewards do, and what follows from
// something that happened.
func MayOpen(by By) *rule.Refusal {
	switch {
	case by.Policy:
		return nil
	case !by.Reads:
		return rule.Refuse("NO_ORGANIZATION")
	case !by.Leads:
		return rule.Refuse("NOT_STEWARD")
	}
	return nil
}

// subject refuses to ask by hand what is only ever asked because somebody
// proposed it: whoever waits for the answer takes it at its word.
func (c Open) subject(by By) *rule.Refusal {
	switch c.Subject.Kind {
	case deliberation.AboutQuestion:
		if c.Subject.ID != "" {
			return rule.Refuse("INVALID", "rule", "unknown").At("subject", "id")
		}
	case deliberation.AboutCharter, deliberation.AboutRatification, deliberation.AboutClass, deliberation.AboutMandate, deliberation.AboutLimits:
		if c.Subject.ID == "" || len(c.Subject.ID) > maxSubject {
			return rule.Refuse("INVALID", "rule", "required").At("subject", "id")
		}
		if c.Subject.Kind.Followed() && !by.Policy {
			return rule.Refuse("PROPOSE_IT").At("subject", "kind")
		}
	default:
		return rule.Refuse("INVALID", "rule", "unknown").At("subject", "kind")
	}
	return nil
}

func (c Open) timely(at time.Time) *rule.Refusal {
	switch {
	case c.Deadline.Before(at.Add(c.Shortest)) || !c.Deadline.After(at):
		return rule.Refuse("DEADLINE_TOO_SOON", "least", period(c.Shortest)).At("deadline")
	case c.Deadline.After(at.Add(longest)):
		return rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("deadline")
	}
	return nil
}

// period is a length of time as the API writes it.
func period(d time.Duration) string {
	if day := 24 * time.Hour; d%day == 0 {
		return "P" + strconv.Itoa(int(d/day)) + "D"
	}
	return "PT" + strconv.Itoa(int(d/time.Second)) + "S"
}

func (c Open) options() ([]deliberation.Option, *rule.Refusal) {
	if c.Rule.Method != deliberation.ByRanking {
		if len(c.Options) > 0 {
			return nil, rule.Refuse("INVALID", "rule", "ranked_only").At("options")
		}
		return nil, nil
	}
	if len(c.Options) < minOptions || len(c.Options) > maxOptions {
		return nil, rule.Refuse("OPTIONS", "least", strconv.Itoa(minOptions), "most", strconv.Itoa(maxOptions)).At("options")
	}
	var all []deliberation.Option
	for i, o := range c.Options {
		said, refusal := text.Line(o, maxOption)
		if refusal != nil {
			return nil, refusal.At("options", strconv.Itoa(i))
		}
		if slices.ContainsFunc(all, func(other deliberation.Option) bool { return text.Same(other.Text, said) }) {
			return nil, rule.Refuse("INVALID", "rule", "twice").At("options", strconv.Itoa(i))
		}
		all = append(all, deliberation.Option{ID: strconv.Itoa(i + 1), Text: said})
	}
	return all, nil
}

// electors is the roll of this moment, with what is said about some of them.
func (c Open) electors() ([]deliberation.Voter, *rule.Refusal) {
	roll := slices.Compact(slices.Sorted(slices.Values(c.Roll)))
	switch {
	case len(roll) == 0:
		return nil, rule.Refuse("NO_ELECTORS")
	case len(roll) > maxElectors:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxElectors))
	}
	all := make([]deliberation.Voter, len(roll))
	for i, person := range roll {
		all[i].Person = person
	}
	told := make(map[string]bool, len(c.Details))
	for i, d := range c.Details {
		at := strconv.Itoa(i)
		n, member := slices.BinarySearchFunc(all, d.Person, func(v deliberation.Voter, id string) int { return cmp.Compare(v.Person, id) })
		if !member || told[d.Person] {
			return nil, rule.Refuse("NOT_MEMBER").At("electors", at, "person")
		}
		told[d.Person] = true
		class, refusal := text.Optional(d.Class, maxClass)
		if refusal != nil {
			return nil, refusal.At("electors", at, "class")
		}
		if _, ok := fraction(d.Weight); d.Weight != "" && !ok {
			return nil, rule.Refuse("INVALID", "rule", "fraction").At("electors", at, "weight")
		}
		all[n].Class, all[n].Weight = class, d.Weight
	}
	return all, nil
}

// source insists that weights say where they come from.
func (c Open) source(electors []deliberation.Voter) (string, *rule.Refusal) {
	weighs := slices.ContainsFunc(electors, func(v deliberation.Voter) bool { return v.Weight != "" })
	if !weighs {
		if c.WeightSource != "" {
			return "", rule.Refuse("INVALID", "rule", "unknown").At("weightSource")
		}
		return "", nil
	}
	said, refusal := text.Line(c.WeightSource, maxSource)
	if refusal != nil {
		return "", refusal.At("weightSource")
	}
	return said, nil
}

func (c Open) scoped() *rule.Refusal {
	switch {
	case c.Lending && c.Community != "":
		return rule.Refuse("NOT_IN_COMMUNITY").At("lending")
	case c.Scope == deliberation.LendingScope{}:
		return nil
	case !c.Lending:
		return rule.Refuse("INVALID", "rule", "unknown").At("scope")
	case c.Scope.Negotiation == "" || len(c.Scope.Negotiation) > maxSubject || len(c.Scope.Term) > maxSubject:
		return rule.Refuse("INVALID", "rule", "required").At("scope", "negotiation")
	}
	return nil
}
