package notary

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"parley.example/events/command"
	"parley.example/gateway/internal/stores"
)

func TestMain(m *testing.M) { stores.Main(m) }

// growing is a service to whose record somebody adds a commit before every
// question.
type growing struct {
	size   int64
	hashes []tlog.Hash
	asked  int
}

func (g *growing) ReadHashes(at []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range at {
		out = append(out, g.hashes[i])
	}
	return out, nil
}

func (g *growing) Ask(_ context.Context, _ command.Actor, _, _ string, body []byte) (json.RawMessage, error) {
	g.asked++
	leaf := make([]byte, 8)
	_, _ = rand.Read(leaf)
	more, err := tlog.StoredHashes(g.size, leaf, g)
	if err != nil {
		return nil, err
	}
	g.hashes, g.size = append(g.hashes, more...), g.size+1
	root, err := tlog.TreeHash(g.size, g)
	if err != nil {
		return nil, err
	}
	var in struct{ From int64 }
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	path := []tlog.Hash{}
	if in.From > 0 {
		if path, err = tlog.ProveTree(g.size, in.From, g); err != nil {
			return nil, err
		}
	}
	return json.Marshal(map[string]any{"stream": "one", "size": g.size, "root": root, "path": path})
}

// A record that grows all the time is no reason to store a head for everybody
// who asks: however many do, one is stored in a while.
func TestHeadsAreStoredOnceInAWhile(t *testing.T) {
	s := stores.Of(t)
	folder := t.TempDir()
	seed := make([]byte, 32)
	_, _ = rand.Read(seed)
	if err := os.WriteFile(filepath.Join(folder, "log.key"), seed, 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := ReadKey(folder)
	if err != nil {
		t.Fatal(err)
	}
	stored := func() (n int) {
		if err := s.Pool(t, "parley_identity").QueryRow(t.Context(), "SELECT count(*) FROM identity.head").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	service, before := &growing{}, stored()
	n := &Notary{Key: key, Services: service, Names: []string{"one"}, Pool: s.Pool(t, "parley_identity"), Every: time.Hour}
	first, err := n.Recent(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if again, err := n.Recent(t.Context()); err != nil || again != first {
			t.Fatalf("another head at once: %v", err)
		}
	}
	if got := stored() - before; got != 1 || service.asked != 1 {
		t.Errorf("a hundred callers made %d heads and %d questions", got, service.asked)
	}
	fresh, err := n.Head(t.Context()) // for a proof, which has to cover what was read
	if err != nil || fresh == first {
		t.Errorf("a proof is held against an old head: %v", err)
	}
	if told, _ := n.Recent(t.Context()); told != fresh {
		t.Error("whoever asks is told an older head than one that was signed")
	}
	n.Every = 0
	if later, err := n.Recent(t.Context()); err != nil || later == fresh {
		t.Errorf("after that while there is no new head: %v", err)
	}
}
