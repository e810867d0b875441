// Package provision makes what the services find when they start and may not
// make themselves: streams, database roles, schemas and the few tables that are
// migrated. Every step can be repeated: it runs at each start.
package provision

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
)

// Passwords gives each database role its password.
type Passwords func(role string) (string, error)

// All provisions a message server, over a connection as the user "deploy", and
// a database server, whose address is one of a superuser.
func All(ctx context.Context, conn *nats.Conn, superuser string, passwords Passwords) error {
	database, err := Database(ctx, superuser, passwords)
	if err != nil {
		return fmt.Errorf("provision the database: %w", err)
	}
	admin, err := pgx.Connect(ctx, database)
	if err != nil {
		return fmt.Errorf("provision the streams: %w", err)
	}
	defer admin.Close(ctx)
	if err := Streams(ctx, conn, admin); err != nil {
		return fmt.Errorf("provision the streams: %w", err)
	}
	return nil
}
