package desk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/record"
	"parley.example/services/negotiation/internal/view"
)

func (w town) behindDoors(t *testing.T) {
	l := w.lays(t, nil)
	shared := w.stored(t, "negotiation")
	made := w.does(t, "growers", "open_caucus", input{"negotiation": l.id, "title": "canary", "seats": []string{"sea_couriers"}})["caucus"]
	w.does(t, "growers", "say_in_caucus", input{"caucus": made, "text": "canary"})
	var theirs string
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT id FROM negotiation_sealed.caucus WHERE parent = $1 AND audience = 'seat:sea_couriers'", l.id).Scan(&theirs); err != nil {
		t.Fatal(err)
	}
	if theirs == made {
		t.Error("two members know the room by one name")
	}
	w.does(t, "deputy", "say_in_caucus", input{"caucus": theirs, "text": "Agreed.", "replyTo": 1})
	c := document[view.Caucus](t, w, "negotiation_sealed.caucus", made)
	if c.Messages != 2 || c.Title != "canary" || c.Reader != "seat:sea_growers" {
		t.Errorf("the caucus is %+v", c)
	}
	if got := w.audiences(t, "negotiation_sealed.caucus_message", made); !slices.Equal(got, []string{"seat:sea_growers", "seat:sea_growers"}) {
		t.Errorf("what was said is read by %v", got)
	}
	if !bytes.Equal(shared, w.stored(t, "negotiation")) {
		t.Error("a caucus has moved what all share")
	}
	// Whoever is outside is answered as about a room that never was.
	random := record.NewID("cau", "random")
	for _, id := range []string{made, theirs, random} {
		for _, try := range []struct {
			name string
			in   input
		}{
			{"say_in_caucus", input{"caucus": id, "text": "Hello?"}}, {"leave_caucus", input{"caucus": id}}, {"close_caucus", input{"caucus": id}}, {"unsay_in_caucus", input{"caucus": id, "number": 1}},
		} {
			reply := w.sends(t, "restaurants", try.name, uuid.NewString(), false, try.in)
			if got, _ := json.Marshal(reply); string(got) != `{"refusal":{"code":"NOT_FOUND"}}` {
				t.Errorf("%s %s tells %s", try.name, id, got)
			}
		}
		for _, question := range []string{"off_record", "caucus_may"} {
			var answer any
			if code := w.asks(t, "restaurants", question, input{"id": id}, &answer); code != "NOT_FOUND" {
				t.Errorf("%s tells %v (%s)", question, answer, code)
			}
		}
	}
	if code := w.code(t, "growers", "say_in_caucus", input{"caucus": theirs, "text": "x"}); code != "NOT_FOUND" {
		t.Errorf("by another member's name: %q", code)
	}
	dry := w.sends(t, "growers", "say_in_caucus", uuid.NewString(), true, input{"caucus": made, "text": "x"})
	if !strings.Contains(string(dry.Preview), `"audience":["seat:sea_growers","seat:sea_couriers"]`) {
		t.Errorf("a dry run shows %s", dry.Preview)
	}
	w.does(t, "growers", "unsay_in_caucus", input{"caucus": made, "number": 1})
	w.does(t, "couriers", "leave_caucus", input{"caucus": theirs})
	if c := document[view.Caucus](t, w, "negotiation_sealed.caucus", theirs); c.Status != "left" {
		t.Errorf("who left it sees it %s", c.Status)
	}
	if c := document[view.Caucus](t, w, "negotiation_sealed.caucus", made); c.Status != "closed" {
		t.Errorf("with one alone it is %s", c.Status)
	}
}

