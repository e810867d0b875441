package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/negotiation/internal/suggest"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// mediator computes rounds, one at a time and beside all other work. What it
// has found waits in memory for the moment at which the round answers; if that
// is lost the round is computed again, and finds the same.
type mediator struct {
	desk *desk
	turn sync.Mutex // one search at a time

	mu   sync.Mutex
	work map[string]*search // by round
}

type search struct {
	done  chan struct{}
	found []negotiation.Suggestion
	err   error
}

// patience is how long the clock waits for a search that is not done in time,
// before it looks after other moments and comes back.
const patience = 100 * time.Millisecond

// begin starts to compute a round, unless that is being done.
func (m *mediator) begin(id, round string) *search {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, begun := m.work[round]; begun {
		return s
	}
	s := &search{done: make(chan struct{})}
	m.work[round] = s
	go func() {
		defer close(s.done)
		m.turn.Lock()
		defer m.turn.Unlock()
		s.found, s.err = m.search(context.Background(), id, round)
	}()
	return s
}

// found returns what a round has found.
func (m *mediator) found(ctx context.Context, id, round string) ([]negotiation.Suggestion, error) {
	s := m.begin(id, round)
	select {
	case <-s.done:
		m.mu.Lock()
		delete(m.work, round)
		m.mu.Unlock()
		return s.found, s.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(patience):
		return nil, errors.New("the round is still being computed")
	}
}

func (m *mediator) search(ctx context.Context, id, round string) ([]negotiation.Suggestion, error) {
	var q table.Question
	err := m.desk.tables.With(ctx, id, func(t table.Table, _ uint64) error {
		q = t.Question(round)
		return nil
	})
	if err != nil || !q.Open {
		return nil, err // what is stale has no answer
	}
	var seals []negotiation.PreferencesSealed
	for _, s := range q.Seals {
		err := m.desk.vaults.With(ctx, vaultOf(id, s.Seat), func(v vault.Vault, _ uint64) error {
			sealed, there := v.At(s.Version)
			if !there || sealed.Commitment != s.Commitment {
				return fmt.Errorf("seal %d of %s is not the one that was shown", s.Version, s.Seat)
			}
			seals = append(seals, sealed)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var all []negotiation.Suggestion
	for i, f := range suggest.Round(q, seals) {
		all = append(all, negotiation.Suggestion{Suggestion: record.NewID("sug", round, strconv.Itoa(i+1)), Methods: f.Methods, Values: f.Values})
	}
	return all, nil
}

// began starts the computation of a round when it begins, so that it is done by
// the time the round answers.
func (m *mediator) began(_ context.Context, e project.Event) error {
	if ev, is := e.Event.(negotiation.MediationBegan); is && ev.AnswerAt.After(m.desk.house.Now()) {
		m.begin(e.Commit.Aggregate, ev.Round)
	}
	return nil
}
