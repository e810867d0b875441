package postgres

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// installed binaries are where `deploy/parley test` put them, or where it would.
func installed(t *testing.T) Binaries {
	t.Helper()
	state, err := filepath.Abs("../../.parley")
	if launcher := os.Getenv("PARLEY_LAUNCHER"); launcher != "" {
		state = filepath.Dir(filepath.Dir(launcher))
	}
	if err != nil {
		t.Fatal(err)
	}
	binaries, err := Installed(t.Context(), state, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	return binaries
}

func TestThePinnedServerIsTheOneThatRuns(t *testing.T) {
	version, err := installed(t).Version(t.Context())
	if err != nil || !strings.HasPrefix(version, "18.4") {
		t.Errorf("the version is %q, %v", version, err)
	}
}

func TestAFolderWithoutAServerIsRefusedInWords(t *testing.T) {
	if _, err := Given(t.TempDir()); err == nil || !strings.Contains(err.Error(), "PARLEY_POSTGRES_BIN") {
		t.Errorf("an empty folder is %v", err)
	}
}

// Where user namespaces are refused, as in many containers.
func TestRootStartsAServerThatGivesUpItsRights(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root has rights to give up")
	}
	home := filepath.Join(t.TempDir(), "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		t.Fatal(err)
	}
	wanted := filepath.Join(home, "postgres")
	t.Cleanup(func() { os.RemoveAll(Abroad(wanted)) })
	binaries, folder, err := dropped.move(t.Context(), installed(t), wanted)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(folder, home) {
		t.Fatalf("the cluster is to live in %s, where nobody can reach it", folder)
	}
	serve(t, &Cluster{Folder: folder, Password: "secret", Port: 20_000 + os.Getpid()%10_000, binaries: binaries, account: dropped})
}

func serve(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Make(t.Context()); err != nil {
		t.Fatal(err)
	}
	command := c.Command()
	command.Stderr = t.Output()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer command.Wait()
	defer command.Process.Signal(os.Interrupt)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for c.Ready(ctx) != nil {
		if ctx.Err() != nil {
			t.Fatal(c.Ready(t.Context()))
		}
	}
	conn, err := pgx.Connect(ctx, c.DSN("postgres", c.Password, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for setting, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"listen_addresses": "127.0.0.1", "password_encryption": "scram-sha-256", "server_encoding": "UTF8",
	} {
		var got string
		if err := conn.QueryRow(ctx, "SELECT current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", setting, got, err, want)
		}
	}
	if _, err := pgx.Connect(ctx, c.DSN("postgres", "wrong", "postgres")); err == nil {
		t.Error("a wrong password gets in")
	}
	if left := c.Left(); len(left) == 0 {
		t.Error("the processes of a running server are not found")
	}
}

func TestTheServerRunsAsWhoWeAre(t *testing.T) {
	c, err := At(t.Context(), installed(t), filepath.Join(t.TempDir(), "postgres"), "secret")
	if err != nil {
		t.Fatal(err)
	}
	c.Port = 20_000 + (os.Getpid()+1)%10_000
	serve(t, c)
}
