// Package community decides who belongs to a community of commerce and under
// which charter its members trade.
//
// Whatever members do together is counted by control: organizations under one
// control have one voice, however many they are, and one person has one voice,
// however many organizations they act for. So nobody gains weight by founding
// more of them.
package community

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// By is whoever wishes something. Organization is empty unless the person is
// known to be a steward of it.
type By struct{ Person, Organization string }

func (b By) convener() registry.Convener {
	return registry.Convener{Person: b.Person, Organization: b.Organization}
}

// Community is what the rules remember. The zero Community does not exist.
type Community struct {
	Charter  registry.Charter
	Last     int        // the newest version of the charter, proposed or in force
	Members  []string   // in the order of joining
	Called   []string   // may join without anybody's word
	Seeking  []Seeker   // want to
	Proposed []Proposal // versions of the charter that are not in force
	Moves    []Move     // wishes that a member goes
	Declared map[string][]string
	Claims   []Claim
	Standing []Standing
}

// Seeker is an organization that wants to belong, and whose word it has.
type Seeker struct {
	Organization, Person string
	Vouchers             []registry.Convener
}

// Proposal is a version of the charter that some members agree to.
type Proposal struct {
	registry.Charter
	By     registry.Convener
	Agreed []registry.Convener
}

// Move is the wish that a member goes, and whose it is.
type Move struct {
	Organization, Reason string
	By                   []registry.Convener
}

// Claim is a word that two members are under one control.
type Claim struct {
	ID     string
	Two    [2]string
	By     []registry.Convener
	Upheld bool
}

// Standing is an offer that stands.
type Standing struct{ ID, Organization string }

// Exists tells whether the community has been founded.
func (c Community) Exists() bool { return c.Charter.Version > 0 }

// Has tells whether an organization is a member.
func (c Community) Has(organization string) bool {
	return organization != "" && slices.Contains(c.Members, organization)
}

// Under says for every member under whose control it counts: the first, by id,
// of those that are connected by declarations and upheld claims.
func (c Community) Under() map[string]string {
	under := make(map[string]string, len(c.Members))
	for _, m := range c.Members {
		under[m] = m
	}
	for _, pair := range c.pairs() {
		a, b := under[pair[0]], under[pair[1]]
		if a == "" || b == "" || a == b {
			continue // one of them is no member, or they count as one already
		}
		for m, u := range under {
			if u == max(a, b) {
				under[m] = min(a, b)
			}
		}
	}
	return under
}

func (c Community) pairs() (pairs [][2]string) {
	for _, a := range slices.Sorted(maps.Keys(c.Declared)) {
		for _, b := range c.Declared[a] {
			pairs = append(pairs, [2]string{a, b})
		}
	}
	for _, claim := range c.Claims {
		if claim.Upheld {
			pairs = append(pairs, claim.Two)
		}
	}
	return pairs
}

// Groups counts the members, those under one control as one.
func (c Community) Groups() int { return distinct(slices.Collect(maps.Values(c.Under()))) }

func distinct(list []string) int {
	slices.Sort(list)
	return len(slices.Compact(list))
}

// voices counts those who are members now, by control, without some.
func (c Community) voices(by []registry.Convener, without ...string) int {
	under := c.Under()
	var groups []string
	for _, b := range by {
		if u := under[b.Organization]; u != "" && !slices.ContainsFunc(without, func(w string) bool { return under[w] == u }) {
			groups = append(groups, u)
		}
	}
	return distinct(groups)
}

// Admits is how many members have to vouch for a newcomer now.
func (c Community) Admits() int { return min(c.Charter.Admission, c.Groups()) }

// Removes is how many members have to wish that another goes: more than half of
// all, and never fewer than admit one.
func (c Community) Removes() int { return max(c.Charter.Admission, c.Groups()/2+1) }

// Adopts is how many members have to agree to a charter.
func (c Community) Adopts() int { return c.Groups()/2 + 1 }

// Upholds is how many of those that a claim is not about have to stand by it.
func (c Community) Upholds(two [2]string) int {
	under := c.Under()
	about := distinct([]string{under[two[0]], under[two[1]]})
	return max(2, (c.Groups()-about)/2+1)
}

// changed lists the members that count under another control afterwards.
func changed(before, after Community) []registry.Control {
	was, is := before.Under(), after.Under()
	list := []registry.Control{}
	for _, m := range slices.Sorted(maps.Keys(is)) {
		if was[m] != is[m] {
			list = append(list, registry.Control{Organization: m, Under: is[m]})
		}
	}
	return list
}

// spoke tells whether an organization, or the very person, has had their say.
func spoke(by []registry.Convener, who By) bool {
	return slices.ContainsFunc(by, func(b registry.Convener) bool { return b.Organization == who.Organization || b.Person == who.Person })
}

// again is the answer to who has had their say: nothing, if it was the very
// same, and a no to who would speak for a second organization.
func again(by []registry.Convener, who By) ([]registry.Event, error) {
	if slices.Contains(by, who.convener()) {
		return nil, nil
	}
	return nil, rule.Refuse("ALREADY_DONE")
}