func (w town) hush(t *testing.T) { // with a subscription of its own
	l := w.lays(t, nil)
	const canary = "0ff-the-record"
	if code := w.code(t, "growers", "open_caucus", input{"negotiation": l.id, "title": canary, "seats": []string{"sea_couriers"}, "eraseAt": in(time.Hour)}); code != "INVALID" {
		t.Errorf("a title would be left: %q", code)
	}
	room := w.does(t, "growers", "open_caucus", input{"negotiation": l.id, "seats": []string{"sea_couriers"}, "eraseAt": in(1500 * time.Millisecond)})["caucus"]
	w.does(t, "growers", "say_in_caucus", input{"caucus": room, "text": canary})
	var said []offRecordMessage
	if code := w.asks(t, "growers", "off_record", input{"id": room}, &said); code != "" || len(said) != 1 || said[0].Text != canary {
		t.Errorf("before its date one reads %+v (%s)", said, code)
	}
	var err error
	if w.notices, err = w.gateway.SubscribeSync("notice.negotiation_sealed"); err != nil {
		t.Fatal(err)
	}
	until(t, w, "negotiation_sealed.caucus", room, func(c view.Caucus) bool { return c.Status == "erased" })
	if code := w.asks(t, "growers", "off_record", input{"id": room}, &said); code != "" || len(said) != 0 {
		t.Errorf("after its date one reads %+v (%s)", said, code)
	}
	var keys int
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM keys.room").Scan(&keys); err != nil || keys != 0 {
		t.Errorf("%d keys are left (%v)", keys, err)
	}
	for _, stream := range []string{"negotiation", "negotiation_sealed"} {
		if bytes.Contains(w.stored(t, stream), []byte(canary)) {
			t.Errorf("the words lie in %s", stream)
		}
	}
	for _, table := range []string{"caucus", "caucus_message", "news"} {
		var n int
		if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM negotiation_sealed."+table+" WHERE doc::text LIKE '%'||$1||'%'", canary).Scan(&n); err != nil || n > 0 {
			t.Errorf("the words lie in %s (%v)", table, err)
		}
	}
	if code := w.code(t, "growers", "say_in_caucus", input{"caucus": room, "text": canary}); code != "CAUCUS_CLOSED" {
		t.Errorf("and one talks on: %q", code)
	}
}

// twoWorlds plays the same in the open twice, once with caucuses of two others
// going on in between, on and off the record, and compares what the third is
// told and shown.
func (w town) twoWorlds(t *testing.T) {
	const pairs = 24
	var worlds [pairs][2]string
	var all sync.WaitGroup
	busy := make(chan struct{}, 6)
	for pair := range worlds {
		for side := range worlds[pair] {
			all.Go(func() {
				busy <- struct{}{}
				defer func() { <-busy }()
				worlds[pair][side] = w.world(t, rand.New(rand.NewPCG(7, uint64(pair))), side == 1)
			})
		}
	}
	all.Wait()
	for pair, world := range worlds {
		if world[0] != world[1] {
			t.Errorf("pair %d\nwithout %s\nwith    %s", pair, world[0], world[1])
		}
	}
}

