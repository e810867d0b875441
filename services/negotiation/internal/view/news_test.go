package view

import (
	"testing"

	n "parley.example/events/negotiation"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

var (
	tableTopics = []news.Topic{newsOfPackages, newsOfDecisions, newsOfTables}
	worry       = n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Package: "pkg_1", Stance: n.Concern, Reason: "why"}
	carries     = func() n.DecisionClosed { c := closed; c.Outcome, c.Votes = n.Carried, []n.Vote{yes}; return c }()
)

func TestNewsOfATable(t *testing.T) {
	for _, row := range []struct {
		rule   string
		events []n.Event
		want   []string
	}{
		{
			"who sits there is told that it opened, and anew when its rules change",
			[]n.Event{opened, n.RulesChanged{Version: 2}},
			[]string{"moved table:ini_x NEWS_RULES_CHANGED neg_x by per_ana"},
		},
		{
			"an offer is told with its end",
			[]n.Event{offer},
			[]string{"moved table:ini_x NEWS_OFFER_TABLED pkg_2 by per_ana until 03-02T16:00"},
		},
		{
			"a counter-package tells the first one's authors",
			[]n.Event{idea, offer},
			[]string{"became seat:sea_h NEWS_PACKAGE_COUNTERED pkg_2 by per_ana", "moved table:ini_x NEWS_IDEA_TABLED pkg_1 by per_ana", "moved table:ini_x NEWS_OFFER_TABLED pkg_2 by per_ana until 03-02T16:00"},
		},
		{
			"a concern reaches the authors alone",
			[]n.Event{idea, worry},
			[]string{"became seat:sea_h NEWS_PACKAGE_CONCERN pkg_1 by per_ana", "moved table:ini_x NEWS_IDEA_TABLED pkg_1 by per_ana"},
		},
		{
			"somebody who can live with it is no news",
			[]n.Event{idea, n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Package: "pkg_1", Stance: n.CanLiveWith}},
			[]string{"moved table:ini_x NEWS_IDEA_TABLED pkg_1 by per_ana"},
		},
		{"nor is an opinion on a term", []n.Event{n.PositionTaken{Position: "pos_2", Initiative: "ini_x", Seat: "sea_r", Term: "trm_1", Stance: n.Objects}}, nil},
		{
			"what goes stale says so to all, and to its authors",
			[]n.Event{idea, n.TermChanged{TermID: "trm_1", Stale: []string{"pkg_1"}}},
			[]string{"became seat:sea_h NEWS_PACKAGE_STALE pkg_1", "moved table:ini_x NEWS_PACKAGE_OUTDATED pkg_1"},
		},
		{
			"an offer that has expired ends nothing any more",
			[]n.Event{offer, n.PackageExpired{Package: "pkg_2"}},
			[]string{"became seat:sea_r NEWS_OFFER_EXPIRED pkg_2", "moved table:ini_x NEWS_OFFER_ENDED pkg_2"},
		},
		{
			"who withdraws a package hears no more of it",
			[]n.Event{offer, n.PackageWithdrawn{Package: "pkg_2"}, worry},
			[]string{"moved table:ini_x NEWS_PACKAGE_WITHDRAWN pkg_2 by per_ana"},
		},
		{
			"the seats with a vote are asked for it until the deadline",
			[]n.Event{asking},
			[]string{"needs table:ini_x NEWS_VOTE dec_1 for seat:sea_h,seat:sea_r until 03-01T19:00"},
		},
		{
			"who has voted is asked no more",
			[]n.Event{asking, n.Voted{Decision: "dec_1", Seat: "sea_h"}},
			[]string{"needs table:ini_x NEWS_VOTE dec_1 for seat:sea_r until 03-01T19:00"},
		},
		{
			"a deadline that moved is the new one",
			[]n.Event{asking, n.DeadlineMoved{Decision: "dec_1", Deadline: hour(12)}},
			[]string{"needs table:ini_x NEWS_VOTE dec_1 for seat:sea_h,seat:sea_r until 03-01T22:00"},
		},
		{
			"a decision that closed is told to all, and to the package's authors",
			[]n.Event{offer, asking, n.Voted{Decision: "dec_1", Seat: "sea_h"}, n.Voted{Decision: "dec_1", Seat: "sea_r"}, carries, n.TextFixed{Initiative: "ini_x", Package: "pkg_2"}},
			[]string{"became seat:sea_r NEWS_PACKAGE_CARRIED pkg_2", "moved table:ini_x NEWS_OFFER_TABLED pkg_2 by per_ana", "moved table:ini_x NEWS_DECISION_CARRIED dec_1", "moved table:ini_x NEWS_TEXT_FIXED neg_x by per_ana"},
		},
		{
			"without a quorum the package waits for its second call",
			[]n.Event{offer, asking, func() n.DecisionClosed { c := closed; c.Outcome = n.NoQuorum; return c }()},
			[]string{"moved table:ini_x NEWS_OFFER_TABLED pkg_2 by per_ana until 03-02T16:00", "moved table:ini_x NEWS_DECISION_NO_QUORUM dec_1"},
		},
		{"a room is one line, however much is said in it", []n.Event{
			n.MessagePosted{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Number: 1, Seat: "sea_h", Text: "Hello."},
			n.MessagePosted{Message: "msg_2", Negotiation: "neg_x", Initiative: "ini_x", Number: 2, Text: "Welcome."},
		}, []string{"moved table:ini_x NEWS_MESSAGE roo_all by per_ana"}},
	} {
		newstest.Tells(t, row.rule, tableTopics, history(row.events...), row.want...)
		newstest.Sound(t, tableTopics, history(row.events...)...)
	}
}

func TestWhatIsSaidAmongTheOwnIsToldToThemAlone(t *testing.T) {
	said := history(n.TeamMessagePosted{Message: "tms_1", Negotiation: "neg_x", Seat: "sea_h", Number: 1, Text: "Shall we?"})
	newstest.Tells(t, "in the sealed stream", []news.Topic{newsOfTeams}, said, "moved seat:sea_h NEWS_TEAM_MESSAGE neg_x by per_ana")
	newstest.Tells(t, "and not in the shared one", tableTopics, said)
}
