package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parley.example/events/agreements"
)

// filed says of each file what is known of it, if it was put here for all who
// read the agreement. What was not stays without a size, and the rules refuse it:
// only after they know that whoever asks may know.
func (d *desk) filed(ctx context.Context, agreement string, files []agreements.File) ([]agreements.File, error) {
	for i, f := range files {
		const known = `SELECT size, type, name FROM identity.file WHERE hash = $1 AND audience = $2`
		err := d.house.Pool().QueryRow(ctx, known, f.Hash, "text:"+agreement).Scan(&f.Size, &f.Type, &f.Name)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return nil, fmt.Errorf("look for file %s: %w", f.Hash, err)
		}
		files[i] = f
	}
	return files, nil
}
