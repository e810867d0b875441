package serve

import (
	"math"
	"sync/atomic"
	"time"
)

// alarm wakes whoever sleeps until the next due row when an earlier one was set.
// Moments move with nearly every command, and mostly to later: reading the rows
// each time was one of the three transactions of a command.
type alarm struct {
	until atomic.Int64 // when the sleeper wakes, in milliseconds of Unix time
	bell  chan struct{}
}

func newAlarm() *alarm {
	a := &alarm{bell: make(chan struct{}, 1)}
	a.awake()
	return a
}

func (a *alarm) awake() { a.until.Store(math.MaxInt64) }

func (a *alarm) sleepUntil(t time.Time) { a.until.Store(t.UnixMilli()) }

// set hears of a moment that is now stored; the zero time is none.
func (a *alarm) set(at time.Time) {
	if at.IsZero() || at.UnixMilli() >= a.until.Load() {
		return
	}
	select {
	case a.bell <- struct{}{}:
	default:
	}
}
