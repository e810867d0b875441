package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"parley.example/services/deliberation/internal/opinion/bench"
)

// benchVoice measures the analysis of opinions.
func benchVoice(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench-voice", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print a row a line, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	missed := 0
	lines := json.NewEncoder(out)
	for _, r := range bench.Voice(func(line ...any) { fmt.Fprintln(os.Stderr, line...) }) {
		if !r.Met {
			missed++
		}
		if !*asJSON {
			fmt.Fprintf(out, "%-45s %10.4g %-4s against %10.4g, ratio %8.3g, aim %s\n", r.Name, r.Value, r.Unit, r.Against, r.Ratio, r.Aim)
		} else if err := lines.Encode(r); err != nil {
			return err
		}
	}
	if missed > 0 {
		return errors.New("not every aim is met")
	}
	return nil
}
