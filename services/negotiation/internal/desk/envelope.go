package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/view"
)

// ownEnvelope is what the asker's seat has laid under seal in a round.
func (d *desk) ownEnvelope(ctx context.Context, c serve.Call, in about) (any, error) {
	p, err := d.find(ctx, "rnd", in.ID)
	if err != nil {
		return nil, err
	}
	who, err := d.party(ctx, c.Actor, p.initiative)
	if err != nil {
		return nil, err
	}
	var doc json.RawMessage
	err = d.house.Pool().QueryRow(ctx, "SELECT doc::text FROM negotiation_sealed.envelope WHERE id = $1", view.EnvelopeID(in.ID, who.seat)).Scan(&doc)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, command.NotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read envelope: %w", err)
	}
	return doc, nil
}
