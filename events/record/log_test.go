package record_test

import (
	"context"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/events/record"
	"parley.example/events/record/recordtest"
)

func TestMemory(t *testing.T) {
	recordtest.Run(t, func(*testing.T) record.Log { return record.NewMemory("registry") })
}

func TestJetStream(t *testing.T) {
	recordtest.Run(t, func(t *testing.T) record.Log { return open(t, record.StreamConfig("registry", 1)) })
}

// trailing follows at leisure.
type trailing struct{ *record.JetStream }

func (l trailing) Follow(ctx context.Context, after uint64, yield func(record.Delivery) error) error {
	return l.Trail(ctx, after, 10*time.Millisecond, yield)
}

func TestTrail(t *testing.T) {
	recordtest.Run(t, func(t *testing.T) record.Log { return trailing{open(t, record.StreamConfig("registry", 1))} })
}

// open starts a server of its own with one stream.
func open(t *testing.T, config jetstream.StreamConfig) *record.JetStream {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: -1, JetStream: true, StoreDir: t.TempDir(), SyncAlways: true, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("server is not ready")
	}
	nc, err := nats.Connect(s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.CreateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	log, err := record.Open(nc, config.Name)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// A stream that could lose a commit is not served.
func TestConfig(t *testing.T) {
	tests := []struct {
		rule  string
		spoil func(*jetstream.StreamConfig)
	}{
		{"file storage", func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage }},
		{"nothing is purged", func(c *jetstream.StreamConfig) { c.DenyPurge = false }},
		{"nothing is deleted", func(c *jetstream.StreamConfig) { c.DenyDelete = false }},
		{"nothing grows old", func(c *jetstream.StreamConfig) { c.MaxAge = time.Hour }},
		{"nothing is pushed out", func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld }},
		{"no number is the last", func(c *jetstream.StreamConfig) { c.MaxMsgs = 10 }},
		{"no message has a time to live", func(c *jetstream.StreamConfig) { c.AllowMsgTTL = true }},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			config := record.StreamConfig("registry", 1)
			tt.spoil(&config)
			s, err := open(t, config).State(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if s.Config == nil {
				t.Error("the guard would let it pass")
			}
		})
	}
}
