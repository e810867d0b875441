package provision

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	goosedb "github.com/pressly/goose/v3/database"

	"parley.example/deploy/bus"
)

// Name is the database's.
const Name = "parley"

// Roles are all database roles, none of which is above row-level security.
// parley_migrator owns what is migrated; each service owns its read models; the
// gateway reads those; identity is the gateway's second, separate account.
func Roles() []string {
	roles := []string{"parley_migrator", "parley_gateway", "parley_identity"}
	for _, context := range bus.Contexts {
		roles = append(roles, "parley_"+context)
	}
	return roles
}

//go:embed schemas.sql
var schemas string

//go:embed migrations/*.sql
var migrations embed.FS

// Database makes the database with its roles and schemas and migrates it.
// It returns the superuser's address of it.
func Database(ctx context.Context, superuser string, passwords Passwords) (string, error) {
	server, err := pgx.Connect(ctx, superuser)
	if err != nil {
		return "", err
	}
	defer server.Close(ctx)
	// Two starts on one database server take turns.
	if _, err := server.Exec(ctx, "SELECT pg_advisory_lock(hashtext('parley provision'))"); err != nil {
		return "", err
	}
	if err := roles(ctx, server, passwords); err != nil {
		return "", err
	}
	if err := create(ctx, server); err != nil {
		return "", err
	}
	address, err := Within(superuser)
	if err != nil {
		return "", err
	}
	if err := lay(ctx, address); err != nil {
		return "", fmt.Errorf("schemas: %w", err)
	}
	migrator, err := Address(superuser, "parley_migrator", passwords)
	if err != nil {
		return "", err
	}
	return address, migrate(ctx, migrator)
}

// roles makes the missing roles and gives all their passwords.
func roles(ctx context.Context, server *pgx.Conn, passwords Passwords) error {
	rows, err := server.Query(ctx, "SELECT rolname FROM pg_roles")
	if err != nil {
		return err
	}
	there, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	var statements strings.Builder
	for _, role := range Roles() {
		password, err := passwords(role)
		if err != nil {
			return fmt.Errorf("password of %s: %w", role, err)
		}
		verb := "ALTER"
		if !slices.Contains(there, role) {
			verb = "CREATE"
		}
		// A utility statement takes no parameters. Passwords are hexadecimal.
		fmt.Fprintf(&statements, "%s ROLE %s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '%s';\n",
			verb, role, strings.ReplaceAll(password, "'", ""))
	}
	_, err = server.Exec(ctx, statements.String())
	return err
}

func create(ctx context.Context, server *pgx.Conn) error {
	var there bool
	if err := server.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", Name).Scan(&there); err != nil || there {
		return err
	}
	_, err := server.Exec(ctx, "CREATE DATABASE "+Name)
	return err
}

func lay(ctx context.Context, address string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, schemas)
	return err
}

// migrate applies the migrations that are missing, as their owner.
func migrate(ctx context.Context, address string) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return err
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	store, err := goosedb.NewStore(goosedb.DialectPostgres, "projection.migration")
	if err != nil {
		return err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider("", db, files, goose.WithStore(store))
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Within returns the superuser's address of our database.
func Within(superuser string) (string, error) {
	address, err := url.Parse(superuser)
	if err != nil {
		return "", fmt.Errorf("the database's address is to be a postgres:// URL: %w", err)
	}
	address.Path = "/" + Name
	return address.String(), nil
}

// Address returns the address of our database for a role.
func Address(superuser, role string, passwords Passwords) (string, error) {
	ours, err := Within(superuser)
	if err != nil {
		return "", err
	}
	password, err := passwords(role)
	if err != nil {
		return "", fmt.Errorf("password of %s: %w", role, err)
	}
	address, err := url.Parse(ours)
	if err != nil {
		return "", err
	}
	address.User = url.UserPassword(role, password)
	return address.String(), nil
}
