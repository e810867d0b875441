package house_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"parley.example/deploy/bus"
	"parley.example/deploy/provision"
)

func TestTheCatalogIsAsPromised(t *testing.T) {
	conn := connect(t, common.open(t), "postgres")
	faults, err := provision.Faults(soon(t), conn)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestTheCatalogTestSeesEachKindOfFault(t *testing.T) {
	conn := connect(t, common.open(t), "postgres")
	for _, row := range []struct{ change, fault string }{
		{"CREATE TABLE negotiation.open (id text)", "without forced row-level security"},
		{"CREATE TABLE negotiation.half (id text); ALTER TABLE negotiation.half ENABLE ROW LEVEL SECURITY", "table negotiation.half is without"},
		{"CREATE VIEW registry.all AS SELECT * FROM journal.registry", "view registry.\"all\" does not run as who asks"},
		{"CREATE MATERIALIZED VIEW registry.copy AS SELECT 1", "view registry.copy"},
		{"CREATE FUNCTION keys.f() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'", "with the rights of its owner"},
		{"CREATE FUNCTION keys.g() RETURNS int LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION keys.g() TO PUBLIC", "function keys.g is open"},
		{"ALTER ROLE parley_gateway BYPASSRLS", "role parley_gateway has a power"},
		{"GRANT parley_identity TO parley_gateway", "parley_gateway can act as"},
		{"GRANT USAGE ON SCHEMA keys TO PUBLIC", "schema keys is open"},
		{"GRANT SELECT ON keys.room TO parley_agreements", "parley_agreements may select keys.room"},
		{"GRANT SELECT ON journal.registry TO PUBLIC", "journal.registry is open"},
		{"GRANT SELECT ON journal.registry TO parley_gateway", "parley_gateway may select journal.registry"},
		{"GRANT UPDATE ON projection.checkpoint TO parley_gateway", "parley_gateway may update projection.checkpoint"},
		{"GRANT USAGE ON SCHEMA journal TO parley_gateway", "parley_gateway may enter schema journal"},
		{"GRANT USAGE ON SCHEMA negotiation TO parley_identity", "parley_identity may enter"},
		{"GRANT SELECT ON identity.file_body TO parley_agreements", "parley_agreements may select identity.file_body"},
		{"GRANT SELECT ON identity.account TO parley_registry", "parley_registry may select identity.account"},
		{"GRANT DELETE ON journal.registry TO parley_registry", "may delete journal.registry"},
		{"GRANT SELECT ON journal.registry_sealed TO parley_negotiation", "may select journal.registry_sealed"},
		{"SET ROLE parley_registry; CREATE TABLE registry.member (id text); GRANT SELECT ON registry.member TO parley_negotiation; RESET ROLE", "parley_negotiation may select registry.member"},
		{"CREATE TABLE public.left (id text)", "lies in schema public"},
		{"CREATE POLICY everybody ON journal.registry USING (true)", "holds for everybody"},
	} {
		faults := after(t, conn, row.change)
		if !slices.ContainsFunc(faults, func(fault string) bool { return strings.Contains(fault, row.fault) }) {
			t.Errorf("after %s: %q, want one with %q", row.change, faults, row.fault)
		}
	}
}

// after returns the catalog's faults after a change that is then taken back.
func after(t *testing.T, conn *pgx.Conn, change string) []string {
	t.Helper()
	tx, err := conn.Begin(soon(t))
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.Background())
	if _, err := tx.Exec(soon(t), change); err != nil {
		t.Fatalf("%s: %v", change, err)
	}
	faults, err := provision.Faults(soon(t), conn)
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

func TestEachRoleDoesWhatIsItsOwn(t *testing.T) {
	h := stores(t)
	const refused, silent = "42501", ""
	for _, row := range []struct{ role, statement, code string }{
		{"parley_registry", "INSERT INTO journal.registry VALUES (1, 'a', 1, 'c', '{}')", silent},
		{"parley_registry", "UPDATE journal.registry SET body = ''", refused},
		{"parley_registry", "DELETE FROM journal.registry", refused},
		{"parley_registry", "TRUNCATE journal.registry", refused},
		{"parley_registry", "INSERT INTO journal.negotiation VALUES (1, 'a', 1, 'c', '{}')", refused},
		{"parley_registry", "INSERT INTO journal.parked VALUES ('registry_sealed', 'a', 1, 'why')", silent},
		{"parley_registry", "INSERT INTO journal.parked VALUES ('negotiation', 'a', 1, 'why')", refused},
		{"parley_registry", "INSERT INTO journal.policy VALUES ('p', 'registry', 'negotiation', 1)", silent},
		{"parley_registry", "INSERT INTO journal.policy VALUES ('q', 'negotiation', 'registry', 1)", refused},
		{"parley_registry", "SELECT projection.advance('registry', 0, 3)", silent},
		{"parley_registry", "SELECT projection.advance('registry', 0, 3)", "PF001"},
		{"parley_registry", "SELECT projection.advance('negotiation', 0, 3)", "PF001"},
		{"parley_registry", "CREATE TABLE registry.holder (id text)", silent},
		{"parley_registry", "CREATE TABLE registry_next.holder (id text)", silent},
		{"parley_registry", "CREATE TABLE negotiation.holder (id text)", refused},
		{"parley_registry", "CREATE TABLE public.holder (id text)", refused},
		{"parley_registry", "SELECT * FROM identity.account", refused},
		{"parley_gateway", "SELECT * FROM projection.checkpoint", silent},
		{"parley_gateway", "SELECT * FROM journal.registry", refused},
		{"parley_gateway", "SELECT * FROM identity.account", refused},
		{"parley_gateway", "SELECT * FROM registry.holder", refused},
		{"parley_gateway", "SELECT projection.advance('registry', 3, 4)", refused},
		{"parley_gateway", "SET ROLE parley_registry", refused},
		{"parley_gateway", "SELECT pg_read_file('/etc/passwd')", refused},
		{"parley_gateway", "BEGIN READ WRITE; CREATE TEMPORARY TABLE t (id text)", refused},
		{"parley_identity", "INSERT INTO identity.account (person, email, name) VALUES ('per_a', 'a@example.org', 'A')", silent},
		{"parley_identity", "INSERT INTO identity.account (person, email, name) VALUES ('per_b', 'B@example.org', 'B')", "23514"},
		{"parley_identity", "SELECT * FROM projection.checkpoint", refused},
		{"parley_migrator", "SELECT * FROM negotiation.package", refused},
	} {
		_, err := connect(t, h, row.role).Exec(soon(t), row.statement)
		var answer *pgconn.PgError
		switch errors.As(err, &answer); {
		case err == nil && row.code == silent:
		case answer == nil || answer.Code != row.code:
			t.Errorf("%s: %s: %v, want %q", row.role, row.statement, err, row.code)
		}
	}
}

func TestAServiceSeesNoRowsOfAnother(t *testing.T) {
	h := stores(t)
	for _, service := range bus.Contexts {
		conn := connect(t, h, "parley_"+service)
		if _, err := conn.Exec(soon(t), "INSERT INTO journal.parked VALUES ($1, 'a', 1, 'why'), ($1 || '_sealed', 'a', 1, 'why')", service); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(soon(t), "INSERT INTO journal.policy VALUES ($1 || ' follows', $1, 'registry', 1)", service); err != nil {
			t.Fatal(err)
		}
	}
	for _, service := range bus.Contexts {
		var parked, policies int
		err := connect(t, h, "parley_"+service).QueryRow(soon(t),
			"SELECT (SELECT count(*) FROM journal.parked), (SELECT count(*) FROM journal.policy)").Scan(&parked, &policies)
		if err != nil || parked != 2 || policies != 1 {
			t.Errorf("%s sees %d parked aggregates and %d policies, %v; want 2 and 1", service, parked, policies, err)
		}
	}
}
