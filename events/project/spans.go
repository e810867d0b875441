package project

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"parley.example/events/record"
)

// spans are the projections of those commits of a batch whose commands are
// traced.
type spans struct {
	open   []trace.Span
	traces []string // the traceparents that the notice carries on
}

// traced bounds how many traces one batch takes part in.
const traced = 32

func begin(ctx context.Context, batch []record.Delivery) *spans {
	s := &spans{}
	for _, d := range batch {
		if d.Trace == "" || len(s.open) == traced {
			continue
		}
		carrier := propagation.MapCarrier{record.Trace: d.Trace}
		parent := propagation.TraceContext{}.Extract(ctx, carrier)
		if !trace.SpanContextFromContext(parent).IsSampled() {
			continue
		}
		own, span := tracer.Start(parent, "project", trace.WithSpanKind(trace.SpanKindConsumer),
			trace.WithAttributes(attribute.String("parley.stream", d.Stream), attribute.String("parley.aggregate", d.Aggregate), attribute.Int64("parley.sequence", int64(d.Sequence))))
		s.open = append(s.open, span)
		propagation.TraceContext{}.Inject(own, carrier)
		s.traces = append(s.traces, carrier[record.Trace])
	}
	return s
}

func (s *spans) end() {
	for _, span := range s.open {
		span.End()
	}
}
