package ballotbox

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/big"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/deliberation/internal/proxy"
)

// runs is how many lives of ballots, conditional votes and delegations are
// played, each; another number can be given as -rapid.checks.
const runs = "7000"

func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", runs); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

var crowd = []string{"a", "b", "c", "d", "e", "f", "g", "h"}

// life is one ballot with its box and what is lent around it, played as a test
// draws it, beside what the test itself knows of it.
type life struct {
	ballot  ballot.Ballot
	box     Box
	lent    proxy.Delegations
	history []Event // of ballot and box
	now     time.Time

	opened []byte                // as it was frozen
	last   map[string]BallotVote // the votes that were granted
	first  map[string]int
}

// begin opens a ballot by any rule.
func begin(t *rapid.T, openness Openness) *life {
	electors := crowd[:rapid.IntRange(5, len(crowd)).Draw(t, "electors")]
	method := rapid.SampledFrom([]Method{ByMajority, ByMajority, ByUnanimity, ByConsent, ByWeight, ByClass, ByBoth, ByRanking}).Draw(t, "method")
	if openness == SecretVotes && method != ByRanking {
		method = ByMajority
	}
	c := ballot.Open{
		ID: "bal", Organization: "org", Subject: Subject{Kind: AboutQuestion}, Question: "Why?", Openness: openness, Roll: electors,
		Deadline: noon.Add(10 * time.Hour), Rule: BallotRule{Method: method, Quorum: rapid.SampledFrom([]string{"0", "1/3", "1"}).Draw(t, "quorum")},
		Lending: openness != SecretVotes && rapid.Bool().Draw(t, "lending"),
	}
	switch method {
	case ByMajority, ByClass, ByWeight, ByBoth:
		c.Rule.Threshold, c.Rule.Strict = rapid.SampledFrom([]string{"1/2", "2/3"}).Draw(t, "threshold"), rapid.Bool().Draw(t, "strict")
	case ByRanking:
		c.Options = []string{"North", "South", "West"}
	}
	if method == ByBoth {
		c.Rule.WeightThreshold = "1/2"
	}
	for i, p := range electors {
		v := Voter{Person: p, Class: []string{"riders", "kitchen"}[i%2]}
		if method == ByWeight || method == ByBoth {
			v.Weight, c.WeightSource = fmt.Sprint(1+i%3), "hours"
		}
		c.Details = append(c.Details, v)
	}
	events, err := ballot.Decide(ballot.Ballot{}, ballot.By{Person: "a", Reads: true, Votes: true, Leads: true}, noon, c)
	if err != nil {
		t.Fatalf("a sound question is refused: %v", err)
	}
	l := &life{now: noon, last: make(map[string]BallotVote), first: make(map[string]int)}
	l.onBallot(events)
	l.opened = frozen(l.ballot)
	return l
}

// frozen is what must not change any more.
func frozen(b ballot.Ballot) []byte {
	body, err := json.Marshal(b.Asked)
	if err != nil {
		panic(err)
	}
	return body
}

func (l *life) onBallot(events []Event) {
	for _, e := range events {
		l.ballot, l.history = ballot.Evolve(l.ballot, e), append(l.history, e)
	}
}

func (l *life) inBox(events []Event) {
	for _, e := range events {
		l.box, l.history = Evolve(l.box, e), append(l.history, e)
	}
}

func (l *life) who(t *rapid.T) By {
	p := rapid.SampledFrom(append(slices.Clone(crowd), "zoe")).Draw(t, "who") // she came later
	by := person(p)
	by.Leads = p == "a"
	if l.ballot.Secret() {
		by.Name = "one_" + p
	}
	return by
}

