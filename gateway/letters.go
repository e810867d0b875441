package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parley.example/events/command"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/calendar"
	"parley.example/gateway/internal/digest"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/graph/sdl"
	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/mail"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
	"parley.example/gateway/internal/session"
)

// letters is everything that tells people of news: the inbox, the digest, the
// mail, the calendar.
type letters struct {
	pool     *pgxpool.Pool // of what is done in the background, which must not keep people waiting
	inbox    *inbox.Desk
	digest   *digest.Desk
	calendar *calendar.Desk
	post     *mail.Post // nil where no mail is sent
	write    bool       // whether digests are written
}

const (
	clerks     = 3
	carriers   = 4
	letterPool = clerks + carriers + 2
)

func (c config) letters(ctx context.Context, identity *pgxpool.Pool, b *sdl.Bindings, services *bus.Bus, sessions *session.Store,
	reader func(command.Actor, position.Vector) *read.Reader,
) (*letters, error) {
	background, err := pool(ctx, c.Identity, letterPool)
	if err != nil {
		return nil, err
	}
	table := func(id string) (string, bool) { kind, known := b.Target("", id); return kind.View, known }
	tell := func(ctx context.Context, person string) {
		if err := services.TellSession(bus.SessionNotice{Person: person, Marks: true}); err != nil {
			slog.WarnContext(ctx, "announce marks", "error", err)
		}
	}
	sources := func(a command.Actor) digest.Source { return reader(a, position.Vector{}) }
	clerk := &digest.Clerk{
		Pool: background, Readers: digest.NewReaders(background), Sources: sources, Table: table,
		Base: c.URL, Sends: c.Mail != nil, Workers: clerks, Pause: 30 * time.Second, Now: time.Now,
	}
	outbox := mail.NewOutbox(background)
	l := &letters{
		pool:   background,
		inbox:  &inbox.Desk{Store: inbox.NewStore(identity), Table: table, Tell: tell, Now: time.Now},
		digest: &digest.Desk{Clerk: clerk, Outbox: outbox, Development: c.Development, Tell: tell},
		calendar: &calendar.Desk{
			Store: calendar.NewStore(identity), Try: sessions.Try, Tell: tell,
			Files: &calendar.Deadlines{Sources: sources, Readers: digest.NewReaders(identity), Marks: inbox.NewStore(identity), Table: table, Base: c.URL, Now: time.Now},
		},
		write: c.Mail != nil || c.Development,
	}
	if c.Mail != nil {
		l.post = &mail.Post{Config: c.Mail, Outbox: outbox, Workers: carriers, Pause: 5 * time.Second}
	}
	return l, nil
}

// natives adds the fields that are about news to others.
func (l *letters) natives(others map[string]graph.Native) map[string]graph.Native {
	for _, more := range []map[string]graph.Native{l.inbox.Natives(), l.digest.Natives(), l.calendar.Natives()} {
		maps.Copy(others, more)
	}
	return others
}

// run writes and sends letters in the background. What it returns stops that
// and waits for the last of them.
func (l *letters) run(ctx context.Context, ready func(context.Context) error) (wait func()) {
	l.digest.Clerk.Ready = ready
	ctx, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	if l.write {
		working.Go(func() { l.digest.Clerk.Run(ctx) })
	}
	if l.post != nil {
		working.Go(func() { l.post.Run(ctx) })
	}
	return func() { stop(); working.Wait() }
}

func (l *letters) tidy(ctx context.Context) error {
	return errors.Join(l.inbox.Store.Tidy(ctx), l.digest.Outbox.Tidy(ctx))
}
