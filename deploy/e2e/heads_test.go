package e2e

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// reactions are the policies of the house, with the stream that each follows
// and a word of the events that it does something about.
var reactions = []struct{ policy, stream, about string }{
	{"registry/show-limits", "registry", "registry.mandate_"},
	{"bring-votes", "negotiation_sealed", "negotiation."},
	{"close-box", "negotiation", "negotiation.closing_called"},
	{"draft-agreement", "negotiation", "negotiation.text_fixed"},
}

// headsNow returns where each stream ends.
func headsNow(t *testing.T, h *house.House) map[string]uint64 {
	t.Helper()
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	heads := make(map[string]uint64)
	for _, name := range bus.Streams() {
		stream, err := js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		heads[name] = stream.CachedInfo().State.LastSeq
	}
	return heads
}

// heads returns where each stream ends once every policy has done what there
// was to do. That is noted in the database and announced by nobody.
func heads(t *testing.T, h *house.House) map[string]uint64 {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	dsn, err := h.DSN("postgres")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for {
		before := headsNow(t, h)
		behind := reacting(ctx, t, conn)
		if behind == "" && maps.Equal(before, headsNow(t, h)) {
			return before
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the house does not come to rest: %s", behind)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// reacting names a policy that has something to do, or is empty.
func reacting(ctx context.Context, t *testing.T, conn *pgx.Conn) string {
	t.Helper()
	for _, r := range reactions {
		var behind bool
		err := conn.QueryRow(ctx, fmt.Sprintf(`SELECT coalesce((SELECT max(seq) FROM journal.%s WHERE position($1::bytea IN body) > 0), 0)
			> coalesce((SELECT max(seq) FROM journal.policy WHERE name = $2), 0)`, pgx.Identifier{r.stream}.Sanitize()), []byte(`{"type":"`+r.about), r.policy).Scan(&behind)
		if err != nil {
			t.Fatal(err)
		}
		if behind {
			return r.policy
		}
	}
	return ""
}
