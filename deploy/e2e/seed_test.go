package e2e

import (
	"context"
	"maps"
	"path/filepath"
	"testing"

	"github.com/nats-io/nats.go"

	"parley.example/deploy/seed"
)

// A telling of the stories that was cut off is begun again and ends well; told
// once more, nothing happens twice.
func TestTheStoriesBearBeingInterruptedAndToldAgain(t *testing.T) {
	h, err := start(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	identity, err := h.DSN("parley_identity")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cut := context.WithCancel(t.Context())
	defer cut()
	if _, err := conn.Subscribe("notice.negotiation", func(*nats.Msg) { cut() }); err != nil { // in the middle of it
		t.Fatal(err)
	}
	if err := conn.Flush(); err != nil {
		t.Fatal(err)
	}
	tell := func(ctx context.Context) error { return seed.Stories(ctx, h.URL, identity, func(string) {}) }
	if err := tell(ctx); err == nil {
		t.Fatal("nothing has cut the telling off")
	}
	if err := tell(t.Context()); err != nil {
		t.Fatalf("begun again: %v", err)
	}
	told := heads(t, h)
	if err := tell(t.Context()); err != nil {
		t.Fatalf("told once more: %v", err)
	}
	if now := headsNow(t, h); !maps.Equal(now, told) {
		t.Errorf("told once more, the streams end at %v, before at %v", now, told)
	}
}
