// Package build makes the programs of a house out of the project's sources:
// the front end first, because the gateway carries it inside.
package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"parley.example/deploy/bus"
)

// Site is where is built from and to.
type Site struct {
	Root  string            // of the project
	State string            // bin, tmp and what else can be made anew
	Say   func(line string) // hears of every step, and that a long one goes on
}

// All builds what changed since the last time.
func (s Site) All(ctx context.Context) error {
	if err := s.Web(ctx); err != nil {
		return fmt.Errorf("build the front end: %w", err)
	}
	packages := []string{"./gateway"}
	for _, service := range bus.Contexts {
		packages = append(packages, "./services/"+service)
	}
	if err := s.Go(ctx, packages...); err != nil {
		return fmt.Errorf("build the services and the gateway: %w", err)
	}
	return nil
}

// Bin is the folder of the programs.
func (s Site) Bin() string { return filepath.Join(s.State, "bin") }

// Go builds main packages into [Site.Bin]. Go itself knows what changed.
func (s Site) Go(ctx context.Context, packages ...string) error {
	arguments := append([]string{"build", "-buildvcs=false", "-o", s.Bin() + string(filepath.Separator)}, packages...)
	return s.run(ctx, s.Root, "compiling "+strings.Join(bases(packages), ", "), "go", arguments...)
}

func bases(paths []string) []string {
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return names
}

// A step is announced when it is known to take long, and then every so often.
const (
	announced = time.Second
	again     = 15 * time.Second
)

// run runs a tool, and returns what it printed if it fails.
func (s Site) run(ctx context.Context, folder, what, tool string, arguments ...string) error {
	command := exec.CommandContext(ctx, tool, arguments...)
	command.Dir = folder
	// The temporary folder beside the target lets go replace a program that runs.
	command.Env = append(os.Environ(), "GOTMPDIR="+filepath.Join(s.State, "tmp"))
	command.WaitDelay = 5 * time.Second
	var printed bytes.Buffer
	command.Stdout, command.Stderr = &printed, &printed
	done := make(chan error, 1)
	began := time.Now()
	go func() { done <- command.Run() }()
	wait := announced
	for {
		select {
		case err := <-done:
			if err != nil {
				return fmt.Errorf("%s %s: %w\n%s", tool, arguments[0], err, bytes.TrimSpace(printed.Bytes()))
			}
			return nil
		case <-time.After(wait):
			s.Say(fmt.Sprintf("%s (%d s)", what, int(time.Since(began).Seconds())))
			wait = again
		}
	}
}
