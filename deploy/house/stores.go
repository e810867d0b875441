package house

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"parley.example/deploy/bus"
	"parley.example/deploy/postgres"
	"parley.example/deploy/provision"
	"parley.example/deploy/supervise"
)

// openStores brings up both stores, side by side, and provisions them.
func (h *House) openStores(ctx context.Context) error {
	if err := h.Folder.furnish(); err != nil {
		return fmt.Errorf("furnish %s: %w", h.Folder, err)
	}
	if err := h.Folder.inherit(ctx, h.options.Say); err != nil {
		return err
	}
	var err error
	if h.ports, err = h.Folder.ports(); err != nil {
		return err
	}
	var opening sync.WaitGroup
	var failed [2]error
	opening.Go(func() { failed[0] = h.openNATS(ctx) })
	opening.Go(func() { failed[1] = h.openPostgres(ctx) })
	opening.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		return err
	}
	if h.deploy, err = h.NATS("deploy"); err != nil {
		return err
	}
	if err := provision.All(ctx, h.deploy, h.superuser, h.Folder.Password); err != nil {
		return err
	}
	h.options.Say("streams, roles and tables are in place")
	return nil
}

func (h *House) openNATS(ctx context.Context) error {
	if h.options.NATS != "" {
		h.nats = h.options.NATS
		h.options.Say("messages: the server at " + h.nats)
		return nil
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(h.ports.NATS))
	text, err := h.Folder.Keys().Configuration(address, h.Folder.Messages())
	if err != nil {
		return err
	}
	file := h.Folder.in("run", "nats.conf")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	h.nats = "nats://" + address
	server := h.run(supervise.Program{
		Name: "nats",
		Command: func() (*exec.Cmd, error) {
			command := exec.Command(h.options.Launcher, "nats", "--config", file)
			command.Env = h.environment("nats")
			return command, nil
		},
		Ready: func(context.Context) error { return h.natsReady() },
	})
	if err := server.AwaitReady(ctx); err != nil {
		return err
	}
	h.options.Say("messages: NATS at " + h.nats)
	return nil
}

// natsReady tells whether the server takes connections and its JetStream
// answers.
func (h *House) natsReady() error {
	conn, err := h.NATS("deploy")
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Request("$JS.API.INFO", nil, time.Second)
	return err
}

func (h *House) openPostgres(ctx context.Context) error {
	if h.options.Database != "" {
		h.superuser = h.options.Database
		h.options.Say("database: the server of DATABASE_URL")
		return nil
	}
	cluster, err := h.settle(ctx)
	if err != nil {
		return err
	}
	cluster.Port = h.ports.Postgres
	h.cluster, h.superuser = cluster, cluster.DSN("postgres", cluster.Password, "postgres")
	server := h.run(supervise.Program{
		Name: "postgres",
		// A server that is killed leaves its lock and, for a moment, its backends.
		Command:  func() (*exec.Cmd, error) { return cluster.Command(), clear(cluster) },
		Ready:    cluster.Ready,
		Stop:     syscall.SIGINT, // ends connections, writes everything down
		Orphaned: syscall.SIGINT,
		Patience: 30 * time.Second,
	})
	if err := server.AwaitReady(ctx); err != nil {
		return err
	}
	h.options.Say(fmt.Sprintf("database: Postgres at 127.0.0.1:%d", cluster.Port))
	return nil
}

// settle returns the cluster with its files in place.
func (h *House) settle(ctx context.Context) (*postgres.Cluster, error) {
	binaries, err := h.binaries(ctx)
	if err != nil {
		return nil, err
	}
	password, err := h.Folder.Password("postgres")
	if err != nil {
		return nil, err
	}
	cluster, err := postgres.At(ctx, binaries, h.Folder.Cluster(), password)
	if err != nil || cluster.Made() {
		return cluster, err
	}
	if h.options.Disposable {
		return cluster, h.copyCluster(ctx, binaries, cluster)
	}
	h.options.Say("making the database's files (once)")
	return cluster, cluster.Make(ctx)
}

func (h *House) binaries(ctx context.Context) (postgres.Binaries, error) {
	if h.options.Postgres != "" {
		return postgres.Given(h.options.Postgres)
	}
	return postgres.Installed(ctx, h.options.State, h.options.Say)
}

// copyCluster takes the files from a template in the state folder, and makes
// that the first time. All copies share its superuser password.
func (h *House) copyCluster(ctx context.Context, binaries postgres.Binaries, cluster *postgres.Cluster) error {
	template := Folder(filepath.Join(h.options.State, "cluster-"+binaries.ID()))
	if err := os.MkdirAll(template.in("keys"), 0o700); err != nil {
		return err
	}
	var original *postgres.Cluster
	err := template.await(ctx, func() error {
		password, err := template.Password("postgres")
		if err != nil {
			return err
		}
		if original, err = postgres.At(ctx, binaries, template.Cluster(), password); err != nil || original.Made() {
			return err
		}
		h.options.Say("making a database to copy in tests (once)")
		return original.Make(ctx)
	})
	if err != nil {
		return err
	}
	cluster.Password = original.Password
	if err := bus.Keep(h.Folder.in("keys", "postgres.password"), []byte(original.Password)); err != nil {
		return err
	}
	return cluster.Copy(original.Folder)
}

// clear ends the left-overs of a server and its lock.
func clear(cluster *postgres.Cluster) error {
	for _, pid := range cluster.Left() {
		if err := supervise.End(context.Background(), pid, syscall.SIGQUIT, 10*time.Second); err != nil {
			return err
		}
	}
	return cluster.Unlock()
}
