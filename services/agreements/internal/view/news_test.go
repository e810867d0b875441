package view

import (
	"testing"

	"parley.example/events/agreements"
	"parley.example/services/internal/news"
	"parley.example/services/internal/news/newstest"
)

func TestNewsOfSigning(t *testing.T) {
	topics := []news.Topic{newsOfSigning}
	for _, row := range []struct {
		rule    string
		commits [][]agreements.Event
		want    []string
	}{
		{
			"the seats that must sign are asked to",
			[][]agreements.Event{{draft(t)}},
			[]string{"needs table:ini_x NEWS_SIGN agr_x for seat:sea_a,seat:sea_b until 03-01T18:00"},
		},
		{
			"who has signed is asked no more",
			[][]agreements.Event{{draft(t)}, {signs("a", false)}},
			[]string{"needs table:ini_x NEWS_SIGN agr_x for seat:sea_b until 03-01T18:00"},
		},
		{
			"all hear that it is in force",
			[][]agreements.Event{{draft(t)}, {signs("a", false)}, {signs("b", false), agreements.EnteredIntoForce{Version: 1, Hash: "h", Parties: []string{"sea_a", "sea_b"}}}},
			[]string{"moved table:ini_x NEWS_IN_FORCE agr_x"},
		},
		{
			"a decline reaches who had signed, once",
			[][]agreements.Event{{draft(t)}, {signs("a", false)}, {declines("b", "sea_a"), agreements.Voided{Version: 1, Seat: "sea_b", Told: []string{"sea_a"}}}},
			[]string{"became seat:sea_a NEWS_VOID agr_x", "moved table:ini_x NEWS_VOID agr_x"},
		},
		{
			"so does a time that ran out",
			[][]agreements.Event{{draft(t)}, {signs("a", false)}, {agreements.Lapsed{Version: 1, Missing: []string{"sea_b"}, Told: []string{"sea_a"}}}},
			[]string{"became seat:sea_a NEWS_LAPSED agr_x", "moved table:ini_x NEWS_LAPSED agr_x"},
		},
	} {
		events := history(row.commits...)
		newstest.Tells(t, row.rule, topics, events, row.want...)
		newstest.Sound(t, topics, events...)
	}
}
