// Package serve is what the programs of all four contexts share: connecting,
// answering commands and questions, following the record, going away cleanly.
package serve

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Config is what a service reads from its environment.
type Config struct {
	NATS     string // NATS_URL
	Seed     string // PARLEY_NATS_SEED, a file
	Database string // DATABASE_URL, with the role of this service
	Keys     string // PARLEY_KEYS, a folder of key files
}

// known are the PARLEY_ variables that some program of the house reads.
var known = []string{
	"PARLEY_NATS_SEED", "PARLEY_NATS_GUARD_SEED", "PARLEY_KEYS", "PARLEY_DEVELOPMENT", "PARLEY_LISTEN", "PARLEY_IDENTITY_DATABASE_URL",
	"PARLEY_STATE", "PARLEY_DATA", "PARLEY_LAUNCHER", "PARLEY_POSTGRES_BIN", "PARLEY_CASES", "PARLEY_CASES_REQUIRED", "PARLEY_WEB",
	"PARLEY_URL", "PARLEY_SMTP_URL", "PARLEY_MAIL_FROM",
}

func readConfig() (Config, error) {
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "PARLEY_") && !slices.Contains(known, name) {
			return Config{}, fmt.Errorf("unknown variable %s: is it misspelt?", name)
		}
	}
	c := Config{os.Getenv("NATS_URL"), os.Getenv("PARLEY_NATS_SEED"), os.Getenv("DATABASE_URL"), os.Getenv("PARLEY_KEYS")}
	if c.NATS == "" || c.Database == "" {
		return c, fmt.Errorf("NATS_URL and DATABASE_URL must be set: deploy/parley up does")
	}
	return c, nil
}

// House is one running service: its stores, its streams, what it answers.
type House struct {
	Name   string
	Config Config

	nc      *nats.Conn
	pool    *pgxpool.Pool
	streams map[string]*Stream
	answers []answer
	views   map[string]string // table → audience pattern
	follows []*policy
	keeps   []func(context.Context) error
	dues    map[string]func(context.Context, project.Due) error
	guard   *guard
	busy    chan struct{} // bounds the requests in hand
	idle    chan func()   // work for goroutines that have none
	tree    *tree         // of the shared stream
}

// Stream is one stream of the house with what is projected from it.
type Stream struct {
	Model  project.Model
	Log    record.Log
	Runner *project.Runner
	alarm  *alarm // for its due rows
}

// atOnce bounds the requests that one service works on at the same time.
const atOnce = 512

func open(ctx context.Context, name string, c Config) (*House, error) {
	guard := newGuard()
	options := []nats.Option{
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { slog.Error("NATS", "error", err) }),
		nats.DisconnectErrHandler(func(*nats.Conn, error) { guard.doubt("NATS is away") }),
		nats.ReconnectHandler(func(*nats.Conn) { guard.doubt("NATS came back a moment ago") }),
	}
	if c.Seed != "" {
		seed, err := command.SeedFile(c.Seed)
		if err != nil {
			return nil, err
		}
		options = append(options, seed)
	}
	nc, err := command.Connect(c.NATS, name, options...)
	if err != nil {
		return nil, err
	}
	pool, err := connect(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	return &House{
		Name: name, Config: c, nc: nc, pool: pool,
		streams: make(map[string]*Stream), views: make(map[string]string),
		dues: make(map[string]func(context.Context, project.Due) error), busy: make(chan struct{}, atOnce), guard: guard, idle: make(chan func()),
	}, nil
}

// connect opens the pool and waits until Postgres answers.
func connect(ctx context.Context, dsn string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = 8
	config.MinConns = 1
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open pool: %w", err)
	}
	return pool, eventually(ctx, "connect to Postgres", pool.Ping)
}

// eventually tries until it works or ctx ends, and says what it waits for.
func eventually(ctx context.Context, what string, try func(context.Context) error) error {
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		err := try(ctx)
		if err == nil {
			return nil
		}
		slog.WarnContext(ctx, "waiting", "for", what, "error", err)
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", what, err)
		case <-time.After(wait):
		}
	}
}

// Pool is the primary, in the role of this service.
func (h *House) Pool() *pgxpool.Pool { return h.pool }

// Now is the service's clock.
func (h *House) Now() time.Time { return time.Now() }

// Stream returns a stream of the house; asking for a strange one is a defect.
func (h *House) Stream(name string) *Stream {
	s := h.streams[name]
	if s == nil {
		panic("serve: " + h.Name + " does not project " + name)
	}
	return s
}

// Project declares what is projected from one of the service's streams.
func (h *House) Project(m project.Model) {
	log, err := record.Open(h.nc, m.Stream)
	if err != nil {
		panic(err) // only a malformed option of ours fails here
	}
	s := &Stream{Model: m, Log: log, alarm: newAlarm()}
	s.Runner = &project.Runner{Model: m, Log: log, Pool: h.pool, Changed: func(n project.Notice) { h.changed(s, n) }}
	h.streams[m.Stream] = s
	if m.Stream == h.Name {
		h.tree = &tree{House: h, name: m.Stream}
		Question(h, "tree", h.tree.grown)
		Question(h, "prove", h.tree.prove)
	}
	for _, v := range m.Views {
		if !v.Internal {
			h.views[m.Stream+"."+v.Table] = v.Audience
		}
	}
}

// Keep declares work that goes on for as long as the service does, begun when
// its read models are in place and begun again when it fails.
func (h *House) Keep(work func(context.Context) error) { h.keeps = append(h.keeps, work) }

// OnDue declares who answers the due rows of a stream.
func (h *House) OnDue(stream string, answer func(context.Context, project.Due) error) {
	h.dues[stream] = answer
}
