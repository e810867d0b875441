package serve

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"github.com/nats-io/nats.go/micro"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/command"
	"parley.example/events/telemetry"
)

var (
	tracer = otel.Tracer("parley.example/services/internal/serve")
	meter  = otel.Meter("parley.example/services/internal/serve")
	took   = must(meter.Float64Histogram("parley.command.duration", metric.WithUnit("s"), metric.WithDescription("time from request to answer")))
)

func must[T any](instrument T, err error) T {
	if err != nil {
		panic(err)
	}
	return instrument
}

// answer is one endpoint.
type answer struct {
	name    string
	command bool
	anyone  bool         // of a command: it takes no account
	shape   reflect.Type // of a command's input
	reply   func(context.Context, Call) any
}

// listen registers every endpoint. The library calls one after another, so
// each request is handed to a goroutine, bounded over the whole service.
func (h *House) listen() (micro.Service, error) {
	svc, err := micro.AddService(h.nc, micro.Config{Name: h.Name, Version: "1.0.0", QueueGroup: h.Name})
	if err != nil {
		return nil, fmt.Errorf("listen as %s: %w", h.Name, err)
	}
	Question(h, "ready", func(ctx context.Context, _ Call, _ struct{}) (any, error) { return h.readiness(ctx), nil })
	Question(h, "bindings", func(context.Context, Call, struct{}) (any, error) { return h.bindings(), nil })
	for _, a := range h.answers {
		subject := command.QuestionSubject(h.Name, a.name)
		if a.command {
			subject = command.Subject(h.Name, a.name)
		}
		err := svc.AddEndpoint(a.name, micro.HandlerFunc(func(r micro.Request) {
			h.hand(func() { h.serve(a, r) })
		}), micro.WithEndpointSubject(subject))
		if err != nil {
			return nil, fmt.Errorf("listen on %s: %w", subject, err)
		}
	}
	return svc, h.nc.Flush()
}

// serve answers one request.
func (h *House) serve(a answer, r micro.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), command.Timeout)
	defer cancel()
	ctx = telemetry.Extract(ctx, natsHeader(r))
	kind := attribute.String("parley.command", a.name)
	if !a.command {
		kind = attribute.String("parley.question", a.name)
	}
	ctx, span := tracer.Start(ctx, "decide "+a.name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(kind))
	defer span.End()
	begin := time.Now()
	reply := h.guarded(ctx, a, r)
	code := "OK"
	if answered, ok := reply.(command.Reply); ok && answered.Refusal != nil {
		code = string(answered.Refusal.Code)
	}
	span.SetAttributes(attribute.String("parley.code", code))
	took.Record(ctx, time.Since(begin).Seconds(), metric.WithAttributes(kind, attribute.String("parley.code", code)))
	body, err := json.Marshal(reply)
	if err != nil {
		slog.ErrorContext(ctx, "encode answer", "parley.command", a.name, "error", err)
		return
	}
	if err := r.Respond(body); err != nil {
		slog.ErrorContext(ctx, "respond", "parley.command", a.name, "error", err)
	}
}

// guarded lets a panic end one request, not the service.
func (h *House) guarded(ctx context.Context, a answer, r micro.Request) (reply any) {
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic", "parley.command", a.name, "at", string(debug.Stack()))
			reply = command.Reply{Refusal: &command.Refusal{Code: command.Internal}}
		}
	}()
	if !trusted(r.Reply()) {
		slog.WarnContext(ctx, "not from the gateway", "parley.command", a.name)
		return command.Reply{Refusal: &command.Refusal{Code: command.Unauthenticated}}
	}
	c := Call{Body: r.Data(), DryRun: r.Headers().Get(command.DryRunHeader) == "1"}
	if who := r.Headers().Get(command.ActorHeader); who != "" {
		if err := json.Unmarshal([]byte(who), &c.Actor); err != nil {
			return command.Reply{Refusal: &command.Refusal{Code: command.Unauthenticated}}
		}
	}
	if a.command {
		if why := h.unready(); why != nil {
			slog.WarnContext(ctx, "refused", "parley.command", a.name, "why", why)
			return command.Reply{Refusal: &command.Refusal{Code: command.Unavailable}}
		}
		if c.Actor.Person == "" && !a.anyone {
			return command.Reply{Refusal: &command.Refusal{Code: command.Unauthenticated}}
		}
	}
	return a.reply(ctx, c)
}

// trusted tells whether a request wants its answer where only the gateway, or
// the operator, listens. NATS lets a stored message be delivered to any
// subject: a service could so have one of its own arrive here as a command, in
// anybody's name, but not with such an address to answer to.
func trusted(reply string) bool {
	return strings.HasPrefix(reply, "_INBOX_gateway.") || strings.HasPrefix(reply, "_INBOX_deploy.")
}

// Bindings are what the SDL may bind to in this service.
type Bindings struct {
	Commands  []string         `json:"commands"`
	Inputs    map[string]Shape `json:"inputs"` // by command
	Questions []string         `json:"questions"`
	Views     map[string]View  `json:"views"`
}

// View describes one table to the gateway.
type View struct {
	Audience string `json:"audience"`
}

func (h *House) bindings() Bindings {
	b := Bindings{Inputs: make(map[string]Shape), Views: make(map[string]View)}
	for _, a := range h.answers {
		if a.command {
			b.Commands = append(b.Commands, a.name)
			b.Inputs[a.name] = shapeOf(a.shape)
		} else {
			b.Questions = append(b.Questions, a.name)
		}
	}
	for table, audience := range h.views {
		b.Views[table] = View{audience}
	}
	return b
}

func natsHeader(r micro.Request) map[string][]string { return r.Headers() }

func sha256Of(parts ...string) [32]byte {
	h := sha256.New()
	for _, p := range parts {
		var n [4]byte
		binary.BigEndian.PutUint32(n[:], uint32(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return [32]byte(h.Sum(nil))
}
