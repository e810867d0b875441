package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"parley.example/deploy/house"
	"parley.example/deploy/provision"
)

// storesCommand gives a test of any module a message server and a database of
// its own: the test starts it, reads one line, and closes its input at the end.
type storesCommand struct {
	Data string `required:"" type:"path" help:"Folder of the data."`
}

// stores is the line that the command prints when both are ready.
type stores struct {
	NATS  string            `json:"nats"`
	Seeds string            `json:"seeds"` // folder of <user>.nk
	DSN   map[string]string `json:"dsn"`   // by role; "postgres" is the superuser
}

func (c storesCommand) Run(ctx context.Context, here place) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	h, err := house.StartStores(ctx, house.Options{
		Data: c.Data, State: here.state, Disposable: true, Postgres: os.Getenv("PARLEY_POSTGRES_BIN"),
		Say: func(line string) { fmt.Fprintln(os.Stderr, line) },
	})
	if err != nil {
		return err
	}
	defer h.Close()
	ready := stores{NATS: h.NATSURL(), Seeds: string(h.Folder.Keys()), DSN: map[string]string{}}
	for _, role := range append(provision.Roles(), "postgres") {
		if ready.DSN[role], err = h.DSN(role); err != nil {
			return err
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}
