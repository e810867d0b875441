// Package proxy decides who lends whom a vote within an organization: for
// everything, for one negotiation, or for one term of it. Only the two know.
//
// What counts in a ballot is who had lent what when it opened; the history is
// kept, so that this can be told at any time.
package proxy

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/delegation"
	"parley.example/services/internal/rules/rule"
)

// maxScopes bounds what one person lends for at the same time, and maxChanges
// how often they change their mind about one scope.
const (
	maxScopes  = 200
	maxChanges = 1000
)

// Delegations is what has been lent within one organization. The zero
// Delegations are none.
type Delegations struct {
	Lent map[string]map[deliberation.LendingScope][]Lending // by lender
}

// Lending is who has a vote from a moment on; To "" is its owner again.
type Lending struct {
	To string
	At time.Time
}

// Lend is the wish to lend a vote, or with To "" to have it back. That both
// have a vote in the organization is known.
type Lend struct {
	Organization, From, To string
	Scope                  deliberation.LendingScope
}

// Decide returns the events that c causes, or the refusal that forbids it.
func Decide(d Delegations, at time.Time, c Lend) ([]deliberation.Event, error) {
	switch {
	case c.To == c.From:
		return nil, rule.Refuse("OWN_VOTE").At("to")
	case c.Scope.Term != "" && c.Scope.Negotiation == "":
		return nil, rule.Refuse("INVALID", "rule", "required").At("negotiation")
	}
	history := d.Lent[c.From][c.Scope]
	before := last(history)
	switch {
	case before == c.To:
		return nil, nil
	case len(history) == 0 && len(d.Lent[c.From]) >= maxScopes:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxScopes))
	case len(history) >= maxChanges && c.To != "":
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxChanges))
	}
	return []deliberation.Event{deliberation.VoteLent{
		Organization: c.Organization, From: c.From, To: c.To, Before: before, Scope: c.Scope, At: deliberation.InstantOf(at),
	}}, nil
}

func last(history []Lending) string {
	if len(history) == 0 {
		return ""
	}
	return history[len(history)-1].To
}

// Evolve returns d after e. It reuses the maps of d.
func Evolve(d Delegations, e deliberation.Event) Delegations {
	switch e := e.(type) {
	case deliberation.VoteLent:
		if d.Lent == nil {
			d.Lent = make(map[string]map[deliberation.LendingScope][]Lending)
		}
		if d.Lent[e.From] == nil {
			d.Lent[e.From] = make(map[deliberation.LendingScope][]Lending)
		}
		d.Lent[e.From][e.Scope] = append(d.Lent[e.From][e.Scope], Lending{e.To, e.At.Time})
		return d
	}
	panic(fmt.Sprintf("proxy: no place for %T", e)) // TestEvolve knows them all
}

// AsOf is everything that was lent at a moment.
func (d Delegations) AsOf(at time.Time) []delegation.Delegation {
	var all []delegation.Delegation
	for from, scopes := range d.Lent {
		for scope, history := range scopes {
			to := ""
			for _, l := range history {
				if l.At.After(at) {
					break
				}
				to = l.To
			}
			if to != "" {
				all = append(all, delegation.Delegation{From: from, To: to, Scope: delegation.Scope(scope)})
			}
		}
	}
	slices.SortFunc(all, func(a, b delegation.Delegation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Scope.Negotiation, b.Scope.Negotiation), cmp.Compare(a.Scope.Term, b.Scope.Term))
	})
	return all
}
