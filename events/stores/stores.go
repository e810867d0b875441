// Package stores gives a test a message server and a database of its own, with
// everything in place that the deploy step makes.
package stores

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
)

// Stores are running servers that end with the test.
type Stores struct {
	NATS  string            `json:"nats"`
	Seeds string            `json:"seeds"` // folder of <user>.nk
	DSN   map[string]string `json:"dsn"`   // by role
}

// Start starts both servers, or skips the test where nobody says by which
// program: deploy/parley test does.
func Start(t testing.TB) *Stores {
	t.Helper()
	launcher := os.Getenv("PARLEY_LAUNCHER")
	if launcher == "" {
		t.Skip("needs NATS and Postgres: run deploy/parley test, which sets PARLEY_LAUNCHER")
	}
	cmd := exec.Command(launcher, "stores", "--data", t.TempDir())
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // it stops when its input does
		_ = cmd.Wait()
	})
	s := &Stores{}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatalf("stores did not start: %v", err)
	}
	if err := json.Unmarshal(line, s); err != nil {
		t.Fatal(err)
	}
	return s
}

// Connect connects as one of the bus's users.
func (s *Stores) Connect(t testing.TB, user string) *nats.Conn {
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

// Seed is the file by which a user proves who it is.
func (s *Stores) Seed(user string) string { return filepath.Join(s.Seeds, user+".nk") }

// Pool connects as one of the database's roles.
func (s *Stores) Pool(t testing.TB, role string) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), s.DSN[role])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}
