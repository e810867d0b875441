package resident_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/stores"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
)

// added is the one event of a pot, which holds at most ten.
type added struct {
	Pot string `json:"pot"`
	N   int    `json:"n"`
}

func (added) Name() string { return "test.added.v1" }

type pot struct{ Total, Times int }

var full = rule.Refuse("FULL")

type potDocument struct {
	ID    string `json:"id"`
	Total int    `json:"total"`
}

func (d *potDocument) Row() project.Row {
	return project.Row{Parent: "all", Sort: d.ID, Audience: "registered"}
}

func model(stream string) project.Model {
	decoders := make(map[string]func([]byte) (record.Event, error))
	decoders["test.added.v1"] = func(data []byte) (record.Event, error) {
		var e added
		err := json.Unmarshal(data, &e)
		return e, err
	}
	view := project.Of(project.View{Table: "pot", Version: 1, Audience: "registered"},
		func(e project.Event) []string { return []string{e.Event.(added).Pot} },
		func(key string, doc *potDocument, e project.Event) *potDocument {
			if doc == nil {
				doc = &potDocument{ID: key}
			}
			if n := e.Event.(added).N; n < 0 {
				panic("a pot cannot lose")
			} else {
				doc.Total += n
			}
			return doc
		})
	return project.Model{Stream: stream, Decode: project.Decoding(decoders), Views: []project.View{view}}
}

// replica is one running copy of a service with one kind of aggregate.
type replica struct {
	house *serve.House
	pots  *resident.Store[pot]
}

