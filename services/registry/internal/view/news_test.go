package view

import (
	"testing"
	"time"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

func TestNewsOfSeatsAndMembers(t *testing.T) {
	invited := registry.SeatInvited{Seat: "sea_1", Invitation: "inv_1", Inviter: "per_ana"}
	mandate := registry.MandateGranted{Terms: registry.Terms{Mandate: "man_1", Delegate: "per_bo"}}
	for _, row := range []struct {
		rule      string
		aggregate string
		events    []registry.Event
		want      []string
	}{
		{"an invitation alone is no news", "ini_1", []registry.Event{invited}, nil},
		{
			"a seat that is taken is told to the table, and to who invited", "ini_1",
			[]registry.Event{invited, registry.SeatTaken{Seat: "sea_1", Invitation: "inv_1", Organization: "org_1", Person: "per_bo"}},
			[]string{"became person:per_ana NEWS_INVITATION_TAKEN sea_1", "moved table:ini_1 NEWS_SEAT_TAKEN sea_1 by per_x"},
		},
		{
			"a decline to who invited", "ini_1",
			[]registry.Event{invited, registry.SeatDeclined{Seat: "sea_1", Invitation: "inv_1", Reason: "no time"}},
			[]string{"became person:per_ana NEWS_INVITATION_DECLINED sea_1"},
		},
		{
			"silence too", "ini_1",
			[]registry.Event{invited, registry.InvitationExpired{Seat: "sea_1", Invitation: "inv_1"}},
			[]string{"became person:per_ana NEWS_INVITATION_EXPIRED sea_1"},
		},
		{"who takes an invitation back knows", "ini_1", []registry.Event{invited, registry.InvitationRevoked{Seat: "sea_1", Invitation: "inv_1"}}, nil},
		{
			"a seat that is left", "ini_1",
			[]registry.Event{registry.SeatVacated{Seat: "sea_1", Organization: "org_1"}},
			[]string{"moved table:ini_1 NEWS_SEAT_VACATED sea_1 by per_x"},
		},
		{
			"a member is told of what they are made", "org_1",
			[]registry.Event{registry.MemberAdded{Person: "per_bo"}, registry.RolesChanged{Person: "per_bo"}},
			[]string{"moved person:per_bo NEWS_ROLES_CHANGED org_1 by per_x"},
		},
		{
			"a delegate of a mandate and of its end", "org_1",
			[]registry.Event{mandate, registry.MandateRevoked{Ended: registry.Ended{Mandate: "man_1", Delegate: "per_bo"}}},
			[]string{"moved person:per_bo NEWS_MANDATE_REVOKED org_1 by per_x"},
		},
	} {
		var events []project.Event
		for i, e := range row.events {
			events = append(events, project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{
				Aggregate: row.aggregate, Version: uint64(i) + 1, Actor: "per_x", At: record.InstantOf(time.Date(2026, 3, 1, 10+i, 0, 0, 0, time.UTC)),
			}}})
		}
		topics := []news.Topic{newsOfSeats, newsOfMembers}
		newstest.Tells(t, row.rule, topics, events, row.want...)
		newstest.Sound(t, topics, events...)
	}
}
