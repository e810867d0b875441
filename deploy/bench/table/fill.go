package table

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/town"
	"parley.example/events/negotiation"
	"parley.example/events/record"
)

// chain is the end of an aggregate's history, to which commits are added.
type chain struct {
	kind      negotiation.Kind
	aggregate string
	version   uint64
	prev      string
	sequence  uint64 // of the last commit on its subject
}

// fill lets packages be tabled and messages be said, by the record: some of
// each in one commit, chained to what was there.
func (b *bench) fill(ctx context.Context, t town.Table) error {
	b.say(fmt.Sprintf("%d packages and %d messages come, by the record", b.size.Packages, b.size.Messages))
	js, err := jetstream.New(b.deploy)
	if err != nil {
		return err
	}
	table, err := b.end(ctx, negotiation.OfNegotiation, t.ID)
	if err != nil {
		return err
	}
	room := record.NewID("roo", t.ID, "all")
	thread, err := b.end(ctx, negotiation.OfThread, room)
	if err != nil {
		return err
	}
	if err := b.several(ctx, js, &table, b.size.Packages, 25, func(n int) negotiation.Event { return b.tabled(t, n) }); err != nil {
		return err
	}
	if err := b.several(ctx, js, &thread, b.size.Messages, 100, func(n int) negotiation.Event { return b.said(t, room, n) }); err != nil {
		return err
	}
	if err := b.projected(ctx, max(table.sequence, thread.sequence)); err != nil {
		return err
	}
	// What came in an instant Postgres plans for as if there were nothing; within
	// a minute it counts by itself. Here nobody waits for that.
	_, err = b.pool.Exec(ctx, "ANALYZE negotiation.message, negotiation.package")
	return err
}

func (b *bench) tabled(t town.Table, n int) negotiation.Event {
	return negotiation.PackageTabled{
		Package: record.NewID("pkg", t.ID, "bench", strconv.Itoa(n)), Initiative: b.town.Initiative, Number: n + 1, As: negotiation.Idea,
		Seat: b.seat(n), TabledAt: negotiation.InstantOf(time.Now()), Note: fmt.Sprintf("The %d. way to see it, and surely not the last.", n+1),
		Values: []negotiation.Setting{{Term: t.Term, Version: 1, Value: negotiation.Value{Money: &negotiation.Money{Minor: strconv.Itoa(n % 1000), Currency: "EUR"}}}},
	}
}

func (b *bench) said(t town.Table, room string, n int) negotiation.Event {
	return negotiation.MessagePosted{
		Message: record.NewID("msg", room, strconv.Itoa(n)), Negotiation: t.ID, Initiative: b.town.Initiative, Number: n + 1, Seat: b.seat(n),
		Text: fmt.Sprintf("Crates come back when somebody brings them back; this is said for the %d. time.", n+1),
	}
}

func (b *bench) seat(n int) string { return b.town.Neighbours[n%len(b.town.Neighbours)].Seat }

// end is where an aggregate's history ends, as the journal knows it.
func (b *bench) end(ctx context.Context, kind negotiation.Kind, aggregate string) (chain, error) {
	c := chain{kind: kind, aggregate: aggregate}
	var body []byte
	err := b.pool.QueryRow(ctx, "SELECT version, seq, body FROM journal.negotiation WHERE aggregate = $1 ORDER BY version DESC LIMIT 1", aggregate).
		Scan(&c.version, &c.sequence, &body)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, nil
	}
	c.prev = record.Hash(body)
	return c, err
}

// several appends n events, so many in a commit.
func (b *bench) several(ctx context.Context, js jetstream.JetStream, c *chain, n, each int, event func(n int) negotiation.Event) error {
	for from := 0; from < n; from += each {
		actor := b.seat(from) + "/bench"
		commit := record.Commit{
			ID: uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s %d", c.aggregate, from)).String(), Aggregate: c.aggregate, Kind: string(c.kind),
			Version: c.version + 1, Prev: c.prev, At: record.InstantOf(time.Now()), Actor: actor, Digest: record.DigestOf(actor, []byte(c.aggregate)),
		}
		for i := from; i < min(n, from+each); i++ {
			e := event(i)
			data, err := record.EncodeEvent(e)
			if err != nil {
				return err
			}
			commit.Events = append(commit.Events, record.Entry{Type: e.Name(), Data: data})
		}
		if err := c.append(ctx, js, commit); err != nil {
			return err
		}
	}
	return nil
}

func (c *chain) append(ctx context.Context, js jetstream.JetStream, commit record.Commit) error {
	body, err := commit.Encode()
	if err != nil {
		return err
	}
	msg := nats.NewMsg(record.Subject(negotiation.Stream, c.aggregate))
	msg.Data = body
	msg.Header.Set(jetstream.ExpectedLastSubjSeqHeader, strconv.FormatUint(c.sequence, 10))
	ack, err := js.PublishMsg(ctx, msg)
	if err != nil {
		return fmt.Errorf("append to %s: %w", c.aggregate, err)
	}
	c.version, c.prev, c.sequence = commit.Version, record.Hash(body), ack.Sequence
	return nil
}

// projected waits until the read models have come so far, and nothing is parked.
func (b *bench) projected(ctx context.Context, sequence uint64) error {
	for come := uint64(0); come < sequence; {
		var parked int
		err := b.pool.QueryRow(ctx, "SELECT seq, (SELECT count(*) FROM journal.parked) FROM projection.checkpoint WHERE stream = $1", negotiation.Stream).Scan(&come, &parked)
		if err != nil {
			return err
		}
		if parked > 0 {
			return fmt.Errorf("%d aggregates are parked", parked)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}
