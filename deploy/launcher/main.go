// The launcher starts, checks and stops Parley. The script deploy/parley builds
// it and passes its arguments on.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are what a person can ask of deploy/parley.
type commands struct {
	Root string `hidden:"" help:"The project, as the script found it."`

	Up     upCommand     `cmd:"" help:"Start everything and stay until Ctrl-C." group:"The house"`
	Doctor doctorCommand `cmd:"" help:"Say what is wrong, and how to mend it." group:"The house"`
	Reset  resetCommand  `cmd:"" help:"Delete the data and begin afresh." group:"The house"`

	Test   testCommand   `cmd:"" help:"Run every test, from the rules to the browser." group:"The project"`
	Check  checkCommand  `cmd:"" help:"Run the cheap checks: format, build, vet, import rules." group:"The project"`
	Bench  benchCommand  `cmd:"" passthrough:"" help:"Measure: bench NAME [--json]." group:"The project"`
	Shots  shotsCommand  `cmd:"" help:"Write pictures of every page into a folder." group:"The project"`
	Faults faultsCommand `cmd:"" help:"Break houses on purpose, as often as before a release, and count what is left." group:"The project"`

	Rules    toolCommand `cmd:"" passthrough:"" help:"Try a decision rule on a file." group:"The rules, without any server"`
	Opinions toolCommand `cmd:"" passthrough:"" help:"Analyse a file of opinions." group:"The rules, without any server"`
	Mediate  toolCommand `cmd:"" passthrough:"" help:"Suggest packages for a file of preferences." group:"The rules, without any server"`
	Contract toolCommand `cmd:"" passthrough:"" help:"Read the text of a contract as a term sheet." group:"The rules, without any server"`

	Verify verifyCommand `cmd:"" help:"Verify a downloaded agreement, offline." group:"Without trusting anybody"`
	Open   openCommand   `cmd:"" help:"Verify a seat's own copy, and show it in a browser from the file alone." group:"Without trusting anybody"`

	Nats   natsCommand   `cmd:"" help:"Run the message server alone, in the foreground." group:"For machines"`
	Stores storesCommand `cmd:"" help:"Run a message server and a database for tests, until standard input closes." group:"For machines"`
}

// place is where things are.
type place struct {
	root  string // of the project
	state string // programs, packages and, unless --data says otherwise, data
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	stop()
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "parley:", err)
	os.Exit(1)
}

func run(ctx context.Context, arguments []string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	var said commands
	parser, err := kong.New(&said,
		kong.Name("deploy/parley"),
		kong.Description("Starts, checks and stops Parley."),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return err
	}
	if len(arguments) == 0 || len(arguments) == 2 && arguments[0] == "--root" {
		arguments = append(arguments, "--help")
	}
	command, err := parser.Parse(arguments)
	parser.FatalIfErrorf(err)
	// It is built to <state>/bin/launcher.
	command.Bind(place{root: said.Root, state: filepath.Dir(filepath.Dir(program))})
	return command.Run()
}
