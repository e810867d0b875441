package view

import (
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsItems is what the stream of a table has to tell people; see package news.
// A new topic is a file news_<topic>.go and a line here.
func newsItems() project.View {
	return news.View(negotiation.Stream, newsOfPackages, newsOfDecisions, newsOfTables, newsOfMediation, newsOfTalks, newsOfAsks, newsOfCalls, newsOfOffers)
}

// sealedNews is what the stream of single seats has to tell their people.
func sealedNews() project.View {
	return news.View(negotiation.Sealed, newsOfTeams, newsOfJoints, newsOfRooms)
}

// newsOfTables tells those at a table that it opened, that its ground rules
// changed, that something was said to all, and that the text is fixed.
var newsOfTables = news.Topic{Name: "tables", Version: 1, Of: func(e project.Event) []news.Change {
	tell := func(to, kind, thread, subject string, params news.Params, about ...string) []news.Change {
		return news.All(news.Tell(news.Item{
			To: to, Lane: news.Moved, Kind: kind, Thread: thread, Subject: subject, Params: params, By: author(e),
		}, about...))
	}
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case negotiation.Opened:
		return tell("table:"+ev.Initiative, "NEWS_TABLE_OPENED", id, id, news.Params{"negotiation": id}, "table", id)
	case negotiation.RulesChanged:
		return news.All(news.Turn(news.Item{Kind: "NEWS_RULES_CHANGED", By: author(e)}, "table", id))
	case negotiation.MessagePosted: // one line for a room, however much is said in it
		params := news.Params{"negotiation": ev.Negotiation, "seat": ev.Seat}
		if ev.Seat == "" {
			params = news.Params{"negotiation": ev.Negotiation, "seat": author(e)}
		}
		return tell("table:"+ev.Initiative, "NEWS_MESSAGE", ev.Negotiation, id, params, "room", id)
	case negotiation.TextFixed:
		return tell("table:"+ev.Initiative, "NEWS_TEXT_FIXED", id, id, news.Params{"negotiation": id}, "text", id)
	}
	return nil
}}

// newsOfTeams tells the people of a seat that something was said among them.
var newsOfTeams = news.Topic{Name: "teams", Version: 1, Of: func(e project.Event) []news.Change {
	ev, posted := e.Event.(negotiation.TeamMessagePosted)
	if !posted {
		return nil
	}
	return news.All(news.Tell(news.Item{
		To: "seat:" + ev.Seat, Lane: news.Moved, Kind: "NEWS_TEAM_MESSAGE", Thread: ev.Negotiation, Subject: ev.Negotiation,
		Params: news.Params{"negotiation": ev.Negotiation, "person": author(e)}, By: author(e),
	}, "room", e.Commit.Aggregate))
}}

// newsOfPackages tells the table of offers and ideas, and a package's authors
// what became of it: it is kept under "package" and its id.
var newsOfPackages = news.Topic{Name: "packages", Version: 2, Of: func(e project.Event) []news.Change {
	became := func(pkg, kind string) news.Change {
		return news.Turn(news.Item{Lane: news.Became, Kind: kind}, "package", pkg)
	}
	switch ev := e.Event.(type) {
	case negotiation.PackageTabled:
		return tabled(ev, e)
	case negotiation.PackageWithdrawn:
		return news.All(news.Turn(news.Item{Kind: "NEWS_PACKAGE_WITHDRAWN", By: author(e)}, "tabled", ev.Package), news.Over("package", ev.Package))
	case negotiation.PackageExpired:
		return news.All(became(ev.Package, "NEWS_OFFER_EXPIRED"), news.Turn(news.Item{Kind: "NEWS_OFFER_ENDED"}, "tabled", ev.Package))
	case negotiation.TermChanged:
		return stale(ev.Stale, became)
	case negotiation.TermRemoved:
		return stale(ev.Stale, became)
	case negotiation.PositionTaken:
		return answer(ev, e)
	case negotiation.DecisionClosed:
		switch ev.Outcome {
		case negotiation.Carried:
			return news.All(became(ev.Package, "NEWS_PACKAGE_CARRIED"), news.Undate("tabled", ev.Package))
		case negotiation.Rejected:
			return news.All(became(ev.Package, "NEWS_PACKAGE_REJECTED"), news.Undate("tabled", ev.Package))
		}
	}
	return nil
}}

