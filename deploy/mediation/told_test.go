package mediation

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// told is everything that comes out of a house: by person what they are
// answered, and what everybody's operator could read.
type told struct {
	mu     sync.Mutex
	pieces map[string][][]byte // by reader; "" is nobody in particular
}

func newTold() *told { return &told{pieces: make(map[string][][]byte)} }

func (w *told) hears(reader string, text []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pieces[reader] = append(w.pieces[reader], bytes.Clone(text))
}

// listener is the HTTP transport of a person, who keeps every answer.
type listener struct {
	told   *told
	person string
}

// RoundTrip implements [http.RoundTripper].
func (l listener) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	l.told.hears(l.person, fmt.Appendf(nil, "%s %v %s", res.Status, res.Header, body))
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// collect takes what programs send by OTLP, traces and metrics, and returns the
// environment that makes them send everything.
func (w *told) collect(t *testing.T) []string {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			w.hears("", body)
		}
	}))
	t.Cleanup(server.Close)
	return []string{
		"OTEL_EXPORTER_OTLP_ENDPOINT=" + server.URL, "OTEL_TRACES_SAMPLER=always_on", "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_METRIC_EXPORT_INTERVAL=500",
	}
}

// overhear listens to the bus: all subjects, and what is said on those that
// others than a seat's own people may hear.
func (w *told) overhear(t *testing.T, h *house.House) {
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	_, err = conn.Subscribe(">", func(m *nats.Msg) {
		w.hears("", []byte(m.Subject))
		sealed := strings.Contains(m.Subject, "_sealed")
		if strings.HasPrefix(m.Subject, "notice.") || strings.HasPrefix(m.Subject, "parley.") && !sealed {
			w.hears("", m.Data)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readLogs takes what the programs have printed, and the gateway's metrics.
func (w *told) readLogs(t *testing.T, h *house.House) {
	t.Helper()
	for _, program := range append([]string{house.Gateway, "nats", "postgres"}, bus.Contexts...) {
		if text, err := os.ReadFile(h.Folder.Log(program)); err == nil {
			w.hears("", text)
		}
	}
	res, err := http.Get(h.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	w.hears("", body)
}

// sweep looks through all of it.
func (w *told) sweep(c canaries) (leaks []string, pieces, size int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for reader, texts := range w.pieces {
		for _, text := range texts {
			pieces, size = pieces+1, size+len(text)
			for _, s := range c.found(reader, text) {
				at := bytes.Index(text, []byte(s.text))
				leaks = append(leaks, fmt.Sprintf("%q reads %s's %s (%s) in …%q…", reader, s.owner, s.what, s.form, text[max(0, at-60):min(len(text), at+60)]))
			}
		}
	}
	return leaks, pieces, size
}
