package main

import (
	"context"
	"fmt"

	"parley.example/deploy/bus"
)

// natsCommand runs the message server. The launcher starts itself with it, so
// that the server is a process of its own and can be killed alone.
type natsCommand struct {
	Config string `required:"" type:"existingfile" help:"Configuration to run, as --print shows it." xor:"what"`
	Print  string `required:"" type:"existingdir" help:"Print the configuration for the keys in this folder instead, for a server that you run yourself." xor:"what"`
	Listen string `default:"127.0.0.1:4222" help:"Address to print into the configuration."`
	Store  string `default:"/var/lib/parley/nats" help:"Store to print into the configuration."`
}

func (c natsCommand) Run(ctx context.Context) error {
	if c.Config != "" {
		return bus.Serve(ctx, c.Config)
	}
	text, err := bus.Keys(c.Print).Configuration(c.Listen, c.Store)
	if err != nil {
		return err
	}
	fmt.Print(text)
	return nil
}
