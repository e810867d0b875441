package project

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parley.example/events/record"
)

// end is where the history of an aggregate ends.
type end struct {
	kind    string
	version uint64
	hash    [sha256.Size]byte
}

func endOf(c record.Commit, body []byte) end { return end{c.Kind, c.Version, sha256.Sum256(body)} }

// precedes tells whether a commit names the hash of the end.
func (e end) precedes(c record.Commit) bool {
	if e.version == 0 {
		return c.Prev == ""
	}
	return c.Prev == hex.EncodeToString(e.hash[:])
}

// keepEnds bounds the ends that stay in memory.
const keepEnds = 100_000

// follow marks the commits of a batch that do not continue the history of their
// aggregate: nothing is made of them. The ends of all histories must be known.
func (l *lot) follow(batch []arrival) {
	for i := range batch {
		a := &batch[i]
		last := l.ends[a.Aggregate]
		switch {
		case a.err != nil:
		case a.commit.Version != last.version+1:
			a.err = fmt.Errorf("commit %s/%d: version %d does not follow %d", a.Stream, a.Sequence, a.commit.Version, last.version)
		case !last.precedes(a.commit.Commit):
			a.err = fmt.Errorf("commit %s/%d: it does not follow version %d by its hash", a.Stream, a.Sequence, last.version)
		case last.version > 0 && a.commit.Kind != last.kind:
			a.err = fmt.Errorf("commit %s/%d: a %s does not become a %s", a.Stream, a.Sequence, last.kind, a.commit.Kind)
		case !storable(a.commit.ID, 200):
			a.err = fmt.Errorf("commit %s/%d: its id is no text", a.Stream, a.Sequence)
		default:
			l.ends[a.Aggregate] = endOf(a.commit.Commit, a.Body)
		}
	}
}

// unknown are the aggregates of a batch of which the end is not in memory.
func (l *lot) unknown(batch []arrival) []string {
	var missing []string
	for _, a := range batch {
		if _, known := l.ends[a.Aggregate]; !known && !slices.Contains(missing, a.Aggregate) {
			missing = append(missing, a.Aggregate)
		}
	}
	return missing
}

// learn reads from the journal how far the histories in a batch have come.
func (r *Runner) learn(ctx context.Context, batch []arrival) error {
	missing := r.lot.unknown(batch)
	if len(missing) == 0 {
		return nil
	}
	for _, aggregate := range missing {
		r.lot.ends[aggregate] = end{}
	}
	rows, err := r.Pool.Query(ctx, `SELECT last.seq, last.body FROM unnest($1::text[]) AS of (aggregate), LATERAL (
		SELECT seq, body FROM `+r.Model.journal()+` WHERE aggregate = of.aggregate AND version > 0 ORDER BY version DESC LIMIT 1) AS last`, missing)
	if err != nil {
		return fmt.Errorf("ends in %s: %w", r.Model.Stream, err)
	}
	var seq uint64
	var body []byte
	_, err = pgx.ForEachRow(rows, []any{&seq, &body}, func() error {
		last, err := record.Decode(r.Model.Stream, seq, body)
		r.lot.ends[last.Aggregate] = endOf(last.Commit, body)
		return err
	})
	if err != nil {
		return fmt.Errorf("ends in %s: %w", r.Model.Stream, err)
	}
	return nil
}

// storable tells whether Postgres takes a text as a key.
func storable(text string, most int) bool {
	return len(text) <= most && utf8.ValidString(text) && !strings.Contains(text, "\x00")
}

// storable returns why a row has no place in its table.
func (r Row) storable(key string) error {
	if storable(r.Parent, 200) && storable(r.Sort, 1000) && storable(r.Audience, 200) {
		return nil
	}
	return fmt.Errorf("document %.40q: its key columns are no texts that can be indexed", key)
}
