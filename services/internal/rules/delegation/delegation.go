// Package delegation is liquid voting inside an organization: who does not vote
// lends the vote to somebody else, for one term, for a negotiation or for
// everything, and may take it back by voting.
//
// The package works on a snapshot of the delegations, taken when the ballot
// opens; what people change later is for later ballots. The result depends on
// that snapshot, the electorate and who votes, never on any order.
package delegation

import "parley.example/services/internal/rules/decision"

// Scope is what a delegation is for. The zero Scope is everything that the
// organization votes on; Term narrows down Negotiation.
type Scope struct{ Negotiation, Term string }

// covers tells how closely a scope fits an item; 0 is not at all.
func (s Scope) covers(item Scope) int {
	switch {
	case s == Scope{}:
		return 1
	case s.Negotiation != item.Negotiation:
		return 0
	case s.Term == "":
		return 2
	case s.Term == item.Term:
		return 3
	}
	return 0
}

// Delegation lends From's vote to To. Of two with the same scope by one person
// the later one stands; To "" takes it back.
type Delegation struct {
	From, To string
	Scope    Scope
}

// Carried is what became of one elector's vote.
type Carried struct {
	Elector string
	By      string   // who cast it: the elector, or the last of Path; "" if nobody did
	Path    []string // to whom it was handed on, one after another
	Lost    string   // why nobody cast it
}

// The ways in which a vote is lost.
const (
	Silent  = "silent"  // whoever has it neither votes nor hands it on
	Circle  = "circle"  // it comes back to somebody it has been with
	Outside = "outside" // it is with somebody who is no elector
)

// Resolve follows the votes of all electors. voted is who has voted: an own vote
// overrides. Of a person's delegations the closest to the item counts, term
// before negotiation before organization, and no other, also if it leads
// nowhere: whoever was chosen for this was chosen.
func Resolve(electors []string, snapshot []Delegation, item Scope, voted map[string]bool) []Carried {
	next, eligible := closest(snapshot, item), make(map[string]bool, len(electors))
	for _, e := range electors {
		eligible[e] = true
	}
	all := make([]Carried, len(electors))
	for i, e := range electors {
		all[i] = follow(e, next, eligible, voted)
	}
	return all
}

// closest returns to whom each person hands a vote on this item.
func closest(snapshot []Delegation, item Scope) map[string]string {
	latest := make(map[Delegation]string) // by person and scope
	for _, d := range snapshot {
		latest[Delegation{From: d.From, Scope: d.Scope}] = d.To
	}
	next, fit := make(map[string]string), make(map[string]int)
	for d, to := range latest {
		if n := d.Scope.covers(item); to != "" && n > fit[d.From] {
			next[d.From], fit[d.From] = to, n
		}
	}
	return next
}

func follow(elector string, next map[string]string, eligible, voted map[string]bool) Carried {
	c := Carried{Elector: elector}
	been := make(map[string]bool)
	for at := elector; ; {
		to, handed := next[at]
		switch {
		case !eligible[at]:
			c.Lost = Outside
			return c
		case voted[at]:
			c.By = at
			return c
		case !handed:
			c.Lost = Silent
			return c
		}
		been[at] = true
		if been[to] {
			c.Lost = Circle
			return c
		}
		c.Path = append(c.Path, to)
		at = to
	}
}

// Spread turns the votes that were cast into one vote of each elector whose vote
// somebody cast, to be counted by [decision.Tally]. An objection speaks for
// its author only: whoever lent the vote says no with it.
func Spread(carried []Carried, cast []decision.Vote) []decision.Vote {
	by := make(map[string]decision.Vote, len(cast))
	for _, v := range cast {
		by[v.Elector] = v
	}
	var votes []decision.Vote
	for _, c := range carried {
		if c.By == "" {
			continue
		}
		v := by[c.By]
		if v.Choice == decision.Objects && c.Elector != c.By {
			v.Choice = decision.No
		}
		v.Elector = c.Elector
		votes = append(votes, v)
	}
	return votes
}
