package ballot

import (
	"slices"
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/measure"
	"parley.example/services/internal/rules/schulze"
)

// Unfold counts the votes of a ballot as it was asked and says everything that
// may be known of them. Whoever holds the votes can count again; the order in
// which they come does not matter.
func Unfold(asked deliberation.BallotOpened, votes []deliberation.BallotVote) deliberation.BallotClosed {
	c := newCount(asked, votes)
	result := decision.Tally(c.rule(), c.electors, c.votes())
	e := deliberation.BallotClosed{
		Organization: asked.Organization, Community: asked.Community, Subject: asked.Subject, Outcome: deliberation.BallotOutcome(result.Outcome),
		Turnout: c.turnout(), Count: c.choices(),
	}
	for _, s := range result.Steps {
		e.Steps = append(e.Steps, step(s))
	}
	if asked.Rule.Method == deliberation.ByRanking {
		c.rank(&e)
	}
	e.SecondCall = asked.Call == 1 && (e.Outcome == deliberation.BallotNoQuorum || silent(result.Steps))
	if asked.Openness == deliberation.SecretVotes {
		c.veil(&e)
		return e
	}
	e.Votes = c.cast
	return e
}

// count is the votes of an electorate, in its order.
type count struct {
	asked    deliberation.BallotOpened
	electors []decision.Elector
	cast     []deliberation.BallotVote
}

func newCount(asked deliberation.BallotOpened, votes []deliberation.BallotVote) count {
	c := count{asked: asked}
	last := make(map[string]deliberation.BallotVote, len(votes))
	for _, v := range votes {
		last[v.Person] = v
	}
	if asked.Openness == deliberation.SecretVotes {
		c.nameless(last)
		return c
	}
	for _, v := range asked.Electors {
		w, _ := fraction(v.Weight)
		if v.Weight == "" {
			w = one
		}
		c.electors = append(c.electors, decision.Elector{ID: v.Person, Class: v.Class, Weight: w})
		if vote, voted := last[v.Person]; voted {
			c.cast = append(c.cast, vote)
		}
	}
	return c
}

func (c count) rule() decision.Rule {
	r := c.asked.Rule
	threshold, _ := fraction(r.Threshold)
	byWeight, _ := fraction(r.WeightThreshold)
	quorum, _ := fraction(r.Quorum)
	return decision.Rule{
		Kind: decision.Kind(r.Method), Threshold: threshold, WeightThreshold: byWeight, Strict: r.Strict, Quorum: quorum, Call: c.asked.Call,
	}
}

// votes are what is cast in the words of the rules: a concern has spoken and
// neither agrees nor blocks, and so has who ranks, as far as the quorum goes. A
// condition on a class is one on everybody in it.
func (c count) votes() []decision.Vote {
	all := make([]decision.Vote, len(c.cast))
	for i, v := range c.cast {
		all[i] = decision.Vote{Elector: v.Person, Choice: choices[v.Choice], With: c.with(v)}
	}
	return all
}

var choices = map[deliberation.BallotChoice]decision.Choice{
	deliberation.BallotYes: decision.Yes, deliberation.BallotNo: decision.No, deliberation.BallotAbstain: decision.Abstain,
	deliberation.BallotConcern: decision.Abstain, deliberation.BallotObject: decision.Objects, deliberation.BallotRank: decision.Abstain,
}

func (c count) with(v deliberation.BallotVote) []string {
	if v.Condition == nil {
		return nil
	}
	names := append([]string(nil), v.Condition.People...)
	for _, class := range v.Condition.Classes {
		for _, e := range c.electors {
			if e.Class == class && e.ID != v.Person {
				names = append(names, e.ID)
			}
		}
	}
	return names
}

// rank lets one option stand before all others, or none: options that the
// method leaves equal are decided by nothing else.
func (c count) rank(e *deliberation.BallotClosed) {
	if e.Outcome == deliberation.BallotNoQuorum {
		return
	}
	ids := make([]string, len(c.asked.Options))
	for i, o := range c.asked.Options {
		ids[i] = o.ID
	}
	var ballots []schulze.Ballot
	for _, v := range c.cast {
		if v.Choice == deliberation.BallotRank {
			ballots = append(ballots, schulze.Ballot{Count: 1, Order: v.Ranking})
		}
	}
	r := schulze.Rank(ids, ballots)
	e.Ranking, e.Preferred, e.Paths = r.Ranking, r.Preferred, r.Paths
	e.Outcome = deliberation.BallotRejected
	if len(ballots) > 0 && len(r.Ranking[0]) == 1 {
		e.Outcome = deliberation.BallotCarried
	}
}

func (c count) turnout() []deliberation.TurnoutPart {
	voted := make(map[string]bool, len(c.cast))
	for _, v := range c.cast {
		voted[v.Person] = true
	}
	classes, took := make([]string, len(c.electors)), make([]bool, len(c.electors))
	for i, e := range c.electors {
		classes[i], took[i] = e.Class, voted[e.ID]
	}
	var parts []deliberation.TurnoutPart
	for _, p := range measure.Turnout(classes, took) {
		parts = append(parts, deliberation.TurnoutPart{Class: p.Class, Voted: strconv.Itoa(p.Have), Of: p.Of})
	}
	return parts
}

// offered are the choices of a method.
func offered(m deliberation.Method) []deliberation.BallotChoice {
	switch m {
	case deliberation.ByConsent:
		return []deliberation.BallotChoice{deliberation.BallotYes, deliberation.BallotAbstain, deliberation.BallotConcern, deliberation.BallotObject}
	case deliberation.ByRanking:
		return []deliberation.BallotChoice{deliberation.BallotRank, deliberation.BallotAbstain}
	}
	return []deliberation.BallotChoice{deliberation.BallotYes, deliberation.BallotNo, deliberation.BallotAbstain}
}

// choices counts people by what they have cast, before conditions are looked at.
func (c count) choices() []deliberation.CountPart {
	people := make(map[deliberation.BallotChoice]int)
	for _, v := range c.cast {
		people[v.Choice]++
	}
	var parts []deliberation.CountPart
	for _, choice := range offered(c.asked.Rule.Method) {
		parts = append(parts, deliberation.CountPart{Choice: choice, People: strconv.Itoa(people[choice])})
	}
	return parts
}

func step(s decision.Step) deliberation.BallotStep {
	return deliberation.BallotStep{
		Kind: s.Kind, Class: s.Class, People: s.Seats, Yes: s.Yes, No: s.No, Have: s.Have, Of: s.Of,
		Share: s.Share, Needed: s.Needed, Strict: s.Strict, Met: s.Met,
	}
}

// silent tells whether it failed at a class that said neither yes nor no.
func silent(steps []decision.Step) bool {
	for _, s := range steps {
		if s.Kind == decision.StepSilent {
			return true
		}
	}
	return false
}

// Offers tells whether a vote may say that.
func (b Ballot) Offers(choice deliberation.BallotChoice) bool {
	return slices.Contains(offered(b.Asked.Rule.Method), choice)
}

// SecretClass is the class that an elector's secret vote is counted in; an open
// one needs none, since its author is known.
func (b Ballot) SecretClass(person string) string {
	v, _ := b.Elector(person)
	if !b.Secret() {
		return ""
	}
	return countedIn(b.Asked, v)
}
