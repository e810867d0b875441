package e2e

import (
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"

	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	"google.golang.org/protobuf/proto"
)

// collector receives what programs send by OTLP over HTTP, as any collector
// would, and keeps the spans.
type collector struct {
	server *httptest.Server

	mu    sync.Mutex
	spans map[string][]span // by trace
	more  chan struct{}     // closed and replaced at each arrival
}

// span is a hop of a trace.
type span struct {
	service, name, stream, id, parent string
}

func collect() *collector {
	c := &collector{spans: make(map[string][]span), more: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", c.receive)
	mux.HandleFunc("POST /v1/metrics", func(http.ResponseWriter, *http.Request) {})
	c.server = httptest.NewServer(mux)
	return c
}

func (c *collector) close() { c.server.Close() }

// environment makes programs send here what a caller asks them to trace.
func (c *collector) environment() []string {
	return []string{
		"OTEL_EXPORTER_OTLP_ENDPOINT=" + c.server.URL,
		"OTEL_TRACES_SAMPLER=parentbased_always_off",
		"OTEL_BSP_SCHEDULE_DELAY=100",
	}
}

func (c *collector) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var sent collectortrace.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(body, &sent)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, resource := range sent.ResourceSpans {
		service := value(resource.Resource.GetAttributes(), "service.name")
		for _, scope := range resource.ScopeSpans {
			for _, s := range scope.Spans {
				trace := hex.EncodeToString(s.TraceId)
				c.spans[trace] = append(c.spans[trace], span{service, s.Name, value(s.Attributes, "parley.stream"), hex.EncodeToString(s.SpanId), hex.EncodeToString(s.ParentSpanId)})
			}
		}
	}
	close(c.more)
	c.more = make(chan struct{})
}

// trace returns the spans of a trace that have arrived, and what is closed when
// more have.
func (c *collector) trace(id string) ([]span, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]span{}, c.spans[id]...), c.more
}

// String implements [fmt.Stringer].
func (s span) String() string {
	if s.stream != "" {
		return fmt.Sprintf("%s: %s (%s)", s.service, s.name, s.stream)
	}
	return fmt.Sprintf("%s: %s", s.service, s.name)
}

func value(attributes []*common.KeyValue, key string) string {
	for _, attribute := range attributes {
		if attribute.Key == key {
			return attribute.Value.GetStringValue()
		}
	}
	return ""
}
