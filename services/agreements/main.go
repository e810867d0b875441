// The program agreements keeps what was agreed: it draws up the text that a
// negotiation fixed, takes signatures over its one hash, and says from when it
// binds whom.
package main

import (
	_ "time/tzdata" // days are counted in the zone of each agreement, wherever it runs

	"parley.example/services/agreements/internal/desk"
	"parley.example/services/internal/serve"
)

func main() {
	serve.Main("agreements", desk.Open, serve.Tool{Name: "bench-agreements", Run: benchAgreements})
}
