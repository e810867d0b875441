package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/room"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

// worth is what a package, a suggestion or an own draft is worth to the seat of
// whoever asks.
func (d *desk) worth(ctx context.Context, c serve.Call, in about) (any, error) {
	prefix, _, _ := cutID(in.ID)
	if prefix == "dft" {
		return d.worthOfDraft(ctx, c, in.ID)
	}
	if prefix != "pkg" && prefix != "sug" {
		return nil, command.NotFound
	}
	p, err := d.find(ctx, prefix, in.ID)
	if err != nil {
		return nil, err
	}
	_, who, err := d.seated(ctx, c.Actor, p.negotiation)
	if err != nil {
		return nil, command.NotFound
	}
	var values map[string]negotiation.Value
	if prefix == "sug" {
		var suggested view.Suggested
		if err := d.read(ctx, "negotiation.suggestion", in.ID, &suggested); err != nil {
			return nil, err
		}
		values = valuesOf(suggested.Values)
	}
	return d.worthOf(ctx, p.negotiation, who.seat, func(t table.Table) map[string]negotiation.Value {
		if values == nil {
			values = valuesOf(t.Packages[in.ID].Values)
		}
		return values
	})
}

func (d *desk) worthOfDraft(ctx context.Context, c serve.Call, id string) (any, error) {
	in, err := d.lookUp(ctx, "dft", "SELECT doc->>'negotiation' FROM negotiation_sealed.draft WHERE id = $1", id)
	if err != nil {
		return nil, err
	}
	_, who, err := d.seated(ctx, c.Actor, in)
	if err != nil {
		return nil, command.NotFound
	}
	values := make(map[string]negotiation.Value)
	err = d.rooms.With(ctx, roomOf(in, who.seat), func(r room.Room, _ uint64) error {
		draft, own := r.Drafts[id]
		if !own {
			return command.NotFound
		}
		for _, v := range draft.Values {
			values[v.Term] = v.Value
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.worthOf(ctx, in, who.seat, func(table.Table) map[string]negotiation.Value { return values })
}

func (d *desk) worthOf(ctx context.Context, id, seat string, values func(table.Table) map[string]negotiation.Value) (w vault.Worth, err error) {
	sealed, err := d.sealOf(ctx, id, seat)
	if err != nil {
		return w, err
	}
	err = d.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		w = vault.Of(sealed, t.Sheet, values(t))
		return nil
	})
	return w, err
}

// cutID splits an id into what it is of and the rest.
func cutID(id string) (prefix, rest string, is bool) { return strings.Cut(id, "_") }

// read reads a document into a value.
func (d *desk) read(ctx context.Context, table, id string, into any) error {
	var doc []byte
	err := d.house.Pool().QueryRow(ctx, "SELECT doc FROM "+table+" WHERE id = $1", id).Scan(&doc)
	if errors.Is(err, pgx.ErrNoRows) {
		return command.NotFound
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", id, err)
	}
	return json.Unmarshal(doc, into)
}
