// The program agreements keeps what was agreed: it draws up the text that a
// negotiation fixed, takes signatures over its one hash, and says from when it
// binds whom.
package main

import (
	"parley.example/services/agreements/internal/desk"
	"parley.example/services/internal/serve"
)

func main() { serve.Main("agreements", desk.Open) }
