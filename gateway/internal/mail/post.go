package mail

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/wneessen/go-mail"
)

// Post sends what waits in an outbox.
type Post struct {
	Config  *Config
	Outbox  *Outbox
	Workers int           // connections to the server at once
	Pause   time.Duration // between two looks into an empty outbox
}

const (
	bundle   = 25 // letters that go through one connection
	attempts = 12 // over about two days
)

// after is how long a letter waits that has been tried so often.
func after(tried int) time.Duration {
	wait := time.Minute
	for range tried - 1 {
		if wait *= 4; wait > 6*time.Hour {
			return 6 * time.Hour
		}
	}
	return wait
}

// Run sends letters until ctx ends.
func (p *Post) Run(ctx context.Context) {
	var workers sync.WaitGroup
	for range p.Workers {
		workers.Go(func() {
			for ctx.Err() == nil {
				n, err := p.Round(ctx)
				if err != nil && ctx.Err() == nil {
					slog.WarnContext(ctx, "mail", "server", p.Config.Server(), "error", err)
				}
				if n == 0 || err != nil {
					sleep(ctx, p.Pause)
				}
			}
		})
	}
	workers.Wait()
}

// Round takes some letters and sends them through one connection. It returns
// how many it took.
func (p *Post) Round(ctx context.Context) (int, error) {
	letters, err := p.Outbox.take(ctx, bundle)
	if err != nil || len(letters) == 0 {
		return 0, err
	}
	client, err := p.Config.client()
	if err != nil {
		return 0, err
	}
	line, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return len(letters), errors.Join(err, p.putOff(ctx, letters, err))
	}
	defer func() { _ = client.CloseWithSMTPClient(line) }()
	for i, l := range letters {
		if ctx.Err() != nil {
			return i, p.putBack(letters[i:])
		}
		sent, err := p.send(ctx, l, func(m *mail.Msg) error { return client.SendWithSMTPClient(line, m) })
		if err != nil {
			return len(letters), errors.Join(err, p.putBack(letters[i+1:]))
		}
		if !sent && client.ResetWithSMTPClient(line) != nil {
			return len(letters), p.putBack(letters[i+1:]) // the connection is gone
		}
	}
	return len(letters), nil
}

// send sends one letter and notes what became of it. A server's final no is
// final, everything else is tried again.
func (p *Post) send(ctx context.Context, l leased, hand func(*mail.Msg) error) (bool, error) {
	// What the server was handed is noted also when we are being stopped.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	m, err := l.message(p.Config)
	if err != nil {
		return false, p.Outbox.end(ctx, l.ID, Failed, err.Error())
	}
	if err = hand(m); err == nil {
		slog.InfoContext(ctx, "letter sent", "letter", l.ID, "attempts", l.Attempts)
		return true, p.Outbox.end(ctx, l.ID, Sent, m.ServerResponse())
	}
	var refused *mail.SendError
	final := errors.As(err, &refused) && refused.ErrorCode() >= 500
	slog.WarnContext(ctx, "letter not sent", "letter", l.ID, "attempts", l.Attempts, "final", final)
	if final || l.Attempts >= attempts {
		return false, p.Outbox.end(ctx, l.ID, Failed, err.Error())
	}
	return false, p.Outbox.again(ctx, l.ID, after(l.Attempts), err.Error())
}

// putOff puts letters off that no server took.
func (p *Post) putOff(ctx context.Context, letters []leased, why error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	var all []error
	for _, l := range letters {
		if l.Attempts >= attempts {
			all = append(all, p.Outbox.end(ctx, l.ID, Failed, why.Error()))
		} else {
			all = append(all, p.Outbox.again(ctx, l.ID, after(l.Attempts), why.Error()))
		}
	}
	return errors.Join(all...)
}

func (p *Post) putBack(letters []leased) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var all []error
	for _, l := range letters {
		all = append(all, p.Outbox.untried(ctx, l.ID))
	}
	return errors.Join(all...)
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
