package view

import (
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/news"
)

// newsOfCommunities tells members who wants to belong and who came and went,
// and an organization what became of its wish.
var newsOfCommunities = news.Topic{Name: "communities", Version: 1, Of: func(e project.Event) []news.Change {
	id, by := e.Commit.Aggregate, e.Commit.Actor
	tell := func(to, kind, organization string, about ...string) news.Change {
		return news.Tell(news.Item{
			To: to, Lane: news.Moved, Kind: kind, Thread: id, Subject: id, By: by,
			Params: news.Params{"community": id, "organization": organization},
		}, append([]string{to, id}, about...)...)
	}
	all := func(kind, organization string) news.Change {
		return tell("community:"+id, kind, organization, "member", organization)
	}
	own := func(kind, organization string) news.Change {
		return tell("steward:"+organization, kind, organization, "own", organization)
	}
	switch ev := e.Event.(type) {
	case registry.MembershipSought:
		return news.All(all("NEWS_COMMUNITY_SOUGHT", ev.Organization))
	case registry.MemberAdmitted:
		return news.All(all("NEWS_COMMUNITY_JOINED", ev.Organization), own("NEWS_COMMUNITY_ADMITTED", ev.Organization))
	case registry.CommunityLeft:
		return news.All(all("NEWS_COMMUNITY_LEFT", ev.Organization))
	case registry.CommunityRemoved:
		return news.All(all("NEWS_COMMUNITY_REMOVED", ev.Organization), own("NEWS_COMMUNITY_REMOVED", ev.Organization))
	case registry.ControlUpheld:
		return news.All(all("NEWS_CONTROL_UPHELD", ev.Two[0]), all("NEWS_CONTROL_UPHELD", ev.Two[1]))
	case registry.CharterAdopted:
		return news.All(tell("community:"+id, "NEWS_CHARTER_ADOPTED", "", "charter"))
	case registry.PeerNamed:
		return news.All(news.Tell(news.Item{
			To: "person:" + ev.Person, Lane: news.Moved, Kind: "NEWS_PEER_NAMED", Thread: ev.Person, Subject: ev.Person,
			Params: news.Params{"person": ev.By}, By: ev.By,
		}, "named", ev.Person, ev.By))
	case registry.NamingWithdrawn:
		return news.All(news.Over("named", ev.Person, ev.By))
	}
	return nil
}}

// newsOfIntroductions tells each side of its own introduction. As in the
// document, one side's answer changes nothing in the other's inbox before both
// have said yes.
var newsOfIntroductions = news.Topic{Name: "introductions", Version: 1, Of: func(e project.Event) []news.Change {
	about := func(side int) []string { return []string{"introduction", IntroductionID(e.Commit.Aggregate, side)} }
	both := func(kind string) []news.Change {
		became := news.Item{Lane: news.Became, Kind: kind}
		return news.All(news.Turn(became, about(0)...), news.Turn(became, about(1)...))
	}
	switch ev := e.Event.(type) {
	case registry.IntroductionProposed:
		return news.All(asked(ev, 0, about(0)), asked(ev, 1, about(1)))
	case registry.IntroductionAnswered:
		if ev.Made != nil {
			return both("NEWS_INTRODUCED")
		}
		return news.All(news.Turn(news.Item{Lane: news.Kept}, about(ev.Side)...))
	case registry.IntroductionExpired:
		return both("NEWS_NOT_INTRODUCED")
	}
	return nil
}}

func asked(e registry.IntroductionProposed, side int, about []string) news.Change {
	return news.Tell(news.Item{
		To: e.Sides[side].Audience(), Lane: news.Needs, Kind: "NEWS_INTRODUCTION", Thread: about[1], Subject: about[1],
		Act: "acceptIntroduction", Until: &record.Instant{Time: e.Expires.Time}, Params: news.Params{"other": e.Sides[1-side].ID()}, By: e.By,
	}, about...)
}
