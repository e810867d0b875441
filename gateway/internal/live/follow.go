package live

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"

	"parley.example/events/command"
	"parley.example/events/telemetry"
	"parley.example/gateway/internal/gate"
	"parley.example/gateway/internal/graph"
	"parley.example/gateway/internal/session"
)

// follow runs a query, and again whenever something that it depends on has
// changed, and says what is new. A query that is not live is run once.
func (c *conn) follow(ctx context.Context, id string, plan *gate.Plan) {
	w := &Watch{Wake: make(chan struct{}, 1)}
	c.watches.Store(w, nil)
	defer c.watches.Delete(w)
	defer c.hub.Forget(w)
	var last graph.Result
	for first := true; ; first = false {
		mark := c.hub.Now()
		result, ok := c.run(ctx, plan, w.Trace())
		if !ok {
			return
		}
		if (first || !broken(result) && !result.Same(last)) && !c.next(ctx, id, result) {
			return
		}
		if broken(result) && plan.Kind == "subscription" {
			if !pause(ctx, c.limits.RetryBroken) {
				return
			}
			continue
		}
		last = result
		if plan.Kind != "subscription" || gone(result) {
			c.say(message{ID: id, Type: "complete"})
			return
		}
		c.hub.Watch(w, result.Touched, mark)
		select {
		case <-ctx.Done():
			return
		case <-w.Wake:
		}
	}
}

func (c *conn) run(ctx context.Context, plan *gate.Plan, traceparent string) (graph.Result, bool) {
	select {
	case c.room <- struct{}{}:
		defer func() { <-c.room }()
	case <-ctx.Done():
		return graph.Result{}, false
	}
	if traceparent != "" {
		ctx = telemetry.Extract(ctx, nats.Header{"traceparent": {traceparent}})
	}
	ctx, span := otel.Tracer("parley.example/gateway").Start(ctx, "live query")
	defer span.End()
	as := c.visitor()
	result := c.front.Run(session.With(ctx, as), graph.Request{Plan: plan, Actor: as.Session.Actor(), Locale: c.locale})
	return result, ctx.Err() == nil
}

func (c *conn) next(ctx context.Context, id string, r graph.Result) bool {
	return ctx.Err() == nil && c.say(message{ID: id, Type: "next", Payload: r.Encode(r.Position.Seal(c.front.Engine.Box))})
}

// broken tells whether a result says only that something is not there at the
// moment: what was shown before stays until it is.
func broken(r graph.Result) bool {
	for _, e := range r.Errors {
		switch command.Code(e.Code()) {
		case command.Unavailable, command.NotYetVisible:
			return true
		}
	}
	return false
}

// gone tells whether the viewer has no right, or no longer, to what the query
// is about.
func gone(r graph.Result) bool {
	for _, e := range r.Errors {
		if e.Code() == string(command.NotFound) && len(e.Path) == 1 {
			return true
		}
	}
	return false
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
