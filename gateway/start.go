package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/graph/sdl"
)

// Connections to Postgres. More would not answer faster: a request holds one
// for as long as it reads.
const (
	documentConns = 16
	identityConns = 8
)

// pool opens a pool. That Postgres is not there yet is no reason to stop: the
// gateway is not ready until it is.
func pool(ctx context.Context, dsn string, conns int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the database's URL cannot be read") // the error would repeat it
	}
	config.MaxConns, config.MinConns = conns, 1
	p, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open pool: %w", err)
	}
	return p, nil
}

// agree holds the schema against every service that it binds to, and waits for
// those that are not there yet.
func agree(ctx context.Context, bindings *sdl.Bindings, b *bus.Bus) error {
	for _, service := range bindings.Services() {
		offer, err := offered(ctx, b, service)
		if err != nil {
			return err
		}
		if err := bindings.Hold(service, offer); err != nil {
			return fmt.Errorf("schema: %w", err)
		}
	}
	return nil
}

// offered asks a service what it has, until it answers.
func offered(ctx context.Context, b *bus.Bus, service string) (sdl.Offer, error) {
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, time.Second) {
		var offer sdl.Offer
		err := ask(ctx, b, service, "bindings", &offer)
		if err == nil {
			return offer, nil
		}
		slog.InfoContext(ctx, "waiting for a service to say what it has", "service", service, "error", err)
		select {
		case <-ctx.Done():
			return offer, fmt.Errorf("waiting for %s: %w", service, ctx.Err())
		case <-time.After(wait):
		}
	}
}

func ask(ctx context.Context, b *bus.Bus, service, question string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	answer, err := b.Ask(ctx, command.Actor{}, service, question, []byte("{}"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fmt.Errorf("%s says of its %s what cannot be read: %w", service, question, err)
	}
	return nil
}
