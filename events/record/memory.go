package record

import (
	"bytes"
	"context"
	"fmt"
	"sync"
)

// Memory is a [Log] without a disk: for tests of rules, policies and readers.
type Memory struct {
	name string

	mu   sync.Mutex
	all  []Delivery
	last map[string]uint64
	grew chan struct{} // closed and renewed at each append
}

// NewMemory returns an empty log.
func NewMemory(stream string) *Memory {
	return &Memory{name: stream, last: make(map[string]uint64), grew: make(chan struct{})}
}

// Stream implements [Log].
func (m *Memory) Stream() string { return m.name }

// Append implements [Log].
func (m *Memory) Append(_ context.Context, aggregate string, expected uint64, body []byte, trace string) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if last := m.last[aggregate]; last != expected {
		return 0, Conflict{Expected: expected, Last: last}
	}
	seq := uint64(len(m.all)) + 1
	m.all = append(m.all, Delivery{Stream: m.name, Sequence: seq, Aggregate: aggregate, Body: bytes.Clone(body), Trace: trace})
	m.last[aggregate] = seq
	close(m.grew)
	m.grew = make(chan struct{})
	return seq, nil
}

// Last implements [Log].
func (m *Memory) Last(_ context.Context, aggregate string) (Stored, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seq := m.last[aggregate]
	if seq == 0 {
		return Stored{}, false, nil
	}
	s, err := m.all[seq-1].Commit()
	return s, true, err
}

// Follow implements [Log].
func (m *Memory) Follow(ctx context.Context, after uint64, yield func(Delivery) error) error {
	for {
		m.mu.Lock()
		grew, fresh := m.grew, m.all[min(after, uint64(len(m.all))):]
		m.mu.Unlock()
		for _, d := range fresh {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := yield(d); err != nil {
				return err
			}
			after = d.Sequence
		}
		if len(fresh) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-grew:
		}
	}
}

// Next implements [Log].
func (m *Memory) Next(_ context.Context, after uint64) (Delivery, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if after >= uint64(len(m.all)) {
		return Delivery{}, false, nil
	}
	return m.all[after], true, nil
}

// State implements [Log].
func (m *Memory) State(context.Context) (State, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := uint64(len(m.all))
	return State{First: min(n, 1), Last: n, Messages: n}, nil
}

// At implements [Log].
func (m *Memory) At(_ context.Context, seq uint64) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if seq == 0 || seq > uint64(len(m.all)) {
		return nil, fmt.Errorf("%s at %d: %w", m.name, seq, ErrGone)
	}
	return m.all[seq-1].Body, nil
}
