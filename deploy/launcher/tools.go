package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"

	"parley.example/deploy/build"
)

// toolCommand hands over to the program of the service that owns the rules.
type toolCommand struct {
	Arguments []string `arg:"" optional:"" help:"What the tool is told; --help lists it."`
}

// owners of the tools.
var owners = map[string]string{"rules": "deliberation", "opinions": "deliberation", "mediate": "negotiation", "contract": "negotiation"}

func (c toolCommand) Run(ctx context.Context, here place, said *kong.Context) error {
	tool := said.Selected().Name
	if err := here.site().Go(ctx, "./services/"+owners[tool]); err != nil {
		return fmt.Errorf("build what %s needs: %w", tool, err)
	}
	return here.become(owners[tool], append([]string{tool}, c.Arguments...))
}

// benchCommand hands over to the benches.
type benchCommand struct {
	Arguments []string `arg:"" optional:"" help:"Name of a bench; none lists them."`
}

func (c benchCommand) Run(ctx context.Context, here place) error {
	if err := here.site().All(ctx); err != nil {
		return err
	}
	if err := here.site().Go(ctx, "./deploy/bench"); err != nil {
		return fmt.Errorf("build the benches: %w", err)
	}
	return here.become("bench", append([]string{"--root", here.root}, c.Arguments...))
}

func (p place) site() build.Site {
	return build.Site{Root: p.root, State: p.state, Say: func(line string) { fmt.Fprintln(os.Stderr, line) }}
}

// become replaces this process by one of the built programs.
func (p place) become(program string, arguments []string) error {
	path := filepath.Join(p.site().Bin(), program)
	return syscall.Exec(path, append([]string{program}, arguments...), os.Environ())
}
