package view

import (
	"testing"

	"parley.example/events/registry"
)

func TestAKeyIsItsPersonsUntilItIsRevoked(t *testing.T) {
	history := happened(
		on("key_a", registry.KeyRegistered{Person: "ana", Public: "A"}),
		on("key_a", registry.KeyRevoked{Person: "ana"}),
	)
	k := fold(t, theKey, applyKey, history[:1])["key_a"]
	if k.Person != "ana" || k.Public != "A" || k.RevokedAt != nil || k.Row().Parent != "ana" {
		t.Errorf("registered it reads %+v", k)
	}
	if k = fold(t, theKey, applyKey, history)["key_a"]; k.RevokedAt == nil || k.Person != "ana" {
		t.Errorf("revoked it reads %+v", k)
	}
}
