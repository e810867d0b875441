package ballot

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	. "parley.example/events/deliberation"
)

func votes(choice BallotChoice, people ...string) []BallotVote {
	var all []BallotVote
	for _, p := range people {
		all = append(all, BallotVote{Person: p, Choice: choice})
	}
	return all
}

// mixed is so many votes of each choice, by the first of a crowd.
func mixed(yes, no, abstain int) (all []BallotVote) {
	for i := range yes + no + abstain {
		choice := BallotAbstain
		switch {
		case i < yes:
			choice = BallotYes
		case i < yes+no:
			choice = BallotNo
		}
		all = append(all, BallotVote{Person: fmt.Sprintf("p%04d", i), Choice: choice})
	}
	return all
}

func TestUnfold(t *testing.T) {
	both := func(o *Open) { weighed(o); o.Rule.Method, o.Rule.WeightThreshold = ByBoth, "2/3" }
	conditional := func(p, on string) BallotVote {
		return BallotVote{Person: p, Choice: BallotYes, Condition: &BallotCondition{People: []string{on}}}
	}
	tests := []struct {
		rule  string
		asked BallotOpened
		votes []BallotVote
		want  BallotOutcome
		again bool
	}{
		{"19 to 6 is a majority", opened(crowd(25)), mixed(19, 6, 0), BallotCarried, false},
		{"half is not more than half", opened(crowd(8)), mixed(4, 4, 0), BallotRejected, false},
		{"abstentions count for the quorum only", opened(crowd(9)), mixed(2, 1, 6), BallotCarried, false},
		{"too few have voted: once more", opened(crowd(9)), mixed(2, 0, 0), BallotNoQuorum, true},
		{"a concern blocks nothing", opened(consent), votes(BallotConcern, "ana"), BallotCarried, false},
		{"an objection does", opened(consent), append(votes(BallotYes, "ana", "bea"), votes(BallotObject, "eve")...), BallotRejected, false},
		{"heads and weights are two questions", opened(both), votes(BallotYes, "ana", "carl", "bea"), BallotCarried, false},
		{"weights alone do not carry", opened(both), append(votes(BallotYes, "fay", "eve", "dora"), votes(BallotNo, "carl", "ana", "bea")...), BallotCarried, false},
		{"nor do heads", opened(both), append(votes(BallotYes, "carl", "ana", "bea", "dora"), votes(BallotNo, "eve", "fay")...), BallotRejected, false},
		{"a class that says neither fails the first call", opened(byClass), votes(BallotYes, "carl", "bea", "eve"), BallotRejected, true},
		{"and stands aside at the second", second(opened(byClass)), votes(BallotYes, "carl", "bea", "eve"), BallotCarried, false},
		{"two who wait for each other agree", opened(), []BallotVote{conditional("ana", "bea"), conditional("bea", "ana")}, BallotCarried, false},
		{"who waits for a no does not", opened(), append(votes(BallotNo, "eve"), conditional("ana", "bea"), conditional("bea", "eve")), BallotRejected, false},
		{"a class is everybody in it", opened(byClass), append(votes(BallotYes, "carl", "bea", "ana", "dora"),
			BallotVote{Person: "eve", Choice: BallotYes, Condition: &BallotCondition{Classes: []string{"kitchen"}}}), BallotCarried, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			e := Unfold(tt.asked, tt.votes)
			if e.Outcome != tt.want || e.SecondCall != tt.again || len(e.Steps) == 0 || len(e.Turnout) == 0 {
				t.Errorf("%+v", e)
			}
			slices.Reverse(tt.votes)
			if !reflect.DeepEqual(Unfold(tt.asked, tt.votes), e) {
				t.Error("another order of votes gives another result")
			}
		})
	}
}

func second(e BallotOpened) BallotOpened { e.Call = 2; return e }

