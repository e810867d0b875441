package project

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A table that fills in one go has no statistics until Postgres comes by, which
// may be a minute later; until then it reads whole lists to find one page.
const (
	firstLook = 200 // documents written to a table until it is looked at
	lastLook  = 100_000
)

// statistics says when the tables of a model are to be looked at: after their
// first documents, and whenever four times as many have been written.
type statistics struct {
	written, next map[string]int
}

// due counts what was written, and returns the tables that grew enough.
func (s *statistics) due(changed []Change) (tables []string) {
	if s.written == nil {
		s.written, s.next = make(map[string]int), make(map[string]int)
	}
	for _, c := range changed {
		if s.next[c.Table] == 0 {
			s.next[c.Table] = firstLook
		}
		if s.written[c.Table]++; s.written[c.Table] == s.next[c.Table] && s.next[c.Table] <= lastLook {
			s.next[c.Table] *= 4
			tables = append(tables, c.Table)
		}
	}
	return tables
}

// analyze lets Postgres look at tables. Nobody waits for it, and where it fails
// Postgres does it by itself in time.
func analyze(ctx context.Context, pool *pgxpool.Pool, tables []string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	for _, table := range tables {
		if _, err := pool.Exec(ctx, "ANALYZE "+pgx.Identifier(strings.SplitN(table, ".", 2)).Sanitize()); err != nil {
			slog.WarnContext(ctx, "look at table", "table", table, "error", err)
		}
	}
}

// all names every table of the model as SQL does.
func (m *Model) all() (tables []string) {
	for _, name := range m.tables() {
		tables = append(tables, m.Stream+"."+name)
	}
	return tables
}
