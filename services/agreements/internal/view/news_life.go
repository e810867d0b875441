package view

import (
	"strconv"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfLife tells what a version in force goes through, and why somebody
// leaves.
var newsOfLife = news.Topic{Name: "life", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case agreements.RatificationOpened:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_RATIFYING", Until: news.Until(ev.Until.Time)}, "sign", id))
	case agreements.RatificationClosed:
		return newsOfClose(id, ev, e)
	case agreements.Reopened:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_REOPENED"}, "sign", id))
	case agreements.ExitAnnounced:
		return toldTo(ev.Told, "NEWS_EXIT", id, "exit", ev.Seat)
	case agreements.Ended:
		return toldTo(ev.Told, "NEWS_AGREEMENT_ENDED", id, "over", strconv.Itoa(ev.Version))
	case agreements.LookBackCalled:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_LOOK_BACK"}, "sign", id))
	}
	return nil
}}

// newsOfClose asks those who may sign now, and tells a seat whose organization
// did not ratify. When the time to sign ends follows in the same commit.
func newsOfClose(id string, closed agreements.RatificationClosed, e project.Event) []news.Change {
	sign := news.Item{Lane: news.Needs, Kind: "NEWS_SIGN", Act: "signAgreement", Until: news.Until(e.At())}
	var changes []news.Change
	for _, r := range closed.Seats {
		if r.Outcome == agreements.Ratifies {
			sign.For = append(sign.For, "seat:"+r.Seat)
		} else {
			changes = append(changes, toldTo([]string{r.Seat}, "NEWS_NOT_RATIFIED", id, "ratified", strconv.Itoa(closed.Version))...)
		}
	}
	return append(changes, news.Turn(sign, "sign", id))
}

// toldTo tells seats something about an agreement.
func toldTo(seats []string, kind, id string, about ...string) (changes []news.Change) {
	for _, seat := range seats {
		changes = append(changes, news.Tell(news.Item{
			To: "seat:" + seat, Lane: news.Became, Kind: kind, Thread: id, Subject: id, Params: news.Params{"agreement": id},
		}, append([]string{id, seat}, about...)...))
	}
	return changes
}

// newsOfRatifying asks the stewards of an organization for its word, and its
// members to look at the ballot, which tells of itself.
var newsOfRatifying = news.Topic{Name: "ratifying", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case agreements.RatificationAsked:
		if ev.By != agreements.ByStewards {
			return nil
		}
		return news.All(news.Tell(news.Item{
			To: "steward:" + ev.Organization, For: []string{"steward:" + ev.Organization}, Lane: news.Needs, Kind: "NEWS_RATIFY",
			Act: "ratifyAgreement", Until: news.Until(ev.Until.Time), Thread: ev.Agreement, Subject: id, Params: news.Params{"agreement": ev.Agreement},
		}, "ratify", id))
	case agreements.RatificationSaid:
		return news.All(news.Turn(news.Item{Lane: news.Became, Kind: saidKind(ev)}, "ratify", id))
	}
	return nil
}}

func saidKind(e agreements.RatificationSaid) string {
	if e.Ratifies {
		return "NEWS_RATIFIED"
	}
	return "NEWS_REFUSED_TO_RATIFY"
}
