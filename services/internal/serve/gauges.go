package serve

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// gauges lets the operator see how far the read models have come and what waits.
func (h *House) gauges() error {
	parked := must(meter.Int64ObservableGauge("parley.aggregates.parked", metric.WithDescription("aggregates behind a commit that cannot be read")))
	projected := must(meter.Int64ObservableGauge("parley.projection.sequence", metric.WithDescription("last projected sequence")))
	silent := must(meter.Float64ObservableGauge("parley.projection.silence", metric.WithUnit("s"), metric.WithDescription("time since log and database last answered the projector")))
	_, err := meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		for name, s := range h.streams {
			of := metric.WithAttributes(attribute.String("parley.stream", name))
			o.ObserveInt64(parked, int64(s.Runner.ParkedCount()), of)
			o.ObserveInt64(projected, int64(s.Runner.Seq()), of)
			o.ObserveFloat64(silent, s.Runner.Silent().Seconds(), of)
		}
		return nil
	}, parked, projected, silent)
	return err
}
