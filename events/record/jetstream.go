package record

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/events/link"
)

// Trace is the header that carries a command's W3C trace context with its
// commit. It is not part of the record.
const Trace = "traceparent"

// JetStream is a [Log] in a JetStream stream. It never creates the stream:
// making a missing one anew would hide a loss.
type JetStream struct {
	js   jetstream.JetStream
	name string
	link *link.Link

	mu     sync.Mutex
	handle jetstream.Stream
}

// Open returns the log in the stream of that name.
func Open(nc *nats.Conn, stream string) (*JetStream, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("open log %s: %w", stream, err)
	}
	return &JetStream{js: js, name: stream, link: link.Of(nc)}, nil
}

// Stream implements [Log].
func (l *JetStream) Stream() string { return l.name }

// Append implements [Log]. There is no Nats-Msg-Id on purpose: its window spans
// the stream, so an id used on another subject would be answered "duplicate"
// and stored nowhere. The expected sequence alone refuses a true repeat.
func (l *JetStream) Append(ctx context.Context, aggregate string, expected uint64, body []byte, trace string) (uint64, error) {
	msg := &nats.Msg{Subject: Subject(l.name, aggregate), Data: body}
	msg.Header = nats.Header{jetstream.ExpectedLastSubjSeqHeader: {strconv.FormatUint(expected, 10)}}
	if trace != "" {
		msg.Header[Trace] = []string{trace}
	}
	ctx, done := l.link.Until(ctx)
	defer done()
	ack, err := l.js.PublishMsg(ctx, msg, jetstream.WithRetryAttempts(0))
	if err == nil && ack.Duplicate {
		return 0, fmt.Errorf("append to %s: answered duplicate, stored nowhere", msg.Subject)
	}
	if err == nil {
		return ack.Sequence, nil
	}
	var refused *jetstream.APIError
	if !errors.As(err, &refused) {
		return 0, outcome(err)
	}
	if refused.ErrorCode != jetstream.JSErrCodeStreamWrongLastSequence && refused.ErrorCode != conflictInCluster {
		return 0, fmt.Errorf("append to %s: %w", msg.Subject, err)
	}
	last, ok, lookErr := l.Last(ctx, aggregate)
	if lookErr != nil || !ok {
		return 0, Conflict{Expected: expected}
	}
	return 0, Conflict{Expected: expected, Last: last.Sequence}
}

// outcome tells a message that never left from one that may have arrived.
func outcome(err error) error {
	for _, unsent := range []error{nats.ErrReconnectBufExceeded, nats.ErrConnectionClosed, nats.ErrConnectionDraining, nats.ErrNoResponders, jetstream.ErrNoStreamResponse} {
		if errors.Is(err, unsent) {
			return fmt.Errorf("append: %w: %w", ErrUnavailable, err)
		}
	}
	return fmt.Errorf("append: %w: %w", ErrUnknown, err)
}

// conflictInCluster is what a replicated stream answers while the conflicting
// message is still in flight.
const conflictInCluster jetstream.ErrorCode = 10164

// Last implements [Log].
func (l *JetStream) Last(ctx context.Context, aggregate string) (Stored, bool, error) {
	stream, err := l.stream(ctx)
	if err != nil {
		return Stored{}, false, err
	}
	msg, err := stream.GetLastMsgForSubject(ctx, Subject(l.name, aggregate))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return Stored{}, false, nil
	}
	if err != nil {
		return Stored{}, false, fmt.Errorf("last of %s: %w", aggregate, err)
	}
	s, err := Decode(l.name, msg.Sequence, msg.Data)
	return s, true, err
}

// stream returns the handle, which costs one request the first time.
func (l *JetStream) stream(ctx context.Context) (jetstream.Stream, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.handle == nil {
		handle, err := l.js.Stream(ctx, l.name)
		if err != nil {
			return nil, fmt.Errorf("stream %s: %w", l.name, err)
		}
		l.handle = handle
	}
	return l.handle, nil
}

