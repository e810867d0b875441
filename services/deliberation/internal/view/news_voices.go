package view

import (
	"strconv"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfStatements tells moderators what waits for them, and authors who are
// known by name what became of what they said. Whoever speaks under a pseudonym
// is told when they look: to send them word one would have to know who they are.
var newsOfStatements = news.Topic{Name: "statements", Version: 1, Of: func(e project.Event) []news.Change {
	conversation := e.Commit.Aggregate
	about := news.Params{"conversation": conversation}
	became := func(kind, statement string) news.Change {
		return news.Turn(news.Item{Lane: news.Became, Kind: kind, Params: about}, "statement", statement)
	}
	waits := func(kind, act, to, statement string) news.Change {
		return news.Tell(news.Item{
			To: to, Lane: news.Needs, Kind: kind, Act: act, Thread: conversation, Subject: statement, Params: about,
		}, "moderate", statement)
	}
	switch ev := e.Event.(type) {
	case deliberation.StatementMade:
		if ev.Waits {
			return news.All(waits("NEWS_STATEMENT_WAITS", "showStatement", ev.Readers, ev.Statement))
		}
	case deliberation.StatementShown:
		return news.All(news.Over("moderate", ev.Statement), became("NEWS_STATEMENT_SHOWN", ev.Statement))
	case deliberation.StatementHidden:
		return news.All(news.Over("moderate", ev.Statement), became("NEWS_STATEMENT_HIDDEN", ev.Statement))
	case deliberation.StatementWithdrawn:
		return news.All(news.Over("moderate", ev.Statement))
	case deliberation.AppealMade:
		return news.All(waits("NEWS_APPEAL_MADE", "decideAppeal", ev.Readers, ev.Statement))
	case deliberation.AppealDecided:
		return news.All(news.Over("moderate", ev.Statement), became("NEWS_APPEAL_DECIDED", ev.Statement))
	case deliberation.StatementLifted:
		return news.All(news.Turn(news.Item{
			Lane: news.Became, Kind: "NEWS_STATEMENT_LIFTED", Params: news.Params{"term": ev.Term, "negotiation": ev.Negotiation},
		}, "statement", ev.Statement))
	case deliberation.AskRaised:
		return news.All(became("NEWS_STATEMENT_RAISED", ev.Statement))
	}
	return nil
}}

// newsOfPetitions asks those who hear a petition to sign it, and tells them
// what became of it.
var newsOfPetitions = news.Topic{Name: "petitions", Version: 1, Of: func(e project.Event) []news.Change {
	petition := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case deliberation.PetitionOpened:
		return news.All(news.Tell(news.Item{
			To: ev.Readers, Lane: news.Moved, Kind: "NEWS_PETITION_OPENED", Thread: petition, Subject: petition, By: ev.Person,
			Params: news.Params{"petition": petition, "until": ev.Deadline.UTC().Format("2006-01-02")},
		}, "petition", petition))
	case deliberation.PetitionReached:
		return news.All(news.Turn(news.Item{Kind: "NEWS_PETITION_REACHED", Params: news.Params{"petition": petition, "needed": strconv.Itoa(ev.Needed)}}, "petition", petition))
	case deliberation.PetitionClosed:
		if !ev.Reached {
			return news.All(news.Turn(news.Item{Kind: "NEWS_PETITION_CLOSED", Params: news.Params{"petition": petition}}, "petition", petition))
		}
	}
	return nil
}}
