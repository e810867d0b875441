package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/deploy/build"
	"parley.example/deploy/house"
	"parley.example/deploy/seed"
)

// upCommand starts everything and stays until it is told to stop.
type upCommand struct {
	Listen string `default:"127.0.0.1:8080" help:"Address for people; if its port is taken the next free one is used."`
	Data   string `type:"path" help:"Folder of the data (default: .parley/data in the project)."`
	NoSeed bool   `help:"Start without the two stories."`
}

func (c upCommand) Run(ctx context.Context, here place) error {
	say := clock(os.Stdout)
	data := here.data(c.Data)
	say("starting Parley; its data is in " + data)
	h, err := c.open(ctx, here, data, say)
	if err != nil {
		return interrupted(ctx, err)
	}
	defer func() {
		h.Close()
		say("stopped; the data is kept")
	}()
	if err := c.fill(ctx, h, say); err != nil {
		return interrupted(ctx, err)
	}
	greet(ctx, h)
	<-ctx.Done()
	fmt.Println()
	say("stopping")
	return nil
}

// open builds the programs while the stores start.
func (c upCommand) open(ctx context.Context, here place, data string, say func(string)) (*house.House, error) {
	compiling, cancel := context.WithCancel(ctx)
	defer cancel()
	var building sync.WaitGroup
	var unbuilt error
	building.Go(func() {
		unbuilt = build.Site{Root: here.root, State: here.state, Say: say}.All(compiling)
	})
	h, err := house.StartStores(ctx, house.Options{
		Data: data, State: here.state, Listen: c.Listen, Development: true, Say: say,
		NATS: os.Getenv("NATS_URL"), Database: os.Getenv("DATABASE_URL"), Postgres: os.Getenv("PARLEY_POSTGRES_BIN"),
	})
	if err != nil {
		cancel()
	}
	building.Wait()
	if err != nil {
		return nil, err
	}
	if err = unbuilt; err == nil {
		say("the programs are built")
		err = h.StartPrograms(ctx)
	}
	if err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

func (c upCommand) fill(ctx context.Context, h *house.House, say func(string)) error {
	if c.NoSeed || h.Folder.Seeded() {
		return nil
	}
	say("telling the two stories (once)")
	identity, err := h.DSN("parley_identity")
	if err != nil {
		return err
	}
	return h.Seed(ctx, func(ctx context.Context, url string) error { return seed.Stories(ctx, url, identity, say) })
}

// clock returns what prints a line with the seconds since the start.
func clock(out *os.File) func(string) {
	began := time.Now()
	return func(line string) {
		fmt.Fprintf(out, "%6.1f s  %s\n", time.Since(began).Seconds(), line)
	}
}

// interrupted leaves out the errors of a start that was called off.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// data is the folder of the data, also where the person gave none.
func (p place) data(given string) string {
	if given != "" {
		return given
	}
	return filepath.Join(p.state, "data")
}

func greet(ctx context.Context, h *house.House) {
	fmt.Printf(`
Parley runs at        %s
GraphQL to try out    %s/graphiql
`, h.URL, h.URL)
	people, err := personas(ctx, h)
	if err != nil {
		fmt.Println("personas              cannot be listed:", err)
	}
	if len(people) > 0 {
		fmt.Println("\nBe any of these people: choose one on the first page.")
	}
	for _, p := range people {
		fmt.Printf("  %-42s%s\n", p.Label, p.Note)
	}
	fmt.Printf(`
The data lies in      %s
Logs lie in           %s
Stop with             Ctrl-C (the data is kept)
Start afresh with     deploy/parley reset
`, h.Folder, filepath.Dir(h.Folder.Log("gateway")))
}

// persona is one whom a visitor can be in development.
type persona struct{ Label, Note string }

func personas(ctx context.Context, h *house.House) ([]persona, error) {
	dsn, err := h.DSN("parley_identity")
	if err != nil {
		return nil, err
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "SELECT label, note FROM identity.persona ORDER BY story, label")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[persona])
}
