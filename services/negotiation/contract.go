package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/contract"
	"parley.example/services/negotiation/internal/table"
)

// readContract says which term sheet a contract with blanks makes, and what
// stands in the blanks of a text that was made from it.
func readContract(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("contract", flag.ContinueOnError)
	var models []string
	text := flags.String("template", "", "the text with its blanks: {{name}} or __NAME__")
	flags.Func("model", "of which type each blank is, in Concerto; may come several times", func(path string) error {
		models = append(models, path)
		return nil
	})
	sample := flags.String("sample", "", "a text that was made from it, to read the values from")
	asJSON := flags.Bool("json", false, "print everything, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *text == "" || flags.NArg() > 0 {
		return errors.New("contract needs --template FILE, and nothing else but --model FILE, --sample FILE and --json")
	}
	template, err := readTemplate(*text, models)
	if err != nil {
		return err
	}
	sheet := sheet{Title: template.Title, Terms: template.Definitions()}
	if *sample != "" {
		made, err := os.ReadFile(*sample)
		if err != nil {
			return err
		}
		if sheet.Values, err = template.Values(string(made)); err != nil {
			return fmt.Errorf("%s: %w", *sample, err)
		}
	}
	if *asJSON {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		lines.SetIndent("", " ")
		return lines.Encode(sheet)
	}
	return sheet.print(out)
}

func readTemplate(path string, models []string) (contract.Template, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return contract.Template{}, err
	}
	var model strings.Builder
	for _, file := range models {
		one, err := os.ReadFile(file)
		if err != nil {
			return contract.Template{}, err
		}
		model.Write(one)
	}
	t, err := contract.Read(string(text), model.String())
	if err != nil {
		return t, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}

// sheet is what the command prints.
type sheet struct {
	Title  string                       `json:"title"`
	Terms  []table.Definition           `json:"terms"`
	Values map[string]negotiation.Value `json:"values,omitempty"` // that stand in the sample
}

func (s sheet) print(out io.Writer) error {
	fmt.Fprintf(out, "%s: %d terms\n\n", s.Title, len(s.Terms))
	rows := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, t := range s.Terms {
		says := ""
		if t.Proposed != nil {
			says = fmt.Sprintf("%d characters", len([]rune(t.Proposed.Text)))
		}
		if v, given := s.Values[t.Key]; given {
			says = terms.Literal(v)
		}
		fmt.Fprintf(rows, "%s\t%s\t%s\t%s\n", t.Key, t.Kind, t.Name, says)
	}
	return rows.Flush()
}
