package desk

import (
	"context"
	"sync"
	"time"

	"parley.example/services/deliberation/internal/conversation"
)

// listeners let many who look at one conversation look together: each look asks
// the primary whether there is anything newer, and all that come while it is
// being asked share the next question. Nobody waits for others to come, and
// everybody sees a state that is newer than their own question.
type listeners struct {
	mu      sync.Mutex
	waiting map[string][]*listener // by conversation; there while somebody is looking
}

type listener struct {
	read func(conversation.Conversation) error
	done chan struct{}
	err  error
}

// lookTimeout is shorter than a caller's patience.
const lookTimeout = 5 * time.Second

// look reads a conversation, at least as new as the journal is now.
func (d *desk) look(ctx context.Context, id string, read func(conversation.Conversation) error) error {
	own := &listener{read: read, done: make(chan struct{})}
	l := &d.listening
	l.mu.Lock()
	if l.waiting == nil {
		l.waiting = make(map[string][]*listener)
	}
	others, busy := l.waiting[id]
	l.waiting[id] = append(others, own)
	l.mu.Unlock()
	if !busy {
		d.lookNext(id)
	}
	select {
	case <-own.done:
		return own.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// lookNext looks for all who wait, and then, in the background, for all who have
// come meanwhile.
func (d *desk) lookNext(id string) {
	l := &d.listening
	l.mu.Lock()
	all := l.waiting[id]
	if len(all) == 0 {
		delete(l.waiting, id)
		l.mu.Unlock()
		return
	}
	l.waiting[id] = []*listener{}
	l.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), lookTimeout)
	defer cancel()
	err := d.conversations.With(ctx, id, func(s conversation.Conversation, _ uint64) error {
		for _, one := range all {
			one.err = one.read(s)
		}
		return nil
	})
	for _, one := range all {
		if err != nil {
			one.err = err
		}
		close(one.done)
	}
	go d.lookNext(id)
}
