// Package telemetry lets one command be followed from the click to every read
// model: traces across HTTP, NATS and Postgres, metrics for the operator, logs
// that carry the trace. What an attribute may hold is a short list; contents
// never are on it.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Start sets up traces, metrics and logs of a program. Traces and metrics leave
// by OTLP over HTTP when OTEL_EXPORTER_OTLP_ENDPOINT is set, to any collector;
// without it nothing is recorded and nothing is spent on it.
func Start(ctx context.Context, service string) (stop func(context.Context) error, err error) {
	slog.SetDefault(slog.New(traced{slog.NewJSONHandler(os.Stderr, nil)}).With("service", service))
	otel.SetTextMapPropagator(propagation.TraceContext{})
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" {
		return func(context.Context) error { return nil }, nil
	}
	spans, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("start OTLP traces: %w", err)
	}
	numbers, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("start OTLP metrics: %w", err)
	}
	res, err := resource.New(ctx, resource.WithAttributes(attributeService.String(service)), resource.WithFromEnv())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return nil, fmt.Errorf("describe %s: %w", service, err)
	}
	tracers := sdktrace.NewTracerProvider(
		sdktrace.WithSpanProcessor(allowed{sdktrace.NewBatchSpanProcessor(spans)}),
		sdktrace.WithResource(res),
	)
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(numbers)), sdkmetric.WithResource(res))
	otel.SetTracerProvider(tracers)
	otel.SetMeterProvider(meters)
	return func(ctx context.Context) error { return errors.Join(tracers.Shutdown(ctx), meters.Shutdown(ctx)) }, nil
}

// Inject writes the trace of ctx into the headers of a message. NATS headers
// are case-sensitive, so the carrier of net/http would not be read back.
func Inject(ctx context.Context, header nats.Header) {
	propagation.TraceContext{}.Inject(ctx, carrier(header))
}

// Extract returns ctx with the trace of a message's headers.
func Extract(ctx context.Context, header nats.Header) context.Context {
	return propagation.TraceContext{}.Extract(ctx, carrier(header))
}

// Traceparent is the trace of ctx in the form of its header, or "" if it is
// not recorded.
func Traceparent(ctx context.Context) string {
	if !trace.SpanContextFromContext(ctx).IsSampled() {
		return ""
	}
	header := nats.Header{}
	Inject(ctx, header)
	return header.Get("traceparent")
}

type carrier nats.Header

func (c carrier) Get(key string) string {
	if v := c[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (c carrier) Set(key, value string) { c[key] = []string{value} }

func (c carrier) Keys() []string {
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	return keys
}

// traced adds the ids of trace and span to each line of the log.
type traced struct{ slog.Handler }

// Handle implements [slog.Handler].
func (t traced) Handle(ctx context.Context, r slog.Record) error {
	if sc := trace.SpanContextFromContext(ctx); sc.IsValid() {
		r.AddAttrs(slog.String("trace_id", sc.TraceID().String()), slog.String("span_id", sc.SpanID().String()))
	}
	return t.Handler.Handle(ctx, r)
}

// WithAttrs implements [slog.Handler].
func (t traced) WithAttrs(attrs []slog.Attr) slog.Handler { return traced{t.Handler.WithAttrs(attrs)} }

// WithGroup implements [slog.Handler].
func (t traced) WithGroup(name string) slog.Handler { return traced{t.Handler.WithGroup(name)} }
