// Package bus is the gateway's side of NATS: commands and questions to the
// services, and what they announce.
package bus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/events/link"
)

// User is the name under which the gateway is known to NATS.
const User = "gateway"

// Bus reaches the services.
type Bus struct {
	NC   *nats.Conn
	link *link.Link
}

// Connect connects to NATS as the gateway. Lost is called whenever the
// connection is there again: anything may have been announced meanwhile.
func Connect(url, seed string, lost func()) (*Bus, error) {
	options := []nats.Option{nats.ReconnectHandler(func(*nats.Conn) { lost() })}
	if seed != "" {
		option, err := command.SeedFile(seed)
		if err != nil {
			return nil, err
		}
		options = append(options, option)
	}
	nc, err := command.Connect(url, User, options...)
	if err != nil {
		return nil, err
	}
	return &Bus{NC: nc, link: link.Of(nc)}, nil
}

// Command sends a command and returns the service's reply. Without one it fails
// with [command.Unavailable], where surely nothing happened, or with
// [command.NotYetVisible], where nobody can say.
func (b *Bus) Command(ctx context.Context, actor command.Actor, service, name string, dryRun bool, body []byte) (command.Reply, error) {
	var reply command.Reply
	data, err := b.request(ctx, command.Subject(service, name), attribute.String("parley.command", name), actor, dryRun, body)
	if err != nil {
		return reply, err
	}
	if err := json.Unmarshal(data, &reply); err != nil {
		return reply, fmt.Errorf("decode reply to %s: %w: %w", name, command.NotYetVisible, err)
	}
	return reply, nil
}

// Ask sends a question and returns the answer's JSON, or the refusal.
func (b *Bus) Ask(ctx context.Context, actor command.Actor, service, name string, body []byte) (json.RawMessage, error) {
	data, err := b.request(ctx, command.QuestionSubject(service, name), attribute.String("parley.question", name), actor, false, body)
	if err != nil {
		return nil, err
	}
	if !json.Valid(data) {
		return nil, fmt.Errorf("decode answer to %s: no JSON", name)
	}
	if !bytes.HasPrefix(data, []byte(`{"refusal":`)) {
		return data, nil
	}
	var told struct {
		Refusal *command.Refusal `json:"refusal"`
	}
	if err := json.Unmarshal(data, &told); err != nil || told.Refusal == nil {
		return nil, fmt.Errorf("decode answer to %s: %w", name, errors.Join(err, command.Internal))
	}
	return nil, told.Refusal
}

func (b *Bus) request(ctx context.Context, subject string, what attribute.KeyValue, actor command.Actor, dryRun bool, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, command.Timeout)
	defer cancel()
	ctx, done := b.link.Until(ctx)
	defer done()
	ctx, span := otel.Tracer("parley.example/gateway").Start(ctx, "nats request "+subject,
		trace.WithSpanKind(trace.SpanKindClient),
		trace.WithAttributes(attribute.String("messaging.system", "nats"), attribute.String("messaging.destination.name", subject), what))
	defer span.End()
	data, err := command.Request(ctx, b.NC, subject, actor, dryRun, body)
	if err != nil {
		span.SetStatus(codes.Error, "no answer")
		return nil, err
	}
	return data, nil
}
