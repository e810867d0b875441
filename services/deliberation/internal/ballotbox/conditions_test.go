package ballotbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/proxy"
)

// Of yes votes with conditions those count that form the greatest set in which
// all conditions hold: found here by trying all sets.
func TestConditionalVotesAreTheGreatestSetThatHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := asked(ByMajority, SealedVotes)
		var votes []BallotVote
		for _, v := range in.Asked.Electors {
			vote := BallotVote{Person: v.Person, Choice: rapid.SampledFrom([]BallotChoice{BallotYes, BallotYes, BallotYes, BallotNo}).Draw(t, "choice")}
			if vote.Choice == BallotYes && rapid.Bool().Draw(t, "waits") {
				vote.Condition = &BallotCondition{People: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"ana", "bea", "carl", "dora", "eve"}), 0, 3, rapid.ID).Draw(t, "for")}
				if rapid.IntRange(0, 3).Draw(t, "class") == 0 {
					vote.Condition.Classes = []string{"kitchen"}
				}
			}
			votes = append(votes, vote)
		}
		want := greatest(in.Asked, votes)
		e := ballot.Unfold(in.Asked, rapid.Permutation(votes).Draw(t, "order"))
		var struck []string
		yes := ""
		for _, s := range e.Steps {
			switch s.Kind {
			case "struck":
				struck = append(struck, s.People...)
			case "share":
				yes = s.Yes
			}
		}
		if yes != fmt.Sprint(len(want)) {
			t.Fatalf("%s say yes, not %v: %+v", yes, want, votes)
		}
		for _, v := range votes {
			if v.Choice == BallotYes && slices.Contains(want, v.Person) == slices.Contains(struck, v.Person) {
				t.Fatalf("%s is struck or not against the rule: %v of %+v", v.Person, struck, votes)
			}
		}
	})
}

// greatest tries every set of those who say yes.
func greatest(in BallotOpened, votes []BallotVote) (best []string) {
	var yes []BallotVote
	for _, v := range votes {
		if v.Choice == BallotYes {
			yes = append(yes, v)
		}
	}
	for set := range 1 << len(yes) {
		var people []string
		for i, v := range yes {
			if set>>i&1 == 1 {
				people = append(people, v.Person)
			}
		}
		holds := true
		for i, v := range yes {
			holds = holds && (set>>i&1 == 0 || satisfied(in, v, people))
		}
		if holds && len(people) > len(best) {
			best = people
		}
	}
	return best
}

func satisfied(in BallotOpened, v BallotVote, people []string) bool {
	if v.Condition == nil {
		return true
	}
	for _, p := range v.Condition.People {
		if !slices.Contains(people, p) {
			return false
		}
	}
	for _, e := range in.Electors {
		if slices.Contains(v.Condition.Classes, e.Class) && e.Person != v.Person && !slices.Contains(people, e.Person) {
			return false
		}
	}
	return true
}

// Whoever has not voted is followed by hand, one step after the other, through
// what had been lent when the ballot opened.
func TestLentVotesGoWhereTheyWereLent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		electors := crowd[:rapid.IntRange(1, len(crowd)).Draw(t, "electors")]
		in := BallotOpened{
			Lending: true, Rule: BallotRule{Method: ByMajority, Threshold: "1/2", Quorum: "0"}, Openness: SealedVotes, Call: 1, OpenedAt: InstantOf(noon),
			Scope: rapid.SampledFrom([]LendingScope{{}, {Negotiation: "neg"}, {Negotiation: "neg", Term: "trm"}}).Draw(t, "scope"),
		}
		for _, p := range electors {
			in.Electors = append(in.Electors, Voter{Person: p})
		}
		var lent proxy.Delegations
		standing := make(map[string]map[LendingScope]string)
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			at := noon.Add(time.Duration(rapid.IntRange(-3, 1).Draw(t, "hour")) * time.Hour)
			c := proxy.Lend{
				From: rapid.SampledFrom(crowd).Draw(t, "from"), To: rapid.SampledFrom(append(slices.Clone(crowd), "")).Draw(t, "to"),
				Scope: rapid.SampledFrom([]LendingScope{{}, {Negotiation: "neg"}, {Negotiation: "neg", Term: "trm"}, {Negotiation: "other"}}).Draw(t, "for"),
			}
			if at = later(at, lent); c.From == c.To {
				continue
			}
			events, err := proxy.Decide(lent, at, c)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range events {
				lent = proxy.Evolve(lent, e)
			}
			if !at.After(noon) {
				if standing[c.From] == nil {
					standing[c.From] = make(map[LendingScope]string)
				}
				standing[c.From][c.Scope] = c.To
			}
		}
		var cast []BallotVote
		for _, p := range electors {
			if rapid.IntRange(0, 2).Draw(t, "votes") == 0 {
				cast = append(cast, BallotVote{Person: p, Choice: rapid.SampledFrom([]BallotChoice{BallotYes, BallotNo}).Draw(t, "choice")})
			}
		}
		votes := lent.Unfolded(in, rapid.Permutation(cast).Draw(t, "order"))
		for _, p := range electors {
			want := follow(p, in.Scope, standing, cast, electors)
			i := slices.IndexFunc(votes, func(v BallotVote) bool { return v.Person == p })
			if (i >= 0) != (want != "") || i >= 0 && votes[i].Choice != want {
				t.Fatalf("the vote of %s counts as %+v, not %q", p, votes, want)
			}
		}
		if len(votes) > len(electors) || len(ballot.Unfold(in, votes).Votes) != len(votes) {
			t.Fatalf("more votes than electors: %+v", votes)
		}
	})
}

// later keeps time from running backwards, as an aggregate's clock does.
func later(at time.Time, lent proxy.Delegations) time.Time {
	for _, scopes := range lent.Lent {
		for _, history := range scopes {
			for _, l := range history {
				if l.At.After(at) {
					at = l.At
				}
			}
		}
	}
	return at
}

func follow(p string, item LendingScope, standing map[string]map[LendingScope]string, cast []BallotVote, electors []string) BallotChoice {
	for range len(crowd) + 1 {
		if !slices.Contains(electors, p) {
			return ""
		}
		if i := slices.IndexFunc(cast, func(v BallotVote) bool { return v.Person == p }); i >= 0 {
			return cast[i].Choice
		}
		next := ""
		for _, scope := range []LendingScope{item, {Negotiation: item.Negotiation}, {}} {
			if to := standing[p][scope]; to != "" && next == "" {
				next = to
			}
		}
		if p = next; p == "" {
			return ""
		}
	}
	return "" // it goes in a circle
}
