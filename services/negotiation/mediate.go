package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/genius"
)

// mediate says of a scenario in files everything that can be said of it by who
// holds all profiles.
func mediate(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mediate", flag.ContinueOnError)
	var profiles []string
	domain := flags.String("domain", "", "what can be agreed on: a GENIUS domain, in XML")
	flags.Func("profile", "what a party wants: a GENIUS profile, in XML; once for each party", func(path string) error {
		profiles = append(profiles, path)
		return nil
	})
	seconds := flags.Float64("seconds", 10, "how long to search for a method's package, where packages are too many to look at all")
	asJSON := flags.Bool("json", false, "print everything, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *domain == "" || len(profiles) == 0 || flags.NArg() > 0 || !(*seconds > 0 && *seconds <= 86_400) {
		return errors.New("mediate needs --domain D.xml and --profile P.xml for each party, and nothing else but --seconds and --json")
	}
	s, err := readScenario(*domain, profiles)
	if err != nil {
		return err
	}
	r := examine(ctx, s, time.Duration(*seconds*float64(time.Second)))
	if err := ctx.Err(); err != nil {
		return err
	}
	if !*asJSON {
		return r.print(out, s)
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	lines.SetIndent("", " ")
	return lines.Encode(r)
}

// result is what mediate prints. The frontier is null where packages are too
// many to look at all, a solution where no package is admitted.
type result struct {
	Outcomes         *big.Int  `json:"outcomes"`
	ParetoOutcomes   *int      `json:"paretoOutcomes"`
	ParetoUtilities  *int      `json:"paretoUtilities"`
	Utilitarian      *solution `json:"utilitarian"`
	Nash             *solution `json:"nash"` // over the reservation values of the profiles
	Egalitarian      *solution `json:"egalitarian"`
	Leximin          *solution `json:"leximin"`
	KalaiSmorodinsky *solution `json:"kalaiSmorodinsky"`
	SingleText       *solution `json:"singleText"` // from the first value of every issue
	Exact            bool      `json:"exact"`
	Gap              float64   `json:"gap"`
	Seconds          float64   `json:"seconds"`
}

type solution struct {
	Value     float64   `json:"value"`
	Package   []string  `json:"package"`   // a value for every issue, in the domain's order
	Utilities []float64 `json:"utilities"` // in the order of the profiles
	Exact     bool      `json:"exact"`
	Gap       float64   `json:"gap"`
}

func examine(ctx context.Context, s mediation.Scenario, limit time.Duration) result {
	start := time.Now()
	ended := func() bool { return ctx.Err() != nil }
	survey := mediation.Examine(s, make(mediation.Package, len(s.Terms)), mediation.Budget{Stop: ended}, func() mediation.Budget {
		end := time.Now().Add(limit)
		return mediation.Budget{Stop: func() bool { return ended() || time.Now().After(end) }}
	})
	r := result{Outcomes: s.Size(), Seconds: time.Since(start).Seconds()}
	r.Exact, r.Gap = survey.Exact()
	if survey.Counted {
		r.ParetoOutcomes, r.ParetoUtilities = &survey.ParetoPackages, &survey.ParetoUtilities
	}
	for _, found := range survey.Solutions {
		if found.Found {
			*r.of(found.Method) = &solution{found.Value, s.Values(found.Package), found.Utilities, found.Exact, found.Gap}
		}
	}
	return r
}

func (r *result) of(m mediation.Method) **solution {
	return map[mediation.Method]**solution{
		mediation.Utilitarian: &r.Utilitarian, mediation.Nash: &r.Nash, mediation.Egalitarian: &r.Egalitarian,
		mediation.Leximin: &r.Leximin, mediation.KalaiSmorodinsky: &r.KalaiSmorodinsky, mediation.SingleText: &r.SingleText,
	}[m]
}

func (r result) print(out io.Writer, s mediation.Scenario) error {
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(table, "%s packages of %d terms, %d parties\n", r.Outcomes, len(s.Terms), len(s.Parties))
	if r.ParetoOutcomes != nil {
		fmt.Fprintf(table, "%d of them are not dominated; these differ in %d ways\n", *r.ParetoOutcomes, *r.ParetoUtilities)
	}
	fmt.Fprintln(table, "\nmethod\tvalue\tgap\tutilities\tpackage")
	for _, m := range mediation.Methods {
		found := *r.of(m)
		if found == nil {
			fmt.Fprintf(table, "%s\tno package\n", m)
			continue
		}
		gap := "exact"
		if !found.Exact {
			gap = fmt.Sprintf("≤ %.2g %%", 100*found.Gap)
		}
		var utilities []string
		for _, u := range found.Utilities {
			utilities = append(utilities, fmt.Sprintf("%.4f", u))
		}
		fmt.Fprintf(table, "%s\t%.6g\t%s\t%s\t%s\n", m, found.Value, gap, strings.Join(utilities, " "), strings.Join(found.Package, " | "))
	}
	fmt.Fprintf(table, "\n%.3g s\n", r.Seconds)
	return table.Flush()
}

func readScenario(domain string, profiles []string) (mediation.Scenario, error) {
	var s mediation.Scenario
	file, err := readBounded(domain)
	if err != nil {
		return s, err
	}
	d, err := genius.ReadDomain(file)
	if err != nil {
		return s, fmt.Errorf("%s: %w", domain, err)
	}
	s.Terms = d.Terms()
	for _, path := range profiles {
		file, err := readBounded(path)
		if err != nil {
			return s, err
		}
		y, err := d.ReadProfile(filepath.Base(path), file)
		if err != nil {
			return s, err
		}
		s.Parties = append(s.Parties, y)
	}
	return s, s.Check()
}

// readBounded reads no more of a file than one byte too many.
func readBounded(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, genius.MaxBytes+1))
}
