package voice

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/events/deliberation"
	"parley.example/events/record"
)

// answered lets everybody have answered before, by the record: a commit each.
// It returns stances per second until they can be read.
func (h *hall) answered(ctx context.Context) (float64, error) {
	h.say(fmt.Sprintf("%d people have answered %d statements each, by the record", h.talk.People, h.talk.Each))
	js, err := jetstream.New(h.deploy, jetstream.WithPublishAsyncMaxPending(512))
	if err != nil {
		return 0, err
	}
	lots := rand.New(rand.NewPCG(3, 5))
	began := time.Now()
	var last jetstream.PubAckFuture
	for n := range h.talk.People {
		if last, err = h.publish(js, lots, n); err != nil {
			return 0, err
		}
	}
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-js.PublishAsyncComplete():
	}
	select {
	case err := <-last.Err():
		return 0, err
	case ack := <-last.Ok():
		err = h.projected(ctx, ack.Sequence)
	}
	return float64(h.talk.People*min(h.talk.Each, len(h.statements))) / time.Since(began).Seconds(), err
}

// projected waits until the read models have come so far.
func (h *hall) projected(ctx context.Context, sequence uint64) error {
	dsn, err := h.house.DSN("postgres")
	if err != nil {
		return err
	}
	db, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	for come := uint64(0); come < sequence; {
		if err := db.QueryRow(ctx, "SELECT seq FROM projection.checkpoint WHERE stream = $1", deliberation.Stream).Scan(&come); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// publish appends what one person has answered: two camps lean two ways.
func (h *hall) publish(js jetstream.JetStream, lots *rand.Rand, n int) (jetstream.PubAckFuture, error) {
	person := record.NewID("per", "bench", strconv.Itoa(n))
	voice := record.NewID("voi", person, h.conversation)
	c := record.Commit{
		ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(voice)).String(), Aggregate: voice, Kind: string(deliberation.OfVoice), Version: 1,
		At: record.InstantOf(time.Now()), Actor: person, Digest: record.DigestOf(person, []byte(voice)),
	}
	for _, t := range lots.Perm(len(h.statements))[:min(h.talk.Each, len(h.statements))] {
		stance := deliberation.Pass
		if draw := lots.Float64(); draw > 0.12 {
			stance = deliberation.Disagree
			if (draw < 0.8) == (n%2 == t%2) {
				stance = deliberation.Agree
			}
		}
		e := deliberation.StanceTaken{Conversation: h.conversation, Statement: h.statements[t], Person: person, Stance: stance}
		data, err := record.EncodeEvent(e)
		if err != nil {
			return nil, err
		}
		c.Events = append(c.Events, record.Entry{Type: e.Name(), Data: data})
	}
	body, err := c.Encode()
	if err != nil {
		return nil, err
	}
	msg := nats.NewMsg(record.Subject(deliberation.Stream, voice))
	msg.Data = body
	msg.Header.Set(jetstream.ExpectedLastSubjSeqHeader, "0")
	return js.PublishMsgAsync(msg, jetstream.WithStallWait(time.Minute)) // a full window is waited for
}