func tabled(ev negotiation.PackageTabled, e project.Event) []news.Change {
	params := news.Params{"negotiation": e.Commit.Aggregate, "seat": ev.Seat, "number": strconv.Itoa(ev.Number), "package": ev.Package}
	item := news.Item{
		To: "table:" + ev.Initiative, Lane: news.Moved, Kind: "NEWS_IDEA_TABLED", Thread: e.Commit.Aggregate, Subject: ev.Package, Params: params, By: author(e),
	}
	if ev.As == negotiation.Offer {
		item.Kind = "NEWS_OFFER_TABLED"
		if ev.ExpiresAt != nil {
			item.Until = news.Until(ev.ExpiresAt.Time)
		}
	}
	if ev.Floated { // nobody's
		item.Kind = "NEWS_IDEA_FLOATED"
		return news.All(news.Tell(item, "tabled", ev.Package))
	}
	own := item
	own.To, own.Lane, own.Kind, own.By, own.Until = "seat:"+ev.Seat, news.Kept, "", "", nil
	changes := news.All(news.Tell(item, "tabled", ev.Package), news.Tell(own, "package", ev.Package))
	if ev.CounterTo != "" {
		changes = append(changes, news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_PACKAGE_COUNTERED", Subject: ev.Package, By: author(e)}, "package", ev.CounterTo))
	}
	return changes
}

func stale(packages []string, became func(pkg, kind string) news.Change) []news.Change {
	var changes []news.Change
	for _, pkg := range packages {
		changes = append(changes, became(pkg, "NEWS_PACKAGE_STALE"), news.Turn(news.Item{Kind: "NEWS_PACKAGE_OUTDATED"}, "tabled", pkg))
	}
	return changes
}

// answer tells the authors of a package who worries about it or objects.
func answer(ev negotiation.PositionTaken, e project.Event) []news.Change {
	kind := map[negotiation.Stance]string{negotiation.Concern: "NEWS_PACKAGE_CONCERN", negotiation.Objects: "NEWS_PACKAGE_OBJECTION"}[ev.Stance]
	if kind == "" || ev.Package == "" {
		return nil
	}
	return news.All(news.Turn(news.Item{
		Lane: news.Became, Kind: kind, By: author(e),
		Params: news.Params{"negotiation": e.Commit.Aggregate, "package": ev.Package, "seat": ev.Seat},
	}, "package", ev.Package))
}

// newsOfDecisions asks the seats that have a vote for it, and tells the table
// what came of it.
var newsOfDecisions = news.Topic{Name: "decisions", Version: 1, Of: func(e project.Event) []news.Change {
	switch ev := e.Event.(type) {
	case negotiation.DecisionOpened:
		item := news.Item{
			To: "table:" + ev.Initiative, Lane: news.Needs, Kind: "NEWS_VOTE", Act: "castVote", Until: news.Until(ev.Deadline.Time),
			Thread: e.Commit.Aggregate, Subject: ev.Decision, Params: news.Params{"negotiation": e.Commit.Aggregate, "number": strconv.Itoa(ev.Number)},
		}
		for _, elector := range ev.Electors {
			item.For = append(item.For, "seat:"+elector.Seat)
		}
		return news.All(news.Tell(item, "vote", ev.Decision))
	case negotiation.DeadlineMoved:
		return news.All(news.Postpone(ev.Deadline.Time, "vote", ev.Decision))
	case negotiation.Voted:
		return news.All(news.Settle("seat:"+ev.Seat, "vote", ev.Decision))
	case negotiation.DecisionClosed:
		kind := map[negotiation.Outcome]string{
			negotiation.Carried: "NEWS_DECISION_CARRIED", negotiation.Rejected: "NEWS_DECISION_REJECTED", negotiation.NoQuorum: "NEWS_DECISION_NO_QUORUM",
		}[ev.Outcome]
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: kind}, "vote", ev.Decision))
	}
	return nil
}}
