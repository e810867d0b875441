package organization

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxQuestion  = 1000
	maxProposals = 20 // open at a time
	maxWait      = 90 * 24 * time.Hour
)

// Proposal is what the members have been asked and have not decided. New says
// that the mandate itself is what they are asked for.
type Proposal struct {
	registry.Terms
	Request string
	By      string
	New     bool
}

// Govern says who decides on mandates.
type Govern struct{ By registry.Governance }

// Propose puts a mandate before the members, whatever member wishes it.
type Propose struct {
	registry.Terms
	Organization, Question string
	Deadline               time.Time
}

// Ask puts wider limits before the members. The mandate's own holders do that.
type Ask struct {
	Mandate, Request, Organization, Question string
	Deadline                                 time.Time
}

// Withdraw takes back what the caller has asked.
type Withdraw struct{ Request, Reason string }

// Conclude does what the members have decided. Their ballot wishes it, not a
// person.
type Conclude struct {
	Request string
	Outcome registry.ProposalOutcome // Adopted, Rejected or NoQuorum
	Ballot  string
}

// Once members decide, only who is alone takes that back: others would take it
// from them.
func (c Govern) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	switch {
	case c.By != registry.ByStewards && c.By != registry.ByBallot:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("by")
	case c.By == o.governance():
		return nil, nil
	case c.By == registry.ByStewards && len(o.Members) > 1:
		return nil, rule.Refuse("MEMBERS_DECIDE")
	}
	return []registry.Event{registry.MandatesGoverned{By: c.By}}, nil
}

func (o Organization) governance() registry.Governance {
	if o.Governance == "" {
		return registry.ByStewards
	}
	return o.Governance
}

func (c Propose) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if err := o.belonging(by); err != nil {
		return nil, err
	}
	if o.known(c.Mandate) {
		return nil, nil
	}
	acts, err := inOrder(allActs, c.Acts, "acts")
	switch {
	case err != nil:
		return nil, err
	case !belongs(o.Members[c.Delegate]):
		return nil, rule.Refuse("NOT_MEMBER").At("delegate")
	case c.Deputy == c.Delegate:
		return nil, rule.Refuse("DEPUTY_IS_DELEGATE").At("deputy")
	case c.Deputy != "" && !belongs(o.Members[c.Deputy]):
		return nil, rule.Refuse("NOT_MEMBER").At("deputy")
	}
	question, err := o.question(c.Question, c.Deadline, c.Until, at)
	if err != nil {
		return nil, err
	}
	c.Acts = acts
	return []registry.Event{registry.MandateProposed{
		Terms: c.Terms, Organization: c.Organization, By: by, Question: question, Deadline: registry.InstantOf(c.Deadline),
	}}, nil
}

func (c Ask) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if o.known(c.Request) {
		return nil, nil
	}
	m, found := o.Mandate(c.Mandate)
	if !found || m.Delegate != by && m.Deputy != by {
		return nil, rule.Refuse("NOT_FOUND").At("mandate") // of others' mandates nothing is told
	}
	if _, err := o.live(c.Mandate, at); err != nil {
		return nil, err
	}
	switch {
	case !m.Limited:
		return nil, rule.Refuse("NOT_LIMITED").At("mandate")
	case slices.ContainsFunc(o.Proposals, func(p Proposal) bool { return p.Mandate == c.Mandate }):
		return nil, rule.Refuse("ALREADY_ASKED").At("mandate")
	}
	question, err := o.question(c.Question, c.Deadline, m.Until, at)
	if err != nil {
		return nil, err
	}
	return []registry.Event{registry.LimitsAsked{
		Mandate: c.Mandate, Request: c.Request, Organization: c.Organization, By: by, Question: question, Deadline: registry.InstantOf(c.Deadline),
	}}, nil
}

// question returns what the members are asked, if there is time to answer.
func (o Organization) question(words string, deadline time.Time, until registry.Instant, at time.Time) (string, error) {
	var form text.Form
	words = form.Clean(words, maxQuestion, "question")
	switch {
	case form.Err() != nil:
		return "", form.Err()
	case !deadline.After(at):
		return "", rule.Refuse("IN_THE_PAST").At("deadline")
	case deadline.After(at.Add(maxWait)):
		return "", rule.Refuse("DEADLINE_TOO_LATE", "most", "P90D").At("deadline")
	case !until.After(deadline):
		return "", rule.Refuse("ENDS_FIRST").At("deadline")
	case len(o.Proposals) == maxProposals:
		return "", tooMany(maxProposals)
	}
	return words, nil
}

func (c Withdraw) decide(o Organization, by string, _ time.Time) ([]registry.Event, error) {
	p, found := o.Proposal(c.Request)
	if !found || p.By != by {
		return nil, rule.Refuse("NOT_FOUND").At("request")
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxReason, "reason")
	if form.Err() != nil {
		return nil, form.Err()
	}
	return []registry.Event{p.ended(registry.Withdrawn, "", reason)}, nil
}

func (c Conclude) decide(o Organization, _ string, at time.Time) ([]registry.Event, error) {
	p, found := o.Proposal(c.Request)
	switch {
	case !found:
		return nil, nil
	case c.Outcome != registry.Adopted:
		return []registry.Event{p.ended(c.Outcome, c.Ballot, "")}, nil
	case !o.CanStill(c.Request, at):
		return []registry.Event{p.ended(registry.Lapsed, c.Ballot, "")}, nil
	}
	ended := p.ended(registry.Adopted, c.Ballot, "")
	if !p.New {
		return []registry.Event{ended}, nil
	}
	if !belongs(o.Members[p.Deputy]) {
		p.Deputy = ""
	}
	return []registry.Event{registry.MandateGranted{Terms: p.Terms, Ballot: c.Ballot}, ended}, nil
}

// CanStill tells whether what the members were asked can be done at a moment: a
// proposed delegate still belongs, a mandate still lives.
func (o Organization) CanStill(request string, at time.Time) bool {
	p, found := o.Proposal(request)
	if !found {
		return false
	}
	if p.New {
		return belongs(o.Members[p.Delegate]) && p.Until.After(at)
	}
	_, err := o.live(p.Mandate, at)
	return err == nil
}

// Proposal returns what the members have been asked and have not decided.
func (o Organization) Proposal(request string) (Proposal, bool) {
	i := slices.IndexFunc(o.Proposals, func(p Proposal) bool { return p.Request == request })
	if i < 0 {
		return Proposal{}, false
	}
	return o.Proposals[i], true
}

// known tells whether there is or was a mandate or a request of that id.
func (o Organization) known(id string) bool {
	_, granted := o.Mandate(id)
	_, open := o.Proposal(id)
	return granted || open
}

func (p Proposal) ended(outcome registry.ProposalOutcome, ballot, reason string) registry.ProposalEnded {
	return registry.ProposalEnded{Request: p.Request, Mandate: p.Mandate, Outcome: outcome, Ballot: ballot, Reason: reason}
}

// belonging refuses whoever is no member.
func (o Organization) belonging(by string) error {
	if !belongs(o.Members[by]) {
		return rule.Refuse("NOT_MEMBER")
	}
	return nil
}
