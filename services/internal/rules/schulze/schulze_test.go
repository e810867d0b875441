package schulze

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var abc = []string{"a", "b", "c"}

func ballot(count int64, order ...string) Ballot {
	b := Ballot{Count: count}
	for _, equals := range order {
		var tier []string
		for _, letter := range equals {
			tier = append(tier, string(letter))
		}
		b.Order = append(b.Order, tier)
	}
	return b
}

func TestRank(t *testing.T) {
	tests := []struct {
		rule    string
		ballots []Ballot
		want    [][]string
	}{
		{"nobody votes, and all are equal", nil, [][]string{{"a", "b", "c"}}},
		{"one ballot is its own ranking", []Ballot{ballot(1, "c", "a", "b")}, [][]string{{"c"}, {"a"}, {"b"}}},
		{"who is not on a ballot is last on it", []Ballot{ballot(1, "b")}, [][]string{{"b"}, {"a", "c"}}},
		{"equals on a ballot stay equal", []Ballot{ballot(1, "ac", "b")}, [][]string{{"a", "c"}, {"b"}}},
		{"whoever beats each other one wins", []Ballot{ballot(3, "a", "b", "c"), ballot(2, "b", "c", "a"), ballot(2, "c", "a", "b")}, [][]string{{"a"}, {"b"}, {"c"}}},
		{"a circle breaks at its weakest link", []Ballot{ballot(4, "a", "b", "c"), ballot(3, "b", "c", "a"), ballot(2, "c", "a", "b")}, [][]string{{"a"}, {"b"}, {"c"}}},
		{"an even circle leaves all equal", []Ballot{ballot(1, "a", "b", "c"), ballot(1, "b", "c", "a"), ballot(1, "c", "a", "b")}, [][]string{{"a", "b", "c"}}},
	}
	for _, tt := range tests {
		if got := Rank(abc, tt.ballots).Ranking; !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.rule, got, tt.want)
		}
	}
}

func TestValid(t *testing.T) {
	for _, tt := range []struct {
		what  string
		order [][]string
		want  bool
	}{
		{"a part of the candidates", [][]string{{"c"}, {"a"}}, true},
		{"nobody", nil, true},
		{"a stranger", [][]string{{"d"}}, false},
		{"somebody twice", [][]string{{"a"}, {"b", "a"}}, false},
	} {
		if got := Valid(abc, tt.order); got != tt.want {
			t.Errorf("%s: %v", tt.what, got)
		}
	}
}

func elections(t *rapid.T) ([]string, []Ballot) {
	candidates := []string{"a", "b", "c", "d", "e"}[:rapid.IntRange(1, 5).Draw(t, "candidates")]
	one := rapid.Custom(func(t *rapid.T) Ballot {
		b := Ballot{Count: rapid.Int64Range(1, 9).Draw(t, "count")}
		for _, name := range rapid.Permutation(candidates).Draw(t, "order") {
			last := len(b.Order) - 1
			if last >= 0 && rapid.Bool().Draw(t, "equal") {
				b.Order[last] = append(b.Order[last], name)
			} else {
				b.Order = append(b.Order, []string{name})
			}
		}
		return b
	})
	return candidates, rapid.SliceOfN(one, 0, 8).Draw(t, "ballots")
}

// Whoever is preferred to each other candidate by more than the other way round
// comes first alone, and the order of ballots and candidates changes nothing.
func TestCondorcetAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		candidates, ballots := elections(t)
		r := Rank(candidates, ballots)
		for i, name := range candidates {
			beats := 0
			for j := range candidates {
				if r.Preferred[i][j] > r.Preferred[j][i] {
					beats++
				}
			}
			if beats == len(candidates)-1 && !slices.Equal(r.Ranking[0], []string{name}) {
				t.Fatalf("%s beats all, and the ranking is %v", name, r.Ranking)
			}
		}
		other := Rank(rapid.Permutation(candidates).Draw(t, "candidates"), rapid.Permutation(ballots).Draw(t, "ballots"))
		for tier := range other.Ranking {
			slices.Sort(other.Ranking[tier])
		}
		if !reflect.DeepEqual(other.Ranking, r.Ranking) {
			t.Fatalf("%v in another order is %v", r.Ranking, other.Ranking)
		}
	})
}
