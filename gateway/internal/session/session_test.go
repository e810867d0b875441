package session

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"parley.example/gateway/internal/stores"
)

func TestMain(m *testing.M) { stores.Main(m) }

func TestAPasswordOpensWhatItClosed(t *testing.T) {
	h := NewHasher()
	hashed, err := h.Hash(t.Context(), "correct horse")
	if err != nil || !strings.HasPrefix(hashed, "argon2id$19456$2$1$") || strings.Contains(hashed, "horse") {
		t.Fatal(hashed, err)
	}
	for _, row := range []struct {
		rule, hashed, password string
		want                   bool
	}{
		{"the right one", hashed, "correct horse", true},
		{"a wrong one", hashed, "correct house", false},
		{"none", hashed, "", false},
		{"an account that is not there", "", "correct horse", false},
	} {
		if got, err := h.Matches(t.Context(), row.hashed, row.password); got != row.want || err != nil {
			t.Errorf("%s: %v %v", row.rule, got, err)
		}
	}
	if _, err := h.Matches(t.Context(), "argon2id$1$1$1$AA$AA", "x"); err == nil {
		t.Error("a hash that costs nothing is accepted")
	}
}

func TestWhoWaitsForAHashInVainIsLetGo(t *testing.T) {
	h := NewHasher()
	for range cap(h.room) {
		h.room <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Hash(ctx, "x"); err == nil {
		t.Error("hashed without room")
	}
}

func TestAddressesHaveOneSpelling(t *testing.T) {
	for given, want := range map[string]string{
		" Ana@Parley.Example ": "ana@parley.example", "ana": "", "Ana <ana@parley.example>": "", "a@b@c": "", "": "",
		strings.Repeat("x", 250) + "@parley.example": "",
	} {
		if got, err := address(given); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v", given, got, err)
		}
	}
}

func TestNeighboursAreCountedTogether(t *testing.T) {
	for a, want := range map[string]string{
		"203.0.113.7": "203.0.113.0/24", "::ffff:203.0.113.9": "203.0.113.0/24", "2001:db8:1:2ff::1": "2001:db8:1:200::/56",
	} {
		if got := network(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %s, want %s", a, got, want)
		}
	}
	local := netip.MustParseAddr("127.0.0.1")
	if len(tries("log-in", "a@b", local, true)) != 2 || len(tries("log-in", "a@b", local, false)) != 3 {
		t.Error("only a developer's own machine is spared")
	}
}

func TestParallelTriesAllCount(t *testing.T) {
	s := NewStore(stores.Of(t).Pool(t, "parley_identity"))
	refused := make(chan error, 40)
	for range cap(refused) {
		go func() { refused <- s.try(context.Background(), map[string]int{"parallel": 25}) }()
	}
	n := 0
	for range cap(refused) {
		if <-refused != nil {
			n++
		}
	}
	if n != 15 {
		t.Errorf("%d of 40 refused, want 15", n)
	}
}

func TestASessionIsFoundByItsSecretUntilItEnds(t *testing.T) {
	st := stores.Of(t)
	s := NewStore(st.Pool(t, "parley_identity"))
	ctx := t.Context()
	opened, token, err := s.Open(ctx, "per_ana", "org_olmos", "a browser")
	if err != nil || time.Until(opened.Expires) < Lifetime-time.Minute {
		t.Fatal(opened, err)
	}
	if found, err := s.Find(ctx, token); err != nil || found.ID != opened.ID || found.Actor().Person != "per_ana" || found.Organization != "org_olmos" {
		t.Errorf("%v %v", found, err)
	}
	if s.Revoke(ctx, "per_bo", opened.ID) == nil {
		t.Error("somebody else's session was ended")
	}
	for _, end := range []string{
		`UPDATE identity.session SET expires_at = now()`,
		`UPDATE identity.session SET expires_at = now() + interval '1 day', revoked_at = now()`,
	} {
		st.Exec(t, "parley_identity", end)
		if _, err := s.Find(ctx, token); err != ErrNone {
			t.Errorf("%s: %v", end, err)
		}
	}
	st.Exec(t, "parley_identity", `UPDATE identity.session SET revoked_at = NULL`)
	st.Exec(t, "parley_identity", `INSERT INTO identity.account (person, email, name, disabled) VALUES ('per_ana', 'ana@parley.example', 'Ana', true)`)
	if _, err := s.Again(ctx, opened.ID); err != ErrNone {
		t.Errorf("a disabled account: %v", err)
	}
	if err := s.Tidy(ctx); err != nil {
		t.Error(err)
	}
	var stored string
	if err := st.Pool(t, "parley_identity").QueryRow(ctx, `SELECT encode(hash, 'hex') FROM identity.session`).Scan(&stored); err != nil || strings.Contains(stored, token) || len(stored) != 64 {
		t.Errorf("stored %q, %v", stored, err)
	}
}
