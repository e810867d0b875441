// Package stores gives tests the real stores: NATS and Postgres as the launcher
// provisions them, with the read models that a test needs.
package stores

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
)

// Stores are running.
type Stores struct {
	NATS  string            `json:"nats"`
	Seeds string            `json:"seeds"`
	DSN   map[string]string `json:"dsn"` // by role
}

var (
	shared *Stores
	why    = "PARLEY_LAUNCHER is not set: deploy/parley test sets it"
)

// Main starts the stores, runs the tests of a package and stops the stores. It
// is for TestMain.
func Main(m *testing.M) {
	stop := start()
	code := m.Run()
	stop()
	os.Exit(code)
}

func start() func() {
	launcher := os.Getenv("PARLEY_LAUNCHER")
	if launcher == "" {
		return func() {}
	}
	data, err := os.MkdirTemp("", "parley-gateway-")
	if err != nil {
		why = err.Error()
		return func() {}
	}
	program := exec.Command(launcher, "stores", "--data", data)
	program.Stderr = os.Stderr
	in, err1 := program.StdinPipe()
	out, err2 := program.StdoutPipe()
	if err1 != nil || err2 != nil || program.Start() != nil {
		why = "the launcher does not start"
		return func() { _ = os.RemoveAll(data) }
	}
	var s Stores
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &s)
	}
	if err != nil {
		why = "the launcher gave no stores: " + err.Error()
	} else {
		shared = &s
	}
	return func() {
		_ = in.Close() // by which it knows that we are done
		_, _ = io.Copy(io.Discard, out)
		_ = program.Wait()
		_ = os.RemoveAll(data)
	}
}

// Of returns the stores, or skips the test where there is no launcher.
func Of(t testing.TB) *Stores {
	t.Helper()
	if shared == nil {
		if os.Getenv("PARLEY_LAUNCHER") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	return shared
}

var (
	mu    sync.Mutex
	pools = make(map[string]*pgxpool.Pool) // of the tests of one package, which end together
)

// Pool connects to the database in a role.
func (s *Stores) Pool(t testing.TB, role string) *pgxpool.Pool {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	if pools[role] == nil {
		pool, err := pgxpool.New(context.Background(), s.DSN[role])
		if err != nil {
			t.Fatal(err)
		}
		pools[role] = pool
	}
	return pools[role]
}

// Seed returns the file by which a user of NATS proves to be it.
func (s *Stores) Seed(user string) string {
	found, err := filepath.Glob(filepath.Join(s.Seeds, user+".*"))
	if err != nil || len(found) != 1 {
		return filepath.Join(s.Seeds, user)
	}
	return found[0]
}

// Bus connects to NATS as a user.
func (s *Stores) Bus(t testing.TB, user string) *nats.Conn {
	t.Helper()
	seed, err := command.SeedFile(s.Seed(user))
	if err != nil {
		t.Fatal(err)
	}
	nc, err := command.Connect(s.NATS, user, seed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc
}

// Exec runs SQL in a role.
func (s *Stores) Exec(t testing.TB, role, sql string, args ...any) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if _, err := s.Pool(t, role).Exec(ctx, sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// Table makes a table of documents, empty, as a service does.
func (s *Stores) Table(t testing.TB, name, policy string) {
	t.Helper()
	if policy == "" {
		policy = "audience = ANY (ARRAY(SELECT projection.viewer_audience()))"
	}
	schema, _, _ := strings.Cut(name, ".")
	for _, sql := range []string{
		`DROP TABLE IF EXISTS {table}`,
		`CREATE TABLE {table} (id text PRIMARY KEY, parent text NOT NULL, sort text NOT NULL COLLATE "C", audience text NOT NULL,
			aggregate text NOT NULL, parked boolean NOT NULL DEFAULT false, doc json NOT NULL)`,
		`CREATE INDEX ON {table} (parent, sort, id)`,
		`ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
		`CREATE POLICY projector ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
		`GRANT SELECT ON {table} TO parley_gateway`,
		`CREATE POLICY viewer ON {table} FOR SELECT TO parley_gateway USING ({policy})`,
	} {
		s.Exec(t, owner(schema), strings.NewReplacer("{table}", name, "{policy}", policy).Replace(sql))
	}
}

// Authority makes the tables by which a viewer's audiences are known, and
// registers people: each holds what the row says.
func (s *Stores) Authority(t testing.TB) {
	t.Helper()
	s.Table(t, "registry.holder", "parent = current_setting('parley.person', true) AND sort IN ('', current_setting('parley.organization', true))")
	s.Table(t, "registry.audience_grant", "parent = ANY (ARRAY(SELECT projection.viewer_holds()))")
	s.Table(t, "agreements.text_grant", "parent = ANY (ARRAY(SELECT projection.viewer_given()))")
}

// owner is the role of the service whose read models a schema holds.
func owner(schema string) string { return "parley_" + strings.TrimSuffix(schema, "_sealed") }

// Row is a document and who may see it.
type Row struct{ Table, ID, Parent, Sort, Audience, Doc string }

// Put writes a document.
func (s *Stores) Put(t testing.TB, r Row) {
	t.Helper()
	if r.Doc == "" {
		r.Doc = "{}"
	}
	schema, _, _ := strings.Cut(r.Table, ".")
	s.Exec(t, owner(schema), `INSERT INTO `+r.Table+` (id, parent, sort, audience, aggregate, doc) VALUES ($1, $2, $3, $4, $1, $5)
		ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, sort = excluded.sort, audience = excluded.audience, doc = excluded.doc`,
		r.ID, r.Parent, r.Sort, r.Audience, r.Doc)
}

// Hold makes a person hold a name, always or while acting for an organization.
func (s *Stores) Hold(t testing.TB, person, organization, name string) {
	t.Helper()
	s.Put(t, Row{Table: "registry.holder", ID: person + "/" + organization + "/" + name, Parent: person, Sort: organization, Audience: name})
}
