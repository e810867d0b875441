package serve

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/project"
)

// dueAtOnce bounds the rows that are answered between two looks at the table.
const dueAtOnce = 100

// keepTime answers due rows when their time has come. The table is the truth;
// this loop only sleeps until its earliest row.
func (h *House) keepTime(ctx context.Context, s *Stream, answer func(context.Context, project.Due) error) error {
	wait := time.Duration(0)
	for backoff := time.Duration(0); ; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.alarm.bell:
		case <-time.After(wait):
		}
		s.alarm.awake() // what is set from here on may not be among the rows that are read
		rows, err := h.dueRows(ctx, s)
		if err != nil {
			slog.ErrorContext(ctx, "due rows", "stream", s.Model.Stream, "error", err)
			wait = time.Second
			continue
		}
		stuck := false
		for _, d := range rows {
			if h.Now().Before(d.At) {
				break
			}
			if err := answer(ctx, d); err != nil {
				slog.WarnContext(ctx, "due row not answered", "aggregate", d.Aggregate, "what", d.What, "error", err)
				stuck = true
			}
		}
		if stuck {
			backoff = min(max(2*backoff, 100*time.Millisecond), 30*time.Second)
			wait = backoff
		} else {
			backoff, wait = 0, untilNext(rows, h.Now())
		}
		s.alarm.sleepUntil(h.Now().Add(wait))
	}
}

// untilNext is the time to the first row that is not due yet. A row that was
// answered and is still there gets another second: its effect is on the way.
func untilNext(rows []project.Due, now time.Time) time.Duration {
	for _, d := range rows {
		if left := d.At.Sub(now); left > 0 {
			return min(left, time.Minute)
		}
	}
	if len(rows) > 0 {
		return time.Second
	}
	return time.Minute
}

func (h *House) dueRows(ctx context.Context, s *Stream) ([]project.Due, error) {
	rows, err := h.pool.Query(ctx, "SELECT aggregate, what, at FROM "+pgx.Identifier{s.Model.Stream, "due"}.Sanitize()+" ORDER BY at, aggregate, what LIMIT $1", dueAtOnce)
	if err != nil {
		return nil, fmt.Errorf("read due rows: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (project.Due, error) {
		var d project.Due
		return d, row.Scan(&d.Aggregate, &d.What, &d.At)
	})
}
