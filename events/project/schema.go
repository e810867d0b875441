package project

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// gatewayRole reads documents on behalf of viewers and can do nothing else.
const gatewayRole = "parley_gateway"

// audienceRule lets a viewer read the documents of the audiences that the
// registry gives them. The uncorrelated array makes Postgres ask once per query.
const audienceRule = "audience = ANY (ARRAY(SELECT projection.viewer_audience()))"

// version fingerprints how the views are made: their tables and the versions
// that their authors count up when Project changes.
func (m *Model) version() string {
	h := sha256.New()
	for _, v := range m.Views {
		fmt.Fprintf(h, "%s %d %s %v %t %s\n", v.Table, v.Version, v.Audience, v.Readers, v.Internal, v.Policy)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// createTables makes the empty tables of all views in a schema that the role
// of this service owns.
func (m *Model) createTables(ctx context.Context, tx pgx.Tx, schema string) error {
	for _, v := range m.Views {
		if err := v.create(ctx, tx, schema); err != nil {
			return err
		}
	}
	due := pgx.Identifier{schema, "due"}.Sanitize()
	return execAll(ctx, tx,
		"DROP TABLE IF EXISTS "+due,
		"CREATE TABLE "+due+" (aggregate text NOT NULL, what text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (aggregate, what))",
		"CREATE INDEX ON "+due+" (at)",
		"ALTER TABLE "+due+" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
		"CREATE POLICY projector ON "+due+" TO CURRENT_USER USING (true) WITH CHECK (true)",
	)
}

func (v View) create(ctx context.Context, tx pgx.Tx, schema string) error {
	table := pgx.Identifier{schema, v.Table}.Sanitize()
	statements := []string{
		"DROP TABLE IF EXISTS " + table,
		"CREATE TABLE " + table + ` (
			id text PRIMARY KEY, parent text NOT NULL, sort text NOT NULL COLLATE "C", audience text NOT NULL,
			aggregate text NOT NULL, parked boolean NOT NULL DEFAULT false, doc json NOT NULL)`,
		"CREATE INDEX ON " + table + " (parent, sort, id)",
		"CREATE INDEX ON " + table + " (aggregate)",
		"ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
		"CREATE POLICY projector ON " + table + " TO CURRENT_USER USING (true) WITH CHECK (true)",
	}
	if !v.Internal {
		rule := v.Policy
		if rule == "" {
			rule = audienceRule
		}
		statements = append(statements,
			"GRANT SELECT ON "+table+" TO "+gatewayRole,
			"CREATE POLICY viewer ON "+table+" FOR SELECT TO "+gatewayRole+" USING ("+rule+")")
	}
	for _, role := range v.Readers {
		name := pgx.Identifier{role}.Sanitize()
		statements = append(statements,
			"GRANT SELECT ON "+table+" TO "+name,
			"CREATE POLICY "+pgx.Identifier{"reader_" + role}.Sanitize()+" ON "+table+" FOR SELECT TO "+name+" USING (true)")
	}
	if err := execAll(ctx, tx, statements...); err != nil {
		return fmt.Errorf("create %s.%s: %w", schema, v.Table, err)
	}
	return nil
}

func execAll(ctx context.Context, tx pgx.Tx, statements ...string) error {
	for _, s := range statements {
		if _, err := tx.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(firstLine(s)), err)
		}
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// tables names every table of the model, the due rows among them.
func (m *Model) tables() []string {
	names := []string{"due"}
	for _, v := range m.Views {
		names = append(names, v.Table)
	}
	return names
}

// next is the schema in which read models are built anew.
func (m *Model) next() string { return m.Stream + "_next" }

// swap puts the tables of the next schema in place of those in use.
func (m *Model) swap(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, "SELECT tablename FROM pg_tables WHERE schemaname = $1", m.Stream)
	if err != nil {
		return fmt.Errorf("list tables of %s: %w", m.Stream, err)
	}
	old, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("list tables of %s: %w", m.Stream, err)
	}
	for _, name := range old {
		if err := execAll(ctx, tx, "DROP TABLE "+pgx.Identifier{m.Stream, name}.Sanitize()); err != nil {
			return err
		}
	}
	for _, name := range m.tables() {
		if err := execAll(ctx, tx, "ALTER TABLE "+pgx.Identifier{m.next(), name}.Sanitize()+" SET SCHEMA "+pgx.Identifier{m.Stream}.Sanitize()); err != nil {
			return err
		}
	}
	return nil
}

// journal is the qualified name of the stream's second copy.
func (m *Model) journal() string { return pgx.Identifier{"journal", m.Stream}.Sanitize() }

func checkpointOf(ctx context.Context, pool *pgxpool.Pool, stream string) (views string, seq uint64, err error) {
	err = pool.QueryRow(ctx, "SELECT views, seq FROM projection.checkpoint WHERE stream = $1", stream).Scan(&views, &seq)
	if err != nil {
		return "", 0, fmt.Errorf("checkpoint of %s: %w", stream, err)
	}
	return views, seq, nil
}
