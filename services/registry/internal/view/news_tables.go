package view

import (
	"slices"
	"strconv"

	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/internal/news"
)

// newsOfTables tells those at a table, and who convened it, what was answered,
// who speaks for whom, what becomes of classes and what others think.
var newsOfTables = news.Topic{Name: "tables", Version: 2, Of: func(e project.Event) []news.Change {
	initiative, by := e.Commit.Aggregate, e.Commit.Actor
	moved := func(to, kind, subject string, params news.Params) news.Item {
		params["initiative"] = initiative
		return news.Item{To: to, Lane: news.Moved, Kind: kind, Thread: initiative, Subject: subject, Params: params, By: by}
	}
	table := "table:" + initiative
	switch ev := e.Event.(type) {
	case registry.SeatRedirected:
		return news.All(news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_INVITATION_REDIRECTED"}, "invitation", ev.Invitation))
	case registry.InvitationReminded:
		params := news.Params{"seat": ev.Seat, "initiative": initiative, "days": strconv.Itoa(ev.Days)}
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_INVITATION_SILENT", Params: params}, "invitation", ev.Invitation))
	case registry.GroundRulesQuestioned:
		return news.All(news.Tell(moved("convener:"+initiative, "NEWS_GROUND_RULES_QUESTIONED", ev.Seat, news.Params{"seat": ev.Seat}), "condition", ev.Invitation))
	case registry.ObserverAdmitted:
		return news.All(news.Tell(moved(table, "NEWS_OBSERVER_ADMITTED", ev.Seat, news.Params{"person": ev.Person, "seat": ev.Seat}), "observer", ev.Observer))
	case registry.ObserverLeft:
		return news.All(news.Over("observer", ev.Observer))
	case registry.AdvocateNamed:
		return named(ev, moved)
	case registry.AdvocateSeconded:
		return news.All(
			news.Over("nomination", ev.Seat),
			news.Turn(news.Item{Lane: news.Needs, Act: "representSeat", Kind: "NEWS_ADVOCATE_CALLED"}, "calling", ev.Seat),
		)
	case registry.SeatRepresented:
		params := news.Params{"person": ev.Advocate, "seat": ev.Seat}
		return news.All(news.Over("calling", ev.Seat), news.Tell(moved(table, "NEWS_SEAT_REPRESENTED", ev.Seat, params), "advocate", ev.Seat))
	case registry.AdvocateEnded:
		params := news.Params{"person": ev.Advocate, "seat": ev.Seat}
		return news.All(news.Over("calling", ev.Seat), news.Tell(moved(table, "NEWS_ADVOCATE_ENDED", ev.Seat, params), "advocate", ev.Seat))
	case registry.PresumptionsPublished:
		return news.All(news.Tell(moved(table, "NEWS_PRESUMPTIONS", ev.Seat, news.Params{"organization": ev.Organization}), "presumptions", ev.Seat))
	case registry.VisionsRevised:
		return news.All(news.Tell(moved(table, "NEWS_VISIONS_REVISED", initiative, news.Params{}), "visions", initiative))
	case registry.PageSet:
		kind := "NEWS_PAGE_HIDDEN"
		if ev.Shown {
			kind = "NEWS_PAGE_SHOWN"
		}
		return news.All(news.Tell(moved(table, kind, initiative, news.Params{}), "page", initiative))
	case registry.SteppedForward:
		return news.All(news.Tell(moved("convener:"+initiative, "NEWS_STEPPED_FORWARD", initiative, news.Params{"person": ev.Person}), "forward", ev.Forward))
	case registry.InitiativeLinked:
		need := moved("convener:"+ev.To, "NEWS_LINK_ASKED", initiative, news.Params{})
		need.Lane, need.Act, need.Thread = news.Needs, "confirmLink", ev.To
		need.Params = news.Params{"other": initiative, "initiative": ev.To}
		return news.All(news.Tell(need, "link", ev.Link))
	case registry.LinkConfirmed:
		told := moved("convener:"+ev.From, "NEWS_LINK_CONFIRMED", initiative, news.Params{})
		told.Lane, told.Thread, told.Params = news.Became, ev.From, news.Params{"other": initiative, "initiative": ev.From}
		return news.All(news.Over("link", ev.Link), news.Tell(told, "link", ev.Link, "confirmed"))
	}
	return ofClasses(e, moved)
}}

// named tells the table that somebody should speak in a seat, and keeps for them
// that they may be asked.
func named(ev registry.AdvocateNamed, moved func(to, kind, subject string, params news.Params) news.Item) []news.Change {
	told := moved("", "NEWS_ADVOCATE_NAMED", ev.Seat, news.Params{"seat": ev.Seat, "organization": ev.By})
	told.To = "table:" + told.Thread
	if ev.Person == "" {
		return news.All(news.Tell(told, "nomination", ev.Seat), news.Over("calling", ev.Seat))
	}
	kept := moved("person:"+ev.Person, "", ev.Seat, news.Params{"seat": ev.Seat})
	kept.Lane = news.Kept
	return news.All(news.Tell(told, "nomination", ev.Seat), news.Tell(kept, "calling", ev.Seat))
}

// ofClasses asks each seat of a class for its answer, and tells what came of it.
func ofClasses(e project.Event, moved func(to, kind, subject string, params news.Params) news.Item) []news.Change {
	switch ev := e.Event.(type) {
	case registry.ClassChangeProposed:
		need := moved("table:"+e.Commit.Aggregate, "NEWS_CLASS_CHANGE", ev.Change, news.Params{})
		need.Lane, need.Act = news.Needs, "voteClassChange"
		for _, p := range ev.Into {
			for _, seat := range p.Seats {
				need.For = append(need.For, "seat:"+seat)
			}
		}
		slices.Sort(need.For)
		return news.All(news.Tell(need, "classes", ev.Change))
	case registry.ClassChangeVoted:
		return news.All(news.Settle("seat:"+ev.Seat, "classes", ev.Change))
	case registry.ClassChangeEnded:
		kind := "NEWS_CLASS_KEPT"
		if ev.Carried {
			kind = "NEWS_CLASS_CHANGED"
		}
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: kind}, "classes", ev.Change))
	}
	return nil
}
