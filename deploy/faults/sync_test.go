package faults

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/house"
)

// TestALogThatIsNotWrittenThroughIsRefused starts the message server again
// without the setting that makes an acknowledgement durable.
func TestALogThatIsNotWrittenThroughIsRefused(t *testing.T) {
	ctx := within(t, 5*time.Minute)
	h, people, table := small(ctx, t)
	nats := h.Process("nats")
	if err := nats.Hold(ctx); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(string(h.Folder), "run", "nats.conf")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lax := strings.Replace(string(text), "sync_interval: always", "", 1)
	if lax == string(text) {
		t.Fatal("the configuration does not say sync_interval: always")
	}
	if err := os.WriteFile(file, []byte(lax), 0o600); err != nil {
		t.Fatal(err)
	}
	nats.Release()
	if err := nats.AwaitReady(ctx); err != nil {
		t.Fatal(err)
	}
	conn := must(h.NATS("deploy"))(t)
	defer conn.Close()
	for n, why := 0, ""; !strings.Contains(why, "sync_interval"); n++ {
		if ctx.Err() != nil {
			t.Fatalf("the service says %q", why)
		}
		if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(table, "Not for keeps"), "", nil); err == nil {
			t.Fatalf("command %d is acknowledged although nothing writes it through", n)
		}
		if err := house.Ready(conn, "negotiation"); err != nil {
			why = err.Error()
		}
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := nats.Crash(ctx); err != nil {
		t.Fatal(err)
	}
	for _, name := range h.Processes() {
		if err := h.Process(name).AwaitReady(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(table, "For keeps"), "", nil); err != nil {
		t.Error(err)
	}
}
