package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/document"
	"parley.example/services/internal/serve"
)

// Between asks what has changed from an older version to a document.
type Between struct {
	About
	From int `json:"from" need:"true"`
}

// changes lays two versions side by side, for whoever reads the agreement.
func (d *desk) changes(ctx context.Context, c serve.Call, in Between) (any, error) {
	if !record.ValidID("doc", in.ID) {
		return nil, command.NotFound
	}
	var agreement string
	var version int
	err := d.house.Pool().QueryRow(ctx, "SELECT aggregate, (doc->>'version')::int FROM agreements.document WHERE id = $1", in.ID).Scan(&agreement, &version)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, command.NotFound
	}
	if err != nil {
		return nil, fmt.Errorf("find document %s: %w", in.ID, err)
	}
	a, _, _, err := d.seen(ctx, c, agreement)
	if err != nil {
		return nil, err
	}
	if in.From < 1 || in.From > version || version > len(a.Versions) {
		return nil, accord.NoSuchVersion.At("from")
	}
	return document.Compare(a.Versions[in.From-1].Text, a.Versions[version-1].Text), nil
}