func TestARankingHasOneWinnerOrNone(t *testing.T) {
	asked := opened(ranked)
	rank := func(p string, order ...[]string) BallotVote {
		return BallotVote{Person: p, Choice: BallotRank, Ranking: order}
	}
	one := Unfold(asked, []BallotVote{rank("ana", []string{"2"}, []string{"1", "3"}), rank("bea", []string{"2"}), rank("eve", []string{"1"})})
	if one.Outcome != BallotCarried || one.Ranking[0][0] != "2" || one.Preferred[1][0] != 2 {
		t.Errorf("%+v", one)
	}
	tied := Unfold(asked, []BallotVote{rank("ana", []string{"2"}, []string{"1"}), rank("bea", []string{"1"}, []string{"2"})})
	if tied.Outcome != BallotRejected || len(tied.Ranking[0]) != 2 {
		t.Errorf("%+v", tied)
	}
	if none := Unfold(asked, votes(BallotAbstain, "ana")); none.Outcome != BallotRejected {
		t.Errorf("%+v", none)
	}
}

// hidden votes are known by names that mean nothing.
func hidden(yes, no, abstain int) []BallotVote {
	all := mixed(yes, no, abstain)
	for i := range all {
		all[i].Person = fmt.Sprintf("one_%d", 1000-i)
	}
	return all
}

func TestWhatASecretBallotTells(t *testing.T) {
	tests := []struct {
		rule             string
		electors         int
		yes, no, abstain int
		shown            bool
	}{
		{"a count, if everybody hides among five", 25, 19, 6, 0, true},
		{"nothing about three who said no", 25, 22, 3, 0, false},
		{"nor about three who said nothing", 28, 19, 6, 0, false},
		{"five who said nothing hide each other", 30, 19, 6, 0, true},
		{"nothing when all agree: it would tell everybody's vote", 25, 25, 0, 0, false},
		{"nor when all who voted do", 40, 25, 0, 0, false},
		{"nothing about two who abstained", 27, 19, 6, 2, false},
		{"nothing when nobody has voted", 25, 0, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			e := Unfold(opened(secret, crowd(tt.electors)), hidden(tt.yes, tt.no, tt.abstain))
			if len(e.Votes) != 0 {
				t.Error("it tells votes")
			}
			numbers := 0
			for _, c := range e.Count {
				numbers += len(c.People)
			}
			for _, p := range e.Turnout {
				numbers += len(p.Voted)
			}
			for _, s := range e.Steps {
				numbers += len(s.Yes + s.No + s.Have + s.Share)
			}
			if (numbers > 0) != tt.shown {
				t.Errorf("%+v", e)
			}
		})
	}
}

// Two worlds which differ in what few of the voters say, and not in what it
// comes to, are told apart by nobody.
func TestSecretBallotsOfWhichLittleMayBeToldReadTheSame(t *testing.T) {
	asked := opened(secret, crowd(25))
	one, err := json.Marshal(Unfold(asked, hidden(25, 0, 0)))
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range [][]BallotVote{hidden(22, 3, 0), hidden(21, 1, 3), hidden(24, 0, 1), hidden(20, 2, 0)} {
		if got, _ := json.Marshal(Unfold(asked, other)); string(got) != string(one) {
			t.Errorf("\n got %s\nwant %s", got, one)
		}
	}
}

func TestASecretVoteThatIsTooManyIsNobodys(t *testing.T) {
	e := Unfold(opened(secret, crowd(10)), hidden(6, 5, 0))
	if len(e.Count) == 0 || e.Outcome == BallotNoQuorum {
		t.Errorf("%+v", e)
	}
	for _, p := range e.Turnout {
		if p.Of != 10 {
			t.Errorf("%+v", p)
		}
	}
}

func TestASecretRankingTellsWhoIsFirst(t *testing.T) {
	asked := opened(secret, ranked, crowd(24))
	var all []BallotVote
	for i := range 24 {
		order := [][]string{{"1"}, {"2"}, {"3"}}
		if i >= 13 {
			order = [][]string{{"3"}, {"2"}, {"1"}}
		}
		all = append(all, BallotVote{Person: fmt.Sprint("one_", i), Choice: BallotRank, Ranking: order})
	}
	if e := Unfold(asked, all); e.Outcome != BallotCarried || e.Ranking[0][0] != "1" || e.Preferred == nil {
		t.Errorf("%+v", e)
	}
	if e := Unfold(asked, all[:15]); e.Ranking[0][0] != "1" || e.Preferred != nil || e.Paths != nil {
		t.Errorf("two who prefer the third show: %+v", e)
	}
}
