package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// shotsCommand takes pictures of the front end.
type shotsCommand struct {
	Out string `type:"path" help:"Folder of the pictures (default: gateway/web/shots in the project)."`
}

// Run implements the command.
func (c shotsCommand) Run(ctx context.Context, here place) error {
	folder := c.Out
	if folder == "" {
		folder = filepath.Join(here.root, "gateway", "web", "shots")
	}
	if err := here.steps().Shots(ctx, folder); err != nil {
		return err
	}
	fmt.Println("the pictures are in", folder)
	return nil
}
