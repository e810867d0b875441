package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/internal/news"
)

// newsItems is what the shared stream has to tell people; see package news. A
// new topic is a file news_<topic>.go and a line here.
func newsItems() project.View {
	return news.View(registry.Stream, newsOfSeats, newsOfMembers, newsOfJoining, newsOfTables, newsOfCommunities)
}

// sealedNews is what a sealed stream has to tell people.
func sealedNews() project.View { return news.View(registry.Sealed, newsOfIntroductions) }

// newsOfSeats tells those at a table who came and went, and inviters what
// became of their invitations.
var newsOfSeats = news.Topic{Name: "seats", Version: 1, Of: func(e project.Event) []news.Change {
	initiative, by := e.Commit.Aggregate, e.Commit.Actor
	table := func(kind, seat, organization string) news.Change {
		params := news.Params{"seat": seat, "initiative": initiative, "organization": organization}
		return news.Tell(news.Item{
			To: "table:" + initiative, Lane: news.Moved, Kind: kind, Thread: initiative, Subject: seat, Params: params, By: by,
		}, "seat", seat)
	}
	answered := func(kind, invitation string) news.Change {
		return news.Turn(news.Item{Lane: news.Became, Kind: kind}, "invitation", invitation)
	}
	switch ev := e.Event.(type) {
	case registry.SeatInvited:
		return news.All(news.Tell(news.Item{
			To: "person:" + ev.Inviter, Lane: news.Kept, Thread: initiative, Subject: ev.Seat,
			Params: news.Params{"seat": ev.Seat, "initiative": initiative},
		}, "invitation", ev.Invitation))
	case registry.SeatTaken:
		return news.All(table("NEWS_SEAT_TAKEN", ev.Seat, ev.Organization), answered("NEWS_INVITATION_TAKEN", ev.Invitation))
	case registry.SeatDeclined:
		return news.All(answered("NEWS_INVITATION_DECLINED", ev.Invitation))
	case registry.InvitationExpired:
		return news.All(answered("NEWS_INVITATION_EXPIRED", ev.Invitation))
	case registry.InvitationRevoked:
		return news.All(news.Over("invitation", ev.Invitation))
	case registry.SeatVacated:
		return news.All(table("NEWS_SEAT_VACATED", ev.Seat, ev.Organization))
	}
	return nil
}}

// newsOfMembers tells a person what an organization has made of them.
var newsOfMembers = news.Topic{Name: "members", Version: 1, Of: func(e project.Event) []news.Change {
	organization := e.Commit.Aggregate
	tell := func(person, kind string, about ...string) news.Change {
		return news.Tell(news.Item{
			To: "person:" + person, Lane: news.Moved, Kind: kind, Thread: organization, Subject: organization,
			Params: news.Params{"organization": organization}, By: e.Commit.Actor,
		}, about...)
	}
	switch ev := e.Event.(type) {
	case registry.MemberAdded:
		return news.All(tell(ev.Person, "NEWS_MEMBER_ADDED", "member", organization, ev.Person))
	case registry.RolesChanged:
		return news.All(tell(ev.Person, "NEWS_ROLES_CHANGED", "member", organization, ev.Person))
	case registry.MemberRemoved:
		return news.All(tell(ev.Person, "NEWS_MEMBER_REMOVED", "member", organization, ev.Person))
	case registry.MandateGranted:
		return news.All(tell(ev.Delegate, "NEWS_MANDATE_GRANTED", "mandate", ev.Mandate))
	case registry.DeputyNamed:
		if ev.Deputy != "" {
			return news.All(tell(ev.Deputy, "NEWS_DEPUTY_NAMED", "deputy", ev.Mandate))
		}
	case registry.MandateRevoked:
		return news.All(tell(ev.Delegate, "NEWS_MANDATE_REVOKED", "mandate", ev.Mandate))
	case registry.MandateExpired:
		return news.All(tell(ev.Delegate, "NEWS_MANDATE_EXPIRED", "mandate", ev.Mandate))
	case registry.MandateLapsed:
		return news.All(tell(ev.Delegate, "NEWS_MANDATE_REVOKED", "mandate", ev.Mandate))
	}
	return nil
}}
