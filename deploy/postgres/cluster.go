package postgres

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is one database server: its files and how to start it.
type Cluster struct {
	Folder   string // of the server's files
	Port     int    // on the loopback interface
	Password string // of the superuser, "postgres"
	binaries Binaries
	account  account
}

// At returns the cluster whose files are to be in folder. If the server cannot
// be given access to that, the cluster lives elsewhere: see [Abroad].
func At(ctx context.Context, binaries Binaries, folder, password string) (*Cluster, error) {
	account, err := suitable(ctx, binaries)
	if err != nil {
		return nil, err
	}
	if account.owner >= 0 {
		if binaries, folder, err = account.move(ctx, binaries, folder); err != nil {
			return nil, fmt.Errorf("make room for Postgres outside %s: %w", folder, err)
		}
	}
	return &Cluster{Folder: folder, Password: password, binaries: binaries, account: account}, nil
}

// Made tells whether the cluster's files are there.
func (c *Cluster) Made() bool {
	_, err := os.Stat(filepath.Join(c.Folder, "PG_VERSION"))
	return err == nil
}

// Make makes the cluster's files, beside their place first, so that an
// interrupted start leaves nothing that looks like a cluster.
func (c *Cluster) Make(ctx context.Context) error {
	half := c.Folder + ".new"
	secret := half + ".password"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := os.WriteFile(secret, []byte(c.Password+"\n"), 0o600); err != nil {
		return err
	}
	defer os.Remove(secret)
	if err := c.account.own(secret); err != nil {
		return err
	}
	initdb := c.account.command(ctx, c.binaries.program("initdb"),
		"--pgdata="+half, "--username=postgres", "--pwfile="+secret, "--auth=scram-sha-256",
		"--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
		"--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return place(half, c.Folder)
}

// Copy makes the cluster's files out of those of another that is not running.
func (c *Cluster) Copy(template string) error {
	half := c.Folder + ".new"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := os.CopyFS(half, os.DirFS(template)); err != nil {
		return err
	}
	if err := os.Chmod(half, 0o700); err != nil {
		return err
	}
	if err := c.account.own(half); err != nil {
		return err
	}
	return place(half, c.Folder)
}

// place moves finished files in and makes the move itself durable.
func place(half, whole string) error {
	if err := os.Rename(half, whole); err != nil {
		return err
	}
	parent, err := os.Open(filepath.Dir(whole))
	if err != nil {
		return err
	}
	defer parent.Close()
	return parent.Sync()
}

// settings say what matters here and leave the rest to Postgres. They are given
// at each start, so no file of an older house disagrees with them.
var settings = map[string]string{
	"listen_addresses":        "127.0.0.1",
	"unix_socket_directories": "", // a path below a deep home would be too long for a socket
	"max_connections":         "100",

	"fsync":              "on", // an acknowledgement means: on the disk
	"synchronous_commit": "on",
	"full_page_writes":   "on",
	"max_wal_size":       "512MB",

	"shared_buffers": "96MB",
	"io_method":      "sync", // a small house has no use for I/O workers
	"jit":            "off",  // short statements only

	// What a statement or its error quotes may be sealed, and a log has no audience.
	"log_min_messages":        "log",
	"log_min_error_statement": "panic",
	"log_error_verbosity":     "terse",
	"log_checkpoints":         "off",
	"log_timezone":            "UTC",
	"timezone":                "UTC",
}

// Command returns a command that runs the server in the foreground.
func (c *Cluster) Command() *exec.Cmd {
	arguments := []string{"-D", c.Folder, "-c", "port=" + strconv.Itoa(c.Port)}
	for name, value := range settings {
		arguments = append(arguments, "-c", name+"="+value)
	}
	return c.account.command(context.Background(), c.binaries.program("postgres"), arguments...)
}

// DSN returns the address of a database for a role.
func (c *Cluster) DSN(role, password, database string) string {
	address := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(role, password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(c.Port)),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return address.String()
}

// Ready tells whether the server takes connections.
func (c *Cluster) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.DSN("postgres", c.Password, "postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}
