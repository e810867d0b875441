package ballotbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	. "parley.example/events/deliberation"
	"parley.example/services/deliberation/internal/ballot"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

var (
	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	late = noon.Add(72 * time.Hour)
)

func person(name string) By {
	return By{By: ballot.By{Person: name, Reads: true, Votes: true}, Name: name}
}

// asked is a ballot of ana's among five, and hidden people in a crowd.
func asked(method Method, openness Openness) ballot.Ballot {
	e := BallotOpened{
		Organization: "org", Rule: BallotRule{Method: method, Threshold: "1/2", Quorum: "0"}, Openness: openness, Call: 1, Person: "ana",
		OpenedAt: InstantOf(noon), Deadline: InstantOf(noon.Add(48 * time.Hour)),
	}
	for i, p := range []string{"ana", "bea", "carl", "dora", "eve"} {
		e.Electors = append(e.Electors, Voter{Person: p, Class: []string{"riders", "kitchen"}[i%2]})
	}
	if method == ByRanking {
		e.Options = []Option{{ID: "1", Text: "North"}, {ID: "2", Text: "South"}, {ID: "3", Text: "West"}}
	}
	return ballot.Evolve(ballot.Ballot{}, e)
}

// into casts votes, which must be granted, and returns the box.
func into(b Box, in ballot.Ballot, by By, casts ...Cast) Box {
	for _, c := range casts {
		events, err := Decide(b, in, "bal", by, noon, c)
		if err != nil {
			panic(err)
		}
		for _, e := range events {
			b = Evolve(b, e)
		}
	}
	return b
}

func said(err error) string {
	var r *rule.Refusal
	if !errors.As(err, &r) {
		return ""
	}
	return strings.Join(append([]string{r.Code}, r.Field...), " ")
}

var harm = &Objection{About: "the deposit", Harm: "We pay before we are paid.", Change: "Bill it monthly.", Reader: "bea"}

// order is a ranking, best first.
func order(places ...[]string) (all []Place) {
	for _, options := range places {
		all = append(all, Place{options})
	}
	return all
}

func with(o Objection, change func(*Objection)) *Objection { change(&o); return &o }