// Decide returns the events that wish causes when by wishes it at a moment, or
// the refusal that forbids it.
func Decide(c Community, by By, at time.Time, wish Command) ([]registry.Event, error) {
	if _, founding := wish.(Found); !founding && !c.Exists() {
		return nil, rule.Refuse("NOT_FOUND").At("community")
	}
	return wish.decide(c, by, at)
}

// Evolve returns c after e. It leaves what c refers to as it is, so that a
// state that was looked up stays true for its reader.
func Evolve(c Community, e registry.Event) Community {
	switch e := e.(type) {
	case registry.CommunityFounded:
		c.Charter, c.Last, c.Members, c.Called = e.Charter, e.Charter.Version, []string{e.Organization}, e.Founders
	case registry.CharterProposed:
		c.Last = e.Version
		c.Proposed = append(slices.Clip(c.Proposed), Proposal{Charter: e.Charter, By: e.By, Agreed: []registry.Convener{e.By}})
	case registry.CharterAgreed:
		c.Proposed = with(c.Proposed, func(p Proposal) bool { return p.Version == e.Version }, func(p *Proposal) {
			p.Agreed = append(slices.Clip(p.Agreed), e.By)
		})
	case registry.CharterAdopted:
		for _, p := range c.Proposed {
			if p.Version == e.Version {
				c.Charter = p.Charter
			}
		}
		c.Proposed = without(c.Proposed, func(p Proposal) bool { return p.Version == e.Version })
	case registry.CharterDropped:
		c.Proposed = without(c.Proposed, func(p Proposal) bool { return p.Version == e.Version })
	case registry.MembershipSought:
		c.Seeking = append(slices.Clip(c.Seeking), Seeker{Organization: e.Organization, Person: e.Person})
	case registry.MemberVouched:
		c.Seeking = with(c.Seeking, func(s Seeker) bool { return s.Organization == e.Organization }, func(s *Seeker) {
			s.Vouchers = append(slices.Clip(s.Vouchers), e.By)
		})
	case registry.MemberAdmitted:
		c.Members = append(slices.Clip(c.Members), e.Organization)
		c.Called = without(c.Called, is(e.Organization))
		c.Seeking = without(c.Seeking, func(s Seeker) bool { return s.Organization == e.Organization })
	case registry.SeekingEnded:
		c.Seeking = without(c.Seeking, func(s Seeker) bool { return s.Organization == e.Organization })
	case registry.RemovalMoved:
		c = c.moved(e)
	case registry.CommunityLeft:
		c = c.gone(e.Organization)
	case registry.CommunityRemoved:
		c = c.gone(e.Organization)
	case registry.ControlDeclared:
		c.Declared = maps.Clone(c.Declared)
		if c.Declared == nil {
			c.Declared = make(map[string][]string)
		}
		c.Declared[e.Organization] = e.With
	case registry.ControlClaimed:
		c.Claims = append(slices.Clip(c.Claims), Claim{ID: e.Claim, Two: e.Two, By: []registry.Convener{e.By}})
	case registry.ControlSeconded:
		c.Claims = with(c.Claims, func(l Claim) bool { return l.ID == e.Claim }, func(l *Claim) { l.By = append(slices.Clip(l.By), e.By) })
	case registry.ControlUpheld:
		c.Claims = with(c.Claims, func(l Claim) bool { return l.ID == e.Claim }, func(l *Claim) { l.Upheld = true })
	case registry.StandingOffered:
		c.Standing = append(slices.Clip(c.Standing), Standing{e.Standing, e.Organization})
	case registry.StandingWithdrawn:
		c.Standing = without(c.Standing, func(s Standing) bool { return s.ID == e.Standing })
	default:
		panic(fmt.Sprintf("community: no place for %T", e)) // TestEvolve knows them all
	}
	return c
}

func (c Community) moved(e registry.RemovalMoved) Community {
	about := func(m Move) bool { return m.Organization == e.Organization }
	if !slices.ContainsFunc(c.Moves, about) {
		c.Moves = append(slices.Clip(c.Moves), Move{Organization: e.Organization, Reason: e.Reason})
	}
	c.Moves = with(c.Moves, about, func(m *Move) { m.By = append(slices.Clip(m.By), e.By) })
	return c
}

// gone is the community without a member and without what was about it. What
// was found out about its control is forgotten: who comes back declares anew.
func (c Community) gone(organization string) Community {
	c.Members = without(c.Members, is(organization))
	c.Moves = without(c.Moves, func(m Move) bool { return m.Organization == organization })
	c.Claims = without(c.Claims, func(l Claim) bool { return slices.Contains(l.Two[:], organization) })
	c.Declared = maps.Clone(c.Declared)
	delete(c.Declared, organization)
	for m, others := range c.Declared {
		c.Declared[m] = without(others, is(organization))
	}
	return c
}

func is(one string) func(string) bool { return func(other string) bool { return other == one } }

// with is the list with some of it changed; without is the list without some.
func with[T any](list []T, some func(T) bool, change func(*T)) []T {
	list = slices.Clone(list)
	for i := range list {
		if some(list[i]) {
			change(&list[i])
		}
	}
	return list
}

func without[T any](list []T, some func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), some)
}
