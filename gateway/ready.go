package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"parley.example/gateway/internal/bus"
)

// ready tells whether a command could be acknowledged now.
type ready struct {
	bus       *bus.Bus
	documents *pgxpool.Pool
	identity  *pgxpool.Pool
	services  []string
}

func (r ready) check(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return reaches(ctx, r.documents, "the read models") })
	group.Go(func() error { return reaches(ctx, r.identity, "sessions") })
	for _, service := range r.services {
		group.Go(func() error { return r.service(ctx, service) })
	}
	return group.Wait()
}

// reaches says nothing of the reason: anybody may ask whether we are ready.
func reaches(ctx context.Context, p *pgxpool.Pool, what string) error {
	if p.Ping(ctx) != nil {
		return fmt.Errorf("%s cannot be reached", what)
	}
	return nil
}

func (r ready) service(ctx context.Context, service string) error {
	var told struct {
		Ready bool `json:"ready"`
	}
	if ask(ctx, r.bus, service, "ready", &told) != nil {
		return fmt.Errorf("%s does not answer", service)
	}
	if !told.Ready {
		return errors.New(service + " is not ready")
	}
	return nil
}
