package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
	"parley.example/events/record"
)

// poisons are commits that no service of ours would write: each is made from the
// one that should have come next, and returned as bytes.
var poisons = []struct {
	name string
	make func(next record.Commit) []byte
}{
	{"no JSON", func(record.Commit) []byte { return []byte("\xff\x00{") }},
	{"nothing at all", func(record.Commit) []byte { return nil }},
	{"no commit", func(record.Commit) []byte { return []byte(`{"hello":"world"}`) }},
	{"of another aggregate", func(c record.Commit) []byte {
		c.Aggregate = record.NewID("neg", "another")
		return stored(c)
	}},
	{"an event that nobody knows", func(c record.Commit) []byte { return stored(with(c, "negotiation.table_burned.v1", `{}`)) }},
	{"a version of tomorrow", func(c record.Commit) []byte { return stored(with(c, "negotiation.position_taken.v9", `{}`)) }},
	{"data of other types", func(c record.Commit) []byte {
		return stored(with(c, "negotiation.position_taken.v1", `{"position":7}`))
	}},
	{"an event without what came before it", func(c record.Commit) []byte {
		return stored(with(c, "negotiation.package_withdrawn.v1", `{"package":"pkg_nowhere","reason":"none"}`))
	}},
	{"a document beyond all bounds", func(c record.Commit) []byte {
		return stored(with(c, "negotiation.position_taken.v1", `{"position":"pos_a","reason":"`+strings.Repeat("x", 70_000)+`"}`))
	}},
	{"a version from the future", func(c record.Commit) []byte {
		c.Version += 5
		return stored(c)
	}},
	{"a version twice", func(c record.Commit) []byte {
		c.Version--
		return stored(c)
	}},
	{"a version beyond counting", func(c record.Commit) []byte {
		c.Version = 1<<64 - 1
		return stored(c)
	}},
	{"no version", func(c record.Commit) []byte {
		c.Version = 0
		return stored(c)
	}},
	{"text that no database takes", func(c record.Commit) []byte {
		c.ID = "a\x00b"
		return stored(c)
	}},
	{"a key that no database takes", func(c record.Commit) []byte {
		return stored(with(c, "negotiation.position_taken.v1", `{"position":"pos_\u0000"}`))
	}},
	{"a broken chain", func(c record.Commit) []byte {
		c.Prev = record.Hash([]byte("something else"))
		return stored(c)
	}},
	{"another kind of aggregate", func(c record.Commit) []byte {
		c.Kind = "thread"
		return stored(c)
	}},
}

func with(c record.Commit, name, data string) record.Commit {
	c.Events = []record.Entry{{Type: name, Data: json.RawMessage(data)}}
	return c
}

func stored(c record.Commit) []byte {
	body, err := c.Encode()
	if err != nil {
		panic(err) // only a malformed row of the table above
	}
	return body
}

// TestAPoisonedHistoryIsParkedAndTheOthersGoOn publishes what cannot be read or
// projected, on a table of its own each.
func TestAPoisonedHistoryIsParkedAndTheOthersGoOn(t *testing.T) {
	ctx := within(t, 5*time.Minute)
	h, people, well := small(ctx, t)
	tables := make([]town.Table, len(poisons))
	for i, p := range poisons {
		tables[i] = must(people.Table(ctx, p.name))(t)
		if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(tables[i], "Before"), "", nil); err != nil {
			t.Fatal(err)
		}
	}
	for i, p := range poisons {
		poison(ctx, t, h, tables[i].ID, p.make)
		if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(well, "After "+p.name), "", nil); err != nil {
			t.Fatalf("after %s on another table: %v", p.name, err)
		}
	}
	parked(ctx, t, people, tables)
	if err := h.Process("negotiation").Crash(ctx); err != nil {
		t.Fatal(err)
	}
	parked(ctx, t, people, tables)
	if n := parkedCount(t, h, "negotiation"); n != len(poisons) {
		t.Errorf("the operator is told of %d parked aggregates, want %d", n, len(poisons))
	}
	if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(well, "At last"), "", nil); err != nil {
		t.Error(err)
	}
	rebuilt(ctx, t, h)
}

// poison publishes a commit in the service's own name.
func poison(ctx context.Context, t *testing.T, h *house.House, aggregate string, make func(record.Commit) []byte) {
	t.Helper()
	conn, err := h.NATS("negotiation")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	log, err := record.Open(conn, "negotiation")
	if err != nil {
		t.Fatal(err)
	}
	last, there, err := log.Last(ctx, aggregate)
	if err != nil || !there {
		t.Fatalf("last of %s: %t, %v", aggregate, there, err)
	}
	next := last.Commit
	next.ID, next.Version, next.Prev, next.Events = "poison", last.Version+1, record.Hash(last.Body), nil
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.PublishMsg(ctx, &nats.Msg{Subject: record.Subject("negotiation", aggregate), Data: make(next)}); err != nil {
		t.Fatal(err)
	}
}

// parked demands that poisoned tables refuse commands and show what they showed.
func parked(ctx context.Context, t *testing.T, people *town.Town, tables []town.Table) {
	t.Helper()
	for i, p := range poisons {
		err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(tables[i], "Later"), "", nil)
		if code := client.Code(err); code != "AGGREGATE_PARKED" {
			t.Errorf("%s: a command is answered %v, want AGGREGATE_PARKED", p.name, err)
		}
		var got struct{ Negotiation *struct{ Title string } }
		if err := people.Convener.Do(ctx, "query($id: ID!) { negotiation(id: $id) { title } }", map[string]any{"id": tables[i].ID}, &got); err != nil {
			t.Errorf("%s: read the table: %v", p.name, err)
		} else if got.Negotiation == nil || got.Negotiation.Title != p.name {
			t.Errorf("%s: the table shows %v", p.name, got.Negotiation)
		}
	}
}

// parkedCount is what a service says of itself.
func parkedCount(t *testing.T, h *house.House, service string) int {
	t.Helper()
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	answer, err := conn.Request("ask."+service+".ready", []byte("{}"), 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	var said struct{ Parked int }
	if err := json.Unmarshal(answer.Data, &said); err != nil {
		t.Fatal(fmt.Errorf("%s: %w", answer.Data, err))
	}
	return said.Parked
}
