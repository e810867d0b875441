package faults

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley.example/deploy/client"
	"parley.example/deploy/town"
)

// TestARevokedMandateStopsAtOnce revokes a mandate while its holder is hard at
// work: what was begun before may still be granted, nothing that is begun after
// the revocation was acknowledged.
func TestARevokedMandateStopsAtOnce(t *testing.T) {
	ctx := within(t, time.Hour)
	_, people, table := small(ctx, t)
	steward := people.Neighbours[0]
	delegate := hired(ctx, t, people, steward)
	for round := range size(t, "REVOCATIONS", 100) {
		mandate := must(people.Mandate(ctx, steward, delegate.Person, "speak"))(t)
		w := &work{table: table, by: delegate, busy: make(chan struct{}, 64)}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			w.hard(ctx, round)
		}()
		for range 8 {
			select {
			case <-w.busy: // granted so far
			case <-ctx.Done():
				t.Fatalf("round %d: the delegate is not granted anything: %v", round, w.late)
			}
		}
		err := steward.Mutate(ctx, "revokeMandate", map[string]any{"mandate": mandate, "reason": "Enough."}, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		w.over.Store(true)
		<-ended
		for _, late := range w.late {
			t.Errorf("round %d: begun after the revocation: %s", round, late)
		}
	}
}

// hired makes somebody a member without any role of power.
func hired(ctx context.Context, t *testing.T, people *town.Town, steward *town.Neighbour) *town.Neighbour {
	t.Helper()
	delegate := must(people.Newcomer(ctx, "Delegate"))(t)
	if err := steward.Mutate(ctx, "addMember", map[string]any{
		"organization": steward.Organization, "person": delegate.Person, "roles": []string{"member"},
	}, "", nil); err != nil {
		t.Fatal(err)
	}
	if err := delegate.ActFor(ctx, steward.Organization); err != nil {
		t.Fatal(err)
	}
	delegate.Organization, delegate.Seat = steward.Organization, steward.Seat
	return delegate
}

// work is what a delegate does until well after the mandate has ended.
type work struct {
	table town.Table
	by    *town.Neighbour
	over  atomic.Bool   // the revocation was acknowledged
	busy  chan struct{} // one for each command that was granted before

	mu   sync.Mutex
	late []string
}

// hard sends commands from four devices, and five more each when it is over.
func (w *work) hard(ctx context.Context, round int) {
	var all sync.WaitGroup
	for device := range 4 {
		all.Go(func() {
			by := w.by.Device()
			for n, after := 0, 0; after < 5 && ctx.Err() == nil; n++ {
				late := w.over.Load()
				err := by.Mutate(ctx, "takePosition", opinion(w.table, fmt.Sprintf("Round %d, device %d, %d", round, device, n)), "", nil)
				w.note(late, err)
				if late {
					after++
				}
			}
		})
	}
	all.Wait()
}

func (w *work) note(late bool, err error) {
	code := client.Code(err)
	switch {
	case !late && err == nil:
		select {
		case w.busy <- struct{}{}:
		default:
		}
	case late && code != "NO_MANDATE" && code != "NOT_FOUND" && code != "NOT_SEATED":
		w.mu.Lock()
		defer w.mu.Unlock()
		w.late = append(w.late, fmt.Sprintf("%q %v", code, err))
	}
}
