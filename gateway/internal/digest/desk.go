package digest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/mail"
)

// Desk answers the fields of the schema that are about letters.
type Desk struct {
	Clerk       *Clerk
	Outbox      *mail.Outbox
	Development bool
	// Tell announces that a person's preferences changed.
	Tell func(ctx context.Context, person string)
}

// Natives are the desk's fields by the name that the schema binds them to.
func (d *Desk) Natives() map[string]graph.Native {
	return map[string]graph.Native{
		"mailPreferences": d.preferences, "setMail": d.set, "outbox": d.outbox, "writeDigest": d.writeNow,
	}
}

type object = map[string]any

func (d *Desk) preferences(ctx context.Context, c *graph.Call) (any, error) {
	p, err := d.Clerk.Readers.Of(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	c.Depends(inbox.Touch(c.Actor.Person))
	if p.Zone == "" || p.Language == "" {
		who, err := d.Clerk.Sources.Who(ctx, c.Actor.Person)
		if err != nil {
			return nil, err
		}
		p.Zone, p.Language = or(p.Zone, who.Zone), or(p.Language, who.Language)
	}
	o := object{"digest": p.Digest, "hour": p.Hour, "zone": Zone(p.Zone).String(), "language": Locale(p.Language), "sends": d.Clerk.Sends}
	if p.Due != nil && p.Digest == "daily" {
		o["next"] = instant(*p.Due)
	}
	return o, nil
}

func (d *Desk) set(ctx context.Context, c *graph.Call) (any, error) {
	if c.Actor.Person == "" {
		return nil, command.Unauthenticated
	}
	p, err := d.Clerk.Readers.Of(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	in, _ := c.Args["input"].(object)
	if err := change(&p, in); err != nil {
		return nil, err
	}
	if err := d.Clerk.Readers.Set(ctx, p); err != nil {
		return nil, unavailable(err)
	}
	d.Tell(ctx, c.Actor.Person)
	return object{}, nil
}

// change puts what was wished for in place of what was.
func change(p *Preferences, in object) error {
	if digest, ok := in["digest"].(string); ok {
		p.Digest = digest
	}
	if hour, ok := in["hour"].(int); ok {
		if hour < 0 || hour > 23 {
			return command.Refuse(command.Invalid, "hour", "rule", "range")
		}
		p.Hour = hour
	}
	if zone, ok := in["zone"].(string); ok {
		if zone == "" || Zone(zone).String() != zone {
			return command.Refuse(command.Invalid, "zone", "rule", "zone")
		}
		p.Zone = zone
	}
	if language, ok := in["language"].(string); ok {
		if language == "" {
			return command.Refuse(command.Invalid, "language", "rule", "language")
		}
		p.Language = Locale(language)
	}
	return nil
}

// outboxMost is how many letters a developer is shown.
const outboxMost = 50

// outbox shows letters of everybody. The schema has it in development only;
// this checks again.
func (d *Desk) outbox(ctx context.Context, _ *graph.Call) (any, error) {
	if !d.Development {
		return nil, &command.Refusal{Code: command.NotFound}
	}
	letters, err := d.Outbox.Newest(ctx, outboxMost)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	out := make([]any, len(letters))
	for i, l := range letters {
		out[i] = object{
			"id": l.ID, "recipient": l.Recipient, "subject": l.Subject, "plain": l.Plain, "html": l.HTML,
			"state": l.State, "attempts": l.Attempts, "answer": l.Answer, "madeAt": instant(l.Made),
		}
	}
	return out, nil
}

// writeNow writes the viewer's digest as if its hour had come, of everything
// that is not read.
func (d *Desk) writeNow(ctx context.Context, c *graph.Call) (any, error) {
	if !d.Development || c.Actor.Person == "" {
		return nil, &command.Refusal{Code: command.NotFound}
	}
	return object{}, unavailable(d.Clerk.WriteNow(ctx, c.Actor.Person))
}

// WriteNow writes somebody's digest of everything that they have not read, and
// leaves it at that: the next one comes when it is due and says it again.
func (c *Clerk) WriteNow(ctx context.Context, person string) error {
	if err := c.Readers.enrol(ctx); err != nil {
		return err
	}
	who, err := c.Sources.Who(ctx, person)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, c.Pool, func(tx pgx.Tx) error {
		w, err := this(ctx, tx, person)
		if err != nil || w == nil || w.Address == "" {
			return err
		}
		now := c.Now()
		w.Told = time.Time{}
		_, err = c.write(ctx, tx, w, who, "now "+strconv.FormatInt(now.UnixMilli(), 10), now)
		return err
	})
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func unavailable(err error) error {
	if errors.Is(err, ErrUnavailable) || errors.Is(err, inbox.ErrUnavailable) {
		return fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	return err
}
