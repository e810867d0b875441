// Package link ends what waits for an answer over a connection that has broken.
// The answer is lost then, and whoever waits it out waits for nothing: nobody
// knows the outcome, now as well as later.
package link

import (
	"context"
	"sync"

	"github.com/nats-io/nats.go"
)

// Link watches one connection.
type Link struct {
	mu      sync.Mutex
	waiting map[*context.CancelFunc]struct{}
}

// Of watches a connection until it is closed.
func Of(nc *nats.Conn) *Link {
	l := &Link{waiting: make(map[*context.CancelFunc]struct{})}
	changes := nc.StatusChanged(nats.RECONNECTING, nats.CLOSED)
	go func() {
		for status := range changes {
			l.broke()
			if status == nats.CLOSED {
				nc.RemoveStatusListener(changes)
			}
		}
	}()
	return l
}

// Until returns a context that ends when the connection breaks. Call cancel when
// the answer is there.
func (l *Link) Until(ctx context.Context) (limited context.Context, cancel context.CancelFunc) {
	limited, end := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[&end] = struct{}{}
	return limited, func() {
		l.mu.Lock()
		delete(l.waiting, &end)
		l.mu.Unlock()
		end()
	}
}

func (l *Link) broke() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for end := range l.waiting {
		(*end)()
	}
}
