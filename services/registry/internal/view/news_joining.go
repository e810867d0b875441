package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
	"parley.example/services/internal/news"
)

// newsOfJoining tells those who invited, offered or asked what became of it, and
// whoever is asked to take over that they are.
var newsOfJoining = news.Topic{Name: "joining", Version: 1, Of: func(e project.Event) []news.Change {
	organization, by := e.Commit.Aggregate, e.Commit.Actor
	item := func(to string, lane news.Lane, kind string, params news.Params) news.Item {
		if params == nil {
			params = news.Params{}
		}
		params["organization"] = organization
		return news.Item{To: "person:" + to, Lane: lane, Kind: kind, Thread: organization, Subject: organization, Params: params, By: by}
	}
	became := func(kind string) news.Item { return news.Item{Lane: news.Became, Kind: kind} }
	switch ev := e.Event.(type) {
	case registry.MemberInvited:
		return news.All(news.Tell(item(ev.Inviter, news.Kept, "", nil), "joining", ev.Invitation))
	case registry.MemberAdded:
		if ev.Invitation != "" {
			return news.All(news.Turn(became("NEWS_MEMBER_JOINED"), "joining", ev.Invitation))
		}
	case registry.MemberInvitationsEnded:
		var all []news.Change
		for _, i := range ev.Invitations {
			if ev.Why == registry.Expired {
				all = append(all, news.Turn(became("NEWS_JOIN_EXPIRED"), "joining", i))
			} else {
				all = append(all, news.Over("joining", i))
			}
		}
		return all
	case registry.HandoverOffered:
		params := news.Params{"from": ev.From, "to": ev.To}
		need := item(ev.To, news.Needs, "NEWS_HANDOVER_OFFERED", params)
		need.Act = "acceptHandover"
		return news.All(
			news.Tell(need, "handover", ev.Handover),
			news.Tell(item(ev.By, news.Kept, "", news.Params{"to": ev.To}), "handover", ev.Handover, "by"),
		)
	case registry.HandoverEnded:
		kind := "NEWS_HANDOVER_ENDED"
		if ev.Accepted {
			kind = "NEWS_HANDOVER_ACCEPTED"
		}
		return news.All(news.Over("handover", ev.Handover), news.Turn(became(kind), "handover", ev.Handover, "by"))
	case registry.MandateHandedOver:
		return news.All(news.Tell(item(ev.Delegate, news.Moved, "NEWS_MANDATE_GRANTED", nil), "mandate", ev.Mandate))
	case registry.MandateProposed:
		return news.All(news.Tell(item(ev.By, news.Kept, "", nil), "proposal", ev.Mandate))
	case registry.LimitsAsked:
		return news.All(news.Tell(item(ev.By, news.Kept, "", nil), "proposal", ev.Request))
	case registry.ProposalEnded:
		switch ev.Outcome {
		case registry.Withdrawn:
			return news.All(news.Over("proposal", ev.Request))
		case registry.Adopted:
			return news.All(news.Turn(became("NEWS_PROPOSAL_ADOPTED"), "proposal", ev.Request))
		}
		return news.All(news.Turn(became("NEWS_PROPOSAL_ENDED"), "proposal", ev.Request))
	}
	return nil
}}