// idle is how long a follower waits for a message before it looks whether its
// context has ended; the server's heartbeats keep the consumer alive meanwhile.
const idle = 500 * time.Millisecond

// Follow implements [Log] with an ordered consumer, which is set up again by
// the client wherever it left off.
func (l *JetStream) Follow(ctx context.Context, after uint64, yield func(Delivery) error) error {
	consumer, err := l.js.OrderedConsumer(ctx, l.name, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:   after + 1,

		InactiveThreshold: 30 * time.Second, // of followers that have stopped
	})
	if err != nil {
		return fmt.Errorf("follow %s: %w", l.name, err)
	}
	messages, err := consumer.Messages(jetstream.PullMaxMessages(5000), jetstream.PullHeartbeat(idle))
	if err != nil {
		return fmt.Errorf("follow %s: %w", l.name, err)
	}
	defer messages.Stop()
	stop := context.AfterFunc(ctx, messages.Stop)
	defer stop()
	for {
		msg, err := messages.Next()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("follow %s: %w", l.name, err)
		}
		d, err := delivery(l.name, msg)
		if err != nil {
			return err
		}
		if d.Sequence != after+1 {
			return fmt.Errorf("follow %s: sequence %d came after %d", l.name, d.Sequence, after)
		}
		after = d.Sequence
		if err := yield(d); err != nil {
			return err
		}
	}
}

func delivery(stream string, msg jetstream.Msg) (Delivery, error) {
	meta, err := msg.Metadata()
	if err != nil {
		return Delivery{}, fmt.Errorf("follow %s: %w", stream, err)
	}
	return Delivery{
		Stream:    stream,
		Sequence:  meta.Sequence.Stream,
		Aggregate: aggregateOf(msg.Subject()),
		Body:      msg.Data(),
		Trace:     msg.Headers().Get(Trace),
	}, nil
}

// aggregateOf is the aggregate that a subject names. Under a token that no id of
// ours looks like stands no commit, and everything that is kept of it needs a key.
func aggregateOf(subject string) string {
	token := subject[strings.LastIndexByte(subject, '.')+1:]
	if len(token) > 64 || strings.Trim(token, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return "unnamed_" + Hash([]byte(token))[:26]
	}
	return token
}

// State implements [Log].
func (l *JetStream) State(ctx context.Context) (State, error) {
	s, err := l.stream(ctx)
	if err != nil {
		return State{}, err
	}
	info, err := s.Info(ctx)
	if err != nil {
		return State{}, fmt.Errorf("state of %s: %w", l.name, err)
	}
	st := info.State
	return State{First: st.FirstSeq, Last: st.LastSeq, Messages: st.Msgs, Deleted: st.NumDeleted, Config: checkConfig(info.Config)}, nil
}

// Next implements [Log].
func (l *JetStream) Next(ctx context.Context, after uint64) (Delivery, bool, error) {
	s, err := l.stream(ctx)
	if err != nil {
		return Delivery{}, false, err
	}
	msg, err := s.GetMsg(ctx, after+1)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return Delivery{}, false, nil
	}
	if err != nil {
		return Delivery{}, false, fmt.Errorf("%s after %d: %w", l.name, after, err)
	}
	return Delivery{
		Stream: l.name, Sequence: msg.Sequence, Aggregate: aggregateOf(msg.Subject), Body: msg.Data, Trace: msg.Header.Get(Trace),
	}, true, nil
}

// At implements [Log].
func (l *JetStream) At(ctx context.Context, seq uint64) ([]byte, error) {
	s, err := l.stream(ctx)
	if err != nil {
		return nil, err
	}
	msg, err := s.GetMsg(ctx, seq)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, fmt.Errorf("%s at %d: %w", l.name, seq, ErrGone)
	}
	if err != nil {
		return nil, fmt.Errorf("%s at %d: %w", l.name, seq, err)
	}
	return msg.Data, nil
}
