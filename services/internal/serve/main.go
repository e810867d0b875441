package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"parley.example/events/project"
	"parley.example/events/telemetry"
)

// Tool is a subcommand of a service's program: the service that owns a rule
// also lets it be tried on files, without any server.
type Tool struct {
	Name string
	Run  func(ctx context.Context, args []string, out io.Writer) error
}

// Main runs a service until it is told to stop, or one of its tools. build
// declares its streams, commands, questions and policies.
func Main(name string, build func(*House) error, tools ...Tool) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, name, build, tools, os.Args[1:]); err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("stopped", "service", name, "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, name string, build func(*House) error, tools []Tool, args []string) error {
	for _, t := range tools {
		if len(args) > 0 && args[0] == t.Name {
			return t.Run(ctx, args[1:], os.Stdout)
		}
	}
	config, err := readConfig()
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(make([]byte, ballast))
	flush, err := telemetry.Start(ctx, name)
	if err != nil {
		return err
	}
	defer func() {
		last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = flush(last)
	}()
	switch {
	case len(args) == 0:
		return Run(ctx, name, config, build)
	case args[0] == "check":
		h, err := Open(ctx, name, config, build)
		if err != nil {
			return err
		}
		defer h.close()
		return h.check(ctx)
	default:
		return fmt.Errorf("%s knows no %q: say nothing to serve, or check to compare the read models with a rebuild", name, args[0])
	}
}

// ballast is held and never touched, so it takes no memory. It lets garbage
// grow to about its size before it is collected: so little lives in a service
// that otherwise a quarter of its time went into collecting.
const ballast = 32 << 20

// Open connects a service and declares what it does, without doing it yet.
func Open(ctx context.Context, name string, c Config, build func(*House) error) (*House, error) {
	h, err := open(ctx, name, c)
	if err != nil {
		return nil, err
	}
	if err := build(h); err != nil {
		h.close()
		return nil, fmt.Errorf("build %s: %w", name, err)
	}
	return h, nil
}

// Run serves until ctx ends.
func Run(ctx context.Context, name string, c Config, build func(*House) error) error {
	h, err := Open(ctx, name, c, build)
	if err != nil {
		return err
	}
	defer h.close()
	return h.work(ctx)
}

// work serves until ctx ends, then lets go of what is in hand.
func (h *House) work(ctx context.Context) error {
	endpoints, err := h.listen()
	if err != nil {
		return err
	}
	for _, s := range h.streams {
		if err := eventually(ctx, "read models of "+s.Model.Stream, s.Runner.Prepare); err != nil {
			return err
		}
	}
	if err := h.gauges(); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, s := range h.streams {
		group.Go(func() error { return s.Runner.Run(ctx) })
		group.Go(func() error { return forever(ctx, func() error { return h.keepScrubbed(ctx, s) }) })
		if answer := h.dues[s.Model.Stream]; answer != nil {
			group.Go(func() error { return forever(ctx, func() error { return h.keepTime(ctx, s, answer) }) })
		}
	}
	group.Go(func() error { return h.keepGuard(ctx) })
	for _, p := range h.follows {
		group.Go(func() error { return forever(ctx, func() error { return h.run(ctx, p) }) })
	}
	for _, keep := range h.keeps {
		group.Go(func() error { return forever(ctx, func() error { return keep(ctx) }) })
	}
	slog.InfoContext(ctx, "serving", "NATS", h.nc.ConnectedUrlRedacted())
	<-ctx.Done()
	if err := endpoints.Stop(); err != nil {
		slog.Error("stop listening", "error", err)
	}
	for range atOnce { // until nothing is in hand any more
		h.busy <- struct{}{}
	}
	return group.Wait()
}

// keepGuard inspects at the start, until all is well, then every minute and
// whenever there is a reason to.
func (h *House) keepGuard(ctx context.Context) error {
	for patience := 50 * time.Millisecond; ; {
		wait := time.Minute
		if err := h.inspect(ctx); err != nil {
			slog.ErrorContext(ctx, "guard", "error", err)
			wait, patience = patience, min(2*patience, time.Second)
		} else {
			patience = 50 * time.Millisecond
			if err := h.growTree(ctx); err != nil {
				slog.ErrorContext(ctx, "transparency log", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-h.guard.again:
		case <-time.After(wait):
		}
	}
}

// forever starts work again when it fails.
func forever(ctx context.Context, work func() error) error {
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 5*time.Second) {
		err := work()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		slog.ErrorContext(ctx, "starting over", "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// check prints, table by table, whether the read models equal a rebuild and a
// fold in memory.
func (h *House) check(ctx context.Context) error {
	out := json.NewEncoder(os.Stdout)
	differ := 0
	for _, s := range h.streams {
		all, err := s.Model.Check(ctx, h.pool)
		if err != nil {
			return err
		}
		for _, c := range all {
			if !c.Equal() {
				differ++
			}
			if err := out.Encode(struct {
				project.Comparison
				Equal bool
			}{c, c.Equal()}); err != nil {
				return err
			}
		}
	}
	if differ > 0 {
		return fmt.Errorf("%d tables differ from their rebuild", differ)
	}
	return nil
}

func (h *House) close() {
	h.nc.Close()
	h.pool.Close()
}

// publish tells the gateways what has changed; it may be lost.
func (h *House) publish(n project.Notice) {
	if len(n.Changed) > 2000 {
		n.Changed, n.Prev = nil, n.Seq // too much to name: readers see a gap
	}
	body, err := json.Marshal(n)
	if err != nil {
		slog.Error("encode notice", "error", err)
		return
	}
	if err := h.nc.Publish("notice."+n.Stream, body); err != nil {
		slog.Warn("notice lost", "stream", n.Stream, "error", err)
	}
}
