package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/negotiation/internal/table"
)

// parent is what is in force of an agreement, as the agreements service says in
// its contract table; nil where nothing is.
func (d *desk) parent(ctx context.Context, wish *table.Amending, amending string) (*table.Parent, error) {
	if wish == nil || !record.ValidID("agr", wish.Agreement) {
		return nil, nil
	}
	var doc []byte
	err := d.house.Pool().QueryRow(ctx, "SELECT doc::text FROM agreements.in_force WHERE id = $1", wish.Agreement).Scan(&doc)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look up agreement %s: %w", wish.Agreement, err)
	}
	var row struct {
		negotiation.Amends
		Initiative  string   `json:"initiative"`
		Negotiation string   `json:"negotiation"`
		Parties     []string `json:"parties"`
	}
	if err := json.Unmarshal(doc, &row); err != nil {
		return nil, fmt.Errorf("read agreement %s: %w", wish.Agreement, err)
	}
	before, _, err := d.tables.Look(ctx, row.Negotiation)
	if err != nil {
		return nil, fmt.Errorf("look up table %s: %w", row.Negotiation, err)
	}
	return &table.Parent{Amends: row.Amends, Initiative: row.Initiative, Parties: row.Parties, Sheet: inherited(before.Sheet, amending)}, nil
}

// inherited are the terms of a table as another one begins with them.
func inherited(sheet table.Sheet, amending string) (all []table.Inherited) {
	for _, id := range sheet.Ordered() {
		all = append(all, table.Inherited{ID: record.NewID("trm", amending, id), Term: sheet[id].Term})
	}
	return all
}
