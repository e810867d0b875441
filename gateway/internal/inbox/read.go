package inbox

import (
	"context"
	"strings"
	"time"

	"parley.example/gateway/internal/read"
)

// Source reads documents as one person, who acts for one organization or none.
type Source interface {
	Read(context.Context, read.Batch) (read.Found, error)
	Audiences() []string
}

// Marks is what a person has read, done with and muted.
type Marks interface {
	Of(ctx context.Context, person string, items []string) (Marked, error)
}

// Query says which part of an inbox to read, going back in time.
type Query struct {
	Person string
	Lanes  []string
	From   read.Place
	Until  time.Time // only what was said before; zero: up to now
	Since  time.Time // only what was said after
	Limit  int
	Keep   func(Line) bool
}

// stretches is how often a page is filled up from further back, where most of
// a stretch is not for the reader. What is not found then is on the next page.
const stretches = 4

// Page is a stretch of an inbox, newest first.
type Page struct {
	Lines []Line
	More  bool
	End   read.Place // behind the last line that was looked at
}

// Read reads a page of an inbox.
func Read(ctx context.Context, src Source, marks Marks, q Query, now time.Time) (Page, error) {
	p := Page{End: q.From, More: true}
	for range stretches {
		size := max(q.Limit-len(p.Lines)+1, 10)
		found, err := src.Read(ctx, read.Batch{Feeds: []read.Feed{{Tables: Tables, Lists: q.Lanes, From: p.End, Limit: size}}})
		if err != nil {
			return p, err
		}
		rows := found.Feeds[0]
		if err := p.take(ctx, rows, src.Audiences(), marks, q, now); err != nil {
			return p, err
		}
		p.More = p.More && len(rows) == size
		if !p.More || len(p.Lines) > q.Limit {
			break
		}
	}
	if len(p.Lines) > q.Limit {
		p.Lines, p.More = p.Lines[:q.Limit], true
		if q.Limit > 0 {
			p.End = p.Lines[q.Limit-1].Place
		}
	}
	return p, nil
}

// take adds what of a stretch is for the reader.
func (p *Page) take(ctx context.Context, rows []read.Fed, audiences []string, marks Marks, q Query, now time.Time) error {
	var lines []Line
	var ids []string
	for _, row := range rows {
		l, err := decode(row)
		if err != nil {
			return err
		}
		p.End = l.Place
		if !q.Since.IsZero() && !l.At.After(q.Since) {
			p.More = false // and everything behind it is older
			break
		}
		if l.concerns(q.Person, audiences, now) && (q.Until.IsZero() || !l.At.After(q.Until)) {
			lines, ids = append(lines, l), append(ids, l.ID)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	marked, err := marks.Of(ctx, q.Person, ids)
	if err != nil {
		return err
	}
	for _, l := range lines {
		marked.put(&l)
		if q.Keep == nil || q.Keep(l) {
			p.Lines = append(p.Lines, l)
		}
	}
	return nil
}

func sealed(table string) bool {
	schema, _, _ := strings.Cut(table, ".")
	return strings.HasSuffix(schema, "_sealed")
}
