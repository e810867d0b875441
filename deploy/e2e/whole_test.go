package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
	"parley.example/deploy/provision"
	"parley.example/deploy/story"
)

// What the running programs have made of the database is as promised: row-level
// security on every table, and nobody may do more than is theirs.
func TestTheCatalogOfARunningHouseIsAsPromised(t *testing.T) {
	h := open(t)
	dsn, err := h.DSN("postgres")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	faults, err := provision.Faults(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
	var tables, guarded int
	err = conn.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE c.relrowsecurity AND c.relforcerowsecurity)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind = 'r' AND n.nspname IN ('registry', 'registry_sealed', 'deliberation', 'deliberation_sealed', 'negotiation', 'negotiation_sealed', 'agreements', 'agreements_sealed')`).Scan(&tables, &guarded)
	if err != nil || tables != guarded || tables < 20 {
		t.Errorf("of %d tables of read models %d are guarded, %v", tables, guarded, err)
	}
}

// After a whole story each service compares its read models with a rebuild from
// the journal and with a fold in memory (I14).
func TestReadModelsEqualARebuild(t *testing.T) {
	h := open(t)
	v := story.TellValleVerde(tell(t, h.URL), story.MesaLimit)
	v.OpenCrates("PT2S").Play()
	v.OpenPayment()
	fatal(t, v.Tale)
	heads(t, h)
	for _, service := range bus.Contexts {
		tables, upTo := check(t, h, service)
		if tables == 0 || upTo == 0 {
			t.Errorf("%s has compared %d tables up to commit %d", service, tables, upTo)
		}
		t.Logf("%s: %d tables equal their rebuild from %d commits", service, tables, upTo)
	}
}

// check runs a service's own check. It returns how many tables that has
// compared, and how long the longest stream is.
func check(t *testing.T, h *house.House, service string) (tables int, upTo uint64) {
	t.Helper()
	database, err := h.DSN("parley_" + service)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Join(filepath.Dir(os.Getenv("PARLEY_LAUNCHER")), service), "check")
	command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "NATS_URL=" + h.NATSURL(), "DATABASE_URL=" + database,
		"PARLEY_NATS_SEED=" + h.Folder.Keys().Seed(service), "PARLEY_KEYS=" + h.Folder.Sealing(),
	}
	var printed bytes.Buffer
	command.Stderr = &printed
	out, err := command.Output()
	if err != nil {
		t.Errorf("%s check: %v\n%s\n%s", service, err, out, printed.String())
	}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var compared struct {
			Table    string
			Sequence uint64
			Equal    bool
		}
		if err := lines.Decode(&compared); err != nil {
			t.Fatalf("%s check says %s: %v", service, out, err)
		}
		if !compared.Equal {
			t.Errorf("%s: %s differs from its rebuild", service, compared.Table)
		}
		tables, upTo = tables+1, max(upTo, compared.Sequence)
	}
	return tables, upTo
}
