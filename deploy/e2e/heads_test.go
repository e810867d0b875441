package e2e

import (
	"context"
	"maps"
	"slices"
	"strings"
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
	"bring-votes": `count(*) FILTER (WHERE type = 'negotiation.vote_cast.v1' AND (data->>'first')::boolean)
		> count(*) FILTER (WHERE type = 'negotiation.voted.v1')`,
	"close-box": `count(*) FILTER (WHERE type = 'negotiation.closing_called.v1')
		> count(*) FILTER (WHERE type = 'negotiation.decision_closed.v1')`,
	"reveal":     `count(*) FILTER (WHERE type = 'negotiation.round_called.v1') > count(*) FILTER (WHERE type = 'negotiation.round_closed.v1')`,
	"show-seals": `count(*) FILTER (WHERE type = 'negotiation.preferences_sealed.v1') > count(*) FILTER (WHERE type = 'negotiation.seal_shown.v1')`,
	"bring-answers": `count(*) FILTER (WHERE type = 'negotiation.annex_laid.v1')
		> count(*) FILTER (WHERE type = 'negotiation.ask_answered.v1' AND data ? 'readers')`,
	"bring-joint": `count(*) FILTER (WHERE type = 'negotiation.joint_confirmed.v1' AND (data->>'last')::boolean)
		> count(*) FILTER (WHERE type = 'negotiation.package_tabled.v1' AND data ? 'with' OR type = 'negotiation.joint_dropped.v1' AND NOT data ? 'seat')`,
	"draft-agreement": `count(*) FILTER (WHERE type = 'negotiation.text_fixed.v1') > count(*) FILTER (WHERE type = 'agreements.drafted.v1')`,
	"close-ballot-boxes": `count(*) FILTER (WHERE type = 'deliberation.ballot_closing_called.v1')
		> count(*) FILTER (WHERE type = 'deliberation.ballot_closed.v1')`,
	"show-limits": `count(*) FILTER (WHERE type IN ('registry.deputy_named.v1', 'registry.mandate_revoked.v1', 'registry.mandate_lapsed.v1', 'registry.mandate_expired.v1') AND (data->>'limited')::boolean)
		> (SELECT count(*) FROM stored WHERE body->>'actor' = 'system:registry/show-limits')`,
}

// behind names a policy that has something to do, or none, as the database's
// superuser reads all events: once, for there are many of them.
func behind() string {
	var journals, cases []string
	for _, stream := range bus.Streams() {
		journals = append(journals, "SELECT convert_from(body, 'UTF8')::jsonb AS body FROM journal."+stream)
	}
	for _, policy := range slices.Sorted(maps.Keys(reactions)) {
		cases = append(cases, "WHEN "+reactions[policy]+" THEN '"+policy+"'")
	}
	return "WITH stored AS MATERIALIZED (" + strings.Join(journals, " UNION ALL ") + `), event AS (
		SELECT e->>'type' AS type, e->'data' AS data FROM stored, jsonb_array_elements(body->'events') AS e)
		SELECT CASE ` + strings.Join(cases, " ") + " ELSE '' END FROM event"
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

// atRest is where the streams of a house ended when it was last at rest: it
// still is, as long as they end there.
var atRest = make(map[*house.House]map[string]uint64)

// heads returns where each stream ends once every policy has done what there
// was to do. Nobody announces that; the record shows it.
func heads(t *testing.T, h *house.House) map[string]uint64 {
	t.Helper()
	if now := headsNow(t, h); maps.Equal(now, atRest[h]) {
		return now
	}
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
			atRest[h] = before
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
func reacting(ctx context.Context, t *testing.T, conn *pgx.Conn) (policy string) {
	t.Helper()
	if err := conn.QueryRow(ctx, behind()).Scan(&policy); err != nil {
		t.Fatal(err)
	}
	return policy
}
