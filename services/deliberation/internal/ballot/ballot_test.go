package ballot

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	. "parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
)

var (
	noon    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	steward = By{Person: "ana", Reads: true, Votes: true, Leads: true}
	member  = By{Person: "bea", Reads: true, Votes: true}
	gone    = By{Person: "bea"}
	newer   = By{Person: "zoe", Reads: true, Votes: true}
	policy  = By{Policy: true}
	roll    = []string{"carl", "ana", "bea", "dora", "eve", "fay"}
	simple  = BallotRule{Method: ByMajority, Threshold: "1/2", Strict: true, Quorum: "1/3"}
)

// asking is a sound question, changed as a test needs it.
func asking(changes ...func(*Open)) Open {
	o := Open{
		ID: "bal", Organization: "org", Subject: Subject{Kind: AboutQuestion}, Question: "North first?", Rule: simple,
		Openness: SealedVotes, Deadline: noon.Add(48 * time.Hour), Shortest: 24 * time.Hour, Roll: roll,
	}
	for _, change := range changes {
		change(&o)
	}
	return o
}

func opened(changes ...func(*Open)) BallotOpened {
	events, err := Decide(Ballot{}, steward, noon, asking(changes...))
	if err != nil {
		panic(err)
	}
	return events[0].(BallotOpened)
}

func secret(o *Open) { o.Openness = SecretVotes }

func byClass(o *Open) {
	o.Rule = BallotRule{Method: ByClass, Threshold: "1/2", Quorum: "0"}
	for i, p := range o.Roll {
		o.Details = append(o.Details, Voter{Person: p, Class: []string{"riders", "kitchen"}[i%2]})
	}
}

func ranked(o *Open) {
	o.Rule, o.Options = BallotRule{Method: ByRanking, Quorum: "0"}, []string{"North", "South", "West"}
}

func crowd(n int) func(*Open) {
	return func(o *Open) {
		o.Roll = nil
		for i := range n {
			o.Roll = append(o.Roll, fmt.Sprintf("p%04d", i))
		}
	}
}

