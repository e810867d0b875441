package view

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley.example/events/deliberation"
	"parley.example/events/record"
	"parley.example/services/internal/news"
)

var opens = deliberation.BallotOpened{
	Organization: "coop", Readers: "org:coop", Subject: deliberation.Subject{Kind: deliberation.AboutMandate, ID: "man"}, Question: "May she?",
	Rule: deliberation.BallotRule{Method: deliberation.ByMajority, Threshold: "1/2", Quorum: "0"}, Openness: deliberation.SealedVotes,
	Electors: []deliberation.Voter{{Person: "ana"}, {Person: "bea", Class: "riders", Weight: "2"}}, Call: 1,
	OpenedAt: deliberation.InstantOf(noon), Deadline: deliberation.InstantOf(noon.Add(time.Hour)),
}

var unfolds = deliberation.BallotClosed{
	Organization: "coop", Subject: opens.Subject, Outcome: deliberation.BallotCarried,
	Votes:   []deliberation.BallotVote{{Person: "ana", Choice: deliberation.BallotYes}, {Person: "bea", Choice: deliberation.BallotYes, Lent: true}},
	Turnout: []deliberation.TurnoutPart{{Voted: "2", Of: 2}}, Count: []deliberation.CountPart{{Choice: deliberation.BallotYes, People: "2"}},
}

func TestABallotTellsNothingBeforeItUnfolds(t *testing.T) {
	before := fold(t, theBallot, applyBallot, in("bal", 1, opens), in("bal", 2, deliberation.BallotVoted{Person: "ana"}))["bal"]
	if *before.Voted != 1 || before.Outcome != "" || len(before.Count)+len(before.Steps)+len(before.Turnout) > 0 || before.Mandate != "man" || before.Status != "open" {
		t.Errorf("%+v", before)
	}
	after := fold(t, theBallot, applyBallot, in("bal", 1, opens), in("bal", 2, deliberation.BallotVoted{Person: "ana"}), in("bal", 3, unfolds))["bal"]
	if after.Outcome != deliberation.BallotCarried || after.Count[0].People != "2" || *after.Voted != 1 || after.Status != "closed" {
		t.Errorf("%+v", after)
	}
}

func TestOfASecretBallotNobodyIsSaidToHaveVoted(t *testing.T) {
	secret := opens
	secret.Openness = deliberation.SecretVotes
	if doc := fold(t, theBallot, applyBallot, in("bal", 1, secret))["bal"]; doc.Voted != nil {
		t.Errorf("%+v", doc)
	}
	if doc := fold(t, theElector, applyElector, in("bal", 1, secret))[ElectorID("bal", "bea")]; doc.Voted != nil || doc.Weight != "2" {
		t.Errorf("%+v", doc)
	}
}

func TestAnElectorsVoteIsKnownWhenItMayBe(t *testing.T) {
	doc := fold(t, theElector, applyElector, in("bal", 1, opens), in("bal", 2, deliberation.BallotVoted{Person: "ana"}))[ElectorID("bal", "ana")]
	if !*doc.Voted || doc.Choice != "" || doc.Row().Audience != "org:coop" || doc.Row().Parent != "bal" {
		t.Errorf("%+v", doc)
	}
	doc = fold(t, theElector, applyElector, in("bal", 1, opens), in("bal", 3, unfolds))[ElectorID("bal", "bea")]
	if *doc.Voted || doc.Choice != deliberation.BallotYes || !doc.Lent {
		t.Errorf("who lent a vote has voted: %+v", doc)
	}
}

func TestASecondCallIsFoundFromTheFirst(t *testing.T) {
	second := opens
	second.Call, second.First = 2, "bal"
	nothing := deliberation.BallotClosed{Outcome: deliberation.BallotNoQuorum, SecondCall: true}
	docs := fold(t, theBallot, applyBallot, in("bal", 1, opens), in("bal", 2, nothing), in("two", 1, second))
	if docs["bal"].Second != "two" || docs["bal"].SecondCall || docs["two"].First != "bal" {
		t.Errorf("%+v and %+v", docs["bal"], docs["two"])
	}
}

func TestAnObjectionIsForTwoUntilTheClose(t *testing.T) {
	cast := deliberation.BallotCast{Ballot: "bal", Openness: deliberation.SealedVotes, Vote: deliberation.BallotVote{
		Person: "ana", Choice: deliberation.BallotObject, Objection: &deliberation.BallotObjection{About: "x", Reader: "bea", Heard: deliberation.Unread},
	}}
	docs := fold(t, theObjection, applyObjection, in("box", 1, cast), in("box", 2, deliberation.ObjectionReadBack{Ballot: "bal", Person: "ana", Words: "y"}))
	var audiences []string
	for _, doc := range docs {
		audiences = append(audiences, doc.Row().Audience)
		if doc.Reading != "y" || doc.Heard != deliberation.WasReadBack {
			t.Errorf("%+v", doc)
		}
	}
	if slices.Sort(audiences); !slices.Equal(audiences, []string{"person:ana", "person:bea"}) {
		t.Error(audiences)
	}
	if doc := applyObjection("x", &Objection{}, in("box", 3, deliberation.BallotBoxClosed{Ballot: "bal", Objections: []string{"ana"}})); doc != nil {
		t.Errorf("it still waits after the close: %+v", doc)
	}
	cast.Openness = deliberation.SecretVotes
	if keys := theObjection(in("box", 1, cast)); keys != nil {
		t.Errorf("a secret vote touches %v", keys)
	}
}

func TestParticipationCountsWhatMayBeTold(t *testing.T) {
	hidden := deliberation.BallotClosed{Organization: "coop", Turnout: []deliberation.TurnoutPart{{Of: 9}}}
	doc := fold(t, theParticipation, applyParticipation, in("bal", 3, unfolds), in("two", 3, hidden), in("three", 3, unfolds))["coop"]
	if doc.Ballots != 3 || doc.Told != 2 || doc.Voted != 4 || doc.Of != 4 {
		t.Errorf("%+v", doc)
	}
}

func TestABallotWaitsForItsElectors(t *testing.T) {
	var kinds strings.Builder
	for _, e := range []deliberation.Event{
		opens,
		deliberation.BallotVoted{Person: "ana"},
		deliberation.BallotDeadlineMoved{Deadline: opens.Deadline},
		unfolds,
		deliberation.ReadingAnswered{Ballot: "bal", Person: "ana"},
		deliberation.BallotBoxClosed{Ballot: "bal", Objections: []string{"ana"}},
	} {
		for _, topic := range []news.Topic{newsOfBallots, newsOfBoxes} {
			kinds.WriteString(strings.Repeat("+", len(topic.Of(in("bal", 1, e)))))
		}
		kinds.WriteString(" ")
	}
	if kinds.String() != "+ + + + + ++ " {
		t.Error(kinds.String())
	}
}

// Thousands of documents come of one event: none may look for itself among all
// of them the long way.
func BenchmarkTwoThousandElectors(b *testing.B) {
	many := opens
	many.Electors = nil
	for i := range 2000 {
		many.Electors = append(many.Electors, deliberation.Voter{Person: record.NewID("per", strconv.Itoa(i))})
	}
	for b.Loop() {
		e := in("bal", 1, many)
		for _, key := range theElector(e) {
			applyElector(key, nil, e)
		}
	}
}
