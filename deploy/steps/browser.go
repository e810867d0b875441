package steps

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parley.example/deploy/house"
	"parley.example/deploy/seed"
)

// browser runs the front end's tests in browsers, before a house of their own
// in which the stories are told.
func browser(ctx context.Context, r Run) error {
	return r.lived(ctx, func(url string) error {
		return r.npm(ctx, "test", append(r.env(), "PARLEY_URL="+url)...)
	})
}

// Shots writes pictures of every page of a house into a folder.
func (r Run) Shots(ctx context.Context, folder string) error {
	return r.lived(ctx, func(url string) error {
		return r.npm(ctx, "shots", "PARLEY_URL="+url, "PARLEY_SHOTS="+folder)
	})
}

// lived starts a house with the stories for as long as f runs, and leaves
// nothing of it behind.
func (r Run) lived(ctx context.Context, f func(url string) error) error {
	if err := r.Site.All(ctx); err != nil {
		return err
	}
	if err := r.Go(ctx, "./deploy/launcher"); err != nil {
		return err
	}
	data, err := os.MkdirTemp(filepath.Join(r.State, "tmp"), "lived-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	h, err := house.Start(ctx, house.Options{
		Data: data, State: r.State, Programs: r.Bin(), Launcher: filepath.Join(r.Bin(), "launcher"),
		Postgres: os.Getenv("PARLEY_POSTGRES_BIN"), Development: true, Disposable: true, Say: r.Say,
	})
	if err != nil {
		return fmt.Errorf("start a house: %w", err)
	}
	defer h.Close()
	identity, err := h.DSN("parley_identity")
	if err != nil {
		return err
	}
	tell := func(ctx context.Context, url string) error { return seed.Stories(ctx, url, identity, r.Say) }
	if err := h.Seed(ctx, tell); err != nil {
		return err
	}
	return f(h.URL)
}
