// The gateway is the API's one entrance. It knows who asks, admits what may be
// asked, sends wishes to the services that decide and shows everybody what
// Postgres lets them see.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // digests and calendars go by their readers' time zones, wherever it runs

	"parley.example/events/command"
	"parley.example/events/telemetry"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/files"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/http"
	"parley.example/gateway/internal/live"
	"parley.example/gateway/internal/notary"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
	"parley.example/gateway/internal/session"
	"parley.example/schema"
)

// headEvery is how often whoever asks makes the gateway sign anew how far the
// record has come.
const headEvery = 3 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Environ()); err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("gateway stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, environ []string) error {
	c, err := configure(environ)
	if err != nil {
		return err
	}
	flush, err := telemetry.Start(ctx, "parley-gateway")
	if err != nil {
		return err
	}
	defer shortly(flush)
	c.print()
	box, err := c.box()
	if err != nil {
		return err
	}
	parsed, err := sdl.Load(schema.SDL(), c.Development)
	if err != nil {
		return err
	}
	bindings, err := sdl.Bind(parsed)
	if err != nil {
		return err
	}

	hub := live.NewHub()
	services, err := bus.Connect(c.NATS, c.Seed, hub.Lost)
	if err != nil {
		return err
	}
	defer services.NC.Close()
	if err := services.Listen(ctx, hub); err != nil {
		return err
	}
	documents, err := pool(ctx, c.Database, documentConns)
	if err != nil {
		return err
	}
	defer documents.Close()
	identity, err := pool(ctx, c.Identity, identityConns)
	if err != nil {
		return err
	}
	defer identity.Close()

	reader := func(actor command.Actor, atLeast position.Vector) *read.Reader {
		return read.As(documents, actor, atLeast, hub)
	}
	store := session.NewStore(identity)
	desk := &session.Desk{
		Store: store, Hasher: session.NewHasher(), Services: services, Standing: standing(reader),
		Development: c.Development, Tell: services.TellSession,
	}
	letters, err := c.letters(ctx, identity, bindings, services, store, reader)
	if err != nil {
		return err
	}
	defer letters.pool.Close()
	engine := &graph.Engine{
		Bindings: bindings, Services: services, Box: box, Natives: letters.natives(desk.Natives()),
		Documents: func(actor command.Actor, atLeast position.Vector) graph.Documents { return reader(actor, atLeast) },
	}
	if err := engine.Prepare(); err != nil {
		return err
	}
	if err := agree(ctx, bindings, services); err != nil {
		return err
	}

	front := &graph.Front{Engine: engine, Gate: gate.New(parsed, gate.Defaults), Development: c.Development}
	followed := live.NewServer(front, hub, store, live.Defaults)
	metrics, err := http.NewMetrics(followed.Count)
	if err != nil {
		return err
	}
	key, err := notary.ReadKey(c.Keys)
	if err != nil {
		return err
	}
	house, err := files.ReadKey(c.Keys)
	if err != nil {
		return err
	}
	site := &http.Site{
		Files: files.New(&files.Store{Pool: identity, House: house}, audiences(reader), store.Try), Try: store.Try,
		Documents: func(actor command.Actor) http.Reader { return reader(actor, position.Vector{}) },
		Notary:    &notary.Notary{Key: key, Services: services, Names: bindings.Services(), Pool: identity, Every: headEvery}, LogKey: key.Public,
		Front: front, Live: followed, Sessions: store, Development: c.Development, Metrics: metrics, Operations: schema.Operations(),
		Ready: ready{services, documents, identity, bindings.Services()}.check, Calendar: letters.calendar.Serve,
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Listen, err)
	}
	slog.Info("gateway listens", "address", listener.Addr().String())
	go tidy(ctx, store.Tidy, letters.tidy)
	stopped := letters.run(ctx, site.Ready)
	defer stopped()
	return http.Serve(ctx, listener, site.Handler(), followed.Close)
}

// tidy forgets now and then what is of no use any more.
func tidy(ctx context.Context, forget ...func(context.Context) error) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Hour):
		}
		for _, f := range forget {
			if err := f(ctx); err != nil {
				slog.WarnContext(ctx, "tidy", "error", err)
			}
		}
	}
}

func shortly(flush func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_ = flush(ctx)
}
