package view

import (
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfAsks asks for answers, and for a word on those that were given; it
// tells what became of both.
var newsOfAsks = news.Topic{Name: "asks", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case negotiation.AskRaised:
		return raisedNews(ev, e)
	case negotiation.AskAnswered:
		changes := news.All(
			news.Settle(owing(ev.To), "ask", id),
			news.Turn(news.Item{Lane: news.Needs, Kind: "NEWS_ASK_ANSWERED", Act: "confirmAnswer", By: author(e), Params: news.Params{"seat": or(ev.Seat, author(e))}}, "asked", id),
		)
		if ev.Seat != "" {
			changes = append(changes, news.Tell(news.Item{To: "seat:" + ev.Seat, Lane: news.Kept, Thread: ev.Initiative, Subject: id, Params: news.Params{}}, "answered", id))
		}
		return changes
	case negotiation.AskConfirmed:
		return news.All(news.Over("ask", id), settledNews("asked", id), news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_ASK_CONFIRMED", By: author(e)}, "answered", id))
	case negotiation.AskContested:
		return news.All(settledNews("asked", id), news.Over("answered", id), news.Tell(news.Item{
			To: "table:" + ev.Initiative, For: []string{owing(ev.To)}, Lane: news.Needs, Kind: "NEWS_ASK_CONTESTED", Act: "answerAsk", Until: news.Until(ev.Due.Time),
			Thread: ev.Initiative, Subject: id, Params: news.Params{}, By: author(e),
		}, "ask", id))
	case negotiation.AskWithdrawn:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_ASK_WITHDRAWN", By: author(e)}, "ask", id), news.Over("asked", id), news.Over("answered", id))
	case negotiation.AskOverdue:
		return news.All(news.Tell(news.Item{
			To: "table:" + ev.Initiative, Lane: news.Moved, Kind: "NEWS_ASK_OVERDUE", Thread: ev.Initiative, Subject: id, Params: news.Params{},
		}, "overdue", id))
	}
	return nil
}}

// raisedNews asks who owes the answer, and remembers who waits for it.
func raisedNews(ev negotiation.AskRaised, e project.Event) []news.Change {
	id := e.Commit.Aggregate
	item := news.Item{
		To: "table:" + ev.Initiative, For: []string{owing(ev.To)}, Lane: news.Needs, Kind: "NEWS_ASK", Act: "answerAsk", Until: news.Until(ev.Due.Time),
		Thread: ev.Initiative, Subject: id, By: author(e),
		Params: news.Params{"from": or(ev.From.Seat, author(e)), "to": or(ev.To.Seat, ev.To.Organization)},
	}
	if ev.From.Conversation != "" || ev.From.Petition != "" {
		item.Kind, item.Params = "NEWS_ASK_MANY", news.Params{"people": strconv.Itoa(ev.From.People)}
	}
	changes := news.All(news.Tell(item, "ask", id))
	if ev.From.Seat != "" {
		changes = append(changes, news.Tell(news.Item{To: "seat:" + ev.From.Seat, Lane: news.Kept, Thread: ev.Initiative, Subject: id, Params: news.Params{}}, "asked", id))
	}
	return changes
}

// settledNews ends a need without taking away what may become of it.
func settledNews(about ...string) news.Change { return news.Turn(news.Item{Lane: news.Kept}, about...) }