func (l *life) vote(t *rapid.T) Cast {
	c := Cast{Choice: rapid.SampledFrom([]BallotChoice{BallotYes, BallotYes, BallotNo, BallotAbstain, BallotConcern, BallotObject, BallotRank}).Draw(t, "choice")}
	switch c.Choice {
	case BallotRank:
		c.Ranking = order([]string{rapid.SampledFrom([]string{"1", "2", "3", "4"}).Draw(t, "best")}, []string{"2"})[:rapid.IntRange(1, 2).Draw(t, "ranks")]
	case BallotYes:
		if with := rapid.SliceOfNDistinct(rapid.SampledFrom(crowd), 0, 2, rapid.ID).Draw(t, "with"); len(with) > 0 {
			c.Condition = &BallotCondition{People: with}
		}
	case BallotObject:
		c.Objection = &Objection{About: "x", Harm: "y", Change: "z", Reader: rapid.SampledFrom(crowd).Draw(t, "reader")}
	}
	return c
}

// cast lets somebody vote, perhaps twice over.
func (l *life) cast(t *rapid.T) {
	by, c := l.who(t), l.vote(t)
	events, err := Decide(l.box, l.ballot, "bal", by, l.now, c)
	if err != nil {
		return
	}
	_, elector := l.ballot.Elector(by.Person)
	if l.ballot.Over(l.now) || l.box.Closed || !elector {
		t.Fatalf("%s votes, and must not", by.Person)
	}
	l.inBox(events)
	again, err := Decide(l.box, l.ballot, "bal", by, l.now, c)
	if len(again) > 0 || err != nil {
		t.Fatalf("the same vote again: %v, %v", again, err)
	}
	for _, e := range events {
		v := e.(BallotCast)
		l.last[v.Vote.Person] = v.Vote
		if v.First {
			l.first[v.Vote.Person]++
		}
		heard, err := ballot.Decide(l.ballot, ballot.By{Policy: true}, l.now, ballot.Heard{Vote: v.Vote})
		if err != nil {
			t.Fatal(err)
		}
		l.onBallot(heard)
	}
}

func (l *life) lend(t *rapid.T) {
	from, to := rapid.SampledFrom(crowd).Draw(t, "from"), rapid.SampledFrom(append(slices.Clone(crowd), "")).Draw(t, "to")
	events, err := proxy.Decide(l.lent, l.now, proxy.Lend{Organization: "org", From: from, To: to})
	if err != nil {
		return
	}
	for _, e := range events {
		l.lent = proxy.Evolve(l.lent, e)
	}
}

func (l *life) move(t *rapid.T) {
	before := l.ballot
	events, err := ballot.Decide(l.ballot, l.who(t).By, l.now, ballot.MoveDeadline{To: l.now.Add(time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * time.Hour), Reason: "x"})
	if err != nil {
		return
	}
	l.onBallot(events)
	if before.Moved || !l.ballot.Deadline.After(before.Deadline) || l.now.Sub(noon) >= before.Deadline.Sub(noon)/2 {
		t.Fatalf("the deadline moves from %v to %v at %v", before.Deadline, l.ballot.Deadline, l.now)
	}
}

func (l *life) callClose(t *rapid.T) {
	by := l.who(t)
	if !l.ballot.Secret() {
		by.InBox = slices.Collect(maps.Keys(l.box.Votes))
	}
	events, err := ballot.Decide(l.ballot, by.By, l.now, ballot.CallClose{})
	if err == nil && len(l.last) < len(l.ballot.Asked.Electors) {
		t.Fatal("it closes before all have voted")
	}
	if err == nil {
		l.onBallot(events)
	}
}

// hearing lets somebody read back, or answer.
func (l *life) hearing(t *rapid.T) {
	by := l.who(t)
	wish := rapid.SampledFrom([]Command{Answer{}, Answer{Instead: "no"}, ReadBack{Person: rapid.SampledFrom(crowd).Draw(t, "of"), Words: "w"}}).Draw(t, "hearing")
	before := len(l.box.Votes)
	events, err := Decide(l.box, l.ballot, "bal", by, l.now, wish)
	if err != nil {
		return
	}
	l.inBox(events)
	if len(l.box.Votes) != before {
		t.Fatal("a reading makes a vote")
	}
}

func TestLivesOfBallots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := begin(t, rapid.SampledFrom([]Openness{SealedVotes, SealedVotes, SecretVotes, OpenVotes}).Draw(t, "openness"))
		for range rapid.IntRange(0, 25).Draw(t, "acts") {
			switch rapid.IntRange(0, 9).Draw(t, "act") {
			default:
				l.cast(t)
			case 5:
				l.lend(t)
			case 6:
				l.hearing(t)
			case 7:
				l.move(t)
			case 8:
				l.callClose(t)
			case 9:
				l.now = l.now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "minutes")) * time.Minute)
			}
			l.holds(t)
		}
		l.now = l.now.Add(100 * time.Hour)
		l.close(t)
	})
}

