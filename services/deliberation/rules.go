package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"parley.example/services/deliberation/internal/fixture"
)

// rules works out worked examples of the decision rules and of the arithmetic.
func rules(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("rules", flag.ContinueOnError)
	path := flags.String("fixtures", "", "a file of worked examples: canonical.json")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *path == "" || flags.NArg() > 0 {
		return errors.New("rules needs --fixtures canonical.json, and nothing else")
	}
	file, err := os.ReadFile(*path)
	if err != nil {
		return err
	}
	cases, differences, err := fixture.Check(file)
	if err != nil {
		return err
	}
	for _, d := range differences {
		fmt.Fprintln(out, d)
	}
	fmt.Fprintf(out, "%d of %d\n", cases-len(differences), cases)
	switch {
	case len(differences) > 0:
		return fmt.Errorf("%d of %d worked examples come out differently", len(differences), cases)
	case cases == 0:
		return errors.New("there are no worked examples in the file")
	}
	return nil
}
