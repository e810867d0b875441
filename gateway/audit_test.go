package main

import (
	"os"
	"os/exec"
	"testing"
)

// TestTheAuditsOfGraphQLOverHTTP needs the packages of the front end, where the
// audits live.
func TestTheAuditsOfGraphQLOverHTTP(t *testing.T) {
	h := start(t)
	if _, err := os.Stat("web/node_modules/graphql-http"); err != nil {
		t.Skip("gateway/web has no packages: npm ci in it brings them")
	}
	audit := exec.CommandContext(t.Context(), "node", "audit/audit.mjs", h.url+"/graphql")
	audit.Dir = "web"
	said, err := audit.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	t.Logf("%s", said)
}
