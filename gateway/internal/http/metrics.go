package http

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	exporter "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"

	"parley.example/gateway/internal/graph"
)

// started is when the program, and with it the embedded front end, was started.
var started = time.Now()

// Metrics counts what is asked and how it is answered, for whoever scrapes
// /metrics and for the collector alike.
type Metrics struct {
	registry *prometheus.Registry
	meters   []meters
}

type meters struct {
	took    metric.Float64Histogram
	errors  metric.Int64Counter
	reports metric.Int64Counter
}

// NewMetrics returns metrics; live tells how many connections and live queries
// there are.
func NewMetrics(live func() (connections, queries int)) (*Metrics, error) {
	m := &Metrics{registry: prometheus.NewRegistry()}
	reader, err := exporter.New(exporter.WithRegisterer(m.registry))
	if err != nil {
		return nil, fmt.Errorf("start metrics: %w", err)
	}
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))
	for _, p := range []metric.MeterProvider{provider, otel.GetMeterProvider()} {
		made, err := instruments(p.Meter("parley.example/gateway"), live)
		if err != nil {
			return nil, fmt.Errorf("make metrics: %w", err)
		}
		m.meters = append(m.meters, made)
	}
	return m, nil
}

func instruments(m metric.Meter, live func() (int, int)) (meters, error) {
	took, err1 := m.Float64Histogram("parley.graphql.duration", metric.WithUnit("s"), metric.WithDescription("time to answer an operation"),
		metric.WithExplicitBucketBoundaries(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10))
	failed, err2 := m.Int64Counter("parley.graphql.errors", metric.WithDescription("errors answered, by code"))
	reports, err5 := m.Int64Counter("parley.csp.reports", metric.WithDescription("what browsers refused to do because a page may not"))
	connections, err3 := m.Int64ObservableGauge("parley.live.connections", metric.WithDescription("open WebSockets"))
	queries, err4 := m.Int64ObservableGauge("parley.live.queries", metric.WithDescription("live queries"))
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return meters{}, err
	}
	_, err := m.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		c, q := live()
		o.ObserveInt64(connections, int64(c))
		o.ObserveInt64(queries, int64(q))
		return nil
	}, connections, queries)
	reports.Add(context.Background(), 0) // none is a figure too
	return meters{took, failed, reports}, err
}

// running measures an operation until the function it returns is called.
func (m *Metrics) running(ctx context.Context, kind string) func() {
	begin := time.Now()
	return func() {
		for _, i := range m.meters {
			i.took.Record(ctx, time.Since(begin).Seconds(), metric.WithAttributes(attribute.String("graphql.operation.type", kind)))
		}
	}
}

func (m *Metrics) answered(ctx context.Context, r graph.Result) {
	for _, e := range r.Errors {
		for _, i := range m.meters {
			i.errors.Add(ctx, 1, metric.WithAttributes(attribute.String("parley.code", e.Code())))
		}
	}
}

func (m *Metrics) reported(ctx context.Context) {
	for _, i := range m.meters {
		i.reports.Add(ctx, 1)
	}
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
