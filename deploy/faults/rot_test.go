package faults

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
)

// harms are what happens to the files of a message store between two runs. Each
// gets the folder of the stream "negotiation".
var harms = []struct {
	name string
	do   func(t *testing.T, stream string)
}{
	{"nothing", func(*testing.T, string) {}},
	{"a flipped bit in the first message", flip(0.02)},
	{"a flipped bit in the middle", flip(0.5)},
	{"a flipped bit in the last message", flip(0.995)},
	{"a cut tail", func(t *testing.T, stream string) { shorten(t, block(t, stream), 0.9) }},
	{"a cut half", func(t *testing.T, stream string) { shorten(t, block(t, stream), 0.5) }},
	{"an empty block", func(t *testing.T, stream string) { shorten(t, block(t, stream), 0) }},
	{"no block", func(t *testing.T, stream string) { remove(t, block(t, stream)) }},
	{"no index, and a flipped bit", func(t *testing.T, stream string) {
		remove(t, filepath.Join(stream, "msgs", "index.db"))
		flip(0.5)(t, stream)
	}},
	{"a cut index", func(t *testing.T, stream string) { shorten(t, filepath.Join(stream, "msgs", "index.db"), 0.5) }},
	{"damaged settings", func(t *testing.T, stream string) { shorten(t, filepath.Join(stream, "meta.inf"), 0.5) }},
	{"no settings", func(t *testing.T, stream string) { remove(t, filepath.Join(stream, "meta.inf")) }},
	{"no stream", func(t *testing.T, stream string) { remove(t, stream) }},
}

func block(t *testing.T, stream string) string {
	t.Helper()
	blocks, _ := filepath.Glob(filepath.Join(stream, "msgs", "*.blk"))
	if len(blocks) == 0 {
		t.Fatalf("%s has no blocks", stream)
	}
	return blocks[0]
}

func flip(where float64) func(*testing.T, string) {
	return func(t *testing.T, stream string) {
		t.Helper()
		file := block(t, stream)
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		content[int(float64(len(content))*where)] ^= 0x10
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func shorten(t *testing.T, file string, to float64) {
	t.Helper()
	info, err := os.Stat(file)
	if err == nil {
		err = os.Truncate(file, int64(float64(info.Size())*to))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// TestADamagedStoreIsNoticed starts a house over a store that was damaged while
// it was down. Either it says which commit is the first bad one and takes no
// commands, or everything is there and right.
func TestADamagedStoreIsNoticed(t *testing.T) {
	ctx := within(t, 10*time.Minute)
	data := t.TempDir()
	h := open(ctx, t, data)
	people := settled(ctx, t, h.URL, 2)
	table := must(people.Table(ctx, "Table"))(t)
	for i := range 40 {
		if err := people.Neighbours[0].Mutate(ctx, "takePosition", opinion(table, fmt.Sprint("Opinion ", i)), "", nil); err != nil {
			t.Fatal(err)
		}
	}
	h.Close()
	whole := filepath.Join(t.TempDir(), "whole")
	if err := os.CopyFS(whole, os.DirFS(h.Folder.Messages())); err != nil {
		t.Fatal(err)
	}
	for _, harm := range harms {
		t.Run(strings.ReplaceAll(harm.name, " ", "_"), func(t *testing.T) {
			store := house.Folder(data).Messages()
			remove(t, store)
			if err := os.CopyFS(store, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			harm.do(t, filepath.Join(store, "jetstream", "PARLEY", "streams", "negotiation"))
			noticed(ctx, t, data)
		})
	}
}

// noticed starts the stores and the services, and waits until the damage is
// named or nothing is found.
func noticed(ctx context.Context, t *testing.T, data string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	o := options(t, data)
	o.Only = []string{"registry", "negotiation"}
	h, err := house.StartStores(ctx, o)
	if err != nil {
		t.Logf("the house does not start: %v", err)
		if !strings.Contains(err.Error(), "negotiation") {
			t.Errorf("%v does not name the stream", err)
		}
		return
	}
	defer h.Close()
	starting, stop := context.WithCancel(ctx)
	started := make(chan error, 1)
	go func() { started <- h.StartPrograms(starting) }()
	defer func() { stop(); <-started }()
	why := diagnosis(ctx, t, h)
	if why == "" {
		for _, stream := range bus.Streams() {
			if err := copiesAgree(ctx, h, stream, journal(ctx, t, h, stream)); err != nil {
				t.Errorf("the house is ready, but %v", err)
			}
		}
		return
	}
	t.Logf("the service says: %s", why)
	if !strings.Contains(why, "sequence ") {
		t.Errorf("it does not name the first bad sequence")
	}
}

// diagnosis asks the service until it knows why it will not be ready, or is and
// has read all of its log (and says nothing).
func diagnosis(ctx context.Context, t *testing.T, h *house.House) string {
	t.Helper()
	conn, err := h.NATS("deploy")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for {
		var said struct {
			Ready             bool
			Why               string
			Streams, Verified map[string]uint64
		}
		answer, err := conn.Request("ask.negotiation.ready", []byte("{}"), 2*time.Second)
		if err == nil {
			err = json.Unmarshal(answer.Data, &said)
		}
		switch {
		case err == nil && strings.Contains(said.Why, "stream negotiation"):
			return said.Why
		case err == nil && said.Ready && said.Verified["negotiation"] == said.Streams["negotiation"]:
			return ""
		}
		select {
		case <-ctx.Done():
			t.Fatalf("neither ready nor certain why not: %+v, %v", said, err)
		case <-time.After(20 * time.Millisecond): // a service answers, it does not announce
		}
	}
}
