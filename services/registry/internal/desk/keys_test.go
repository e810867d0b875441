package desk

import (
	"testing"

	"parley.example/events/registry"
	"parley.example/services/internal/rolestest"
	"parley.example/services/registry/internal/signingkey"
)

func TestWhoMayRevokeAKeyIsOnThePage(t *testing.T) {
	known := signingkey.Evolve(signingkey.State{}, registry.KeyRegistered{Person: "ana"})
	states := map[string]signingkey.State{
		"registered": known,
		"revoked":    signingkey.Evolve(known, registry.KeyRevoked{Person: "ana"}),
	}
	who := map[string]string{"self": "ana", "registered": "bo"}
	for _, row := range rolestest.Rows(t, []string{"revokeSigningKey"}) {
		if err := mayRevoke(states[row.State], who[row.Role]); (err == nil) != row.May {
			t.Errorf("%s, %s, %s: %v", row.Role, row.Act, row.State, err)
		}
	}
}
