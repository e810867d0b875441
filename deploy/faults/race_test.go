package faults

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
)

// small is a house with a town of two seats and a table.
func small(ctx context.Context, t *testing.T) (*house.House, *town.Town, town.Table) {
	t.Helper()
	h := open(ctx, t, t.TempDir())
	people := settled(ctx, t, h.URL, 2)
	return h, people, must(people.Table(ctx, "Table"))(t)
}

// opinion is somebody's position on the term of a table.
func opinion(table town.Table, reason string) map[string]any {
	return map[string]any{"negotiation": table.ID, "term": table.Term, "stance": "concern", "reason": reason}
}

func TestOfThoseWhoSawTheSameVersionOneWins(t *testing.T) {
	ctx := within(t, time.Hour)
	_, people, table := small(ctx, t)
	first := version(ctx, t, people, table)
	races := size(t, "RACES", 2000)
	for race := range races {
		won, lost := run(ctx, people, table, first+race)
		if len(won) != 1 {
			t.Errorf("race %d: %d of %d won", race, len(won), len(won)+len(lost))
		}
		for _, err := range lost {
			if code := client.Code(err); code != "CONFLICT" {
				t.Errorf("race %d: %v, want CONFLICT", race, err)
			}
		}
	}
	if last := version(ctx, t, people, table); last != first+races {
		t.Errorf("after %d races version %d became %d", races, first, last)
	}
}

// run lets six clients change a table that all of them saw in one version.
func run(ctx context.Context, people *town.Town, table town.Table, seen int) (won, lost []error) {
	const clients = 6
	var mu sync.Mutex
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range clients {
		all.Go(func() {
			by := people.Neighbours[i%len(people.Neighbours)].Device()
			input := opinion(table, fmt.Sprintf("From %d at %d", i, seen))
			input["expectedVersion"] = seen
			<-start
			err := by.Mutate(ctx, "takePosition", input, "", nil)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won = append(won, nil)
			} else {
				lost = append(lost, err)
			}
		})
	}
	close(start)
	all.Wait()
	return won, lost
}

func version(ctx context.Context, t *testing.T, people *town.Town, table town.Table) int {
	t.Helper()
	var got struct{ Negotiation struct{ Version int } }
	if err := people.Convener.Do(ctx, "query($id: ID!) { negotiation(id: $id) { version } }", map[string]any{"id": table.ID}, &got); err != nil {
		t.Fatal(err)
	}
	return got.Negotiation.Version
}

func TestACommandIDIsForOneCommand(t *testing.T) {
	ctx := within(t, time.Hour)
	h, people, table := small(ctx, t)
	one, other := people.Neighbours[0], people.Neighbours[1]
	ids := make([]string, size(t, "IDS", 500))
	for i := range ids {
		ids[i] = uuid.NewString()
		reused(ctx, t, one, other, table, ids[i])
	}
	before := version(ctx, t, people, table)
	if err := h.Process("negotiation").Crash(ctx); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids { // for ever: also by who starts anew
		reused(ctx, t, one, other, table, id)
	}
	if after := version(ctx, t, people, table); after != before || before < len(ids) {
		t.Errorf("the table had version %d and has %d after %d ids were used again", before, after, len(ids))
	}
}

// reused sends a command, and its id with something else in it.
func reused(ctx context.Context, t *testing.T, one, other *town.Neighbour, table town.Table, id string) {
	t.Helper()
	for _, row := range []struct {
		by     *town.Neighbour
		reason string
		code   string
	}{
		{one, "First " + id, ""},
		{one, "Second " + id, "COMMAND_ID_REUSED"},
		{other, "First " + id, "COMMAND_ID_REUSED"},
		{one, "First " + id, ""},
	} {
		err := row.by.MutateAs(ctx, id, "takePosition", opinion(table, row.reason), "", nil)
		if code := client.Code(err); code != row.code || err != nil && code == "" {
			t.Fatalf("%s by %s: %v, want %q", row.reason, row.by.Person, err, row.code)
		}
	}
}
