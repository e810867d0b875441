package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley.example/events/project"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
)

// timeIsUp answers the moments that a version waits for.
func (d *desk) timeIsUp(ctx context.Context, due project.Due) error {
	if ours, err := d.keepDue(ctx, due); ours {
		return err
	}
	what, of, _ := strings.Cut(due.What, " ")
	switch what {
	case view.EntryDue:
		return d.comes(ctx, due, func(at time.Time) accord.Command { return accord.Lapse{At: at} })
	case view.CooledDue:
		return d.comes(ctx, due, func(at time.Time) accord.Command { return accord.Enter{At: at} })
	case view.TermDue:
		return d.comes(ctx, due, func(at time.Time) accord.Command { return accord.Expire{At: at} })
	case view.LookBackDue:
		return d.comes(ctx, due, func(at time.Time) accord.Command { return accord.LookBack{At: at} })
	case view.NoticeDue:
		return d.comes(ctx, due, func(at time.Time) accord.Command { return accord.EndNotice{Seat: of, At: at} })
	case view.RatifiedDue:
		return d.ratificationEnds(ctx, due, of)
	}
	return fmt.Errorf("due row of %s: nothing known about %q", due.Aggregate, due.What)
}

// comes tells an agreement that a moment has come.
func (d *desk) comes(ctx context.Context, due project.Due, what func(at time.Time) accord.Command) error {
	_, err := d.held.Do(ctx, serve.DueWish(due), func(_ context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		events, err := accord.Decide(a, what(at))
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// ratificationEnds unfolds what was said, unless it is unfolded already. Nobody
// says more from here on: each ratification compares with the same moment.
func (d *desk) ratificationEnds(ctx context.Context, due project.Due, of string) error {
	version, err := strconv.Atoi(of)
	if err != nil {
		return fmt.Errorf("due row of %s: %w", due.Aggregate, err)
	}
	said, _, err := d.said(ctx, due.Aggregate, version)
	if err != nil {
		return err
	}
	return d.unfold(ctx, serve.DueWish(due), accord.CloseRatification{Version: version, Said: said})
}
