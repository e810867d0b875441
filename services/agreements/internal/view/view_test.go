package view

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/project"
	"parley.example/events/record"
)

var update = flag.Bool("update", false, "write the golden file anew")

const document = `{"agreement":"agr_x","clauses":[{"key":"deposit","kind":"money","level":1,"name":"Deposit","number":1,"term":"trm_1","text":"The deposit is 2.00 EUR.","value":{"money":{"currency":"EUR","minor":"200"}}},{"key":"days","kind":"quantity","name":"Return","number":2,"term":"trm_2","text":"Within 7 days.","unit":"days","value":{"quantity":"7"}}],"currency":"EUR","decision":"dec_x","entry":{"by":"2026-03-01T18:00:00.000Z","seats":["sea_a","sea_b"]},"format":"parley.agreement.1","initiative":"ini_x","language":"en","languages":["en"],"level":1,"negotiation":"neg_x","package":"pkg_x","preamble":{"missing":[],"paragraphs":["Every seat took part."],"seats":[{"class":"growers","name":"Growers","organization":"org_a","seat":"sea_a","seeks":1,"voted":"yes"}]},"title":"Crates","version":1}`

func draft(t *testing.T) agreements.Drafted {
	d, err := agreements.NewDrafted("h", document)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func signs(seat string, accession bool) agreements.Signed {
	return agreements.Signed{
		Signature: "sig_" + seat, Initiative: "ini_x", Version: 1, Hash: "h", Seat: "sea_" + seat,
		Organization: "org_" + seat, Person: "per_" + seat, Accession: accession,
	}
}

func declines(seat string, told ...string) agreements.Declined {
	return agreements.Declined{Version: 1, Seat: "sea_" + seat, Organization: "org_" + seat, Person: "per_" + seat, Reason: "too dear", Told: told}
}

// history is one commit per line of events, an hour apart.
func history(commits ...[]agreements.Event) []project.Event {
	opened := agreements.Opened{Version: 1, By: agreements.InstantOf(time.Date(2026, 3, 1, 18, 0, 0, 0, time.UTC))}
	commits[0] = append(commits[0], opened)
	var all []project.Event
	for n, events := range commits {
		c := &record.Stored{Body: fmt.Appendf(nil, "commit %d", n+1), Commit: record.Commit{
			ID: fmt.Sprintf("cmd_%d", n+1), Aggregate: "agr_x", Version: uint64(n) + 1,
			At:        record.InstantOf(time.Date(2026, 3, 1, 10+n, 0, 0, 0, time.UTC)),
			Authority: &record.Authority{Mandate: fmt.Sprintf("man_%d", n+1)},
		}}
		for i, e := range events {
			all = append(all, project.Event{Event: e, Commit: c, Index: i})
		}
	}
	return all
}

// table folds one view in memory and shows what is stored.
func table[D project.Document](events []project.Event, touches func(project.Event) []string, apply func(string, *D, project.Event) *D) []string {
	held := make(map[string]*D)
	for _, e := range events {
		for _, id := range touches(e) {
			held[id] = apply(id, held[id], e)
		}
	}
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(held)) {
		doc, _ := json.Marshal(held[id])
		row := (*held[id]).Row()
		lines = append(lines, fmt.Sprintf("%s parent=%s sort=%s audience=%s %s", id, row.Parent, row.Sort, row.Audience, doc))
	}
	return lines
}

func tables(events []project.Event) string {
	var out strings.Builder
	for _, t := range []struct {
		name string
		docs []string
	}{
		{"agreement", table(events, theAgreement, applyAgreement)},
		{"document", table(events, theDocument, applyDocument)},
		{"clause", table(events, theClauses, applyClause)},
		{"signature", table(events, theSignature, applySignature)},
		{"notice", table(events, theNotices, applyNotice)},
	} {
		for _, doc := range t.docs {
			fmt.Fprintf(&out, "%s %s\n", t.name, doc)
		}
	}
	return out.String()
}

func TestDocuments(t *testing.T) {
	d := draft(t)
	tests := []struct {
		story  string
		events []project.Event
	}{
		{"drafted", history([]agreements.Event{d})},
		{"in force, and joined later", history(
			[]agreements.Event{d},
			[]agreements.Event{declines("c")},
			[]agreements.Event{signs("a", false)},
			[]agreements.Event{signs("b", false), agreements.EnteredIntoForce{Version: 1, Hash: "h", Parties: []string{"sea_a", "sea_b"}}},
			[]agreements.Event{signs("c", true)},
		)},
		{"declined after a signature", history(
			[]agreements.Event{d},
			[]agreements.Event{signs("a", false)},
			[]agreements.Event{declines("b", "sea_a"), agreements.Voided{Version: 1, Seat: "sea_b", Reason: "too dear", Told: []string{"sea_a"}}},
		)},
		{"it goes on without one", history([]agreements.Event{d}, []agreements.Event{signs("a", false)}, []agreements.Event{declines("c", "sea_a")})},
		{"lapsed", history([]agreements.Event{d}, []agreements.Event{signs("a", false)}, []agreements.Event{agreements.Lapsed{Version: 1, Missing: []string{"sea_b"}, Told: []string{"sea_a"}}})},
	}
	var got strings.Builder
	for _, tt := range tests {
		fmt.Fprintf(&got, "== %s\n%s", tt.story, tables(tt.events))
	}
	const file = "testdata/documents.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(golden), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("line %d\n got %s\nwant %s", i+1, line, strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
		}
	}
}

func TestAnOpenVersionIsAskedAgainAtItsDeadline(t *testing.T) {
	by := agreements.InstantOf(time.Date(2026, 3, 1, 18, 0, 0, 0, time.UTC))
	tests := []struct {
		rule  string
		event agreements.Event
		rows  int
		at    time.Time
	}{
		{"once it is open", agreements.Opened{Version: 1, By: by}, 1, by.Time},
		{"not once it is in force", agreements.EnteredIntoForce{Version: 1}, 1, time.Time{}},
		{"nor void", agreements.Voided{Version: 1}, 1, time.Time{}},
		{"nor lapsed", agreements.Lapsed{Version: 1}, 1, time.Time{}},
		{"a signature changes nothing about it", signs("a", false), 0, time.Time{}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			rows := due(history([]agreements.Event{tt.event})[0])
			if len(rows) < tt.rows || tt.rows > 0 && (!rows[0].At.Equal(tt.at) || rows[0].Aggregate != "agr_x" || rows[0].What != EntryDue) {
				t.Errorf("got %+v", rows)
			}
		})
	}
}
