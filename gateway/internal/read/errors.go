package read

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
)

// sorted marks an error as [ErrUnavailable] if asking later can help. A table
// that does not exist belongs there: its service has not made it yet.
func sorted(err error) error {
	if err == nil || errors.Is(err, ErrNotYetVisible) {
		return err
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	switch pg.Code[:2] {
	case "08", "53", "55", "57", "58":
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if pg.Code == "42P01" || pg.Code == "3F000" {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}
