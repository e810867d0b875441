// Package steps is the one list of what is checked and tested, for people and
// for CI: cheap first, each step with a name by which it can be run alone.
package steps

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley.example/deploy/build"
)

// Step is one thing that must pass.
type Step struct {
	Name string
	What string
	run  func(context.Context, Run) error
}

// Checks read the project, Tests run it.
var (
	Checks = []Step{
		{"install", "what the checks need", install},
		{"format", "gofumpt", format},
		{"tidy", "go.work, go.mod and go.sum are as go makes them", tidy},
		{"build", "every module, within the workspace and alone; the front end", compile},
		{"web", "the front end's own checks", web},
		{"vet", "go vet, go fix, staticcheck, deadcode", vet},
		{"imports", "who may import whom", imports},
	}
	Tests = []Step{
		{"rules", "what needs no server: rules, stored forms, schema", rules},
		{"race", "what needs stores, with real ones, under the race detector", race},
		{"fuzz", "each fuzz test for a moment", fuzz},
		{"e2e", "the whole product, from outside", e2e},
		{"browser", "the front end, in browsers", browser},
		{"bench", "that each bench works", bench},
	}
)

// Run is where steps run and what they print to.
type Run struct {
	build.Site
	Out io.Writer
}

// All runs the steps so named, or all if none is, and stops at the first that
// fails.
func (r Run) All(ctx context.Context, steps []Step, names ...string) error {
	for _, name := range names {
		if !slices.ContainsFunc(steps, func(s Step) bool { return s.Name == name }) {
			return fmt.Errorf("there is no step %q; the steps are %s", name, strings.Join(Names(steps), ", "))
		}
	}
	began := time.Now()
	for _, step := range steps {
		if len(names) > 0 && !slices.Contains(names, step.Name) {
			continue
		}
		fmt.Fprintf(r.Out, "== %s: %s\n", step.Name, step.What)
		start := time.Now()
		if err := step.run(ctx, r); err != nil {
			return fmt.Errorf("step %s: %w\nrun it alone with .ci/run %s", step.Name, err, step.Name)
		}
		fmt.Fprintf(r.Out, "== %s passed in %.0f s\n", step.Name, time.Since(start).Seconds())
	}
	fmt.Fprintf(r.Out, "== everything passed in %.0f s\n", time.Since(began).Seconds())
	return nil
}

// Names returns the steps' names.
func Names(steps []Step) []string {
	var names []string
	for _, s := range steps {
		names = append(names, s.Name)
	}
	return names
}

// tell runs a command in a folder of the project and lets it print.
func (r Run) tell(ctx context.Context, folder string, env []string, name string, arguments ...string) error {
	command := r.command(ctx, folder, env, name, arguments...)
	command.Stdout, command.Stderr = r.Out, r.Out
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", filepath.Base(name), strings.Join(arguments[:min(2, len(arguments))], " "), err)
	}
	return nil
}

// silent runs a command whose success is that it finds nothing. What it says of
// its own doings is no finding: with a cold cache go tells what it downloads.
func (r Run) silent(ctx context.Context, folder string, env []string, name string, arguments ...string) error {
	command := r.command(ctx, folder, env, name, arguments...)
	command.Stderr = r.Out
	out, err := command.Output()
	if err == nil && len(out) > 0 {
		err = errors.New("it complains")
	}
	if err != nil {
		r.Out.Write(out)
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return nil
}

// list runs a command and returns its lines.
func (r Run) list(ctx context.Context, name string, arguments ...string) ([]string, error) {
	command := r.command(ctx, ".", nil, name, arguments...)
	command.Stderr = r.Out
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", name, arguments[0], err)
	}
	return strings.Fields(string(out)), nil
}

func (r Run) command(ctx context.Context, folder string, env []string, name string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Dir = filepath.Join(r.Root, folder)
	command.Env = append(os.Environ(),
		"GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -buildvcs=false"),
		"GOTMPDIR="+filepath.Join(r.State, "tmp"))
	command.Env = append(command.Env, env...)
	command.WaitDelay = 10 * time.Second
	return command
}

// there tells whether the project has a file or folder.
func (r Run) there(path string) bool {
	_, err := os.Stat(filepath.Join(r.Root, path))
	return err == nil
}
