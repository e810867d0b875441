package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
	"parley.example/events/proof"
)

// commit is one row of a journal.
type commit struct {
	Stream    string
	Seq       uint64
	Aggregate string
	Version   int64
	ID        string `db:"commit_id"`
	Body      []byte
}

// journal reads the second copy of a stream.
func journal(ctx context.Context, t *testing.T, h *house.House, stream string) []commit {
	t.Helper()
	conn := database(ctx, t, h)
	rows, err := conn.Query(ctx, "SELECT '"+stream+"' AS stream, seq, aggregate, version, commit_id, body FROM journal."+pgx.Identifier{stream}.Sanitize()+" ORDER BY seq")
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[commit])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func database(ctx context.Context, t *testing.T, h *house.House) *pgx.Conn {
	t.Helper()
	dsn, err := h.DSN("postgres")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// copiesAgree demands that log and journal of a stream hold the same bytes at
// the same places, from the first to the last.
func copiesAgree(ctx context.Context, h *house.House, stream string, all []commit) error {
	conn, err := h.NATS("deploy")
	if err != nil {
		return err
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	log, err := js.Stream(ctx, stream)
	if err != nil {
		return err
	}
	if state := log.CachedInfo().State; state.LastSeq != uint64(len(all)) || state.Msgs != state.LastSeq {
		return fmt.Errorf("%s: the log holds %d messages up to %d, the journal %d", stream, state.Msgs, state.LastSeq, len(all))
	}
	for i, c := range all {
		if c.Seq != uint64(i)+1 {
			return fmt.Errorf("%s: the journal has no %d", stream, i+1)
		}
		message, err := log.GetMsg(ctx, c.Seq)
		if err != nil {
			return fmt.Errorf("%s: the log at %d: %w", stream, c.Seq, err)
		}
		if !bytes.Equal(message.Data, c.Body) {
			return fmt.Errorf("%s: log and journal differ at %d", stream, c.Seq)
		}
	}
	return nil
}

// chained demands that the history of every aggregate is one unbroken chain.
func chained(all []commit) error {
	records := make(map[string]*proof.Record)
	for _, c := range all {
		if records[c.Aggregate] == nil {
			records[c.Aggregate] = &proof.Record{Stream: c.Stream}
		}
		r := records[c.Aggregate]
		r.Entries = append(r.Entries, proof.Entry{Sequence: c.Seq, Body: c.Body})
		r.Head = proof.Hash(c.Body)
	}
	for aggregate, r := range records {
		if _, err := proof.Chain(aggregate, *r); err != nil {
			return fmt.Errorf("%s: %w", aggregate, err)
		}
	}
	return nil
}

// rebuilt asks each service whether its read models equal a rebuild from the
// journal and a fold in memory, and returns how many tables do.
func rebuilt(ctx context.Context, t *testing.T, h *house.House) int {
	t.Helper()
	equal := 0
	for _, service := range bus.Contexts {
		if h.Process(service) == nil {
			continue
		}
		out, err := check(ctx, h, service)
		if err != nil {
			t.Errorf("%s check: %v\n%s", service, err, out)
			continue
		}
		for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
			var c struct {
				Stream, Table string
				Equal         bool
			}
			if err := lines.Decode(&c); err != nil {
				t.Fatal(err)
			}
			if !c.Equal {
				t.Errorf("%s.%s differs from its rebuild", c.Stream, c.Table)
				continue
			}
			equal++
		}
	}
	return equal
}

func check(ctx context.Context, h *house.House, service string) ([]byte, error) {
	dsn, err := h.DSN("parley_" + service)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, filepath.Join(programs(), service), "check")
	command.Env = []string{
		"NATS_URL=" + h.NATSURL(), "DATABASE_URL=" + dsn,
		"PARLEY_NATS_SEED=" + h.Folder.Keys().Seed(service), "PARLEY_KEYS=" + h.Folder.Sealing(),
	}
	return command.Output()
}