func TestWhatMayBeAsked(t *testing.T) {
	tests := []struct {
		rule string
		by   By
		ask  Open
		want string // code and field
	}{
		{"a steward asks", steward, asking(), ""},
		{"a member does not", member, asking(), "NOT_STEWARD"},
		{"nor does who does not belong", gone, asking(), "NO_ORGANIZATION"},
		{"what happened may ask", policy, asking(func(o *Open) { o.Subject = Subject{Kind: AboutMandate, ID: "man"} }), ""},
		{"a mandate is proposed, not asked for by hand", steward, asking(func(o *Open) { o.Subject = Subject{Kind: AboutMandate, ID: "man"} }), "PROPOSE_IT subject kind"},
		{"nor are limits", steward, asking(func(o *Open) { o.Subject = Subject{Kind: AboutLimits, ID: "lim"} }), "PROPOSE_IT subject kind"},
		{"a charter may be asked about", steward, asking(func(o *Open) { o.Subject = Subject{Kind: AboutCharter, ID: "com"} }), ""},
		{"but not no charter", steward, asking(func(o *Open) { o.Subject = Subject{Kind: AboutCharter} }), "INVALID subject id"},
		{"nobody asks about the weather", steward, asking(func(o *Open) { o.Subject.Kind = "weather" }), "INVALID subject kind"},
		{"a question is its own subject", steward, asking(func(o *Open) { o.Subject.ID = "other" }), "INVALID subject id"},
		{"there is a question", steward, asking(func(o *Open) { o.Question = " \u202e " }), "INVALID question"},
		{"of a bounded length", steward, asking(func(o *Open) { o.Question = strings.Repeat("a", 1001) }), "INVALID question"},
		{"there is time to answer", steward, asking(func(o *Open) { o.Deadline = noon.Add(23 * time.Hour) }), "DEADLINE_TOO_SOON deadline"},
		{"but not for ever", steward, asking(func(o *Open) { o.Deadline = noon.Add(367 * 24 * time.Hour) }), "DEADLINE_TOO_LATE deadline"},
		{"somebody can vote", steward, asking(func(o *Open) { o.Roll = nil }), "NO_ELECTORS"},
		{"two thousand can", steward, asking(crowd(2000)), ""},
		{"one more cannot", steward, asking(crowd(2001)), "TOO_MANY"},
		{"consent is among those who can hear each other", steward, asking(crowd(151), consent), "TOO_MANY rule method"},
		{"nobody is said to be an elector who is none", steward, asking(func(o *Open) { o.Details = []Voter{{Person: "zoe"}} }), "NOT_MEMBER electors 0 person"},
		{"nor twice", steward, asking(func(o *Open) { o.Details = []Voter{{Person: "ana"}, {Person: "ana"}} }), "NOT_MEMBER electors 1 person"},
		{"a rule is known", steward, asking(func(o *Open) { o.Rule.Method = "dice" }), "INVALID rule method"},
		{"a threshold is a half at least", steward, asking(func(o *Open) { o.Rule.Threshold = "49/100" }), "INVALID rule threshold"},
		{"and all at most", steward, asking(func(o *Open) { o.Rule.Threshold = "3/2" }), "INVALID rule threshold"},
		{"nobody reaches more than all", steward, asking(func(o *Open) { o.Rule.Threshold = "1" }), "INVALID rule threshold"},
		{"no threshold where none is counted", steward, asking(consent, func(o *Open) { o.Rule.Threshold = "1/2" }), "INVALID rule threshold"},
		{"there is a quorum", steward, asking(func(o *Open) { o.Rule.Quorum = "" }), "INVALID rule quorum"},
		{"of all at most", steward, asking(func(o *Open) { o.Rule.Quorum = "2" }), "INVALID rule quorum"},
		{"everybody is in a class that is counted", steward, asking(byClass, func(o *Open) { o.Details[2].Class = "" }), "CLASSES electors"},
		{"everybody has a weight that is counted", steward, asking(weighed, func(o *Open) { o.Details = o.Details[1:] }), "WEIGHTS electors"},
		{"and nobody one that is not", steward, asking(weighed, func(o *Open) { o.Rule = simple }), "WEIGHTS electors"},
		{"weights come from somewhere", steward, asking(weighed, func(o *Open) { o.WeightSource = "" }), "INVALID weightSource"},
		{"together they are something", steward, asking(weighed, func(o *Open) {
			for i := range o.Details {
				o.Details[i].Weight = "0"
			}
		}), "WEIGHTS electors"},
		{"a weight is a fraction", steward, asking(weighed, func(o *Open) { o.Details[0].Weight = "-1" }), "INVALID electors 0 weight"},
		{"both thresholds are needed for both", steward, asking(weighed, func(o *Open) { o.Rule.Method = ByBoth }), "INVALID rule weightThreshold"},
		{"a ranking has two options", steward, asking(ranked, func(o *Open) { o.Options = o.Options[:1] }), "OPTIONS options"},
		{"and twenty at most", steward, asking(ranked, func(o *Open) { o.Options = make([]string, 10_000) }), "OPTIONS options"},
		{"no two the same", steward, asking(ranked, func(o *Open) { o.Options[2] = " north " }), "INVALID options 2"},
		{"and nothing else has any", steward, asking(func(o *Open) { o.Options = []string{"a", "b"} }), "INVALID options"},
		{"a secret needs five", steward, asking(secret), ""},
		{"four are too few to hide among", steward, asking(secret, crowd(4)), "TOO_FEW_TO_HIDE openness"},
		{"in every class that is counted", steward, asking(byClass, secret), "TOO_FEW_TO_HIDE openness"},
		{"nobody objects in secret", steward, asking(consent, secret), "NOT_IN_SECRET rule method"},
		{"a unanimous yes is no secret", steward, asking(secret, func(o *Open) { o.Rule = BallotRule{Method: ByUnanimity, Quorum: "0"} }), "NOT_IN_SECRET rule method"},
		{"nobody lends a secret vote", steward, asking(secret, func(o *Open) { o.Lending = true }), "NOT_IN_SECRET lending"},
		{"a scope is one of lent votes", steward, asking(func(o *Open) { o.Scope.Negotiation = "neg" }), "INVALID scope"},
		{"openness is known", steward, asking(func(o *Open) { o.Openness = "half" }), "INVALID openness"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			events, err := Decide(Ballot{}, tt.by, noon, tt.ask)
			if got := said(err); got != tt.want {
				t.Fatalf("%s, want %q", got, tt.want)
			}
			if err == nil && len(events) != 1 {
				t.Errorf("%v", events)
			}
		})
	}
}

