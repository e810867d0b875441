package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"

	"parley.example/events/telemetry"
)

// Subject is where a service listens for a command.
func Subject(service, name string) string { return "cmd." + service + "." + name }

// QuestionSubject is where a service listens for a question, which changes nothing.
func QuestionSubject(service, name string) string { return "ask." + service + "." + name }

// Request sends body to subject as actor and returns the bytes of the answer.
// With no answer it fails with [Unavailable] where surely nothing happened and
// with [NotYetVisible] where nobody can say.
func Request(ctx context.Context, nc *nats.Conn, subject string, actor Actor, dryRun bool, body []byte) ([]byte, error) {
	who, err := json.Marshal(actor)
	if err != nil {
		return nil, fmt.Errorf("encode actor: %w", err)
	}
	msg := &nats.Msg{Subject: subject, Data: body, Header: nats.Header{ActorHeader: {string(who)}}}
	if dryRun {
		msg.Header[DryRunHeader] = []string{"1"}
	}
	telemetry.Inject(ctx, msg.Header)
	answer, err := nc.RequestMsgWithContext(ctx, msg)
	switch {
	case err == nil:
		return answer.Data, nil
	case errors.Is(err, nats.ErrNoResponders), errors.Is(err, nats.ErrReconnectBufExceeded), errors.Is(err, nats.ErrConnectionClosed), errors.Is(err, nats.ErrConnectionDraining):
		return nil, fmt.Errorf("request %s: %w: %w", subject, Unavailable, err)
	default:
		return nil, fmt.Errorf("request %s: %w: %w", subject, NotYetVisible, err)
	}
}

// Timeout is how long a caller waits for an answer. A replicated stream that
// loses its leader is silent for up to seven seconds.
const Timeout = 10 * time.Second

// Connect connects a program to the bus under its own name. Nothing is kept
// back while the connection is down: a command that cannot leave now is refused.
func Connect(url, name string, options ...nats.Option) (*nats.Conn, error) {
	options = append([]nats.Option{
		nats.Name(name),
		nats.CustomInboxPrefix("_INBOX_" + name),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(100 * time.Millisecond),
		nats.ReconnectJitter(50*time.Millisecond, 50*time.Millisecond),
		nats.ReconnectBufSize(-1),
		nats.RetryOnFailedConnect(true),
	}, options...)
	nc, err := nats.Connect(url, options...)
	if err != nil {
		return nil, fmt.Errorf("connect %s to NATS: %w", name, err)
	}
	return nc, nil
}

// SeedFile is the option by which a program proves to the bus who it is.
func SeedFile(path string) (nats.Option, error) {
	option, err := nats.NkeyOptionFromSeed(path)
	if err != nil {
		return nil, fmt.Errorf("NATS seed %s: %w", path, err)
	}
	return option, nil
}
