package project

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// earliest is the first of the moments that a batch has set.
func (fx *effects) earliest() time.Time {
	var first time.Time
	for _, d := range fx.due {
		if !d.At.IsZero() && (first.IsZero() || d.At.Before(first)) {
			first = d.At
		}
	}
	return first
}

// dueRows are the columns of due rows.
type dueRows struct {
	aggregates, what []string
	at               []time.Time
}

func (r *dueRows) add(d Due) {
	r.aggregates, r.what = append(r.aggregates, d.Aggregate), append(r.what, d.What)
	r.at = append(r.at, d.At.UTC().Truncate(time.Millisecond))
}

// A moment that stays as it was is not written: the index of moments would have
// to be, too.
const dueOverwriting = " ON CONFLICT (aggregate, what) DO UPDATE SET at = excluded.at WHERE due.at <> excluded.at"

func (m *Model) writeDue(b *pgx.Batch, schema string, fx *effects) {
	table := pgx.Identifier{schema, "due"}.Sanitize()
	var set, gone dueRows
	for _, d := range fx.due {
		if d.At.IsZero() {
			gone.add(d)
		} else {
			set.add(d)
		}
	}
	if len(gone.what) > 0 {
		b.Queue("DELETE FROM "+table+" WHERE (aggregate, what) IN (SELECT * FROM unnest($1::text[], $2::text[]))", gone.aggregates, gone.what)
	}
	into := "INSERT INTO " + table + " AS due (aggregate, what, at) "
	if len(set.what) > few {
		b.Queue(into+"SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])"+dueOverwriting, set.aggregates, set.what, set.at)
		return
	}
	for i := range set.what {
		b.Queue(into+"VALUES ($1, $2, $3)"+dueOverwriting, set.aggregates[i], set.what[i], set.at[i])
	}
}
