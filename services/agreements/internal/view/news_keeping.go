package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsOfKeeping asks who owes something to report it, and tells the table what
// became of it. Its moment stands in people's calendars.
var newsOfKeeping = news.Topic{Name: "keeping", Version: 1, Of: func(e project.Event) []news.Change {
	turn := func(kind, obligation string) []news.Change {
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: kind}, "obligation", obligation))
	}
	switch ev := e.Event.(type) {
	case agreements.ObligationRaised:
		return news.All(news.Tell(news.Item{
			To: "table:" + ev.Initiative, For: []string{"seat:" + ev.Debtor}, Lane: news.Needs, Kind: "NEWS_OBLIGATION", Act: "reportObligation",
			Until: news.Until(ev.By.Time), Thread: e.Commit.Aggregate, Subject: ev.Obligation, Params: news.Params{"agreement": e.Commit.Aggregate},
		}, "obligation", ev.Obligation))
	case agreements.ObligationReported:
		return turn("NEWS_OBLIGATION_REPORTED", ev.Obligation)
	case agreements.ObligationAccepted:
		return turn("NEWS_OBLIGATION_SETTLED", ev.Obligation)
	case agreements.ObligationBreached:
		return turn("NEWS_OBLIGATION_OVERDUE", ev.Obligation)
	case agreements.ObligationDisputed:
		return turn("NEWS_OBLIGATION_DISPUTED", ev.Obligation)
	case agreements.ResolutionProposed:
		return turn("NEWS_RESOLUTION_PROPOSED", ev.Obligation)
	case agreements.ObligationResolved:
		return turn("NEWS_OBLIGATION_SETTLED", ev.Obligation)
	case agreements.ObligationWaived:
		return turn("NEWS_OBLIGATION_WAIVED", ev.Obligation)
	case agreements.DutyEnded:
		var changes []news.Change
		for _, id := range ev.Obligations {
			changes = append(changes, turn("NEWS_OBLIGATION_CANCELLED", id)...)
		}
		return changes
	}
	return nil
}}

// newsOfValue tells the table of a statement and of what was shared, and invites
// it to look back.
var newsOfValue = news.Topic{Name: "value", Version: 1, Of: func(e project.Event) []news.Change {
	id := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case agreements.PeriodOpened:
		return news.All(news.Tell(news.Item{
			To: "table:" + ev.Initiative, Lane: news.Moved, Kind: "NEWS_PERIOD", Thread: ev.Agreement, Subject: id,
			Params: news.Params{"agreement": ev.Agreement, "from": ev.From, "to": ev.To},
		}, "period", id))
	case agreements.StatementPublished:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_STATEMENT", Until: news.Until(ev.ContestBy.Time)}, "period", id))
	case agreements.Distributed:
		return news.All(news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_DISTRIBUTED"}, "period", id))
	}
	return nil
}}

// newsOfPayouts tells payees what is theirs, and asks them whether it has come.
var newsOfPayouts = news.Topic{Name: "payouts", Version: 1, Of: func(e project.Event) []news.Change {
	roll := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case agreements.PayoutsMade:
		var changes []news.Change
		for _, p := range ev.Payouts {
			if p.Kind != "seat" && p.Kind != "person" {
				continue
			}
			changes = append(changes, news.Tell(news.Item{
				To: p.Kind + ":" + p.Payee, Lane: news.Became, Kind: "NEWS_PAYOUT", Thread: ev.Of.Agreement, Subject: ev.Of.Period,
				Params: news.Params{"agreement": ev.Of.Agreement},
			}, "payout", roll, p.Payout))
		}
		return changes
	case agreements.PaymentsMarked:
		var changes []news.Change
		for _, p := range ev.Payouts {
			changes = append(changes, news.Turn(news.Item{Lane: news.Needs, Kind: "NEWS_PAID", Act: "answerPayment"}, "payout", roll, p))
		}
		return changes
	case agreements.PaymentAnswered:
		return news.All(news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_PAYMENT_ANSWERED"}, "payout", roll, ev.Payout))
	}
	return nil
}}
