package accord

import (
	"maps"
	"slices"
	"time"

	"parley.example/events/agreements"
)

// lives changes a in place by an event in the later life of a version, and tells
// whether it is one.
func (a Agreement) lives(e agreements.Event) bool {
	switch e := e.(type) {
	case agreements.RatificationOpened:
		v := a.version(e.Version)
		v.Status, v.Ratifying = IsRatifying, &e
	case agreements.RatificationClosed:
		a.version(e.Version).Unratified = unratified(e)
	case agreements.Reopened:
		a.version(e.Version).Status = IsReopened
	case agreements.ArticleAwoke:
		v := a.version(e.Version)
		v.Awoke = append(slices.Clip(v.Awoke), e.Clause)
	case agreements.Superseded:
		a.version(e.Version).Status = IsSuperseded
	case agreements.ExitAnnounced:
		v := a.version(e.Version)
		v.Leaving = with(v.Leaving, e.Seat, e.Ends.Time)
	case agreements.Exited:
		v := a.version(e.Version)
		v.Left = append(slices.Clip(v.Left), e.Seat)
	case agreements.Renewed:
		a.version(e.Version).Until = e.Until.Time
	case agreements.Ended:
		a.version(e.Version).Status = IsEnded
	case agreements.LookBackCalled:
		v := a.version(e.Version)
		v.Looked, v.LookBack = e.Number, e.Next.Time
	default:
		return false
	}
	return true
}

func unratified(e agreements.RatificationClosed) (seats []string) {
	for _, r := range e.Seats {
		if r.Outcome != agreements.Ratifies {
			seats = append(seats, r.Seat)
		}
	}
	return seats
}

// with is a copy of m in which k is v.
func with[K comparable, V any](m map[K]V, k K, v V) map[K]V {
	m = maps.Clone(m)
	if m == nil {
		m = make(map[K]V)
	}
	m[k] = v
	return m
}

func moment(i *agreements.Instant) time.Time {
	if i == nil {
		return time.Time{}
	}
	return i.Time
}