func consent(o *Open) { o.Rule = BallotRule{Method: ByConsent, Quorum: "0"} }

func weighed(o *Open) {
	o.Rule, o.WeightSource = BallotRule{Method: ByWeight, Threshold: "1/2", Quorum: "0"}, "hours of last year"
	for i, p := range o.Roll {
		o.Details = append(o.Details, Voter{Person: p, Weight: fmt.Sprint(i + 1)})
	}
}

// said is a refusal in a word: its code and field.
func said(err error) string {
	var r *rule.Refusal
	if !errors.As(err, &r) {
		return ""
	}
	return strings.Join(append([]string{r.Code}, r.Field...), " ")
}

func TestTheElectorateIsTheRollOfTheOpening(t *testing.T) {
	e := opened()
	if !slices.IsSortedFunc(e.Electors, func(a, b Voter) int { return strings.Compare(a.Person, b.Person) }) || len(e.Electors) != len(roll) || e.Subject.ID != "bal" {
		t.Errorf("%+v", e)
	}
	again, err := Decide(Evolve(Ballot{}, e), steward, noon, asking(func(o *Open) { o.Roll = []string{"zoe"} }))
	if again != nil || err != nil {
		t.Errorf("asked again with another roll: %v, %v", again, err)
	}
}

func TestTheDeadlineMovesOnce(t *testing.T) {
	e := opened()
	b := Evolve(Ballot{}, e)
	later := MoveDeadline{To: e.Deadline.Add(time.Hour), Reason: "The figures come late."}
	moved := Evolve(Evolve(Ballot{}, e), BallotDeadlineMoved{Deadline: InstantOf(later.To)})
	tests := []struct {
		rule string
		b    Ballot
		by   By
		at   time.Duration
		move MoveDeadline
		want string
	}{
		{"in the first half, later", b, steward, 23 * time.Hour, later, ""},
		{"by who opened it, without being a steward any more", b, By{Person: "ana", Reads: true, Votes: true}, 0, later, ""},
		{"not by a member", b, member, 0, later, "NOT_STEWARD"},
		{"not by who cannot read it", b, By{Person: "ana", Leads: true}, 0, later, "NOT_FOUND ballot"},
		{"not in the second half", b, steward, 24 * time.Hour, later, "PAST_HALF"},
		{"not twice", moved, steward, time.Hour, MoveDeadline{To: later.To.Add(time.Hour), Reason: "Once more."}, "ALREADY_MOVED"},
		{"not earlier", b, steward, 0, MoveDeadline{To: e.Deadline.Add(-time.Second), Reason: "Now."}, "NOT_LATER to"},
		{"not to where it is", b, steward, 0, MoveDeadline{To: e.Deadline.Time, Reason: "Now."}, "NOT_LATER to"},
		{"not for ever", b, steward, 0, MoveDeadline{To: noon.Add(400 * 24 * time.Hour), Reason: "Wait."}, "DEADLINE_TOO_LATE to"},
		{"not without a reason", b, steward, 0, MoveDeadline{To: later.To}, "INVALID reason"},
		{"not after it", b, steward, 49 * time.Hour, later, "BALLOT_CLOSED"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if _, err := Decide(tt.b, tt.by, noon.Add(tt.at), tt.move); said(err) != tt.want {
				t.Errorf("%s, want %q", said(err), tt.want)
			}
		})
	}
}

