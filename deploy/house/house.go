package house

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/deploy/bus"
	"parley.example/deploy/postgres"
	"parley.example/deploy/provision"
	"parley.example/deploy/supervise"
)

// House is a running Parley.
type House struct {
	// URL is where people find it; empty if only the stores run.
	URL string
	// Folder is where it lives.
	Folder Folder

	options   Options
	lock      *lock
	thread    *supervise.Thread
	ports     Ports
	nats      string // address of the message server
	superuser string // address of the database server
	cluster   *postgres.Cluster

	closing   sync.Once
	mu        sync.Mutex
	processes []*supervise.Process // in the order of their start
	deploy    *nats.Conn
}

// Start starts everything and returns when the gateway is ready. What ends
// later is started again until Close.
func Start(ctx context.Context, options Options) (*House, error) {
	h, err := StartStores(ctx, options)
	if err != nil {
		return nil, err
	}
	if err := h.StartPrograms(ctx); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

// StartStores starts the message server and the database, and provisions them.
func StartStores(ctx context.Context, options Options) (*House, error) {
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(options.Data, 0o700); err != nil {
		return nil, err
	}
	folder := Folder(options.Data)
	lock, err := folder.lock()
	if err != nil {
		return nil, err
	}
	h := &House{Folder: folder, options: options, lock: lock, thread: supervise.NewThread()}
	if err := h.openStores(ctx); err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

// Close stops everything: the gateway first, the stores last. It may be called
// again.
func (h *House) Close() { h.closing.Do(h.close) }

func (h *House) close() {
	h.mu.Lock()
	processes := h.processes
	h.processes = nil
	h.mu.Unlock()
	for _, level := range [][]string{{Gateway}, bus.Contexts, {"nats", "postgres"}} {
		var stopping sync.WaitGroup
		for _, p := range processes {
			if slices.Contains(level, p.Name()) {
				stopping.Go(p.Stop)
			}
		}
		stopping.Wait()
	}
	if h.deploy != nil {
		h.deploy.Close()
	}
	h.thread.Close()
	h.lock.release()
}

// Process returns a process of the house, nil if it has none of that name.
func (h *House) Process(name string) *supervise.Process {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.processes {
		if p.Name() == name {
			return p
		}
	}
	return nil
}

// Processes returns the names of all processes, in the order of their start.
func (h *House) Processes() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var names []string
	for _, p := range h.processes {
		names = append(names, p.Name())
	}
	return names
}

// NATSURL returns the address of the message server.
func (h *House) NATSURL() string { return h.nats }

// NATS opens a connection as one of [bus.Users].
func (h *House) NATS(user string, more ...nats.Option) (*nats.Conn, error) {
	return h.Folder.Keys().Connect(h.nats, user, more...)
}

// DSN returns the address of the database for one of [provision.Roles], or for
// "postgres", the superuser.
func (h *House) DSN(role string) (string, error) {
	if role == "postgres" {
		return provision.Within(h.superuser)
	}
	return provision.Address(h.superuser, role, h.Folder.Password)
}

// Seed lets tell fill a new house through its public address, once. A telling
// that was interrupted is begun again, so each of its commands must bear that.
func (h *House) Seed(ctx context.Context, tell func(ctx context.Context, url string) error) error {
	if h.Folder.Seeded() {
		return nil
	}
	if err := tell(ctx, h.URL); err != nil {
		return fmt.Errorf("seed the stories: %w", err)
	}
	return bus.Keep(h.Folder.in("seeded"), []byte(time.Now().UTC().Format(time.RFC3339)+"\n"))
}

// run adds a process to the house.
func (h *House) run(program supervise.Program) *supervise.Process {
	program.Note = h.Folder.Run(program.Name)
	program.Log = h.Folder.Log(program.Name)
	program.Report = h.options.Say
	if program.Stop == 0 {
		program.Stop = syscall.SIGTERM
	}
	if program.Orphaned == 0 {
		program.Orphaned = syscall.SIGKILL
	}
	if program.Patience == 0 {
		program.Patience = 10 * time.Second
	}
	if err := supervise.Shorten(program.Log, 8<<20); err != nil {
		h.options.Say(fmt.Sprintf("log of %s: %v", program.Name, err))
	}
	p := h.thread.Run(program)
	h.mu.Lock()
	h.processes = append(h.processes, p)
	h.mu.Unlock()
	return p
}

// taken tells whether an error of listening is that somebody else does.
func taken(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && errors.Is(op.Err, syscall.EADDRINUSE)
}