func TestWhatGoesIntoABox(t *testing.T) {
	majority, consent, ranking := asked(ByMajority, SealedVotes), asked(ByConsent, SealedVotes), asked(ByRanking, SealedVotes)
	secret := asked(ByMajority, SecretVotes)
	on := func(people, classes []string) *BallotCondition {
		return &BallotCondition{People: people, Classes: classes}
	}
	many := make([]string, 10_000)
	tests := []struct {
		rule string
		in   ballot.Ballot
		by   By
		at   time.Time
		cast Cast
		want string
	}{
		{"an elector says yes", majority, person("ana"), noon, Cast{Choice: BallotYes}, ""},
		{"who came later does not", majority, person("zoe"), noon, Cast{Choice: BallotYes}, "NO_VOTE"},
		{"nor who has left", majority, By{By: ballot.By{Person: "ana", Reads: true}, Name: "ana"}, noon, Cast{Choice: BallotYes}, "NO_VOTE"},
		{"who cannot read it finds nothing", majority, By{By: ballot.By{Person: "ana"}, Name: "ana"}, noon, Cast{Choice: BallotYes}, "NOT_FOUND ballot"},
		{"nobody after the deadline", majority, person("ana"), late, Cast{Choice: BallotYes}, "BALLOT_CLOSED"},
		{"nobody says maybe", majority, person("ana"), noon, Cast{Choice: "maybe"}, "INVALID choice"},
		{"nobody objects to a majority", majority, person("ana"), noon, Cast{Choice: BallotObject, Objection: harm}, "INVALID choice"},
		{"nobody says no to a consent", consent, person("ana"), noon, Cast{Choice: BallotNo}, "INVALID choice"},
		{"an objection is one of who objects", consent, person("ana"), noon, Cast{Choice: BallotYes, Objection: harm}, "INVALID objection"},
		{"an objection is whole", consent, person("ana"), noon, Cast{Choice: BallotObject, Objection: harm}, ""},
		{"somebody else reads it back", consent, person("bea"), noon, Cast{Choice: BallotObject, Objection: harm}, "NAME_A_READER objection reader"},
		{"who opened the ballot, if nobody is named", consent, person("carl"), noon, Cast{Choice: BallotObject, Objection: with(*harm, func(o *Objection) { o.Reader = "" })}, ""},
		{"but not to themselves", consent, person("ana"), noon, Cast{Choice: BallotObject, Objection: with(*harm, func(o *Objection) { o.Reader = "" })}, "NAME_A_READER objection reader"},
		{"no stranger does", consent, person("ana"), noon, Cast{Choice: BallotObject, Objection: with(*harm, func(o *Objection) { o.Reader = "zoe" })}, "NAME_A_READER objection reader"},
		{"words are bounded", consent, person("ana"), noon, Cast{Choice: BallotObject, Objection: with(*harm, func(o *Objection) { o.Harm = strings.Repeat("a", 1<<20) })}, "INVALID objection harm"},
		{"a yes may wait for others", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on([]string{"bea"}, []string{"riders"})}, ""},
		{"a no does not", majority, person("ana"), noon, Cast{Choice: BallotNo, Condition: on([]string{"bea"}, nil)}, "INVALID condition"},
		{"nor for itself", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on([]string{"ana"}, nil)}, "NO_VOTE_THERE condition people 0"},
		{"nor for a stranger", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on([]string{"bea", "zoe"}, nil)}, "NO_VOTE_THERE condition people 1"},
		{"nor for a class that is not there", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on(nil, []string{"clowns"})}, "NO_VOTE_THERE condition classes 0"},
		{"nor for nobody", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on(nil, nil)}, "INVALID condition"},
		{"nor for a crowd", majority, person("ana"), noon, Cast{Choice: BallotYes, Condition: on(many, nil)}, "TOO_MANY condition"},
		{"in secret nobody waits for anybody", secret, person("ana"), noon, Cast{Choice: BallotYes, Condition: on([]string{"bea"}, nil)}, "NOT_IN_SECRET condition"},
		{"options are ranked", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order([]string{"3"}, []string{"2", "1"})}, ""},
		{"some of them", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order([]string{"3"})}, ""},
		{"one at least", ranking, person("ana"), noon, Cast{Choice: BallotRank}, "INVALID ranking"},
		{"none twice", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order([]string{"3"}, []string{"3"})}, "INVALID ranking"},
		{"none that is no option", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order([]string{"4"})}, "INVALID ranking"},
		{"no empty place", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order([]string{"1"}, []string{})}, "INVALID ranking"},
		{"no list without end", ranking, person("ana"), noon, Cast{Choice: BallotRank, Ranking: order(many)}, "INVALID ranking"},
		{"a yes ranks nothing", majority, person("ana"), noon, Cast{Choice: BallotYes, Ranking: order([]string{"1"})}, "INVALID ranking"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if _, err := Decide(Box{}, tt.in, "bal", tt.by, tt.at, tt.cast); said(err) != tt.want {
				t.Errorf("%s, want %q", said(err), tt.want)
			}
		})
	}
}

func TestTheLastVoteStandsAndTheSameAgainIsNothing(t *testing.T) {
	in := asked(ByMajority, SealedVotes)
	b := into(Box{}, in, person("ana"), Cast{Choice: BallotYes}, Cast{Choice: BallotNo})
	if len(b.Votes) != 1 || b.Votes["ana"].Choice != BallotNo {
		t.Error(b.Votes)
	}
	again, err := Decide(b, in, "bal", person("ana"), noon, Cast{Choice: BallotNo})
	if again != nil || err != nil {
		t.Error(again, err)
	}
	changed, _ := Decide(b, in, "bal", person("ana"), noon, Cast{Choice: BallotYes})
	if changed[0].(BallotCast).First {
		t.Error("a changed vote is said to be the first")
	}
}

