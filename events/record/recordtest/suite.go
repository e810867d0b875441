// Package recordtest is what every [record.Log] has to pass. A store that
// cannot fails here, not in front of a table.
package recordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"parley.example/events/record"
)

// Run tests logs; open returns a new, empty one for each test.
func Run(t *testing.T, open func(t *testing.T) record.Log) {
	tests := []struct {
		rule string
		test func(t *testing.T, log record.Log)
	}{
		{"sequences begin at one and have no gap", sequences},
		{"a commit is stored byte for byte", bytesStay},
		{"an old expectation is refused with where the aggregate is", conflicts},
		{"a conflict on one aggregate is none on another", independent},
		{"the same commit may be stored on another aggregate", sameOnAnother},
		{"of many with one expectation exactly one wins", races},
		{"a follower sees everything in order from any point", follows},
		{"a follower sees what is appended while it waits", live},
		{"what comes next is found, and that nothing does", next},
		{"nothing has no last commit", nothing},
		{"the state counts", state},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) { tt.test(t, open(t)) })
	}
}

// body returns the n-th commit of an aggregate, in its stored form.
func body(t *testing.T, aggregate string, n int) []byte {
	t.Helper()
	c := record.Commit{ID: fmt.Sprintf("command-%d", n), Aggregate: aggregate, Kind: "thing", Version: uint64(n), At: record.InstantOf(time.Unix(int64(n), 0))}
	b, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func appended(t *testing.T, log record.Log, aggregate string, expected uint64, n int) uint64 {
	t.Helper()
	seq, err := log.Append(t.Context(), aggregate, expected, body(t, aggregate, n), "")
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func sequences(t *testing.T, log record.Log) {
	var last uint64
	for n := range 5 {
		if last = appended(t, log, "a_1", last, n); last != uint64(n)+1 {
			t.Fatalf("sequence %d, want %d", last, n+1)
		}
	}
}

func bytesStay(t *testing.T, log record.Log) {
	appended(t, log, "a_1", 0, 1)
	want := string(body(t, "a_1", 1))
	last, ok, err := log.Last(t.Context(), "a_1")
	if err != nil || !ok || string(last.Body) != want || last.ID != "command-1" {
		t.Errorf("last = %s, %t, %v; want %s", last.Body, ok, err, want)
	}
	at, err := log.At(t.Context(), 1)
	if err != nil || string(at) != want {
		t.Errorf("at 1 = %s, %v; want %s", at, err, want)
	}
	if _, err := log.At(t.Context(), 2); !errors.Is(err, record.ErrGone) {
		t.Errorf("at 2, where nothing is: %v", err)
	}
}

func conflicts(t *testing.T, log record.Log) {
	appended(t, log, "a_1", 0, 1)
	second := appended(t, log, "a_1", 1, 2)
	for _, expected := range []uint64{0, 1, 7} {
		_, err := log.Append(t.Context(), "a_1", expected, body(t, "a_1", 3), "")
		var conflict record.Conflict
		if !errors.As(err, &conflict) || conflict.Last != second {
			t.Errorf("expected %d: %v, want a conflict at %d", expected, err, second)
		}
	}
}

func independent(t *testing.T, log record.Log) {
	appended(t, log, "a_1", 0, 1)
	if seq := appended(t, log, "b_1", 0, 1); seq != 2 {
		t.Errorf("sequence %d, want 2", seq)
	}
}

// A deduplication window over the whole stream would lose the second one.
func sameOnAnother(t *testing.T, log record.Log) {
	appended(t, log, "a_1", 0, 1)
	appended(t, log, "b_1", 0, 1)
	for _, aggregate := range []string{"a_1", "b_1"} {
		if last, ok, err := log.Last(t.Context(), aggregate); err != nil || !ok || last.ID != "command-1" {
			t.Errorf("%s: %v, %t, %v", aggregate, last.ID, ok, err)
		}
	}
}

func races(t *testing.T, log record.Log) {
	for round := range 20 {
		aggregate := fmt.Sprintf("a_%d", round)
		var mu sync.Mutex
		var wg sync.WaitGroup
		won := 0
		for n := range 8 {
			b := body(t, aggregate, n)
			wg.Go(func() {
				_, err := log.Append(t.Context(), aggregate, 0, b, "")
				var conflict record.Conflict
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won++
				} else if !errors.As(err, &conflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won != 1 {
			t.Fatalf("%d won", won)
		}
	}
}

func follows(t *testing.T, log record.Log) {
	var a, b uint64
	for n := range 10 {
		a = appended(t, log, "a_1", a, n)
		b = appended(t, log, "b_1", b, n)
	}
	for _, after := range []uint64{0, 1, 7, 19} {
		got := collect(t, log, after, 20-int(after))
		for i, d := range got {
			want := after + uint64(i) + 1
			aggregate := []string{"a_1", "b_1"}[(want-1)%2]
			if d.Sequence != want || d.Aggregate != aggregate {
				t.Errorf("after %d: %s at %d, want %s at %d", after, d.Aggregate, d.Sequence, aggregate, want)
			}
			if c, err := d.Commit(); err != nil || c.Aggregate != aggregate {
				t.Errorf("after %d: %v", after, err)
			}
		}
	}
}

var errEnough = errors.New("enough")

func collect(t *testing.T, log record.Log, after uint64, n int) []record.Delivery {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var got []record.Delivery
	err := log.Follow(ctx, after, func(d record.Delivery) error {
		got = append(got, d)
		if len(got) == n {
			return errEnough
		}
		return nil
	})
	if !errors.Is(err, errEnough) {
		t.Fatalf("follow after %d: %v with %d of %d", after, err, len(got), n)
	}
	return got
}

func live(t *testing.T, log record.Log) {
	const n = 200
	seen := make(chan []record.Delivery)
	go func() { seen <- collect(t, log, 0, n) }()
	var last uint64
	for i := range n {
		last = appended(t, log, "a_1", last, i)
	}
	got := <-seen
	if !slices.IsSortedFunc(got, func(a, b record.Delivery) int { return int(a.Sequence) - int(b.Sequence) }) {
		t.Error("out of order")
	}
}

func next(t *testing.T, log record.Log) {
	if d, ok, err := log.Next(t.Context(), 0); ok || err != nil {
		t.Errorf("in an empty log: %v, %t, %v", d, ok, err)
	}
	first := appended(t, log, "a_1", 0, 1)
	appended(t, log, "b_1", 0, 2)
	for after, want := range []record.Delivery{{Aggregate: "a_1", Body: body(t, "a_1", 1)}, {Aggregate: "b_1", Body: body(t, "b_1", 2)}} {
		d, ok, err := log.Next(t.Context(), uint64(after))
		if !ok || err != nil || d.Sequence != uint64(after)+1 || d.Aggregate != want.Aggregate || string(d.Body) != string(want.Body) {
			t.Errorf("after %d: %s at %d, %t, %v", after, d.Aggregate, d.Sequence, ok, err)
		}
	}
	if _, ok, err := log.Next(t.Context(), first+1); ok || err != nil {
		t.Errorf("after the last: %t, %v", ok, err)
	}
}

func nothing(t *testing.T, log record.Log) {
	if _, ok, err := log.Last(t.Context(), "a_1"); ok || err != nil {
		t.Errorf("ok = %t, err = %v", ok, err)
	}
}

func state(t *testing.T, log record.Log) {
	appended(t, log, "a_1", 0, 1)
	appended(t, log, "b_1", 0, 1)
	s, err := log.State(t.Context())
	if err != nil || s.First != 1 || s.Last != 2 || s.Messages != 2 || s.Deleted != 0 || s.Config != nil {
		t.Errorf("state = %+v, %v", s, err)
	}
}
