package standing

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/registry"
)

// Roll is who belongs to an organization, in the order of their ids, all of it
// as of one moment on the primary. An organization that does not exist has
// nobody.
func Roll(ctx context.Context, pool *pgxpool.Pool, organization string) ([]registry.RollRow, error) {
	rows, err := pool.Query(ctx, "SELECT doc::text FROM registry.roll WHERE parent = $1 ORDER BY sort, id", organization)
	if err != nil {
		return nil, fmt.Errorf("read roll: %w", err)
	}
	var all []registry.RollRow
	var doc string
	_, err = pgx.ForEachRow(rows, []any{&doc}, func() error {
		var r registry.RollRow
		if err := json.Unmarshal([]byte(doc), &r); err != nil {
			return fmt.Errorf("decode roll: %w", err)
		}
		all = append(all, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read roll: %w", err)
	}
	return all, nil
}
