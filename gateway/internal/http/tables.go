package http

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"

	"parley.example/gateway/internal/export"
	"parley.example/gateway/internal/read"
)

const mediaCSV = "text/csv; charset=utf-8; header=present"

// statementsMost is how many statements a table has.
const statementsMost = 50_000

// statements writes what was said in a conversation and how many stand where on
// it, as the reader sees it: names and numbers that they may not know are not in
// it.
func statements(ctx context.Context, r Reader, q *http.Request, w io.Writer) (exported, error) {
	var c struct{ Question string }
	id := q.PathValue("id")
	if err := one(ctx, r, "deliberation.conversation", id, &c); err != nil {
		return exported{}, err
	}
	table, err := export.NewTable(w, "statement", "text", "state", "seed", "author", "alias", "said", "agree", "disagree", "pass")
	if err != nil {
		return exported{}, err
	}
	var rows []statement
	err = eachRow(ctx, r, "deliberation.statement", id, func(row read.Row) error {
		if len(rows) == statementsMost {
			return errTooLarge
		}
		var s statement
		err := json.Unmarshal(row.Doc, &s)
		rows = append(rows, s)
		return err
	})
	if err != nil {
		return exported{}, err
	}
	for page := range slices.Chunk(rows, pageOfCopy) {
		if err := counted(ctx, r, table, page); err != nil {
			return exported{}, err
		}
	}
	return exported{name: c.Question + ".csv", media: mediaCSV}, table.Close()
}

type statement struct {
	ID, Text, State, Author, Alias, MadeAt string
	Seed                                   bool
}

func counted(ctx context.Context, r Reader, table *export.Table, page []statement) error {
	ids := make([]string, len(page))
	for i, s := range page {
		ids[i] = s.ID
	}
	found, err := r.Read(ctx, read.Batch{Lookups: []read.Lookup{{Table: "deliberation.tally", IDs: ids}}})
	if err != nil {
		return err
	}
	for _, s := range page {
		var t struct{ Agree, Disagree, Pass string }
		if row, there := found.Rows[read.Key{Table: "deliberation.tally", ID: s.ID}]; there {
			if err := json.Unmarshal(row.Doc, &t); err != nil {
				return err
			}
		}
		seed := ""
		if s.Seed {
			seed = "yes"
		}
		if err := table.Row(s.ID, s.Text, s.State, seed, s.Author, s.Alias, s.MadeAt, t.Agree, t.Disagree, t.Pass); err != nil {
			return err
		}
	}
	return nil
}

// valueLines writes the statement of value of a period, line by line. Amounts are
// whole minor units: no program rounds them.
func valueLines(ctx context.Context, r Reader, q *http.Request, w io.Writer) (exported, error) {
	var p struct{ From, To, Clause string }
	id := q.PathValue("id")
	if err := one(ctx, r, "agreements.period", id, &p); err != nil {
		return exported{}, err
	}
	table, err := export.NewTable(w, "line", "kind", "text", "minor", "currency", "source", "portion", "state", "settled", "replaces", "stated")
	if err != nil {
		return exported{}, err
	}
	err = eachRow(ctx, r, "agreements.value_line", id, func(row read.Row) error {
		type money struct{ Minor, Currency string }
		var l struct {
			ID, Kind, Text, Source, By, State, Replaces, CreatedAt string
			Amount                                                 money
			Settled                                                *struct{ Amount money }
		}
		if err := json.Unmarshal(row.Doc, &l); err != nil {
			return err
		}
		taken := ""
		if l.Settled != nil {
			taken = l.Settled.Amount.Minor
		}
		return table.Row(l.ID, l.Kind, l.Text, l.Amount.Minor, l.Amount.Currency, l.Source, l.By, l.State, taken, l.Replaces, l.CreatedAt)
	})
	if err != nil {
		return exported{}, err
	}
	return exported{name: p.Clause + " " + p.From + " " + p.To + ".csv", media: mediaCSV}, table.Close()
}