func TestItClosesEarlyOnlyWhenEverybodyHasVoted(t *testing.T) {
	b := Evolve(Ballot{}, opened())
	by := steward
	for i, p := range roll {
		if _, err := Decide(b, by, noon, CallClose{}); said(err) != "NOT_ALL_HAVE_VOTED" {
			t.Fatalf("after %d: %v", i, err)
		}
		if by.InBox = append(by.InBox, p); i%2 == 0 {
			b = Evolve(b, BallotVoted{Person: p})
		}
	}
	events, err := Decide(b, by, noon, CallClose{})
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	if b = Evolve(b, events[0]); !b.Over(noon) {
		t.Error("it is called and not over")
	}
	if again, err := Decide(b, by, noon, CallClose{}); again != nil || err != nil {
		t.Error(again, err)
	}
	if _, err := Decide(b, member, noon, CallClose{}); said(err) != "BALLOT_CLOSED" {
		t.Error(err)
	}
	hidden := Evolve(Ballot{}, opened(secret))
	if _, err := Decide(hidden, by, noon, CallClose{}); said(err) != "NOT_IN_SECRET" {
		t.Error(err)
	}
}

func TestNobodyHearsOfASecretVote(t *testing.T) {
	b := Evolve(Ballot{}, opened(secret))
	if events, err := Decide(b, policy, noon, Heard{BallotVote{Person: "ana", Choice: BallotYes}}); events != nil || err != nil {
		t.Error(events, err)
	}
}

func TestASealedVoteIsHeardOfOnceAndAnOpenOneAlways(t *testing.T) {
	yes := Heard{BallotVote{Person: "ana", Choice: BallotYes}}
	sealed := Evolve(Ballot{}, opened())
	events, _ := Decide(sealed, policy, noon, yes)
	if !reflect.DeepEqual(events, []Event{BallotVoted{Person: "ana"}}) {
		t.Error(events)
	}
	if events, _ = Decide(Evolve(sealed, events[0]), policy, noon, yes); events != nil {
		t.Error(events)
	}
	open := Evolve(Ballot{}, opened(func(o *Open) { o.Openness = OpenVotes }))
	events, _ = Decide(open, policy, noon, yes)
	if v := events[0].(BallotVoted); v.Vote == nil || v.Again {
		t.Error(events)
	}
	events, _ = Decide(Evolve(open, events[0]), policy, noon, Heard{BallotVote{Person: "ana", Choice: BallotNo}})
	if v := events[0].(BallotVoted); v.Vote.Choice != BallotNo || !v.Again {
		t.Error(events)
	}
}

func TestThereIsOneSecondCall(t *testing.T) {
	e := opened()
	b := Evolve(Ballot{}, e)
	late := noon.Add(50 * time.Hour)
	wish := CallAgain{Deadline: late.Add(48 * time.Hour), Shortest: 24 * time.Hour}
	if _, err := b.Again(steward, late, wish); said(err) != "NOT_YET" {
		t.Error(err)
	}
	closed := Evolve(b, Unfold(e, nil))
	if closed.Result.Outcome != BallotNoQuorum {
		t.Fatal(closed.Result)
	}
	second, err := closed.Again(steward, late, wish)
	if err != nil || second.Call != 2 || !reflect.DeepEqual(second.Electors, e.Electors) || second.Rule != e.Rule {
		t.Fatal(second, err)
	}
	for who, by := range map[string]By{"NO_SECOND_CALL": {Person: "ana", Leads: true, Recalls: true}, "NOT_STEWARD": member} {
		if _, err := closed.Again(by, late, wish); said(err) != who {
			t.Error(err)
		}
	}
	if _, err := Evolve(Evolve(Ballot{}, second), Unfold(second, nil)).Again(steward, late, wish); said(err) != "NO_SECOND_CALL" {
		t.Errorf("a third call: %v", err)
	}
	if _, err := closed.Again(steward, late, CallAgain{Deadline: late.Add(time.Hour), Shortest: 24 * time.Hour}); said(err) != "DEADLINE_TOO_SOON deadline" {
		t.Error(err)
	}
}

// Every event of a ballot has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfBallot {
			Evolve(Evolve(Ballot{}, opened()), e)
		}
	}
}
