package standing

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/registry"
)

// Seconders returns who of an organization may be the second person for its
// offers, by id, where it wants one: all who are part of it. Where it wants none
// it returns nil. Both are read on the primary.
func Seconders(ctx context.Context, pool *pgxpool.Pool, organization string) (map[string]bool, error) {
	var by registry.OffersBy
	err := pool.QueryRow(ctx, "SELECT coalesce((SELECT doc->>'offersBy' FROM registry.governance WHERE id = $1), '')", organization).Scan(&by)
	if err != nil {
		return nil, fmt.Errorf("read governance: %w", err)
	}
	if by != registry.OffersByTwo {
		return nil, nil
	}
	roll, err := Roll(ctx, pool, organization)
	if err != nil {
		return nil, err
	}
	people := make(map[string]bool, len(roll))
	for _, row := range roll {
		people[row.Person] = row.Votes()
	}
	return people, nil
}