func TestASecretVoteSaysNeitherWhoNorThatItIsTheFirst(t *testing.T) {
	in := asked(ByClass, SecretVotes)
	who := person("ana")
	who.Name = "one_x"
	events, err := Decide(Box{}, in, "bal", who, noon, Cast{Choice: BallotYes})
	if err != nil {
		t.Fatal(err)
	}
	if e := events[0].(BallotCast); e.First || e.Vote.Person != "one_x" || e.Vote.Class != "riders" {
		t.Errorf("%+v", e)
	}
}

func TestAnObjectionThatIsNotWholeIsAConcern(t *testing.T) {
	in := asked(ByConsent, SealedVotes)
	for _, o := range []*Objection{nil, {}, with(*harm, func(o *Objection) { o.Change = " " }), with(*harm, func(o *Objection) { o.About = "" })} {
		b := into(Box{}, in, person("carl"), Cast{Choice: BallotObject, Objection: o})
		if v := b.Votes["carl"]; v.Choice != BallotConcern || v.Objection.Heard != "" {
			t.Errorf("%+v", v)
		}
	}
}

func TestAnObjectionIsReadBack(t *testing.T) {
	in := asked(ByConsent, SealedVotes)
	b := into(Box{}, in, person("ana"), Cast{Choice: BallotObject, Objection: harm})
	step := func(who string, c Command, want string) {
		t.Helper()
		events, err := Decide(b, in, "bal", person(who), noon, c)
		if said(err) != want {
			t.Fatalf("%s: %s, want %q", who, said(err), want)
		}
		for _, e := range events {
			b = Evolve(b, e)
		}
	}
	read := ReadBack{Person: "ana", Words: "The deposit comes too early for you."}
	step("ana", Answer{}, "NOT_READ_BACK")
	step("carl", read, "NOT_FOUND person")
	step("bea", ReadBack{Person: "carl", Words: "What?"}, "NOT_FOUND person")
	step("bea", ReadBack{Person: "ana", Words: " "}, "INVALID words")
	step("bea", read, "")
	step("carl", Answer{}, "NO_OBJECTION")
	step("ana", Answer{Instead: "It is before the income."}, "")
	if o := b.Votes["ana"].Objection; o.Heard != Corrected || o.Instead == "" {
		t.Fatalf("%+v", o)
	}
	step("ana", Answer{}, "NOT_READ_BACK")
	step("bea", ReadBack{Person: "ana", Words: "You pay it before you have any income from it."}, "")
	step("ana", Answer{}, "")
	o := b.Votes["ana"].Objection
	if o.Heard != Confirmed || o.Instead != "" || o.Change != harm.Change {
		t.Fatalf("%+v", o)
	}
	step("ana", Cast{Choice: BallotObject, Objection: harm}, "") // says the same: it stays heard
	if b.Votes["ana"].Objection.Heard != Confirmed {
		t.Error("who says the same again has to be heard again")
	}
	step("ana", Cast{Choice: BallotYes}, "")
	step("bea", read, "NOT_FOUND person")
}

func TestABoxClosesWhenItsTimeHasCome(t *testing.T) {
	in := asked(ByConsent, SealedVotes)
	b := into(Box{}, in, person("ana"), Cast{Choice: BallotObject, Objection: harm})
	if _, err := Decide(b, in, "bal", person("ana"), noon, Close{}); said(err) != "NOT_YET" {
		t.Error(err)
	}
	events, err := Decide(b, in, "bal", By{By: ballot.By{Policy: true}}, late, Close{})
	if err != nil || !reflect.DeepEqual(events, []Event{BallotBoxClosed{Ballot: "bal", Objections: []string{"ana"}}}) {
		t.Fatal(events, err)
	}
	b = Evolve(b, events[0])
	if again, err := Decide(b, in, "bal", By{By: ballot.By{Policy: true}}, late, Close{}); again != nil || err != nil {
		t.Error(again, err)
	}
	if _, err := Decide(b, in, "bal", person("bea"), noon, Cast{Choice: BallotYes}); said(err) != "BALLOT_CLOSED" {
		t.Error(err)
	}
}

