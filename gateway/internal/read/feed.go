package read

import (
	"cmp"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Feed asks for the newest documents of several tables at once, of lists that
// are kept for audiences: those whose parent is one of Lists, a space, and an
// audience of the actor's. The cost is that of a page for each list that the
// actor has, however much others have.
type Feed struct {
	Tables []string
	Lists  []string
	From   Place // only what comes after it, going back in time; zero: the newest
	Limit  int
}

// Fed is a document of a feed.
type Fed struct {
	Table string
	Row
}

// feedSQL reads a table's part of a feed. Row-level security holds for it as
// for everything; the parents only say where to look.
func feedSQL(table string) string {
	return `SELECT f.id, f.sort, f.parked, f.doc
FROM (SELECT DISTINCT list || ' ' || audience AS parent FROM unnest($1::text[]) list, projection.viewer_audience() audience) w
CROSS JOIN LATERAL (
	SELECT d.id, d.sort, d.parked, d.doc FROM ` + quoted(table) + ` d
	WHERE d.parent = w.parent AND (d.sort, d.id) < ($2, $3)
	ORDER BY d.sort DESC, d.id DESC LIMIT $4) f
ORDER BY f.sort DESC, f.id DESC LIMIT $4`
}

// planSQL makes Postgres go by the indexes. It cannot know that a list's rows
// are all of one audience, thinks most of them forbidden, and would read whole
// lists to sort them. One plan does for all: making it costs more than a page.
const planSQL = `SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true),
	set_config('plan_cache_mode', 'force_generic_plan', true)`

// newest is the place before all others, going back in time.
var newest = Place{Sort: "\U0010ffff"}

const audienceSQL = `SELECT DISTINCT projection.viewer_audience()`

// queueFeeds asks for feeds, and once for the audiences by which they are kept.
func (r *Reader) queueFeeds(q *pgx.Batch, feeds []Feed, into [][]Fed) {
	if len(feeds) == 0 {
		return
	}
	q.Queue(planSQL)
	if r.audiences == nil {
		q.Queue(audienceSQL).Query(func(rows pgx.Rows) (err error) {
			r.audiences, err = pgx.CollectRows(rows, pgx.RowTo[string])
			return err
		})
	}
	for i, f := range feeds {
		if f.From == (Place{}) {
			f.From = newest
		}
		for _, table := range f.Tables {
			q.Queue(feedSQL(table), f.Lists, f.From.Sort, f.From.ID, f.Limit).Query(func(rows pgx.Rows) error {
				row := Fed{Table: table}
				_, err := pgx.ForEachRow(rows, []any{&row.ID, &row.Sort, &row.Parked, &row.Doc}, func() error {
					into[i] = append(into[i], row)
					row.Doc = nil
					return nil
				})
				return err
			})
		}
	}
}

// feeds puts what came of each table in one order, and notes what the answer
// depends on: each list, and each document shown, since one that is gone is
// announced without its list.
func (r *Reader) feeds(feeds []Feed, found [][]Fed) {
	for i, f := range feeds {
		slices.SortFunc(found[i], func(a, b Fed) int { return cmp.Or(cmp.Compare(b.Sort, a.Sort), cmp.Compare(b.ID, a.ID)) })
		found[i] = found[i][:min(len(found[i]), f.Limit)]
		for _, row := range found[i] {
			r.touched[Touch{Table: row.Table, Key: row.ID}] = struct{}{}
		}
		for _, table := range f.Tables {
			for _, list := range f.Lists {
				for _, audience := range r.audiences {
					r.touched[Touch{Table: table, Parent: list + " " + audience}] = struct{}{}
				}
			}
		}
	}
}

// Audiences returns whose documents the actor may read, once a feed was read.
func (r *Reader) Audiences() []string { return r.audiences }
