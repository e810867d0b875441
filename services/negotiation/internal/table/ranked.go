package table

import (
	"slices"
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/schulze"
)

// The steps of a ranking.
const (
	stepPrefers = "prefers" // how many prefer the first package to the second
	stepWins    = "wins"    // the package that is left unbeaten, if it is one
)

// asItIs stands for no decision at all among the packages that are ranked.
const asItIs = ""

// Rank counts rankings by Schulze's method, winning votes. Who says yes prefers
// the packages that they rank to things as they are, and these to all others;
// who says no prefers things as they are. A package wins that no other, and
// nothing, is left equal to.
func Rank(r negotiation.Rule, packages []string, electors []negotiation.Elector, votes []negotiation.Vote) (decision.Result, string) {
	result := decision.Tally(decision.Rule{Quorum: fraction(r.Quorum)}, eligible(electors), said(votes))
	if result.Outcome == decision.NoQuorum {
		return result, asItIs
	}
	behind := make(map[string]int64)
	for _, e := range electors {
		behind[e.Seat] = 1
		if r.Counted == negotiation.People {
			behind[e.Seat] = int64(max(1, e.People))
		}
	}
	var ballots []schulze.Ballot
	for _, v := range votes {
		if v.Choice != negotiation.Abstain && behind[v.Seat] > 0 {
			ballots = append(ballots, schulze.Ballot{Count: behind[v.Seat], Order: order(v)})
		}
	}
	ranked := schulze.Rank(append(slices.Clone(packages), asItIs), ballots)
	for i, a := range ranked.Candidates {
		for j := i + 1; j < len(ranked.Candidates); j++ {
			result.Steps = append(result.Steps, decision.Step{
				Kind: stepPrefers, Packages: []string{a, ranked.Candidates[j]}, Met: ranked.Preferred[i][j] > ranked.Preferred[j][i],
				Yes: strconv.FormatInt(ranked.Preferred[i][j], 10), No: strconv.FormatInt(ranked.Preferred[j][i], 10),
			})
		}
	}
	best := ranked.Ranking[0]
	won := len(best) == 1 && best[0] != asItIs && len(ballots) > 0
	result.Steps = append(result.Steps, decision.Step{Kind: stepWins, Packages: best, Met: won})
	if !won {
		return result, asItIs
	}
	result.Outcome = decision.Carried
	return result, best[0]
}

// order is a vote as Schulze's method reads it.
func order(v negotiation.Vote) [][]string {
	if v.Choice != negotiation.Yes {
		return [][]string{{asItIs}}
	}
	var all [][]string
	for _, p := range v.Ranking {
		all = append(all, []string{p})
	}
	return append(all, []string{asItIs})
}