func (w town) world(t *testing.T, dice *rand.Rand, caucus bool) string {
	l := w.lays(t, nil)
	room := ""
	var log []string
	for range 12 {
		act, text := dice.IntN(4), fmt.Sprintf("word %d", dice.IntN(100))
		who := []string{"growers", "couriers", "restaurants"}[dice.IntN(3)]
		private := dice.IntN(3)
		if caucus {
			switch {
			case room == "":
				in := input{"negotiation": l.id, "title": "canary", "seats": []string{"sea_couriers"}}
				if private == 1 {
					in = input{"negotiation": l.id, "offRecord": true, "seats": []string{"sea_couriers"}}
				}
				room = w.does(t, "growers", "open_caucus", in)["caucus"]
			case private == 0:
				w.does(t, "growers", "close_caucus", input{"caucus": room})
				room = ""
			default:
				w.does(t, "growers", "say_in_caucus", input{"caucus": room, "text": "canary " + text})
			}
		}
		var reply any
		switch act {
		case 0:
			reply = w.sends(t, who, "post_message", uuid.NewString(), false, input{"negotiation": l.id, "room": "all", "text": text}).Refusal
		case 1:
			reply = w.sends(t, who, "post_message", uuid.NewString(), false, input{"negotiation": l.id, "room": "all", "term": l.loss, "text": text}).Refusal
		case 2:
			reply = w.sends(t, who, "table_package", uuid.NewString(), false, input{"negotiation": l.id, "as": "idea", "values": l.values("200", "split")[:1]}).Refusal
		default:
			reply = w.sends(t, who, "raise_ask", uuid.NewString(), false, input{"negotiation": l.id, "kind": "question", "to": input{"seat": "sea_growers"}, "text": text, "due": in(time.Hour)}).Refusal
		}
		log = append(log, fmt.Sprint(reply))
	}
	probe := room
	if probe == "" {
		probe = record.NewID("cau", l.id)
	}
	for _, name := range []string{"say_in_caucus", "leave_caucus"} {
		in := input{"caucus": probe}
		if name == "say_in_caucus" {
			in["text"] = "Hello?"
		}
		reply, _ := json.Marshal(w.sends(t, "restaurants", name, uuid.NewString(), false, in))
		log = append(log, string(reply))
	}
	for _, question := range []string{"heard", "version", "may"} {
		var answer any
		if question == "heard" {
			continue // asks are counted over all tables of this test's initiative
		}
		log = append(log, fmt.Sprint(w.asks(t, "restaurants", question, input{"id": l.id}, &answer), answer))
	}
	return normal(strings.Join(append(log, w.shown(t, l, "seat:sea_restaurants", "table:"+commons)...), "\n"))
}

// shown is every document of a table that some audiences read, in the order of
// their lists.
func (w town) shown(t *testing.T, l laid, audiences ...string) (all []string) {
	t.Helper()
	for _, schema := range []string{"negotiation", "negotiation_sealed"} {
		rows, err := w.house.Pool().Query(t.Context(), "SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename NOT IN ('due', 'duty') ORDER BY 1", schema)
		if err != nil {
			t.Fatal(err)
		}
		var tables []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			tables = append(tables, name)
		}
		for _, table := range tables {
			rows, err := w.house.Pool().Query(t.Context(), "SELECT doc::text FROM "+schema+"."+table+" WHERE audience = ANY ($1) AND doc::text LIKE '%'||$2||'%' ORDER BY parent, sort, id", audiences, l.id)
			if err != nil {
				t.Fatal(err)
			}
			var docs []string
			for rows.Next() {
				var doc string
				if err := rows.Scan(&doc); err != nil {
					t.Fatal(err)
				}
				docs = append(docs, normalTimes(doc))
			}
			if strings.Contains(strings.Join(docs, ""), "canary") {
				t.Errorf("%s.%s shows a caucus", schema, table)
			}
			if table != "message" && table != "thread" && table != "news" {
				all = append(all, fmt.Sprintf("%s.%s %s", schema, table, strings.Join(docs, "\n")))
				continue
			}
			all = append(all, fmt.Sprintf("%s.%s %d", schema, table, len(docs)))
			for i := range docs {
				docs[i] = normal(docs[i]) // parents have random order here
			}
			slices.Sort(docs)
			all = append(all, docs...)
		}
	}
	return all
}

var (
	ids   = regexp.MustCompile(`\b[a-z]{3}_[a-z2-7]{26}\b`)
	times = regexp.MustCompile(`\d{4}-\d\d-\d\dT[0-9:.]+Z`)
)

func normalTimes(s string) string { return times.ReplaceAllString(s, "T") }

// normal puts in place of each random id the order of its first appearance.
func normal(s string) string {
	seen := make(map[string]string)
	return normalTimes(ids.ReplaceAllStringFunc(s, func(id string) string {
		if seen[id] == "" {
			seen[id] = fmt.Sprintf("%s#%d", id[:3], len(seen))
		}
		return seen[id]
	}))
}
