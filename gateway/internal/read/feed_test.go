package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/stores"
)

// newsWorld has news for Ana at one table and for herself, among that of others.
func newsWorld(t *testing.T) *stores.Stores {
	s := world(t)
	for _, table := range []string{"negotiation.news", "registry.news"} {
		s.Table(t, table, "")
	}
	put := func(table, id, lane, to, sort string) {
		s.Put(t, stores.Row{Table: table, ID: id, Parent: lane + " " + to, Sort: sort, Audience: to, Doc: fmt.Sprintf(`{"id":%q}`, id)})
	}
	for i := range 9 {
		put("negotiation.news", fmt.Sprintf("nws_n%d", i), "moved", "table:ini_1", fmt.Sprintf("0%d", i))
		put("registry.news", fmt.Sprintf("nws_r%d", i), "moved", "person:per_ana", fmt.Sprintf("0%d", i))
		put("negotiation.news", fmt.Sprintf("nws_x%d", i), "moved", "table:ini_2", fmt.Sprintf("0%d", i))
	}
	put("negotiation.news", "nws_need", "needs", "table:ini_1", "99")
	put("negotiation.news", "nws_kept", "kept", "table:ini_1", "99")
	return s
}

func feed(from Place, limit int, lists ...string) Batch {
	return Batch{Feeds: []Feed{{Tables: []string{"registry.news", "negotiation.news"}, Lists: lists, From: from, Limit: limit}}}
}

func fed(rows []Fed) string {
	var out strings.Builder
	for _, r := range rows {
		out.WriteString(r.ID[4:] + " ")
	}
	return out.String()
}

func TestAFeedIsWhatTheActorMayReadNewestFirst(t *testing.T) {
	s := newsWorld(t)
	for _, row := range []struct {
		who   string
		as    command.Actor
		lists []string
		want  string
	}{
		{"for whom it is", ana, []string{"moved"}, "r8 n8 r7 n7 "},
		{"of several lists", ana, []string{"needs", "moved"}, "need r8 n8 r7 "},
		{"acting for nobody", command.Actor{Person: "per_ana"}, []string{"needs", "moved"}, "r8 r7 r6 r5 "},
		{"somebody else", bo, []string{"needs", "moved"}, ""},
		{"nobody", command.Actor{}, []string{"needs", "moved"}, ""},
		{"a list with SQL for a name", ana, []string{"' OR true --"}, ""},
	} {
		found, err := reads(t, s, row.as, position.Vector{}, feed(Place{}, 4, row.lists...))
		if err != nil || fed(found.Feeds[0]) != row.want {
			t.Errorf("%s: %q, %v; want %q", row.who, fed(found.Feeds[0]), err, row.want)
		}
	}
}

func TestPagesOfAFeedMeetWithoutGapOrRepeat(t *testing.T) {
	s := newsWorld(t)
	var from Place
	var seen []string
	for {
		found, err := reads(t, s, ana, position.Vector{}, feed(from, 5, "moved"))
		if err != nil {
			t.Fatal(err)
		}
		rows := found.Feeds[0]
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			if slices.Contains(seen, r.ID) {
				t.Fatalf("%s twice", r.ID)
			}
			seen = append(seen, r.ID)
		}
		from = Place{rows[len(rows)-1].Sort, rows[len(rows)-1].ID}
	}
	if len(seen) != 18 {
		t.Errorf("saw %d of 18", len(seen))
	}
}

func TestWhatAFeedDependsOnIsKnown(t *testing.T) {
	s := newsWorld(t)
	r := As(s.Pool(t, "parley_gateway"), ana, position.Vector{}, announced{})
	defer r.Close()
	if _, err := r.Read(t.Context(), feed(Place{}, 2, "moved")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []Touch{
		{Table: "negotiation.news", Parent: "moved table:ini_1"}, // where more may come
		{Table: "registry.news", Parent: "moved person:per_ana"},
		{Table: "negotiation.news", Key: "nws_n8"}, // what may go
	} {
		if _, there := r.Touched()[want]; !there {
			t.Errorf("%v is missing", want)
		}
	}
}

// The cost of an inbox does not grow with what others are told: work is
// counted, the time is printed.
func TestAFeedCostsAPageAmongAHundredThousandOfOthers(t *testing.T) {
	s := newsWorld(t)
	s.Exec(t, "parley_negotiation", `INSERT INTO negotiation.news (id, parent, sort, audience, aggregate, doc)
		SELECT 'nws_o' || i, 'moved table:ini_o' || i % 500, i::text, 'table:ini_o' || i % 500, 'a', '{}' FROM generate_series(1, 100000) i`)
	s.Exec(t, "parley_negotiation", `ANALYZE negotiation.news`)
	for i := range 20 { // somebody who sits at twenty more tables
		s.Put(t, stores.Row{Table: "registry.audience_grant", ID: fmt.Sprintf("g%d", i), Parent: "org:org_a", Audience: fmt.Sprintf("table:ini_o%d", i)})
	}
	pool := s.Pool(t, "parley_gateway")
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	for _, set := range []struct {
		sql  string
		args []any
	}{{actorSQL, []any{ana.Person, ana.Organization}}, {planSQL, nil}} {
		if _, err := tx.Exec(t.Context(), set.sql, set.args...); err != nil {
			t.Fatal(err)
		}
	}
	var plan []struct {
		Plan struct {
			Hit  int `json:"Shared Hit Blocks"`
			Read int `json:"Shared Read Blocks"`
		}
	}
	if err := tx.QueryRow(t.Context(), `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) `+feedSQL("negotiation.news"), []string{"needs", "became", "moved"}, newest.Sort, "", 21).Scan(&plan); err != nil {
		t.Fatal(err)
	}
	if blocks := plan[0].Plan.Hit + plan[0].Plan.Read; blocks > 1500 { // about 3 blocks for an empty list, 24 for one with a page
		t.Errorf("a page of a feed read %d blocks", blocks)
	} else {
		t.Logf("a page of a feed read %d blocks", blocks)
	}
	began := time.Now()
	const times = 50
	for range times {
		if found, err := reads(t, s, ana, position.Vector{}, feed(Place{}, 21, "needs", "became", "moved")); err != nil || len(found.Feeds[0]) != 21 {
			t.Fatalf("%d rows, %v", len(found.Feeds[0]), err)
		}
	}
	t.Logf("a page of a feed takes %v", time.Since(began)/times)
}
