package desk

import (
	"os"
	"path/filepath"
	"testing"

	"parley.example/events/registry"
)

// The shared record fingerprints a command's body: two mandates that differ
// only in their limits have the same one.
func TestLimitsLeaveNoFingerprint(t *testing.T) {
	bodies := make(map[string]bool)
	for _, most := range []string{"5", "6", "7"} {
		body, err := unsealed(GrantMandate{Organization: "org_a", Limits: []registry.Limit{{Term: "price", Max: &most}}})
		if err != nil {
			t.Fatal(err)
		}
		bodies[string(body)] = true
	}
	if len(bodies) != 1 {
		t.Error(bodies)
	}
	without, err := unsealed(GrantMandate{Organization: "org_a"})
	if err != nil || bodies[string(without)] {
		t.Errorf("that there are limits is not said: %s, %v", without, err)
	}
}

func TestTheKeyOfInvitationsIsMadeOnceAndKept(t *testing.T) {
	folder := t.TempDir()
	first, err := invitationKey(folder)
	if err != nil {
		t.Fatal(err)
	}
	again, err := invitationKey(folder)
	if err != nil || string(again) != string(first) || len(first) != keySize {
		t.Errorf("%x, then %x, %v", first, again, err)
	}
	if info, err := os.Stat(filepath.Join(folder, keyFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := os.WriteFile(filepath.Join(folder, keyFile), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := invitationKey(folder); err == nil {
		t.Error("a damaged key is used")
	}
	if _, err := invitationKey(""); err == nil {
		t.Error("without a folder there is a key")
	}
}

func TestTokensDependOnTableAndCommand(t *testing.T) {
	key, other := make([]byte, keySize), append(make([]byte, keySize-1), 1)
	seen := make(map[string]bool)
	for _, token := range []string{
		tokenFor(key, "ini_a", "1"), tokenFor(key, "ini_a", "2"), tokenFor(key, "ini_b", "1"), tokenFor(other, "ini_a", "1"), tokenFor(key, "ini_a1", ""),
	} {
		if seen[token] || len(token) != 43 {
			t.Errorf("%s", token)
		}
		seen[token] = true
	}
}
