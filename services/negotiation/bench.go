package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"parley.example/services/negotiation/internal/mediation/bench"
)

// benchMediate measures mediation. Lies are tried on the real cases where
// PARLEY_CASES says where they are, and else on drawn scenarios.
func benchMediate(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench-mediate", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print a row a line, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	cases, err := readCases(os.Getenv("PARLEY_CASES"))
	if err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, r := range bench.Mediate(cases, func(line string) { fmt.Fprintln(os.Stderr, line) }) {
		if *asJSON {
			err = lines.Encode(r)
		} else {
			_, err = fmt.Fprintln(out, r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func readCases(folder string) ([]bench.Named, error) {
	if folder == "" {
		return bench.Drawn(), nil
	}
	folder = filepath.Join(folder, "negotiation")
	list, err := os.ReadFile(filepath.Join(folder, "scenarios.json"))
	if err != nil {
		return nil, err
	}
	var named []struct {
		Name, Domain string
		Profiles     []string
	}
	if err := json.Unmarshal(list, &named); err != nil {
		return nil, fmt.Errorf("read the list of cases: %w", err)
	}
	var cases []bench.Named
	for _, n := range named {
		for i := range n.Profiles {
			n.Profiles[i] = filepath.Join(folder, n.Profiles[i])
		}
		s, err := readScenario(filepath.Join(folder, n.Domain), n.Profiles)
		if err != nil {
			return nil, err
		}
		cases = append(cases, bench.Named{Name: n.Name, Scenario: s})
	}
	return cases, nil
}
