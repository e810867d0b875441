package main

import (
	"context"
	"os"

	"parley.example/deploy/steps"
)

// checkCommand runs what reads the project.
type checkCommand struct {
	Steps []string `arg:"" optional:"" help:"Steps to run; all of them if none is named."`
}

// Run implements the command.
func (c checkCommand) Run(ctx context.Context, here place) error {
	return here.steps().All(ctx, steps.Checks, c.Steps...)
}

// testCommand runs what runs the project.
type testCommand struct {
	Steps []string `arg:"" optional:"" help:"Steps to run; all of them if none is named."`
}

// Run implements the command. A named step may be one of the checks as well.
func (c testCommand) Run(ctx context.Context, here place) error {
	if len(c.Steps) > 0 {
		return here.steps().All(ctx, append(steps.Checks, steps.Tests...), c.Steps...)
	}
	return here.steps().All(ctx, steps.Tests)
}

func (p place) steps() steps.Run { return steps.Run{Site: p.site(), Out: os.Stdout} }
