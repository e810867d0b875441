package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"parley.example/deploy/reading"
	"parley.example/events/copies"
)

// openCommand shows a seat's own copy from the file alone.
type openCommand struct {
	File   string `arg:"" type:"existingfile" help:"What /negotiations/neg_…/copy.zip let you download."`
	Listen string `default:"127.0.0.1:0" help:"Where to show it: an address of this machine."`
	Key    string `help:"The installation's key as you know it (from /log/key). Without it the file's own is used, and printed."`
	Check  bool   `help:"Verify it and stop."`
}

// Run verifies a copy and serves it until it is told to stop. Nothing of one
// that does not hold is shown.
func (c openCommand) Run(ctx context.Context) error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil || host != "localhost" && !reading.Loopback(host) {
		return fmt.Errorf("%s is no address of this machine alone, like 127.0.0.1:8090", c.Listen)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	opened, err := copies.Open(file, info.Size())
	if err != nil {
		return fmt.Errorf("BROKEN: %w", err)
	}
	held, err := opened.Verify(c.Key)
	for _, h := range held {
		fmt.Printf("holds  %-12s %s\n", h.What, h.Found)
	}
	if err != nil {
		return fmt.Errorf("BROKEN: %w", err)
	}
	if c.Key == "" {
		key, _ := opened.Key() // Verify has read it
		fmt.Printf("\nsigned with the key %s\nCompare it once with the one that others see at /log/key.\n", key)
	}
	if c.Check {
		return nil
	}
	pages, err := reading.Handler(opened, held)
	if err != nil {
		return err
	}
	return c.serve(ctx, pages)
}

func (c openCommand) serve(ctx context.Context, pages http.Handler) error {
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: time.Minute}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	fmt.Printf("\nread it at http://%s — Ctrl-C ends it\n", l.Addr())
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
