package view

import (
	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfMediation tells the table that a round waits for consent, that its
// suggestions can be voted on, and what came of it: one item for each round. Who
// has voted blind settles nothing, since nobody is to know.
var newsOfMediation = news.Topic{Name: "mediation", Version: 1, Of: func(e project.Event) []news.Change {
	turn := func(round, kind string) []news.Change {
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: kind}, "mediation", round))
	}
	switch ev := e.Event.(type) {
	case negotiation.MediationAsked:
		return news.All(news.Tell(news.Item{
			To: "table:" + ev.Initiative, Lane: news.Needs, Kind: "NEWS_MEDIATION_ASKED", Act: "joinMediation", Until: news.Until(ev.LapsesAt.Time),
			Thread: e.Commit.Aggregate, Subject: ev.Round, Params: news.Params{"negotiation": e.Commit.Aggregate, "seat": ev.Seat}, By: author(e),
		}, "mediation", ev.Round))
	case negotiation.MediationBegan:
		return turn(ev.Round, "NEWS_MEDIATION_BEGAN")
	case negotiation.MediationLapsed:
		return turn(ev.Round, "NEWS_MEDIATION_LAPSED")
	case negotiation.MediationAnswered:
		switch {
		case ev.Stale:
			return turn(ev.Round, "NEWS_MEDIATION_STALE")
		case ev.VoteUntil == nil:
			return turn(ev.Round, "NEWS_MEDIATION_NONE")
		}
		return news.All(news.Turn(news.Item{
			Lane: news.Needs, Kind: "NEWS_SUGGESTIONS", Act: "castBlindVote", Until: news.Until(ev.VoteUntil.Time),
		}, "mediation", ev.Round))
	case negotiation.MediationClosed:
		if ev.Suggestion != "" {
			return turn(ev.Round, "NEWS_MEDIATION_CARRIED")
		}
		return turn(ev.Round, "NEWS_MEDIATION_NOT_CARRIED")
	}
	return nil
}}