// Every event of a box has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfBallotBox {
			Evolve(Box{}, e)
		}
	}
}

func TestRolesAreThoseOfThePage(t *testing.T) {
	in := asked(ByConsent, SealedVotes)
	b := into(Box{}, in, person("carl"), Cast{Choice: BallotObject, Objection: harm})
	read := Evolve(Box{Votes: map[string]BallotVote{"carl": b.Votes["carl"]}}, ObjectionReadBack{Person: "carl", Words: "x"})
	people := map[string]ballot.By{
		"objector": person("carl").By, "reader": person("bea").By, "member": person("dora").By,
		"steward": {Person: "ana", Reads: true, Votes: true, Leads: true}, "counsel": {Person: "eve"}, "registered": {},
	}
	for _, row := range rolestest.Rows(t, Acts) {
		at, box := noon, map[string]Box{"readObjectionBack": b, "answerReading": read}[row.Act]
		if row.State == "ballot closed" {
			at = late
		}
		by, cast := people[row.Role]
		if err := May(box, in, by, at, row.Act); !cast || (err == nil) != row.May || !slices.Contains([]string{"ballot open", "ballot closed"}, row.State) {
			t.Errorf("a %s may %s when %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}

// The largest ballots that there can be fit into one message of the record.
func TestTheLargestBallotIsOneCommit(t *testing.T) {
	const message = 1 << 20
	long := strings.Repeat("\U0001F33E", maxWords)
	name := func(i int) string { return fmt.Sprintf("per_%026d", i) }
	everything := func(electors int, change func(*BallotOpened), vote func(*BallotVote)) {
		t.Helper()
		e := BallotOpened{Organization: "org", Rule: BallotRule{Threshold: "1/2", Quorum: "0"}, Openness: SealedVotes, Call: 1}
		change(&e)
		var votes []BallotVote
		for i := range electors {
			e.Electors = append(e.Electors, Voter{Person: name(i), Class: strings.Repeat("\U0001F33E", 60), Weight: "123456789/123456789"})
			v := BallotVote{Person: name(i)}
			vote(&v)
			votes = append(votes, v)
		}
		for _, stored := range []any{e, ballot.Unfold(e, votes)} {
			if body, err := json.Marshal(stored); err != nil || len(body) > message*9/10 {
				t.Errorf("%T of %d electors has %d bytes, %v", stored, electors, len(body), err)
			}
		}
	}
	everything(ballot.MaxNamed, func(e *BallotOpened) { e.Rule.Method = ByConsent }, func(v *BallotVote) {
		v.Choice, v.Objection = BallotObject, &BallotObjection{About: long[:4*maxAbout], Harm: long, Change: long, Reader: name(0), Reading: long, Heard: Corrected, Instead: long}
	})
	everything(ballot.MaxNamed, func(e *BallotOpened) { e.Rule.Method = ByMajority }, func(v *BallotVote) {
		v.Choice, v.Condition = BallotYes, &BallotCondition{}
		for i := range maxNamed {
			v.Condition.People = append(v.Condition.People, name(i+1))
		}
	})
	everything(2000, func(e *BallotOpened) {
		e.Rule.Method = ByRanking
		for i := range 20 {
			e.Options = append(e.Options, Option{ID: fmt.Sprint(i + 1), Text: long[:800]})
		}
	}, func(v *BallotVote) {
		v.Choice = BallotRank
		for i := range 20 {
			v.Ranking = append(v.Ranking, []string{fmt.Sprint(i + 1)})
		}
	})
}