// owing is the audience of who owes an answer.
func owing(to negotiation.Addressee) string {
	if to.Seat != "" {
		return "seat:" + to.Seat
	}
	return "steward:" + to.Organization
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// newsOfCalls tells whoever is called to a message, and a seat of which nothing
// was heard, with who leads through the talks.
var newsOfCalls = news.Topic{Name: "calls", Version: 1, Of: func(e project.Event) []news.Change {
	switch ev := e.Event.(type) {
	case negotiation.MessagePosted:
		return called(ev.Mentions, ev.Negotiation, ev.Message, or(ev.Seat, author(e)), e)
	case negotiation.MessageEdited:
		return called(ev.Mentions, ev.Negotiation, ev.Message, author(e), e)
	case negotiation.SeatReminded:
		if ev.Over {
			return nil
		}
		tell := func(to, kind string, params news.Params) news.Change {
			return news.Tell(news.Item{To: to, Lane: news.Moved, Kind: kind, Thread: ev.Negotiation, Subject: ev.Negotiation, Params: params}, "silent", ev.Negotiation, ev.Seat, to)
		}
		changes := news.All(
			tell("seat:"+ev.Seat, "NEWS_YOU_SILENT", news.Params{}),
			tell("convener:"+ev.Initiative, "NEWS_SEAT_SILENT", news.Params{"seat": ev.Seat}))
		if ev.Facilitator != "" {
			changes = append(changes, tell("person:"+ev.Facilitator, "NEWS_SEAT_SILENT", news.Params{"seat": ev.Seat}))
		}
		return changes
	}
	return nil
}}

// called is a line for each who is called to a message.
func called(mentions []negotiation.Mention, table, message, by string, e project.Event) []news.Change {
	var changes []news.Change
	for _, m := range mentions {
		to := audienceOf(negotiation.Reader(m))
		changes = append(changes, news.Tell(news.Item{
			To: to, Lane: news.Moved, Kind: "NEWS_MENTIONED", Thread: table, Subject: message, Params: news.Params{"seat": by}, By: author(e),
		}, "mention", message, to))
	}
	return changes
}

// newsOfOffers asks seats to keep a package open with others, and tells whom it
// is for.
var newsOfOffers = news.Topic{Name: "offers", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case negotiation.StandingOffered:
		item := news.Item{
			To: "table:" + ev.Initiative, Lane: news.Needs, Kind: "NEWS_STANDING_JOIN", Act: "joinStandingOffer", Thread: ev.Negotiation, Subject: id,
			Params: news.Params{"seat": ev.For}, By: author(e),
		}
		for _, seat := range ev.Seats {
			if seat != ev.Seat {
				item.For = append(item.For, "seat:"+seat)
			}
		}
		first := news.Item{To: "seat:" + ev.For, Lane: news.Kept, Kind: "NEWS_STANDING_OFFER", Thread: ev.Negotiation, Subject: id, Params: news.Params{}}
		if len(item.For) == 0 {
			item.Lane, item.Act = news.Kept, ""
			first.Lane, first.Act = news.Needs, "takeStandingOffer"
		}
		return news.All(news.Tell(item, "join", id), news.Tell(first, "take", id))
	case negotiation.StandingJoined:
		changes := news.All(news.Settle("seat:"+ev.Seat, "join", id))
		if ev.Stands {
			changes = append(changes, news.Turn(news.Item{Lane: news.Needs, Act: "takeStandingOffer"}, "take", id))
		}
		return changes
	case negotiation.StandingTaken:
		return news.All(news.Over("take", id), news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_STANDING_TAKEN", By: author(e)}, "join", id))
	case negotiation.StandingWithdrawn:
		return news.All(news.Over("take", id), news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_STANDING_WITHDRAWN", By: author(e)}, "join", id))
	}
	return nil
}}

// newsOfRooms tells those inside of what happens behind closed doors.
var newsOfRooms = news.Topic{Name: "rooms", Version: 1, Of: func(e project.Event) []news.Change {
	each := func(readers []negotiation.Reader, kind string) []news.Change {
		var changes []news.Change
		for _, r := range readers {
			id := CaucusID(e.Commit.Aggregate, r)
			changes = append(changes, news.Tell(news.Item{
				To: audienceOf(r), Lane: news.Moved, Kind: kind, Thread: id, Subject: id, Params: news.Params{}, By: author(e),
			}, "caucus", id))
		}
		return changes
	}
	switch ev := e.Event.(type) {
	case negotiation.CaucusOpened:
		return each(ev.Members, "NEWS_CAUCUS_OPENED")
	case negotiation.CaucusSaid: // one line for a room, however much is said in it
		return each(ev.Readers, "NEWS_CAUCUS_MESSAGE")
	case negotiation.CaucusClosed:
		return each(ev.Members, "NEWS_CAUCUS_CLOSED")
	case negotiation.TeamMessagePosted:
		return called(ev.Mentions, ev.Negotiation, ev.Message, author(e), e)
	case negotiation.DraftReviewed:
		return news.All(news.Tell(news.Item{
			To: "seat:" + ev.Seat, Lane: news.Moved, Kind: "NEWS_DRAFT_REVIEWED", Thread: e.Commit.Aggregate, Subject: ev.Draft,
			Params: news.Params{"person": ev.By}, By: ev.By,
		}, "review", ev.Draft))
	}
	return nil
}}
