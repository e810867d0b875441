package standing

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// People counts who may read what goes to these audiences.
func People(ctx context.Context, pool *pgxpool.Pool, audiences []string) (int, error) {
	var n int
	err := pool.QueryRow(ctx, `SELECT count(DISTINCT h.parent) FROM registry.holder h
		WHERE h.audience = ANY ($1) OR h.audience = ANY (ARRAY(SELECT parent FROM registry.audience_grant WHERE audience = ANY ($1)))`, audiences).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count people: %w", err)
	}
	return n, nil
}
