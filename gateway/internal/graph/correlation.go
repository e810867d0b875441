package graph

import (
	"context"
	"crypto/rand"

	"go.opentelemetry.io/otel/trace"
)

// correlation is a word under which what went wrong is found in the log: the
// trace where there is one.
func correlation(ctx context.Context) string {
	if id := trace.SpanContextFromContext(ctx).TraceID(); id.IsValid() {
		return id.String()
	}
	return rand.Text()
}
