package voice

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/house"
	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// valley is a house full of people and organizations.
type valley struct {
	house *house.House
	size  Size
	say   func(string)

	deploy, gateway *nats.Conn
	pool            *pgxpool.Pool // as the superuser
	somebody        command.Actor
}

func (v *valley) measure(ctx context.Context) (rows []figures.Row, err error) {
	if err := v.connect(ctx); err != nil {
		return nil, err
	}
	defer v.close()
	for _, part := range []func(context.Context) ([]figures.Row, error){v.settle, v.searches} {
		found, err := part(ctx)
		rows = append(rows, found...)
		if err != nil {
			return rows, err
		}
	}
	return rows, nil
}

func (v *valley) connect(ctx context.Context) (err error) {
	if v.deploy, err = v.house.NATS("deploy"); err != nil {
		return err
	}
	if v.gateway, err = v.house.NATS("gateway"); err != nil {
		return err
	}
	dsn, err := v.house.DSN("postgres")
	if err != nil {
		return err
	}
	v.pool, err = pgxpool.New(ctx, dsn)
	return err
}

func (v *valley) close() {
	v.deploy.Close()
	v.gateway.Close()
	v.pool.Close()
}

// settle lets everybody come, by the record, and waits until they are known.
func (v *valley) settle(ctx context.Context) ([]figures.Row, error) {
	v.say(fmt.Sprintf("%d people and organizations come, by the record", v.size.Found))
	js, err := jetstream.New(v.deploy, jetstream.WithPublishAsyncMaxPending(512))
	if err != nil {
		return nil, err
	}
	began := time.Now()
	crowd := newCrowd()
	var last []jetstream.PubAckFuture
	for n := range v.size.Found {
		person := record.NewID("per", "bench", fmt.Sprint(n))
		kind, aggregate, events := registry.OfPerson, person, []registry.Event(nil)
		if n%5 < 2 || n == 0 {
			events = crowd.person()
		} else { // founded by somebody who came before
			kind, aggregate = registry.OfOrganization, record.NewID("org", "bench", fmt.Sprint(n))
			person = record.NewID("per", "bench", fmt.Sprint(n-n%5))
			events = crowd.organization(person)
		}
		future, err := v.publish(js, kind, aggregate, person, events)
		if err != nil {
			return nil, err
		}
		last = append(last, future)
	}
	v.somebody = command.Actor{Person: record.NewID("per", "bench", "0")}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-js.PublishAsyncComplete():
	}
	for _, f := range last {
		select {
		case err := <-f.Err():
			return nil, fmt.Errorf("publish a commit: %w", err)
		default:
		}
	}
	if err := v.projected(ctx); err != nil {
		return nil, err
	}
	rate := float64(v.size.Found) / time.Since(began).Seconds()
	return []figures.Row{figures.Of("directory: commits loaded through the record", rate, "/s")}, nil
}

// publish appends the first commit of an aggregate.
func (v *valley) publish(js jetstream.JetStream, kind registry.Kind, aggregate, actor string, events []registry.Event) (jetstream.PubAckFuture, error) {
	c := record.Commit{
		ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(aggregate)).String(), Aggregate: aggregate, Kind: string(kind), Version: 1,
		At: record.InstantOf(time.Now()), Actor: actor, Digest: record.DigestOf(actor, []byte(aggregate)),
	}
	for _, e := range events {
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
	msg := nats.NewMsg(record.Subject(registry.Stream, aggregate))
	msg.Data = body
	msg.Header.Set(jetstream.ExpectedLastSubjSeqHeader, "0")
	return js.PublishMsgAsync(msg, jetstream.WithStallWait(time.Minute))
}

// projected waits until the read models have come as far as the stream.
func (v *valley) projected(ctx context.Context) error {
	js, err := jetstream.New(v.deploy)
	if err != nil {
		return err
	}
	stream, err := js.Stream(ctx, registry.Stream)
	if err != nil {
		return err
	}
	info, err := stream.Info(ctx)
	if err != nil {
		return err
	}
	for {
		var seq uint64
		if err := v.pool.QueryRow(ctx, "SELECT seq FROM projection.checkpoint WHERE stream = $1", registry.Stream).Scan(&seq); err != nil {
			return err
		}
		if seq >= info.State.LastSeq {
			var found, parked int
			err := v.pool.QueryRow(ctx, "SELECT (SELECT count(*) FROM registry.directory), (SELECT count(*) FROM journal.parked)").Scan(&found, &parked)
			if err == nil && (parked > 0 || found < v.size.Found) {
				err = fmt.Errorf("%d of %d came, %d are parked", found, v.size.Found, parked)
			}
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// ask searches as the gateway does.
func (v *valley) ask(ctx context.Context, words string) (int, error) {
	body, err := json.Marshal(map[string]any{"id": "", "search": words, "first": 20})
	if err != nil {
		return 0, err
	}
	answer, err := command.Request(ctx, v.gateway, command.QuestionSubject("registry", "directory"), v.somebody, false, body)
	if err != nil {
		return 0, err
	}
	var page struct {
		Edges   []json.RawMessage `json:"edges"`
		Refusal *command.Refusal  `json:"refusal"`
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return 0, fmt.Errorf("directory answers %.200s: %w", answer, err)
	}
	if page.Refusal != nil {
		return 0, page.Refusal
	}
	return len(page.Edges), nil
}

// steadily does something so many times a second, whether or not the last one
// has come back, and counts from the moment at which it should have begun.
func steadily(ctx context.Context, rate int, length time.Duration, do func(ctx context.Context, n int) error) (load.Sample, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	pace := time.Second / time.Duration(rate)
	took := make([]time.Duration, int(length/pace))
	var all sync.WaitGroup
	began := time.Now()
	for n := range took {
		due := began.Add(time.Duration(n) * pace)
		select {
		case <-ctx.Done():
			return load.Sample{}, context.Cause(ctx)
		case <-time.After(time.Until(due)):
		}
		all.Go(func() {
			if err := do(ctx, n); err != nil {
				cancel(err)
			}
			took[n] = time.Since(due)
		})
	}
	all.Wait()
	slices.Sort(took)
	return load.Sample{Took: took, Elapsed: time.Since(began)}, context.Cause(ctx)
}
