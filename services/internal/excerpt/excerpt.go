// Package excerpt hands out the record of one aggregate, page by page, in the
// very bytes that are stored: whoever reads it can recompute the chain, and
// everyone who may read it gets the same.
package excerpt

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
	"parley.example/events/proof"
)

// A page holds no more than these, and at least one commit.
const (
	pageCommits = 200
	pageBytes   = 512 << 10
)

// Page is a part of a record. Its head is that of the whole record, as far as
// that has come.
type Page struct {
	proof.Record
	More bool `json:"more"`
}

// Of returns what the aggregate's record holds after a sequence. That the
// asker may read it is for the caller to know.
func Of(ctx context.Context, pool *pgxpool.Pool, stream, aggregate string, after uint64) (Page, error) {
	journal := "SELECT seq, body FROM journal." + pgx.Identifier{stream}.Sanitize() + " WHERE aggregate = $1 "
	b := &pgx.Batch{}
	b.Queue(journal+"AND seq > $2 ORDER BY version LIMIT $3", aggregate, int64(after), pageCommits+1)
	b.Queue(journal+"ORDER BY version DESC LIMIT 1", aggregate)
	results := pool.SendBatch(ctx, b)
	defer results.Close()
	entries, err := collect(results)
	if err != nil {
		return Page{}, fmt.Errorf("record of %s: %w", aggregate, err)
	}
	last, err := collect(results)
	if err != nil {
		return Page{}, fmt.Errorf("record of %s: %w", aggregate, err)
	}
	if len(last) == 0 {
		return Page{}, command.NotFound
	}
	page := Page{Record: proof.Record{Stream: stream, Entries: []proof.Entry{}, Head: proof.Hash(last[0].Body)}}
	page.fill(entries)
	return page, results.Close()
}

func collect(results pgx.BatchResults) ([]proof.Entry, error) {
	rows, err := results.Query()
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e proof.Entry, err error) {
		return e, row.Scan(&e.Sequence, &e.Body)
	})
}

// fill takes as many entries as a page holds.
func (p *Page) fill(entries []proof.Entry) {
	size := 0
	for i, e := range entries {
		if size += len(e.Body); i == pageCommits || i > 0 && size > pageBytes {
			p.More = true
			return
		}
		p.Entries = append(p.Entries, e)
	}
}
