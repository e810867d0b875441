package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsItems is what the shared stream has to tell people; see package news. A
// new topic is a file news_<topic>.go and a line here.
func newsItems() project.View {
	return news.View(agreements.Stream, newsOfSigning, newsOfLife, newsOfKeeping, newsOfValue)
}

// sealedNews is what a sealed stream has to tell people.
func sealedNews() project.View { return news.View(agreements.Sealed, newsOfRatifying, newsOfPayouts) }

// newsOfSigning asks for the signatures that a version needs, tells the table
// what came of it, and whoever had signed why it ended.
var newsOfSigning = news.Topic{Name: "signing", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case agreements.Drafted:
		d := ev.Text()
		item := news.Item{
			To: "table:" + d.Initiative, Lane: news.Needs, Kind: "NEWS_SIGN", Act: "signAgreement", Until: news.Until(d.Entry.By.Time),
			Thread: d.Negotiation, Subject: id, Params: news.Params{"agreement": id},
		}
		for _, seat := range d.Entry.Seats {
			item.For = append(item.For, "seat:"+seat)
		}
		return news.All(news.Tell(item, "sign", id))
	case agreements.Opened:
		return news.All(news.Postpone(ev.By.Time, "sign", id))
	case agreements.Signed:
		return news.All(news.Settle("seat:"+ev.Seat, "sign", id))
	case agreements.EnteredIntoForce:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_IN_FORCE"}, "sign", id))
	case agreements.Declined:
		return append(toldWhy("NEWS_DECLINED", ev.Told, e), news.Settle("seat:"+ev.Seat, "sign", id))
	case agreements.Voided:
		return append(toldWhy("NEWS_VOID", ev.Told, e), news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_VOID"}, "sign", id))
	case agreements.Lapsed:
		return append(toldWhy("NEWS_LAPSED", ev.Told, e), news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_LAPSED"}, "sign", id))
	}
	return nil
}}

// toldWhy tells seats that had signed what became of it. The reason stands in
// the notice.
func toldWhy(kind string, seats []string, e project.Event) []news.Change {
	var changes []news.Change
	for _, seat := range seats {
		changes = append(changes, news.Tell(news.Item{
			To: "seat:" + seat, Lane: news.Became, Kind: kind, Thread: e.Commit.Aggregate, Subject: e.Commit.Aggregate,
			Params: news.Params{"agreement": e.Commit.Aggregate},
		}, "ended", e.Commit.Aggregate, seat))
	}
	return changes
}
