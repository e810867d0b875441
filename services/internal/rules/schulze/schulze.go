// Package schulze ranks by ranked ballots: the method of Markus Schulze (A new
// monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
// single-winner election method, 2011), a link being as strong as the number of
// those who prefer its winner ("winning votes").
package schulze

import "slices"

// Ballot is how Count people rank: best first, equals together. Who is not on
// it comes after all who are, equal to the others who are not.
type Ballot struct {
	Count int64
	Order [][]string
}

// Result is a ranking with its arithmetic. The tables are by candidate, in the
// order in which the candidates were given.
type Result struct {
	Candidates []string
	Preferred  [][]int64  // how many prefer the first to the second
	Paths      [][]int64  // strength of the strongest path from the first to the second
	Ranking    [][]string // best first; candidates that the method leaves equal stand together
}

// Rank counts ballots. Names that are no candidate's are passed over, and so is
// a name that a ballot has had before: [Valid] refuses such a ballot in time.
// The order of the ballots does not matter.
func Rank(candidates []string, ballots []Ballot) Result {
	r := Result{Candidates: candidates, Preferred: square(len(candidates))}
	for _, b := range ballots {
		place := places(candidates, b.Order)
		for i := range candidates {
			for j := range candidates {
				if place[i] < place[j] {
					r.Preferred[i][j] += b.Count
				}
			}
		}
	}
	r.Paths = strongest(r.Preferred)
	r.Ranking = r.tiers()
	return r
}

// Valid tells whether a ballot names candidates only, and each at most once.
func Valid(candidates []string, order [][]string) bool {
	var seen []string
	for _, equals := range order {
		for _, name := range equals {
			if !slices.Contains(candidates, name) || slices.Contains(seen, name) {
				return false
			}
			seen = append(seen, name)
		}
	}
	return true
}

func square(n int) [][]int64 {
	rows := make([][]int64, n)
	for i := range rows {
		rows[i] = make([]int64, n)
	}
	return rows
}

// places returns where a ballot puts each candidate; lower is better.
func places(candidates []string, order [][]string) []int {
	place := make([]int, len(candidates))
	for i, name := range candidates {
		place[i] = slices.IndexFunc(order, func(equals []string) bool { return slices.Contains(equals, name) })
		if place[i] < 0 {
			place[i] = len(order)
		}
	}
	return place
}

// strongest widens links into paths, a path being as strong as its weakest link
// (Floyd and Warshall). Whoever wins no comparison has no link.
func strongest(preferred [][]int64) [][]int64 {
	path := square(len(preferred))
	for i := range path {
		for j := range path {
			if preferred[i][j] > preferred[j][i] {
				path[i][j] = preferred[i][j]
			}
		}
	}
	for via := range path {
		for i := range path {
			for j := range path {
				if i != j {
					path[i][j] = max(path[i][j], min(path[i][via], path[via][j]))
				}
			}
		}
	}
	return path
}

// tiers takes away, again and again, those whom none of the rest beats. Since
// beating is transitive (Schulze 2011, §4.1) somebody always remains unbeaten.
func (r Result) tiers() (ranking [][]string) {
	rest := make([]int, len(r.Candidates))
	for i := range rest {
		rest[i] = i
	}
	for len(rest) > 0 {
		var tier []string
		beaten := slices.DeleteFunc(slices.Clone(rest), func(i int) bool {
			unbeaten := !slices.ContainsFunc(rest, func(j int) bool { return r.Paths[j][i] > r.Paths[i][j] })
			if unbeaten {
				tier = append(tier, r.Candidates[i])
			}
			return unbeaten
		})
		rest, ranking = beaten, append(ranking, tier)
	}
	return ranking
}