func start(t *testing.T, s *stores.Stores) replica {
	t.Helper()
	var r replica
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	config := serve.Config{NATS: s.NATS, Seed: s.Seed("registry"), Database: s.DSN["parley_registry"]}
	built := make(chan struct{})
	go func() {
		done <- serve.Run(ctx, "registry", config, func(h *serve.House) error {
			defer close(built)
			h.Project(model("registry"))
			r.house = h
			r.pots = resident.New(h, resident.Kind[pot]{Name: "pot", Stream: "registry", Evolve: func(p pot, e record.Event) pot {
				return pot{p.Total + e.(added).N, p.Times + 1}
			}})
			return nil
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	<-built
	if err := r.house.UntilReady(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

// add wishes for n more in a pot.
func (r replica) add(t *testing.T, id, aggregate string, n int, expected *uint64) (resident.Outcome, error) {
	w := resident.Wish{ID: id, Aggregate: aggregate, Actor: "per_a", Body: fmt.Append(nil, n), Expected: expected}
	return r.pots.Do(t.Context(), w, func(_ context.Context, p pot, _ time.Time) (resident.Ruling, error) {
		if p.Total+n > 10 {
			return resident.Ruling{}, full
		}
		if n == 0 {
			return resident.Ruling{}, nil
		}
		return resident.Ruling{Events: []record.Event{added{aggregate, n}}}, nil
	})
}

//go:fix inline

// One pair of servers serves all of it: each rule has a pot of its own.
func TestStore(t *testing.T) {
	s := stores.Start(t)
	one, two := start(t, s), start(t, s)
	rules := []struct {
		rule string
		test func(t *testing.T, pot string)
	}{
		{"a granted wish is in both copies when it is answered", func(t *testing.T, pot string) {
			out, err := one.add(t, uuid.NewString(), pot, 3, nil)
			if err != nil {
				t.Fatal(err)
			}
			var body []byte
			if err := one.house.Pool().QueryRow(t.Context(), "SELECT body FROM journal.registry WHERE seq = $1", out.Sequence).Scan(&body); err != nil {
				t.Fatal(err)
			}
			stored, err := one.house.Stream("registry").Log.At(t.Context(), out.Sequence)
			if err != nil || string(stored) != string(body) {
				t.Errorf("log has %s, %v; journal has %s", stored, err, body)
			}
			var doc string
			if err := one.house.Pool().QueryRow(t.Context(), "SELECT doc::text FROM registry.pot WHERE id = $1", pot).Scan(&doc); err != nil || doc != fmt.Sprintf(`{"id":%q,"total":3}`, pot) {
				t.Errorf("document %s, %v", doc, err)
			}
		}},
		{"the same wish again has the first answer and no effect", func(t *testing.T, pot string) {
			id := uuid.NewString()
			first, err := one.add(t, id, pot, 3, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []replica{one, two} {
				again, err := r.add(t, id, pot, 3, nil)
				if err != nil || again.Version != first.Version || again.Sequence != first.Sequence {
					t.Errorf("%+v, %v; want %+v", again, err, first)
				}
			}
			total(t, two, pot, 3)
		}},
		{"an id is not used for another wish", func(t *testing.T, pot string) {
			id := uuid.NewString()
			if _, err := one.add(t, id, pot, 3, nil); err != nil {
				t.Fatal(err)
			}
			for _, r := range []replica{one, two} {
				if _, err := r.add(t, id, pot, 4, nil); !errors.Is(err, command.CommandIDReused) {
					t.Errorf("%v", err)
				}
			}
			total(t, one, pot, 3)
		}},
		{"an id may be used on another aggregate", func(t *testing.T, pot string) {
			id := uuid.NewString()
			for _, aggregate := range []string{pot, pot + "b"} {
				if _, err := one.add(t, id, aggregate, 3, nil); err != nil {
					t.Fatal(err)
				}
				total(t, one, aggregate, 3)
			}
		}},
		{"a refusal leaves nothing", func(t *testing.T, pot string) {
			if _, err := one.add(t, uuid.NewString(), pot, 11, nil); !errors.Is(err, full) {
				t.Errorf("%v", err)
			}
			if _, version, err := one.pots.Look(t.Context(), pot); version != 0 || err != nil {
				t.Errorf("version %d, %v", version, err)
			}
		}},
		{"a wish that changes nothing is remembered too", func(t *testing.T, pot string) {
			out, err := one.add(t, uuid.NewString(), pot, 0, nil)
			if err != nil || out.Version != 1 || len(out.Events) != 0 {
				t.Errorf("%+v, %v", out, err)
			}
		}},
		{"what was seen must be what is there", func(t *testing.T, pot string) {
			if _, err := one.add(t, uuid.NewString(), pot, 1, new(uint64(0))); err != nil {
				t.Fatal(err)
			}
			for _, stale := range []uint64{0, 2} {
				if _, err := one.add(t, uuid.NewString(), pot, 1, &stale); !errors.Is(err, command.Conflict) {
					t.Errorf("expected %d: %v", stale, err)
				}
			}
		}},
		{"what has changed nothing makes no screen stale", func(t *testing.T, pot string) {
			if _, err := one.add(t, uuid.NewString(), pot, 1, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := one.add(t, uuid.NewString(), pot, 0, nil); err != nil {
				t.Fatal(err)
			}
			for _, r := range []replica{one, two} {
				if _, err := r.add(t, uuid.NewString(), pot, 0, new(uint64(1))); err != nil {
					t.Error(err)
				}
			}
		}},
		{"of many that saw the same version one wins, whoever serves them", func(t *testing.T, pot string) {
			for version := range uint64(5) {
				var wg sync.WaitGroup
				won := make(chan uint64, 16)
				for i := range 16 {
					wg.Go(func() {
						out, err := []replica{one, two}[i%2].add(t, uuid.NewString(), pot, 1, &version)
						if err == nil {
							won <- out.Version
						} else if !errors.Is(err, command.Conflict) {
							t.Error(err)
						}
					})
				}
				wg.Wait()
				if len(won) != 1 || <-won != version+1 {
					t.Errorf("version %d was won %d times", version, len(won))
				}
			}
		}},
		{"a refusal knows what another replica has granted", func(t *testing.T, pot string) {
			if _, err := two.add(t, uuid.NewString(), pot, 2, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := one.add(t, uuid.NewString(), pot, 8, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := two.add(t, uuid.NewString(), pot, 1, nil); !errors.Is(err, full) {
				t.Errorf("%v", err)
			}
			if _, err := one.add(t, uuid.NewString(), pot, 1, nil); !errors.Is(err, full) {
				t.Errorf("%v", err)
			}
		}},
		{"a dry run tells the events and leaves nothing", func(t *testing.T, pot string) {
			out, err := one.pots.Do(t.Context(), resident.Wish{ID: uuid.NewString(), Aggregate: pot, DryRun: true},
				func(context.Context, holding, time.Time) (resident.Ruling, error) {
					return resident.Ruling{Events: []record.Event{added{pot, 1}}}, nil
				})
			if err != nil || len(out.Events) != 1 {
				t.Errorf("%+v, %v", out, err)
			}
			if _, version, _ := two.pots.Look(t.Context(), pot); version != 0 {
				t.Errorf("version %d", version)
			}
		}},
		{"what cannot be read parks its aggregate and no other", func(t *testing.T, pot string) {
			if _, err := one.add(t, uuid.NewString(), pot, 1, nil); err != nil {
				t.Fatal(err)
			}
			spoil(t, one, pot, record.Entry{Type: "test.unheard_of.v1", Data: json.RawMessage("{}")})
			for _, r := range []replica{one, two} {
				if _, err := r.add(t, uuid.NewString(), pot, 1, nil); !errors.Is(err, command.AggregateParked) {
					t.Errorf("%v", err)
				}
				if _, err := r.add(t, uuid.NewString(), pot+"b", 1, nil); err != nil {
					t.Error(err)
				}
			}
			var parked bool
			if err := one.house.Pool().QueryRow(t.Context(), "SELECT parked FROM registry.pot WHERE id = $1", pot).Scan(&parked); err != nil || !parked {
				t.Errorf("document is marked %t, %v", parked, err)
			}
		}},
		{"what cannot be projected parks its aggregate too", func(t *testing.T, pot string) {
			spoil(t, one, pot, record.Entry{Type: "test.added.v1", Data: json.RawMessage(fmt.Sprintf(`{"pot":%q,"n":-1}`, pot))})
			if _, err := one.add(t, uuid.NewString(), pot, 1, nil); !errors.Is(err, command.AggregateParked) {
				t.Errorf("%v", err)
			}
		}},
	}
	for i, tt := range rules {
		t.Run(tt.rule, func(t *testing.T) { tt.test(t, fmt.Sprintf("pot_%d", i)) })
	}
	t.Run("read models equal a rebuild and a fold in memory", func(t *testing.T) {
		m := model("registry")
		all, err := m.Check(t.Context(), one.house.Pool())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			if !c.Equal() {
				t.Errorf("%+v", c)
			}
		}
	})
}

// holding names the type where a pot's id hides it.
type holding = pot

func total(t *testing.T, r replica, aggregate string, want int) {
	t.Helper()
	state, _, err := r.pots.Look(t.Context(), aggregate)
	if err != nil || state.Total != want {
		t.Errorf("%s holds %d, %v; want %d", aggregate, state.Total, err, want)
	}
}

// spoil appends a commit that this version of the service cannot have made,
// and waits until both replicas have met it.
func spoil(t *testing.T, r replica, aggregate string, entry record.Entry) {
	t.Helper()
	s := r.house.Stream("registry")
	var expected uint64
	c := record.Commit{ID: uuid.NewString(), Aggregate: aggregate, Kind: "pot", Version: 1, Events: []record.Entry{entry}}
	if last, ok, err := s.Log.Last(t.Context(), aggregate); err != nil {
		t.Fatal(err)
	} else if ok {
		c.Version, c.Prev, expected = last.Version+1, record.Hash(last.Body), last.Sequence
	}
	body, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	seq, err := s.Log.Append(t.Context(), aggregate, expected, body, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Runner.Wait(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
}
