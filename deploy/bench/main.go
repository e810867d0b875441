// The benches print figures beside their aims, each with a baseline that ran in
// the same run. `deploy/parley bench` builds and starts them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/table"
	"parley.example/deploy/bench/voice"
	"parley.example/deploy/bench/web"
	"parley.example/deploy/bench/write"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	root := flags.String("root", ".", "the project")
	asJSON := flags.Bool("json", false, "print one object a line")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	name := flags.Arg(0)
	if err := flags.Parse(flags.Args()[min(1, flags.NArg()):]); err != nil { // options may follow the name
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	here := write.Place{Root: *root, State: filepath.Dir(filepath.Dir(program))}
	rows, err := measure(ctx, here, name)
	if err != nil {
		return errors.Join(figures.Write(out, rows, *asJSON), err)
	}
	return figures.Write(out, rows, *asJSON)
}

func measure(ctx context.Context, here write.Place, name string) ([]figures.Row, error) {
	say := func(line string) { fmt.Fprintln(os.Stderr, line) }
	switch name {
	case "mediate": // the rules alone, then a table with many at it
		rows, err := tool(ctx, filepath.Join(here.State, "bin", "negotiation"), "bench-mediate")
		more, wrong := table.Run(ctx, table.Full, say)
		return append(rows, more...), errors.Join(err, wrong)
	case "agreements": // the rules and the log's arithmetic alone
		return tool(ctx, filepath.Join(here.State, "bin", "agreements"), "bench-agreements")
	case "write":
		return write.Run(ctx, here, write.Full, say)
	case "voice":
		return voice.Run(ctx, filepath.Join(here.State, "bin"), voice.Full, say)
	case "stances":
		return voice.Stances(ctx, voice.FullTalk, say)
	case "table":
		return table.Run(ctx, table.Full, say)
	case "directory":
		return voice.Directory(ctx, voice.Full, say)
	case "web":
		return web.Run(ctx, here.Root, web.Full, say)
	case "smoke":
		rows, err := write.Run(ctx, here, write.Small, func(string) {})
		return rows, errors.Join(err, complete(rows, write.Rows(write.Small)))
	}
	return nil, fmt.Errorf("there is no bench %q; there are write, agreements, mediate and its part table, voice and its parts stances and directory, web, and smoke, which only sees that every figure is produced", name)
}

// tool runs a bench of another program and reads its figures.
func tool(ctx context.Context, program, name string) ([]figures.Row, error) {
	command := exec.CommandContext(ctx, program, name, "--json")
	command.Stderr = os.Stderr
	printed, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", filepath.Base(program), name, err)
	}
	return figures.Read(printed)
}

// complete returns which of the wanted figures are missing.
func complete(rows []figures.Row, wanted []string) error {
	var missing []error
	for _, name := range wanted {
		if !slices.ContainsFunc(rows, func(r figures.Row) bool { return r.Name == name }) {
			missing = append(missing, fmt.Errorf("there is no figure %q", name))
		}
	}
	if len(rows) != len(wanted) {
		missing = append(missing, fmt.Errorf("%d figures, want %d", len(rows), len(wanted)))
	}
	return errors.Join(missing...)
}
