package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"

	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/sheet"
	"parley.example/services/deliberation/internal/opinion/summary"
)

// opinions analyses a conversation that was exported as CSV.
func opinions(_ context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("opinions", flag.ContinueOnError)
	matrix := flags.String("matrix", "", "who said what: participants-votes.csv")
	comments := flags.String("comments", "", "the statements: comments.csv")
	asJSON := flags.Bool("json", false, "print everything, for machines")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *matrix == "" || *comments == "" || flags.NArg() > 0 {
		return errors.New("opinions needs --matrix participants-votes.csv and --comments comments.csv, and nothing else but --json")
	}
	c, err := readConversation(*matrix, *comments)
	if err != nil {
		return err
	}
	s := summary.Of(c, opinion.Analyse(c.Stances.Matrix()))
	if *asJSON {
		lines := json.NewEncoder(out)
		lines.SetIndent("", " ")
		return lines.Encode(s)
	}
	return s.Print(out)
}

func readConversation(matrix, comments string) (*sheet.Conversation, error) {
	m, err := os.Open(matrix)
	if err != nil {
		return nil, err
	}
	defer m.Close()
	c, err := os.Open(comments)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return sheet.Read(m, c)
}