// holds is what is so at every moment.
func (l *life) holds(t *rapid.T) {
	if string(frozen(l.ballot)) != string(l.opened) {
		t.Fatal("what was frozen has changed")
	}
	if len(l.box.Votes) != len(l.last) || len(l.last) > len(l.ballot.Asked.Electors) {
		t.Fatalf("%d votes lie in the box, %d were cast", len(l.box.Votes), len(l.last))
	}
	for name, v := range l.box.Votes {
		if v.Choice != l.last[name].Choice || l.first[name] > 1 {
			t.Fatalf("%s has said %s last, and the box holds %s", name, l.last[name].Choice, v.Choice)
		}
	}
	if l.ballot.Secret() && len(l.ballot.Voted)+len(l.first) > 0 {
		t.Fatal("a secret ballot tells who has voted")
	}
}

// close unfolds the ballot and counts again from the record.
func (l *life) close(t *rapid.T) {
	events, err := Decide(l.box, l.ballot, "bal", By{By: ballot.By{Policy: true}}, l.now, Close{})
	if err != nil {
		t.Fatal(err)
	}
	l.inBox(events)
	votes := l.lent.Unfolded(l.ballot.Asked, l.box.Content())
	events, err = ballot.Decide(l.ballot, ballot.By{Policy: true}, l.now, ballot.Close{Votes: votes})
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	l.onBallot(events)
	result := *l.ballot.Result
	l.recount(t, result)
	if again := ballot.Unfold(l.ballot.Asked, rapid.Permutation(votes).Draw(t, "order")); !reflect.DeepEqual(again, result) {
		t.Fatalf("another order gives\n%+v\nnot\n%+v", again, result)
	}
	if want, known := l.plainly(votes); known && want != result.Outcome {
		t.Fatalf("it is %s, and counted by hand %s", result.Outcome, want)
	}
	l.cast(t) // comes too late: cast fails if it is granted
	l.holds(t)
}

// recount folds the stored form of all that has happened and counts.
func (l *life) recount(t *rapid.T, want BallotClosed) {
	var b ballot.Ballot
	var box Box
	for _, e := range l.history {
		body, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := Decoders[e.Name()](body)
		if err != nil {
			t.Fatal(err)
		}
		switch stored.Of() {
		case OfBallot:
			b = ballot.Evolve(b, stored)
		case OfBallotBox:
			box = Evolve(box, stored)
		}
	}
	got, _ := json.Marshal(ballot.Unfold(b.Asked, l.lent.Unfolded(b.Asked, box.Content())))
	if said, _ := json.Marshal(want); string(got) != string(said) {
		t.Fatalf("the record counts to\n%s\nnot\n%s", got, said)
	}
}

// plainly counts a majority by hand, where nobody's yes waits for another's.
func (l *life) plainly(votes []BallotVote) (BallotOutcome, bool) {
	asked := l.ballot.Asked
	yes, no := int64(0), int64(0)
	for _, v := range votes {
		if v.Condition != nil {
			return "", false
		}
		switch v.Choice {
		case BallotYes:
			yes++
		case BallotNo:
			no++
		}
	}
	quorum, _ := new(big.Rat).SetString(asked.Rule.Quorum)
	if asked.Rule.Method != ByMajority {
		return "", false
	}
	if big.NewRat(int64(len(votes)), int64(len(asked.Electors))).Cmp(quorum) < 0 {
		return BallotNoQuorum, true
	}
	if yes+no == 0 {
		return BallotRejected, true
	}
	needed, _ := new(big.Rat).SetString(asked.Rule.Threshold)
	over := big.NewRat(yes, yes+no).Cmp(needed)
	if over > 0 || over == 0 && !asked.Rule.Strict {
		return BallotCarried, true
	}
	return BallotRejected, true
}
