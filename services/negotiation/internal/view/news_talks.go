package view

import (
	"strconv"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfTalks asks seats for their word on a motion, and tells the table of
// rounds, sessions, the ladder, whoever leads and whoever comes late.
var newsOfTalks = news.Topic{Name: "talks", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	tell := func(initiative, kind, subject string, params news.Params, about ...string) []news.Change {
		params["negotiation"] = id
		return news.All(news.Tell(news.Item{
			To: "table:" + initiative, Lane: news.Moved, Kind: kind, Thread: id, Subject: subject, Params: params, By: author(e),
		}, about...))
	}
	switch ev := e.Event.(type) {
	case negotiation.Moved:
		return motionMoved(ev, e)
	case negotiation.Supported:
		return news.All(news.Settle("seat:"+ev.Seat, "motion", ev.Motion))
	case negotiation.MotionClosed:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: motionKinds[ev.Outcome], By: author(e)}, "motion", ev.Motion))
	case negotiation.FacilitatorAppointed:
		return tell(ev.Initiative, "NEWS_FACILITATOR", id, news.Params{"person": ev.Person}, "facilitator", id)
	case negotiation.FacilitatorDismissed:
		return tell(ev.Initiative, "NEWS_NO_FACILITATOR", id, news.Params{"person": ev.Person}, "facilitator", id)
	case negotiation.SessionCalled:
		return tell(ev.Initiative, "NEWS_SESSION", id, news.Params{"at": instant(ev.Session.At)}, "session", ev.Session.Session)
	case negotiation.RungClimbed:
		return tell(ev.Initiative, rungKind(ev), id, news.Params{"number": strconv.Itoa(ev.Number)}, "ladder", id)
	case negotiation.RoundOpened:
		return tell(ev.Initiative, roundKind(ev.Sealed), ev.Round, news.Params{"number": strconv.Itoa(ev.Number), "until": instant(ev.Until)}, "round", ev.Round)
	case negotiation.RoundClosed:
		return news.All(news.Turn(news.Item{Kind: "NEWS_ROUND_CLOSED", By: author(e)}, "round", ev.Round))
	case negotiation.TextAmended: // one line for a text, however often it changes
		return tell(ev.Initiative, "NEWS_TEXT_AMENDED", ev.Term, news.Params{"term": ev.Term, "seat": ev.Seat}, "working text", id)
	case negotiation.LateSeated:
		return tell(ev.Initiative, "NEWS_LATE_SEAT", ev.Brief, news.Params{"seat": ev.Seat, "from": instant(ev.From)}, "late", ev.Brief)
	}
	return nil
}}

func motionMoved(ev negotiation.Moved, e project.Event) []news.Change {
	item := news.Item{
		To: "table:" + ev.Initiative, Lane: news.Needs, Kind: "NEWS_MOTION", Act: "supportMotion", Until: news.Until(ev.Until.Time),
		Thread: e.Commit.Aggregate, Subject: ev.Motion, By: author(e),
		Params: news.Params{"negotiation": e.Commit.Aggregate, "number": strconv.Itoa(ev.Number)},
	}
	for _, seat := range ev.Asked {
		item.For = append(item.For, "seat:"+seat)
	}
	return news.All(news.Tell(item, "motion", ev.Motion))
}

var motionKinds = map[negotiation.MotionOutcome]string{
	negotiation.MotionCarried: "NEWS_MOTION_CARRIED", negotiation.MotionDeclined: "NEWS_MOTION_DECLINED",
	negotiation.MotionWithdrawn: "NEWS_MOTION_WITHDRAWN", negotiation.MotionLapsed: "NEWS_MOTION_LAPSED",
}

func rungKind(ev negotiation.RungClimbed) string {
	switch ev.Rung {
	case "":
		return "NEWS_LADDER_LEFT"
	case negotiation.RungFailed:
		return "NEWS_TALKS_FAILED"
	}
	return "NEWS_LADDER"
}

func roundKind(sealed bool) string {
	if sealed {
		return "NEWS_SEALED_ROUND"
	}
	return "NEWS_ROUND"
}

// newsOfJoints asks co-authors to confirm a package, each for itself: nobody
// else learns of it.
var newsOfJoints = news.Topic{Name: "joints", Version: 1, Of: func(e project.Event) []news.Change {
	var changes []news.Change
	switch ev := e.Event.(type) {
	case negotiation.JointDrafted:
		for _, seat := range ev.Seats[min(1, len(ev.Seats)):] {
			changes = append(changes, news.Tell(news.Item{
				To: "seat:" + seat, Lane: news.Needs, Kind: "NEWS_JOINT", Act: "draftJoint", Thread: ev.Negotiation, Subject: JointID(e.Commit.Aggregate, seat),
				Params: news.Params{"negotiation": ev.Negotiation, "seat": ev.Seats[0]}, By: author(e),
			}, "joint", e.Commit.Aggregate, seat))
		}
	case negotiation.JointConfirmed:
		changes = news.All(news.Over("joint", e.Commit.Aggregate, ev.Seat))
	case negotiation.JointDropped:
		for _, seat := range ev.Seats {
			changes = append(changes, news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_JOINT_DROPPED", By: author(e)}, "joint", e.Commit.Aggregate, seat))
		}
	}
	return changes
}}
