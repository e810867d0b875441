package live

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"parley.example/services/deliberation/internal/opinion"
)

// book is a record of what was said, as a source reads it: the newest row of
// each voice and statement.
type book struct {
	rows map[string]Row
	at   uint64
	read int // rows that were handed out
	err  error
}

func (b *book) source(_ context.Context, _ string, after uint64, hear func(Row)) (uint64, error) {
	for _, row := range b.rows {
		if row.Sequence > after {
			b.read++
			hear(row)
		}
	}
	return b.at, b.err
}

func (b *book) put(key string, row Row) {
	b.at++
	row.Sequence = b.at
	b.rows[key] = row
}

func (b *book) says(voice, statement string, stance opinion.Stance) {
	said := map[string]opinion.Stance{statement: stance}
	for id, before := range b.rows[voice].Said {
		if id != statement {
			said[id] = before
		}
	}
	b.put(voice, Row{Voice: voice, Said: said})
}

// clock goes on by a second with each look at it.
func clock() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func TestWhatIsHeardBitByBitIsWhatIsHeardAtOnce(t *testing.T) {
	b := &book{rows: make(map[string]Row)}
	room := NewRoom(b.source, clock())
	lots := rand.New(rand.NewPCG(1, 2))
	for n := range 12 {
		id := fmt.Sprint("s", n)
		b.put(id, Row{Statement: &opinion.Statement{ID: id}})
	}
	for range 40 {
		for range 20 {
			b.says(fmt.Sprint("v", lots.IntN(30)), fmt.Sprint("s", lots.IntN(12)), opinion.Stance(1+lots.IntN(3)))
		}
		if lots.IntN(5) == 0 {
			id := fmt.Sprint("s", lots.IntN(12))
			b.put(id, Row{Statement: &opinion.Statement{ID: id, Out: lots.IntN(2) == 0}})
		}
		before := b.read
		got, err := room.Read(t.Context(), "cnv", true)
		if err != nil {
			t.Fatal(err)
		}
		if fresh := b.read - before; before > 0 && fresh > 21 {
			t.Fatalf("%d rows were read for 21 changes", fresh)
		}
		want, err := NewRoom(b.source, clock()).Read(t.Context(), "cnv", true)
		if err != nil {
			t.Fatal(err)
		}
		if got.ID != want.ID || got.Sequence != b.at || got.Place("v1") != want.Place("v1") {
			t.Fatalf("%s up to %d, from nothing %s up to %d", got.ID, got.Sequence, want.ID, want.Sequence)
		}
	}
}

func TestWhoAsksAgainAtOnceIsToldTheSame(t *testing.T) {
	b := &book{rows: make(map[string]Row)}
	now := time.Unix(0, 0)
	room := NewRoom(b.source, func() time.Time { now = now.Add(time.Second); return now })
	b.says("v1", "s1", opinion.Agree)
	first, err := room.Read(t.Context(), "cnv", false) // takes a second
	if err != nil {
		t.Fatal(err)
	}
	b.says("v2", "s1", opinion.Agree)
	if again, err := room.Read(t.Context(), "cnv", false); err != nil || again != first {
		t.Errorf("%+v, %v", again, err)
	}
	now = now.Add(rest * time.Second)
	if later, err := room.Read(t.Context(), "cnv", false); err != nil || later.Sequence != b.at || len(later.People) != 2 {
		t.Errorf("%+v, %v", later, err)
	}
	b.put("w", Row{Voice: "w"})
	b.err = errors.New("away")
	if _, err := room.Read(t.Context(), "cnv", true); !errors.Is(err, b.err) {
		t.Error(err)
	}
	b.err, b.read = nil, 0
	if _, err := room.Read(t.Context(), "cnv", true); err != nil || b.read != 1 {
		t.Errorf("what could not be read is read again %d times, %v", b.read, err)
	}
}

func TestWhatNobodyAsksAboutIsForgotten(t *testing.T) {
	b := &book{rows: make(map[string]Row)}
	b.says("v1", "s1", opinion.Agree)
	room := NewRoom(b.source, clock())
	for n := range 3 * most {
		if r, err := room.Read(t.Context(), fmt.Sprint("cnv", n), true); err != nil || len(r.People) != 1 {
			t.Fatal(r, err)
		}
	}
	if len(room.held) > most {
		t.Errorf("%d conversations are kept", len(room.held))
	}
}
