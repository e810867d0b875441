package view

import (
	"strings"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// named is up to how many people an item names one by one.
const named = 500

// newsOfBallots tells the electors that a ballot waits for them, and what it
// came to. Who has voted is done with it, but for a secret ballot: there nobody
// knows who that is.
var newsOfBallots = news.Topic{Name: "ballots", Version: 1, Of: func(e project.Event) []news.Change {
	ballot := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case deliberation.BallotOpened:
		return news.All(news.Tell(news.Item{
			To: ev.Readers, For: waitedFor(ev), Lane: news.Needs, Kind: "NEWS_BALLOT_OPENED", Thread: ballot, Subject: ballot,
			Act: "castBallot", Until: news.Until(ev.Deadline.Time), Params: news.Params{"ballot": ballot},
		}, "ballot", ballot))
	case deliberation.BallotDeadlineMoved:
		return news.All(news.Postpone(ev.Deadline.Time, "ballot", ballot))
	case deliberation.BallotVoted:
		return news.All(news.Settle(Voice(ev.Person), "ballot", ballot))
	case deliberation.BallotClosed:
		return news.All(news.Turn(news.Item{
			Lane: news.Became, Kind: becameOfBallot[ev.Outcome], Params: news.Params{"ballot": ballot},
		}, "ballot", ballot))
	}
	return nil
}}

var becameOfBallot = map[deliberation.BallotOutcome]string{
	deliberation.BallotCarried:  "NEWS_BALLOT_CARRIED",
	deliberation.BallotRejected: "NEWS_BALLOT_REJECTED",
	deliberation.BallotNoQuorum: "NEWS_BALLOT_NO_QUORUM",
}

// Voice is the audience that casts the vote of an elector: a person, or the
// stewards of an organization in a community.
func Voice(elector string) string {
	if strings.HasPrefix(elector, "org_") {
		return "steward:" + elector
	}
	return "person:" + elector
}

func waitedFor(ev deliberation.BallotOpened) []string {
	if len(ev.Electors) > named {
		return nil
	}
	var people []string
	for _, v := range ev.Electors {
		people = append(people, Voice(v.Person))
	}
	return people
}

// newsOfBoxes tells two people, and nobody else, that an objection waits to be
// read back, and then its author that the reading waits for an answer.
var newsOfBoxes = news.Topic{Name: "ballot boxes", Version: 1, Of: func(e project.Event) []news.Change {
	switch ev := e.Event.(type) {
	case deliberation.BallotCast:
		return ofVote(ev)
	case deliberation.ObjectionReadBack:
		return news.All(news.Over("objection", ev.Ballot, ev.Person), news.Tell(news.Item{
			To: Voice(ev.Person), Lane: news.Needs, Kind: "NEWS_OBJECTION_READ_BACK", Thread: ev.Ballot, Subject: ev.Ballot,
			Act: "answerReading", Params: news.Params{"ballot": ev.Ballot},
		}, "reading", ev.Ballot, ev.Person))
	case deliberation.ReadingAnswered:
		changes := news.All(news.Over("reading", ev.Ballot, ev.Person))
		if ev.Reader != "" {
			changes = append(changes, toRead(ev.Ballot, ev.Person, ev.Reader))
		}
		return changes
	case deliberation.BallotBoxClosed:
		var over []news.Change
		for _, person := range ev.Objections {
			over = append(over, news.Over("objection", ev.Ballot, person), news.Over("reading", ev.Ballot, person))
		}
		return over
	}
	return nil
}}

func ofVote(ev deliberation.BallotCast) []news.Change {
	if ev.Openness == deliberation.SecretVotes {
		return nil
	}
	changes := news.All(news.Over("objection", ev.Ballot, ev.Vote.Person), news.Over("reading", ev.Ballot, ev.Vote.Person))
	if o := ev.Vote.Objection; o != nil && o.Reader != "" {
		changes = append(changes, toRead(ev.Ballot, ev.Vote.Person, o.Reader))
	}
	return changes
}

func toRead(ballot, author, reader string) news.Change {
	return news.Tell(news.Item{
		To: Voice(reader), Lane: news.Needs, Kind: "NEWS_OBJECTION_TO_READ", Thread: ballot, Subject: ballot,
		Act: "readObjectionBack", Params: news.Params{"ballot": ballot, "person": author},
	}, "objection", ballot, author)
}
