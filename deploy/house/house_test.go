package house_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/build"
	"parley.example/deploy/house"
)

// standins is a folder of programs that play the parts of the services and the
// gateway.
var standins string

func TestMain(m *testing.M) { os.Exit(prepare(m)) }

func prepare(m *testing.M) int {
	folder, err := os.MkdirTemp("", "standins")
	if err == nil {
		defer os.RemoveAll(folder)
		err = dress(folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	standins, common.folder = folder, filepath.Join(folder, "data")
	defer common.close()
	return m.Run()
}

// common are stores that tests share which change nothing in them.
var common commons

type commons struct {
	folder string
	once   sync.Once
	house  *house.House
	err    error
}

func (c *commons) open(t *testing.T) *house.House {
	t.Helper()
	c.once.Do(func() {
		c.house, c.err = house.StartStores(context.Background(), house.Options{Data: c.folder, Disposable: true})
	})
	if c.err != nil {
		t.Fatal(c.err)
	}
	return c.house
}

func (c *commons) close() {
	if c.house != nil {
		c.house.Close()
	}
}

// dress builds the launcher, unless `deploy/parley test` has, and the stand-ins.
func dress(folder string) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	state := filepath.Join(root, ".parley")
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		site := build.Site{Root: root, State: state, Say: func(string) {}}
		if err := errors.Join(os.MkdirAll(filepath.Join(state, "tmp"), 0o755), site.Go(context.Background(), "./deploy/launcher")); err != nil {
			return err
		}
		os.Setenv("PARLEY_LAUNCHER", filepath.Join(state, "bin", "launcher"))
	}
	site := build.Site{Root: root, State: folder, Say: func(string) {}}
	if err := errors.Join(os.Mkdir(filepath.Join(folder, "tmp"), 0o755), site.Go(context.Background(), "./deploy/house/testdata/standin")); err != nil {
		return err
	}
	for _, part := range []string{"registry", "deliberation", "negotiation", "agreements", "gateway"} {
		if err := os.Symlink(filepath.Join(folder, "bin", "standin"), filepath.Join(folder, part)); err != nil {
			return err
		}
	}
	return nil
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func open(t *testing.T, data string) *house.House {
	t.Helper()
	h, err := house.Start(soon(t), house.Options{
		Data: data, Programs: standins, Disposable: true, Development: true,
		Say: func(line string) { t.Log(line) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

func TestEveryProgramIsToldWhatItNeedsAndNoMore(t *testing.T) {
	t.Setenv("PARLEY_STRANGE", "yes")
	t.Setenv("AWS_SECRET", "yes")
	h := open(t, t.TempDir())
	answer, err := http.Get(h.URL + "/env")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	env, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"NATS_URL", "DATABASE_URL", "PARLEY_NATS_SEED", "PARLEY_IDENTITY_DATABASE_URL",
		"PARLEY_LISTEN", "PARLEY_KEYS", "PARLEY_DEVELOPMENT", "OTEL_SERVICE_NAME",
	} {
		if !strings.Contains("\n"+string(env), "\n"+name+"=") {
			t.Errorf("the gateway is not told %s", name)
		}
	}
	for _, name := range []string{"PARLEY_STRANGE", "PARLEY_LAUNCHER", "AWS_SECRET"} {
		if strings.Contains("\n"+string(env), "\n"+name+"=") {
			t.Errorf("the gateway is told %s", name)
		}
	}
	for _, key := range []string{"position.key", "invitation.key", "log.key", "file.key"} {
		if content, err := os.ReadFile(filepath.Join(h.Folder.Sealing(), key)); err != nil || len(content) != 32 {
			t.Errorf("%s has %d bytes, %v", key, len(content), err)
		}
	}
}

func TestTheDeathOfAnyProcessIsSurvived(t *testing.T) {
	h := open(t, t.TempDir())
	for _, name := range h.Processes() {
		if err := h.Process(name).Crash(soon(t)); err != nil {
			t.Fatal(err)
		}
		awaitReady(t, h)
	}
	if got := len(h.Processes()); got != 7 {
		t.Errorf("%d processes were killed, want 7", got)
	}
}

// awaitReady waits until all programs say again that they are ready.
func awaitReady(t *testing.T, h *house.House) {
	t.Helper()
	for _, name := range h.Processes() {
		if err := h.Process(name).AwaitReady(soon(t)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatIsHeldStaysDownAndTheRestGoesOn(t *testing.T) {
	h := open(t, t.TempDir())
	database := h.Process("postgres")
	if err := database.Hold(soon(t)); err != nil {
		t.Fatal(err)
	}
	if err := house.Readyz(soon(t), h.URL); err == nil {
		t.Error("the gateway is ready without a database")
	}
	database.Release()
	if err := database.AwaitReady(soon(t)); err != nil {
		t.Fatal(err)
	}
	awaitReady(t, h)
}

func TestASecondHouseInOneFolderIsRefused(t *testing.T) {
	data := t.TempDir()
	h := open(t, data)
	_, err := house.StartStores(soon(t), house.Options{Data: data})
	var occupied house.Occupied
	if !errors.As(err, &occupied) {
		t.Fatalf("the second start says %v", err)
	}
	if !strings.Contains(err.Error(), h.URL) {
		t.Errorf("%q does not name %s", err, h.URL)
	}
	if err := h.Folder.Clear(soon(t)); !errors.As(err, &occupied) {
		t.Errorf("a running house is cleared: %v", err)
	}
}

func TestTheDataIsThereAtTheNextStart(t *testing.T) {
	data := t.TempDir()
	h := open(t, data)
	ports := h.Folder.Ports()
	publish(t, h, "parley.registry.00.org_one")
	write(t, h, `INSERT INTO identity.persona (person, label) VALUES ('per_one', 'One')`)
	h.Close()

	h = open(t, data)
	if again := h.Folder.Ports(); again != ports {
		t.Errorf("the ports are %v, were %v", again, ports)
	}
	if got := messages(t, h, "registry"); got != 1 {
		t.Errorf("the stream holds %d messages, want 1", got)
	}
	write(t, h, `DELETE FROM identity.persona WHERE person = 'per_one'`)
}

func publish(t *testing.T, h *house.House, subject string) {
	t.Helper()
	conn, err := h.NATS("registry")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	streams, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := streams.Publish(soon(t), subject, []byte("{}")); err != nil {
		t.Fatal(err)
	}
}

func messages(t *testing.T, h *house.House, stream string) uint64 {
	t.Helper()
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	streams, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	found, err := streams.Stream(soon(t), stream)
	if err != nil {
		t.Fatal(err)
	}
	return found.CachedInfo().State.Msgs
}

// write runs a statement that must touch one row.
func write(t *testing.T, h *house.House, statement string) {
	t.Helper()
	conn := connect(t, h, "parley_identity")
	tag, err := conn.Exec(soon(t), statement)
	if err != nil || tag.RowsAffected() != 1 {
		t.Fatalf("%s: %s, %v", statement, tag, err)
	}
}

func connect(t *testing.T, h *house.House, role string) *pgx.Conn {
	t.Helper()
	dsn, err := h.DSN(role)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(soon(t), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}
