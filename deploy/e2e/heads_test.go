package e2e

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// reactions are what policies do: for each event that calls for one, how many
// there have been, and how many of what follows. Policies are through when none
// is missing.
var reactions = map[string]string{
	"bring-votes": `SELECT count(*) FILTER (WHERE type = 'negotiation.vote_cast.v1' AND (data->>'first')::boolean)
		> count(*) FILTER (WHERE type = 'negotiation.voted.v1') FROM event`,
	"close-box": `SELECT count(*) FILTER (WHERE type = 'negotiation.closing_called.v1')
		> count(*) FILTER (WHERE type = 'negotiation.decision_closed.v1') FROM event`,
	"draft-agreement": `SELECT count(*) FILTER (WHERE type = 'negotiation.text_fixed.v1')
		> count(*) FILTER (WHERE type = 'agreements.drafted.v1') FROM event`,
	"show-limits": `SELECT count(*) FILTER (WHERE type IN ('registry.deputy_named.v1', 'registry.mandate_revoked.v1', 'registry.mandate_lapsed.v1', 'registry.mandate_expired.v1') AND (data->>'limited')::boolean)
		> (SELECT count(*) FROM stored WHERE body->>'actor' = 'system:registry/show-limits') FROM event`,
}

// recorded are all events, as the database's superuser reads them.
const recorded = `WITH stored AS (
		SELECT convert_from(body, 'UTF8')::jsonb AS body FROM journal.negotiation
		UNION ALL SELECT convert_from(body, 'UTF8')::jsonb FROM journal.negotiation_sealed
		UNION ALL SELECT convert_from(body, 'UTF8')::jsonb FROM journal.agreements
		UNION ALL SELECT convert_from(body, 'UTF8')::jsonb FROM journal.registry
		UNION ALL SELECT convert_from(body, 'UTF8')::jsonb FROM journal.registry_sealed
	), event AS (SELECT e->>'type' AS type, e->'data' AS data FROM stored, jsonb_array_elements(body->'events') AS e) `

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
// was to do. Nobody announces that; the record shows it.
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
	for policy, missing := range reactions {
		var behind bool
		if err := conn.QueryRow(ctx, recorded+missing).Scan(&behind); err != nil {
			t.Fatal(err)
		}
		if behind {
			return policy
		}
	}
	return ""
}
