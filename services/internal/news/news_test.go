package news_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/news"
)

// said is an event that does to items whatever a test wants.
type said struct {
	Changes []news.Change
}

func (said) Name() string { return "test.said.v1" }

var topic = news.Topic{Name: "all", Version: 2, Of: func(e project.Event) []news.Change { return e.Event.(said).Changes }}

var start = time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)

// tell runs events an hour apart, and returns what stands in the inbox then.
func tell(t *testing.T, events ...[]news.Change) string {
	t.Helper()
	var all []project.Event
	for i, changes := range events {
		all = append(all, project.Event{Event: said{changes}, Commit: &record.Stored{Commit: record.Commit{
			Aggregate: "neg_1", Version: uint64(i) + 1, At: record.InstantOf(start.Add(time.Duration(i) * time.Hour)),
		}}})
	}
	var out []string
	for _, item := range news.Fold("s", []news.Topic{topic}, all...) {
		doc, err := json.Marshal(item)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(doc))
	}
	return strings.Join(out, "\n")
}

var (
	until = start.Add(48 * time.Hour)
	vote  = news.Item{To: "table:ini_1", For: []string{"seat:sea_a", "seat:sea_b"}, Lane: news.Needs, Kind: "NEWS_VOTE", Act: "castVote", Until: news.Until(until), Thread: "neg_1", Subject: "dec_1", Params: news.Params{"number": "1"}}
	own   = news.Item{To: "seat:sea_a", Lane: news.Kept, Thread: "neg_1", Subject: "pkg_1"}
)

func TestItemsAreToldTurnedAndSettled(t *testing.T) {
	for _, row := range []struct {
		rule   string
		events [][]news.Change
		want   []string // pieces of what stands
		not    string
	}{
		{
			"what needs somebody names them",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}},
			[]string{`"for":["seat:sea_a","seat:sea_b"]`, `"lane":"needs"`, `"until":"2026-03-03T10:00:00.000Z"`, `"at":"2026-03-01T10:00:00.000Z"`},
			`"turns"`,
		},
		{
			"who has done it is asked no more, and for the others it is no newer",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}, {news.Settle("seat:sea_a", "vote", "dec_1")}},
			[]string{`"for":["seat:sea_b"]`, `"at":"2026-03-01T10:00:00.000Z"`},
			"sea_a",
		},
		{
			"when all have done it, it waits for what becomes of it",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}, {news.Settle("seat:sea_a", "vote", "dec_1"), news.Settle("seat:sea_b", "vote", "dec_1")}},
			[]string{`"lane":"kept"`},
			`"act"`,
		},
		{
			"somebody else settles nothing",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}, {news.Settle("seat:sea_c", "vote", "dec_1")}},
			[]string{`"for":["seat:sea_a","seat:sea_b"]`},
			`"turns"`,
		},
		{
			"a need that is over says what came of it, to all",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}, {news.Turn(news.Item{Lane: news.Moved, Kind: "NEWS_DECISION_CARRIED"}, "vote", "dec_1")}},
			[]string{`"lane":"moved"`, `"kind":"NEWS_DECISION_CARRIED"`, `"params":{"number":"1"}`, `"subject":"dec_1"`, `"at":"2026-03-01T11:00:00.000Z"`, `"turns":1`},
			`"for"`,
		},
		{
			"a deadline that moves is news",
			[][]news.Change{{news.Tell(vote, "vote", "dec_1")}, {news.Postpone(until.Add(time.Hour), "vote", "dec_1")}},
			[]string{`"until":"2026-03-03T11:00:00.000Z"`, `"at":"2026-03-01T11:00:00.000Z"`, `"turns":1`},
			"nothing",
		},
		{
			"what was said is kept until something becomes of it",
			[][]news.Change{{news.Tell(own, "package", "pkg_1")}, {news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_PACKAGE_CARRIED"}, "package", "pkg_1")}},
			[]string{`"to":"seat:sea_a"`, `"lane":"became"`, `"subject":"pkg_1"`},
			"nothing",
		},
		{"of what was never said nothing becomes", [][]news.Change{{news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_PACKAGE_CARRIED"}, "package", "pkg_9"), news.Postpone(until, "package", "pkg_9"), news.Settle("seat:sea_a", "package", "pkg_9")}}, nil, "{"},
		{"what is over is gone", [][]news.Change{{news.Tell(own, "package", "pkg_1")}, {news.Over("package", "pkg_1")}}, nil, "{"},
		{
			"two things said of one item in one event count both",
			[][]news.Change{{news.Tell(own, "package", "pkg_1"), news.Turn(news.Item{Lane: news.Became, Kind: "NEWS_PACKAGE_COUNTERED"}, "package", "pkg_1")}},
			[]string{`"kind":"NEWS_PACKAGE_COUNTERED"`},
			"kept",
		},
		{
			"a param is short",
			[][]news.Change{{news.Tell(news.Item{To: "org:o", Lane: news.Moved, Kind: "K", Params: news.Params{"word": strings.Repeat("é", 500)}}, "x")}},
			[]string{`"word":"` + strings.Repeat("é", 119) + `…"`},
			"nothing",
		},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got := tell(t, row.events...)
			for _, want := range row.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s is missing in %s", want, got)
				}
			}
			if strings.Contains(got, row.not) {
				t.Errorf("%s stands in %s", row.not, got)
			}
		})
	}
}

func TestALaneOfAnAudienceIsAList(t *testing.T) {
	item := vote
	item.At = record.InstantOf(start)
	if row := item.Row(); row.Parent != "needs table:ini_1" || row.Audience != "table:ini_1" || row.Sort != "2026-03-01T10:00:00.000Z NEWS_VOTE" {
		t.Errorf("%+v", row)
	}
}

func TestTheSameWordsInTwoStreamsAreTwoItems(t *testing.T) {
	first, again := news.Key("a", "vote", "dec_1"), news.Key("a", "vote", "dec_1")
	if first == news.Key("b", "vote", "dec_1") || first != again {
		t.Error("an item's id does not follow from its stream and words")
	}
}

// An event with many items is asked about once, not once for each.
func TestManyItemsOfOneEventAreReckonedOnce(t *testing.T) {
	asked := 0
	many := news.Topic{Name: "many", Version: 1, Of: func(project.Event) []news.Change {
		asked++
		var changes []news.Change
		for i := range 500 {
			changes = append(changes, news.Tell(own, "item", fmt.Sprint(i)))
		}
		return changes
	}}
	items := news.Fold("s", []news.Topic{many}, project.Event{Event: said{}, Commit: &record.Stored{}})
	if len(items) != 500 || asked != 1 {
		t.Errorf("%d items, asked %d times", len(items), asked)
	}
}

func TestATopicThatChangesRebuildsTheView(t *testing.T) {
	other := topic
	other.Version++
	if a, b := news.View("s", topic), news.View("s", other); b.Version != a.Version+1 || a.Audience != "{to}" || a.Table != "news" {
		t.Errorf("%+v %+v", a, b)
	}
}
