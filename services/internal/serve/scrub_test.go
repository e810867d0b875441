package serve

import (
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/project"
	"parley.example/events/record"
)

// A database that is away while the last of the log is compared says nothing
// about the log: what comes after it is not lost, it has never been.
func TestWhatCannotBeComparedIsNotRotten(t *testing.T) {
	log := record.NewMemory("pots")
	for n := range 3 {
		body, err := record.Commit{ID: strconv.Itoa(n), Aggregate: "pot", Version: uint64(n) + 1}.Encode()
		if err == nil {
			_, err = log.Append(t.Context(), "pot", uint64(n), body, "")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	away, err := pgxpool.New(t.Context(), "postgres://127.0.0.1:1/nobody?connect_timeout=1")
	if err != nil {
		t.Fatal(err)
	}
	defer away.Close()
	s := &scrub{
		House: &House{pool: away, guard: newGuard()}, upTo: 3,
		stream: &Stream{Model: project.Model{Stream: "pots"}, Log: log},
	}
	if err := s.run(t.Context()); err == nil {
		t.Error("nothing could be compared, and nothing was said")
	}
	if s.rot != nil {
		t.Errorf("what could not be compared is called rotten: %v", s.rot)
	}
}
